/**
 * What {@code podman inspect} and {@code docker inspect} print of containers, images, pods, networks and volumes, as a
 * compose file. What an image or the engine says by itself is left out.
 */
package dev.sild.inputs.inspect;
