package dev.sild.play;

import java.util.List;
import java.util.Objects;

/** A pod does not do what it is there for. */
public final class PlayFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final String service;
    private final transient List<String> log;

    PlayFailure(String service, String reason, List<String> log) {
        super("'" + service + "' " + reason);
        this.service = service;
        this.log = List.copyOf(log);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "a failure without a message");
    }

    /** Returns the component that failed. */
    public String service() {
        return service;
    }

    /** Returns the last lines of its log. */
    public List<String> log() {
        return log;
    }
}
