package dev.sild.executable;

/** Why the executable cannot be built: something that it needs at run time cannot be described. */
final class MetadataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MetadataException(String message) {
        super(message);
    }
}
