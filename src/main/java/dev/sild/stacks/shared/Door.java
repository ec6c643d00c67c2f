package dev.sild.stacks.shared;

import dev.sild.model.Port;

/**
 * A port through which callers from outside reach a stack.
 *
 * @param port the port of the container
 * @param isSecure whether it speaks TLS
 */
public record Door(Port port, boolean isSecure) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Returns the number that callers use: a program without root cannot listen below 1024. */
    public int number() {
        return isSecure ? HTTPS : HTTP;
    }
}
