package dev.sild.cli.stack;

import java.util.Objects;

/** A command about a stack cannot do what it was asked to; the message is for the user. */
public final class VerbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VerbException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "a failure without a message");
    }
}
