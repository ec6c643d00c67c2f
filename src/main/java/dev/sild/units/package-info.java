/** Numbers as compose, Go and Kubernetes write them: bytes, processors, durations, quantities. */
package dev.sild.units;
