/**
 * The podman tier: what Sild converts is played by a real podman, with images made on the spot. Nothing here reads or
 * writes the user's own podman. Run it with {@code ./mvnw verify -Ppodman}; as root, for pods on a network of their own
 * need it.
 */
package dev.sild.podman;
