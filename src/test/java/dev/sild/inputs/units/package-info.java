/** Quadlet units and services of podman. */
package dev.sild.inputs.units;
