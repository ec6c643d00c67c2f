/** podman and the host it runs on: the only package that starts podman. */
package dev.sild.play.podman;
