package dev.sild.schema;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The formats of strings that an API server looks at; any other says nothing. */
final class Formats {
    private static final Pattern HOST = Pattern.compile(
            "^([a-zA-Z0-9\\p{S}\\p{L}]((-?[a-zA-Z0-9\\p{S}\\p{L}]{0,62})?)"
                    + "|([a-zA-Z0-9\\p{S}\\p{L}](([a-zA-Z0-9-\\p{S}\\p{L}]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?)(\\.)){1,}([a-zA-Z\\p{L}]){2,63})$");
    private static final Pattern UUID =
            Pattern.compile("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$");
    private static final Pattern OCTETS = Pattern.compile("^(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}$");
    private static final Pattern DURATION =
            Pattern.compile("^[-+]?(0|([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)"
                    + "(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))*)$");

    /** What {@link #hold} knows. A definition of Sild's own uses no other. */
    static final Set<String> KNOWN =
            Set.of("byte", "date", "date-time", "duration", "hostname", "ipv4", "password", "uri", "uuid");

    private Formats() {}

    static boolean hold(String format, String text) {
        return switch (format) {
            case "hostname" ->
                text.length() <= 255
                        && HOST.matcher(text).find()
                        && List.of(text.split("\\.", -1)).stream().allMatch(part -> part.length() <= 63);
            case "ipv4" -> isIpv4(text);
            case "uuid" -> UUID.matcher(text).find();
            case "duration" -> DURATION.matcher(text).find();
            case "uri" -> isUri(text);
            case "byte" -> isBase64(text);
            case "date", "date-time" -> isTime(format, text);
            default -> true;
        };
    }

    private static boolean isIpv4(String text) {
        return OCTETS.matcher(text).find()
                && List.of(text.split("\\.")).stream().allMatch(octet -> Integer.parseInt(octet) < 256);
    }

    private static boolean isUri(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() || text.startsWith("/");
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text) != null && text.length() % 4 == 0;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private static boolean isTime(String format, String text) {
        try {
            return format.equals("date") ? LocalDate.parse(text) != null : OffsetDateTime.parse(text) != null;
        } catch (DateTimeException wrong) {
            return false;
        }
    }
}
