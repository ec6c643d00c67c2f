/** Objects as a kustomize base, with components and overlays for profiles. */
package dev.sild.output.kustomize;
