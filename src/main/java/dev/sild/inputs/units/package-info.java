/**
 * Quadlet units and services that {@code podman generate systemd} wrote. A unit becomes the command of podman that
 * systemd would run, by the table {@code keys.txt}, and {@link dev.sild.inputs.engine} says what the command means.
 */
package dev.sild.inputs.units;
