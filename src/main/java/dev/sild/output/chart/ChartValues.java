package dev.sild.output.chart;

import static dev.sild.yaml.YamlMap.map;

import dev.sild.output.layout.SildMark;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values of a chart and what they may be, each by the name of what it is for.
 *
 * @param variables the variables of the compose file that the objects contain
 * @param further the variables that can also be set; their defaults are given where they are used
 * @param secretVariables those that Secrets need, with the values of this run, which are in no file of the chart but
 *     one
 * @param secrets the keys of Secrets that are not variables, by the name of the Secret; written in the same file
 * @param patterns the pattern that a variable's value must match, by the name of the variable, for those that are
 *     restricted
 * @param images the image of each container
 * @param replicas how many pods there are of each workload
 * @param resources what each container requests, and its limits
 * @param hosts the hosts of each ingress or route
 * @param storage the size and class of each claim
 * @see <a href="https://helm.sh/docs/topics/charts/#schema-files">Schema files</a>
 */
record ChartValues(
        Map<String, String> variables,
        Set<String> further,
        Map<String, String> secretVariables,
        Map<String, Map<String, Object>> secrets,
        Map<String, String> patterns,
        Map<String, String> images,
        Map<String, Object> replicas,
        Map<String, Object> resources,
        Map<String, List<String>> hosts,
        Map<String, Map<String, Object>> storage) {

    /** A whole number. */
    static final String NUMBER = "^[0-9]+$";
    /** Part of an object's name, or of what refers to one. */
    static final String NAME = "^[a-z0-9.-]*$";
    /** Part of a label's value. */
    static final String LABEL = "^[A-Za-z0-9._-]*$";
    /** How much of a resource there is. */
    static final String QUANTITY = "^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$";
    /** The name of a host. */
    static final String HOST = "^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

    /** Bytes. */
    private static final String BASE64 = "^[A-Za-z0-9+/]*={0,2}$";

    /** Asks for variables. */
    private static final String TEMPLATE = "\\{\\{.+\\}\\}";

    /** Creates empty values. */
    ChartValues() {
        this(
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** Returns the variables that have no value in {@code values.yaml}, with those of this run. */
    Map<String, String> lacking() {
        Map<String, String> lacking = new TreeMap<>(secretVariables);
        lacking.keySet().removeAll(variables.keySet());
        return lacking;
    }

    /** Returns the variables that may be set, and of which no value is brought. */
    Set<String> others() {
        Set<String> others = new TreeSet<>(further);
        others.removeAll(variables.keySet());
        others.removeAll(secretVariables.keySet());
        return others;
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder(
                YamlComment.line("Written by sild. Put your changes in a separate file: helm upgrade -f mine.yaml"));
        section(
                yaml,
                "The variables of the compose file."
                        + (lacking().isEmpty()
                                ? ""
                                : " Those without a value are secret; they are set in " + ChartSecrets.FILE + ".")
                        + (others().isEmpty() ? "" : " You can also set: " + String.join(", ", others())),
                "variables",
                withNulls(variables, lacking().keySet()));
        if (!secrets.isEmpty()) {
            Map<String, Object> keys = new TreeMap<>();
            secrets.forEach((secret, values) -> keys.put(secret, withNulls(Map.of(), values.keySet())));
            section(
                    yaml,
                    "The keys of Secrets, each a string or {base64: …}. Their" + " values are in " + ChartSecrets.FILE
                            + " or in your own values file",
                    "secrets",
                    keys);
        }
        section(yaml, "The image of each container.", "images", images);
        section(yaml, "The number of replicas of each service.", "replicas", replicas);
        section(yaml, "The resource requests and limits of each container.", "resources", resources);
        section(yaml, "The host names of each ingress or route.", "hosts", hosts);
        section(yaml, "The size and class of each claim.", "storage", storage);
        return yaml.toString();
    }

    /** Returns values, and names that have none: Helm has no other way to list them. */
    private static Map<String, Object> withNulls(Map<String, String> values, Set<String> names) {
        Map<String, Object> all = new TreeMap<>(values);
        names.forEach(name -> all.put(name, null));
        return all;
    }

    private static void section(StringBuilder yaml, String comment, String name, Map<String, ?> values) {
        yaml.append('\n').append(YamlComment.line(comment)).append(YamlWriter.write(List.of(Map.of(name, values))));
    }

    /** Returns the schema: every value is known, and of its kind. */
    Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("variables", variablesSchema());
        properties.put("images", each(images, name -> map("type", "string", "minLength", 1)));
        properties.put(
                "replicas",
                each(replicas, name -> map("type", List.of("integer", "string"), "minimum", 0, "pattern", TEMPLATE)));
        Map<String, Object> quantities = map(
                "type",
                "object",
                "additionalProperties",
                map("type", List.of("string", "number"), "pattern", QUANTITY + "|" + TEMPLATE));
        properties.put(
                "resources",
                each(
                        resources,
                        name -> map(
                                "type",
                                "object",
                                "additionalProperties",
                                false,
                                "properties",
                                map("limits", quantities, "requests", quantities))));
        properties.put(
                "hosts",
                each(
                        hosts,
                        name -> map(
                                "type",
                                "array",
                                "minItems",
                                hosts.get(name).size(),
                                "maxItems",
                                hosts.get(name).size(),
                                "items",
                                map("type", "string", "pattern", HOST + "|" + TEMPLATE))));
        properties.put(
                "storage",
                each(
                        storage,
                        name -> map(
                                "type",
                                "object",
                                "additionalProperties",
                                false,
                                "properties",
                                map(
                                        "size",
                                        map("type", "string", "pattern", QUANTITY + "|" + TEMPLATE),
                                        "class",
                                        map("type", List.of("string", "null"))),
                                "required",
                                List.of("size"))));
        if (!secrets.isEmpty()) {
            Map<String, Object> bytes = map("base64", map("type", "string", "pattern", BASE64));
            properties.put(
                    "secrets",
                    each(
                            secrets,
                            secret -> map(
                                    "type",
                                    "object",
                                    "additionalProperties",
                                    false,
                                    "properties",
                                    each(
                                                    secrets.get(secret),
                                                    key -> map(
                                                            "type",
                                                            List.of("string", "object", "null"),
                                                            "properties",
                                                            bytes,
                                                            "additionalProperties",
                                                            false,
                                                            "required",
                                                            List.of("base64")))
                                            .get("properties"))));
        }
        // Helm itself puts global into the values.
        properties.put("global", map("type", "object"));
        return map(
                "$schema",
                "http://json-schema.org/draft-07/schema#",
                "$comment",
                SildMark.WORDS,
                "type",
                "object",
                "additionalProperties",
                false,
                "properties",
                properties);
    }

    private Map<String, Object> variablesSchema() {
        Map<String, Object> all = new TreeMap<>(variables);
        others().forEach(name -> all.put(name, ""));
        all.putAll(lacking());
        Map<String, Object> schema = each(all, name -> {
            // Helm reads a greater number as 1e+06; a string stays what it is.
            Map<String, Object> kinds = map(
                    "type",
                    lacking().containsKey(name) ? List.of("string", "integer", "null") : List.of("string", "integer"),
                    "maximum",
                    999_999);
            if (patterns.containsKey(name)) {
                kinds.put("pattern", patterns.get(name));
            }
            return kinds;
        });
        schema.put("required", List.copyOf(variables.keySet()));
        return schema;
    }

    private interface Schema {
        Map<String, Object> of(String name);
    }

    private static Map<String, Object> each(Map<String, ?> values, Schema schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        values.keySet().forEach(name -> properties.put(name, schema.of(name)));
        return map(
                "type",
                "object",
                "additionalProperties",
                false,
                "properties",
                properties,
                "required",
                List.copyOf(values.keySet()));
    }
}
