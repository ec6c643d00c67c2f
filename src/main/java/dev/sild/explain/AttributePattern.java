package dev.sild.explain;

import dev.sild.model.Names;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which attribute a field comes from, as {@code fields.txt} writes it: keys with {@code /} between them, below the
 * service or other part of the project that the object is of, or below the project if it begins with {@code /}.
 *
 * <p>{@code .} is the part itself, a key {@code *} any key of a map and {@code []} any item of a list.
 * {@code volumes[target=$mountPath]} is the item whose {@code target} is the value of the field {@code mountPath}
 * beside the explained one, or around it; {@code expose[]=$containerPort} an item that is this value, and
 * {@code @=$name} the part itself if its own key is the value. {@code security_opt[]~seccomp} is an item that begins
 * with these letters. A pattern with {@code +} before it is required: a row without it is skipped.
 */
record AttributePattern(boolean required, boolean absolute, List<String> segments, String equal, String begins) {
    private static final Pattern ITEM = Pattern.compile("([^\\[]*)\\[(?:([a-z:_]+)=\\$([A-Za-z]+))?]");

    static AttributePattern of(String text) {
        boolean required = text.startsWith("+");
        String whole = required ? text.substring(1) : text;
        int tilde = whole.indexOf('~');
        String pattern = tilde < 0 ? whole : whole.substring(0, tilde);
        int equals = pattern.indexOf("=$");
        boolean compared = equals >= 0 && pattern.indexOf(']', equals) < 0;
        String path = compared ? pattern.substring(0, equals) : pattern;
        boolean absolute = path.startsWith("/");
        return new AttributePattern(
                required,
                absolute,
                path.equals(".") ? List.of() : List.of((absolute ? path.substring(1) : path).split("/")),
                compared ? pattern.substring(equals + 2) : "",
                tilde < 0 ? "" : whole.substring(tilde + 1));
    }

    /** Returns the first such attribute that a file contains. */
    Optional<SourceAttribute> find(SourceAttribute root, List<SourceAttribute> parts, FieldScope scope) {
        Optional<String> value = equal.isEmpty() ? Optional.empty() : scope.value(equal);
        if (!equal.isEmpty() && value.isEmpty()) {
            return Optional.empty();
        }
        Stream<SourceAttribute> found = absolute ? Stream.of(root) : parts.stream();
        for (String segment : segments) {
            found = found.flatMap(attribute -> below(attribute, segment, scope));
        }
        return found.filter(SourceAttribute::isWritten)
                .filter(attribute -> begins.isEmpty() || attribute.scalar().startsWith(begins))
                .filter(attribute -> value.isEmpty() || isEqual(attribute, value.get()))
                .findFirst();
    }

    private boolean isEqual(SourceAttribute attribute, String value) {
        return segments.equals(List.of("@"))
                ? attribute.key().equals(value)
                : withoutProtocol(attribute.scalar()).equals(value)
                        || attribute.scalar().startsWith(value + ":");
    }

    private static Stream<SourceAttribute> below(SourceAttribute attribute, String segment, FieldScope scope) {
        if (segment.equals("@")) {
            return Stream.of(attribute);
        }
        if (segment.equals("*")) {
            return attribute.entries().stream();
        }
        if (segment.startsWith("$")) {
            return scope.value(segment.substring(1)).flatMap(attribute::get).stream();
        }
        Matcher item = ITEM.matcher(segment);
        if (!item.matches()) {
            return attribute.get(segment).stream();
        }
        Stream<SourceAttribute> items = (item.group(1).isEmpty()
                        ? Optional.of(attribute)
                        : attribute.get(item.group(1)))
                .stream().flatMap(list -> list.items().stream());
        if (item.group(2) == null) {
            return items;
        }
        Optional<String> value = scope.value(item.group(3));
        return items.filter(
                each -> value.isPresent() && hasKey(each, item.group(2).split(":"), value.get()));
    }

    private static boolean hasKey(SourceAttribute item, String[] keys, String value) {
        for (String key : keys) {
            String scalar = item.get(key).map(SourceAttribute::scalar).orElse("");
            if (!scalar.isEmpty()) {
                return isSame(scalar, value);
            }
        }
        return false;
    }

    /**
     * Whether a path or name is another one, as objects write it; or its end, since the target of a secret may be
     * relative to the folder of secrets.
     */
    private static boolean isSame(String one, String other) {
        String path = one.length() > 1 && one.endsWith("/") ? one.substring(0, one.length() - 1) : one;
        return path.equals(other)
                || Names.label(path).equals(other)
                || !path.startsWith("/") && other.endsWith("/" + path);
    }

    private static String withoutProtocol(String port) {
        int slash = port.indexOf('/');
        return slash > 0 && Character.isDigit(port.charAt(0)) ? port.substring(0, slash) : port;
    }
}
