/**
 * From Kubernetes objects to bytes: the YAML that is printed and the layouts it is written in. Nothing half-written is
 * left behind.
 */
package dev.sild.output;
