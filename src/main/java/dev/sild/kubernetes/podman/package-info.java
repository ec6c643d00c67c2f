/** Pods for podman kube play, and what it cannot do. */
package dev.sild.kubernetes.podman;
