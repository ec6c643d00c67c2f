package dev.sild.layout;

import dev.sild.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** Where the variables of a compose file are in the values of its chart: the descriptions in the schema say it. */
final class ChartVariableValues {
    private static final Pattern NAMED =
            Pattern.compile("The variable (\\S+) of the compose file\\b|(?:^|\\()(\\S+) in the compose file\\b");

    private final Map<String, List<List<String>>> paths = new TreeMap<>();
    private final Map<String, String> given = new TreeMap<>();
    private final Set<List<String>> numbers = new HashSet<>();

    private ChartVariableValues() {}

    /** Whether a schema names variables; one that has no such word has none. */
    static boolean mayBeIn(String schema) {
        return schema.contains(" the compose file");
    }

    static ChartVariableValues of(Path chart) {
        ChartVariableValues variables = new ChartVariableValues();
        variables.find(tree(chart.resolve("values.schema.json")), List.of());
        Map<String, Object> secrets = Files.exists(chart.resolve(WrittenChart.SECRETS))
                ? tree(chart.resolve(WrittenChart.SECRETS))
                : Map.of();
        Map<String, Object> values = tree(chart.resolve("values.yaml"));
        variables.paths.forEach((name, places) -> {
            Object secret = Tree.at(secrets, places.get(0).toArray(String[]::new));
            variables.given.put(
                    name,
                    secret != null
                            ? secret.toString()
                            : places.size() > 1
                                    ? image(
                                            values,
                                            places.get(0)
                                                    .subList(0, places.get(0).size() - 1))
                                    : text(Tree.at(values, places.get(0).toArray(String[]::new))));
        });
        return variables;
    }

    private static String text(Object value) {
        return value == null ? "" : value instanceof List<?> list ? (String) list.get(0) : value.toString();
    }

    private static String image(Map<String, Object> values, List<String> path) {
        Map<String, Object> image = Tree.map(values, path.toArray(String[]::new));
        String tag = text(image.get("tag"));
        String digest = text(image.get("digest"));
        return image.get("repository") + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }

    private void find(Map<String, Object> schema, List<String> path) {
        if ("integer".equals(schema.get("type"))) {
            numbers.add(path);
        }
        Matcher named = NAMED.matcher(Tree.text(schema, "description"));
        if (named.find()) {
            paths.computeIfAbsent(named.group(1) == null ? named.group(2) : named.group(1), first -> new ArrayList<>())
                    .add(path);
        }
        Tree.map(schema, "properties").keySet().forEach(key -> {
            List<String> inner = new ArrayList<>(path);
            inner.add(key);
            find(Tree.map(schema, "properties", key), inner);
        });
    }

    /** Returns the variables with the values that the chart brings. */
    Map<String, String> given() {
        return given;
    }

    /** Returns values, as YAML, with which variables have these. */
    String set(Map<String, ?> variables) {
        Map<String, Object> values = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            List<List<String>> places = paths.getOrDefault(name, List.of(List.of("variables", name)));
            if (places.size() == 1) {
                String last = places.get(0).get(places.get(0).size() - 1);
                boolean isNumber =
                        numbers.contains(places.get(0)) && value.toString().matches("[0-9]+");
                put(
                        values,
                        places.get(0),
                        isNumber
                                ? Integer.valueOf(value.toString())
                                : last.matches("hosts|hostnames") ? List.of(value) : value);
                return;
            }
            // A whole image has several parts.
            String image = value.toString();
            int at = image.indexOf('@') < 0 ? image.length() : image.indexOf('@');
            int colon = image.lastIndexOf(':', at - 1) > image.lastIndexOf('/', at - 1)
                    ? image.lastIndexOf(':', at - 1)
                    : at;
            places.forEach(place -> put(
                    values,
                    place,
                    switch (place.get(place.size() - 1)) {
                        case "repository" -> image.substring(0, colon);
                        case "tag" -> colon == at ? "" : image.substring(colon + 1, at);
                        default -> at == image.length() ? "" : image.substring(at + 1);
                    }));
        });
        return new Yaml().dump(values);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> values, List<String> path, Object value) {
        Map<String, Object> map = values;
        for (String key : path.subList(0, path.size() - 1)) {
            map = (Map<String, Object>) map.computeIfAbsent(key, first -> new LinkedHashMap<String, Object>());
        }
        map.put(path.get(path.size() - 1), value);
    }

    private static Map<String, Object> tree(Path file) {
        try {
            return new Yaml().load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
