/** Manifests as files: plain, for kustomize, and as Quadlet units. */
package dev.sild.output.layout;
