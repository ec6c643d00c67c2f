package dev.sild.crds;

/** A source of the definitions that cannot be assembled; the message says which and why. */
public final class CrdSourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CrdSourceException(String message) {
        super(message);
    }
}
