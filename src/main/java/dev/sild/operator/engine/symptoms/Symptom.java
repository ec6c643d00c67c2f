package dev.sild.operator.engine.symptoms;

import dev.sild.operator.engine.state.Ref;

/**
 * One thing that the cluster reports of an object that does not work.
 *
 * @param kind how close it is to the cause; the first kind is the closest
 * @param object kind and name of the object, such as {@code Pod/shop-api-5d8}
 * @param reason the cluster's word for it, such as {@code ImagePullBackOff}
 * @param message the cluster's sentence, on one line
 * @param container the container that it is about; empty for none
 */
public record Symptom(Kind kind, String object, String reason, String message, String container) {
    private static final int LONGEST = 400;

    /** What does not work. */
    public enum Kind {
        /** The API server refuses to create pods. */
        NO_POD,
        /** A claim has no volume. */
        NO_VOLUME,
        /** No node takes the pod. */
        NO_NODE,
        /** The image cannot be pulled. */
        IMAGE,
        /** A container cannot be created. */
        CONFIGURATION,
        /** A volume cannot be mounted. */
        MOUNT,
        /** A container starts and ends again. */
        CRASH,
        /** The node ended the pod. */
        EVICTED,
        /** A container runs and its probe fails. */
        PROBE
    }

    public Symptom {
        String line = message.replaceAll("\\s+", " ").strip();
        message = line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    /** Returns object, reason and message as one sentence. */
    public String text() {
        return object + ": " + sentence();
    }

    /** Returns the same behind the name of an object, which is not repeated. */
    public String textAt(Ref ref) {
        return object.equals(ref.toString()) ? sentence() : text();
    }

    private String sentence() {
        return reason + (message.isEmpty() ? "" : ": " + message);
    }
}
