package dev.sild.images.health;

import java.util.List;

/**
 * A health check as a Dockerfile states it; see <a
 * href="https://docs.docker.com/reference/dockerfile/#healthcheck">HEALTHCHECK</a>.
 *
 * @param test the words of the check in compose's form: {@code CMD} and an argv, {@code CMD-SHELL} and one text, or
 *     {@code NONE} alone
 * @param intervalMillis the time between two tries; 0 for the engine's default
 * @param timeoutMillis how long a try may take; 0 for the engine's default
 * @param startPeriodMillis how long after the start failures do not count; 0 for the engine's default
 * @param startIntervalMillis the time between two tries until then; 0 for the engine's default
 * @param retries how many tries must fail in a row; 0 for the engine's default
 */
public record Healthcheck(
        List<String> test,
        long intervalMillis,
        long timeoutMillis,
        long startPeriodMillis,
        long startIntervalMillis,
        int retries) {

    public Healthcheck {
        test = List.copyOf(test);
    }

    /** Whether it disables the health check, including one of the base image. */
    public boolean disabled() {
        return test.size() == 1 && test.get(0).equals("NONE");
    }
}
