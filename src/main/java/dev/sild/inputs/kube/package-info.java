/**
 * Kubernetes YAML that podman writes and plays, as a compose file: pods, what makes pods of a template, and the
 * ConfigMaps, Secrets and claims that they use.
 */
package dev.sild.inputs.kube;
