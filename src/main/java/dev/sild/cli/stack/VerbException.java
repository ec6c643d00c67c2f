package dev.sild.cli.stack;

/** A command about a stack cannot do what it was asked to; the message is for the user. */
public final class VerbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VerbException(String message) {
        super(message);
    }
}
