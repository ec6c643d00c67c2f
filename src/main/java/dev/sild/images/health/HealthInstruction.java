package dev.sild.images.health;

import dev.sild.images.text.JsonWords;
import dev.sild.units.Digits;
import dev.sild.units.GoDuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a {@code HEALTHCHECK}; see <a href="https://docs.docker.com/reference/dockerfile/#healthcheck">the
 * reference</a>.
 */
public final class HealthInstruction {
    private HealthInstruction() {}

    /**
     * Returns the check, empty where it cannot be understood.
     *
     * @param options the words that start with two dashes
     * @param rest what follows them
     */
    public static Optional<Healthcheck> read(List<String> options, String rest) {
        int end = 0;
        while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
            end++;
        }
        String kind = rest.substring(0, end).toUpperCase(Locale.ROOT);
        String command = rest.substring(end).strip();
        if (kind.equals("NONE") && command.isEmpty()) {
            return Optional.of(new Healthcheck(List.of("NONE"), 0, 0, 0, 0, 0));
        }
        if (!kind.equals("CMD") || command.isEmpty()) {
            return Optional.empty();
        }
        long[] times = new long[4];
        int retries = 0;
        for (String option : options) {
            int equals = option.indexOf('=');
            String value = equals < 0 ? "" : option.substring(equals + 1);
            int time = equals < 0 ? -1 : time(option.substring(2, equals));
            if (time >= 0) {
                times[time] = GoDuration.millis(value).orElse(-1L);
            } else if (option.startsWith("--retries=") && Digits.only(value) && value.length() < 6) {
                retries = Integer.parseInt(value);
            } else {
                return Optional.empty();
            }
            if (time >= 0 && times[time] < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new Healthcheck(test(command), times[0], times[1], times[2], times[3], retries));
    }

    private static List<String> test(String command) {
        List<String> test = new ArrayList<>();
        Optional<List<String>> words = JsonWords.parse(command);
        test.add(words.isPresent() ? "CMD" : "CMD-SHELL");
        test.addAll(words.orElseGet(() -> List.of(command)));
        return test;
    }

    private static int time(String name) {
        return switch (name) {
            case "interval" -> 0;
            case "timeout" -> 1;
            case "start-period" -> 2;
            case "start-interval" -> 3;
            default -> -1;
        };
    }
}
