package dev.sild.packaging;

/** A reason not to publish what was built. */
final class PackagingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PackagingException(String message) {
        super(message);
    }
}
