package dev.sild.output.trace;

import dev.sild.model.Lookup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that variables could have as well: of the same kind as the one they have, so that what takes that one takes
 * these. No two are the same, nor as far from the first, so that a change of one is not taken for that of another.
 */
public final class ProbeValues {
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,15})((?:\\.[0-9]+)?[A-Za-z]{1,3})?");
    private static final Pattern TIME = Pattern.compile("((?:[0-9]{1,9}(?:h|m|s|ms))*)([0-9]{1,9})(h|m|s|ms)");
    private static final Pattern ADDRESS = Pattern.compile("((?:[0-9]{1,3}\\.){3})([0-9]{1,3})");
    /** A registry with its port, which nothing but another port may follow. */
    private static final Pattern PORT = Pattern.compile("([A-Za-z0-9.-]+:)([0-9]{4,5})");

    private static final Pattern DIGEST = Pattern.compile("(.*[a-z0-9]+:[0-9a-f]{24,})([0-9a-f]{8})");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}");
    private static final int LAST_PORT = 65_535;

    private static final int STEPS = 500;

    private final Set<String> taken = new HashSet<>();
    private final String text;
    private int step;

    private ProbeValues(String text) {
        this.text = text;
    }

    /**
     * Returns two further values of each variable, by those it has.
     *
     * @param text where they should not occur, as long as there are others
     */
    public static Map<String, List<String>> of(Map<String, Set<String>> variables, String text) {
        ProbeValues values = new ProbeValues(text);
        variables.values().forEach(values.taken::addAll);
        Map<String, List<String>> others = new LinkedHashMap<>();
        // The second of each: in another order, so that it is not as far from the first as that of another one is.
        variables.forEach((name, own) -> others.put(
                name, new ArrayList<>(List.of(values.next(own.iterator().next())))));
        List<String> backwards = new ArrayList<>(others.keySet());
        Collections.reverse(backwards);
        backwards.forEach(name -> Lookup.required(others, name)
                .add(values.next(Lookup.required(variables, name).iterator().next())));
        return others;
    }

    /** Whether a value is a number, with a unit or without. */
    public static boolean isNumber(String value) {
        return NUMBER.matcher(value).matches()
                || DECIMAL.matcher(value).matches()
                || TIME.matcher(value).matches();
    }

    private String next(String value) {
        String other;
        int last = step + STEPS;
        do {
            step++;
            other = other(value);
        } while (taken.contains(other) || step < last && text.contains(other));
        taken.add(other);
        return other;
    }

    private String other(String value) {
        Matcher number = NUMBER.matcher(value);
        if (number.matches()) {
            long own = Long.parseLong(number.group(1));
            long other = own <= LAST_PORT && own + step > LAST_PORT ? own - step : own + step;
            String unit = number.group(2) == null ? "" : number.group(2);
            return String.valueOf(other).length() >= number.group(1).length()
                    ? other + unit
                    : "0"
                                    .repeat(number.group(1).length()
                                            - String.valueOf(other).length())
                            + other
                            + unit;
        }
        Matcher address = ADDRESS.matcher(value);
        if (address.matches()) {
            return address.group(1) + (Integer.parseInt(address.group(2)) + step) % 256;
        }
        Matcher time = TIME.matcher(value);
        if (time.matches()) {
            return time.group(1) + (Long.parseLong(time.group(2)) + step) + time.group(3);
        }
        Matcher port = PORT.matcher(value);
        if (port.matches()) {
            return port.group(1) + (Integer.parseInt(port.group(2)) + step) % LAST_PORT;
        }
        Matcher digest = DIGEST.matcher(value);
        if (digest.matches()) {
            return digest.group(1)
                    + String.format("%08x", Long.parseLong(digest.group(2), 16) + step)
                            .substring(0, 8);
        }
        if (DECIMAL.matcher(value).matches()) {
            return value + step;
        }
        // Letters that are valid at the end of a host, a path, a name and a text, and that do not occur in
        // practice.
        StringBuilder letters = new StringBuilder();
        for (int left = step; left > 0; left /= 20) {
            letters.append((char) ('b' + left % 20));
        }
        return value + "xq" + letters + "z";
    }
}
