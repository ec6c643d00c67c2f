package dev.sild.play.podman;

import java.util.Objects;

/** Podman cannot be run, or cannot do what was requested. */
public final class PodmanException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    /**
     * Creates an instance.
     *
     * @param message what is wrong, without a full stop
     * @param remedy what the user can do; empty where that is not known
     */
    public PodmanException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "a failure without a message");
    }

    /** Returns what the user can do; empty where that is not known. */
    public String remedy() {
        return remedy;
    }
}
