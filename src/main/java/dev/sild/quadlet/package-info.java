/**
 * From a loaded compose project to the units of Quadlet: a {@code .container} for each service, with the networks,
 * volumes and builds that it uses. It reads the project's attributes, not the {@code Application}: podman has most of
 * what compose has, and systemd the rest, so nothing needs to be made of what a cluster can do.
 */
package dev.sild.quadlet;
