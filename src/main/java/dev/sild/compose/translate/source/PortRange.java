package dev.sild.compose.translate.source;

import dev.sild.model.Port.Protocol;
import dev.sild.report.Code;
import dev.sild.units.ExposedPort;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port number, or a range of them. docker compose accepts any text here when it reads the file, and refuses a wrong
 * one when it starts the container; a cluster has no such moment, so a wrong one is an error.
 */
public record PortRange(int first, int last, Protocol protocol) {
    public static final int MAX_PORT = 65_535;

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");

    /** Reads {@code published}; empty where it is absent, or wrong, which is reported. */
    public static Optional<PortRange> of(Attribute attribute, int least) {
        String text = attribute.string();
        Optional<PortRange> range = of(text, least, Protocol.TCP);
        if (range.isEmpty() && !text.isEmpty()) {
            wrong(attribute, text, least);
        }
        return range;
    }

    /**
     * Reads an entry of {@code expose}: {@code 80}, {@code 80-90}, {@code 53/udp} or {@code 8000:80}; empty where it is
     * wrong, which is reported.
     */
    public static Optional<PortRange> ofExposed(Attribute attribute) {
        String entry = attribute.string();
        String text = ExposedPort.ofContainer(entry);
        int slash = text.indexOf('/');
        Optional<Protocol> protocol = protocol(slash < 0 ? "" : text.substring(slash + 1));
        if (protocol.isEmpty()) {
            wrongProtocol(attribute);
            return Optional.empty();
        }
        Optional<PortRange> range = of(slash < 0 ? text : text.substring(0, slash), 1, protocol.get());
        if (range.isEmpty()) {
            wrong(attribute, entry, 1);
        }
        return range;
    }

    private static Optional<PortRange> of(String text, int least, Protocol protocol) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        return first < least || last < first || last > MAX_PORT
                ? Optional.empty()
                : Optional.of(new PortRange(first, last, protocol));
    }

    /** Returns the protocol of that name, TCP where there is none; empty for an unknown one. */
    public static Optional<Protocol> protocol(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "tcp" -> Optional.of(Protocol.TCP);
            case "udp" -> Optional.of(Protocol.UDP);
            case "sctp" -> Optional.of(Protocol.SCTP);
            default -> Optional.empty();
        };
    }

    public static void wrongProtocol(Attribute attribute) {
        attribute.found(Code.INPUT_INVALID, "unknown port protocol", "use tcp, udp or sctp");
    }

    private static void wrong(Attribute attribute, String text, int least) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        attribute.found(
                Code.INPUT_INVALID,
                "'" + shown + "' is not a valid port",
                "use a number from " + least + " to " + MAX_PORT + ", or a range such as 8000-8010");
    }
}
