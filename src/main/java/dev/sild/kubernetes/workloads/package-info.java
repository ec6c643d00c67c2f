/** Deployments, StatefulSets, Jobs and their pods. */
package dev.sild.kubernetes.workloads;
