/**
 * From an Application to Kubernetes objects: pure functions, one small class a kind, for two targets (a cluster, and
 * {@code podman kube play}). No client, clock, environment, file or random in here.
 */
package dev.sild.kubernetes;
