/** From a loaded project to Kubernetes objects: the one way that every command and every input takes. */
package dev.sild.conversion;
