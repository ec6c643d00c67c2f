/** Istio's and Linkerd's policies, and the identities they name. */
package dev.sild.kubernetes.mesh;
