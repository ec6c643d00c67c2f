package dev.sild.compose.translate;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that an example file has for the user to replace, as {@code your-key-here}, and that pods would get. */
final class Placeholders {
    private static final int LONGEST = 500;

    /** The maximum number of variables that the report names. */
    private static final int MOST_NAMED = 8;

    private static final Pattern PLACEHOLDER = Pattern.compile("(?i)(?<![a-z])(?:change[-_ ]?(?:me|this|it)(?![a-z])"
            + "|your[-_](?:[a-z0-9]{1,20}[-_]){0,4}(?:here|key|token|secret|password|id|domain|name|url|value)(?![a-z])"
            + "|replace[-_ ]?(?:me|this|with)(?![a-z])|put[-_]your|insert[-_]your)|^<[a-z][a-z0-9 _-]{0,60}>$"
            + "|^(?:sk-)?x{4,40}$|^(?:todo|placeholder|dummy)$");

    private static final int MOST_PLACES = 4;

    private static final Pattern COMPOSE_FILE = Pattern.compile("(?i).*\\.ya?ml|-");

    private Placeholders() {}

    /** Whether a value is one that a user is meant to replace. */
    static boolean isOne(String value) {
        return value.length() <= LONGEST && PLACEHOLDER.matcher(value).find();
    }

    /**
     * Reports the variables that have such values, in one line: those that the user sets, where a container's variable
     * has its value of one.
     */
    static void report(Collection<ServiceFacts> services) {
        Map<String, Attribute> named = new LinkedHashMap<>();
        Map<String, String> places = new LinkedHashMap<>();
        for (ServiceFacts service : services) {
            for (Map.Entry<String, Attribute> variable :
                    service.attribute().get("environment").entries().entrySet()) {
                Attribute value = variable.getValue();
                if (isOne(value.peek())) {
                    List<String> set = set(value.text()).toList();
                    (set.isEmpty() ? List.of(variable.getKey()) : set).forEach(name -> named.putIfAbsent(name, value));
                    addPlace(value.origin(), set.isEmpty(), places);
                }
            }
        }
        if (places.containsKey(".env")) {
            places.remove("");
        }
        List<String> names = List.copyOf(named.keySet());
        int more = names.size() - MOST_NAMED;
        named.values().stream()
                .findFirst()
                .ifPresent(first -> first.note(
                        Code.PLACEHOLDER,
                        String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                                + (more > 0 ? " and " + more + " more" : "")
                                + (names.size() == 1
                                        ? " has a value that looks like a placeholder"
                                        : " have values that look like placeholders"),
                        "set real values in "
                                + places.values().stream().limit(MOST_PLACES).collect(Collectors.joining(", "))
                                + (places.size() > MOST_PLACES ? " and other files" : "")
                                + " and convert again"));
    }

    /** Adds where a value is set: the first line of each file. What env files hold is not interpolated. */
    private static void addPlace(Origin origin, boolean literal, Map<String, String> places) {
        if (literal || !COMPOSE_FILE.matcher(origin.file()).matches()) {
            places.putIfAbsent(origin.file(), origin.file() + ":" + origin.line());
        } else {
            places.putIfAbsent("", ".env or the environment");
        }
    }

    /** Returns the variables of the project that have placeholders in a text. */
    private static Stream<String> set(Text text) {
        if (text instanceof Text.Variable variable) {
            return isOne(variable.value()) ? Stream.of(variable.name()) : Stream.empty();
        }
        return text instanceof Text.Concat concat ? concat.parts().stream().flatMap(Placeholders::set) : Stream.empty();
    }
}
