/**
 * Command lines of docker and podman, read with the table {@code options.txt} into the attributes of a compose file.
 */
package dev.sild.inputs.engine;
