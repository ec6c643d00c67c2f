package dev.sild.adopt.draft;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Lookup;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Secrets that the resource refers to and that the user creates: no committed file contains their values. */
public final class SecretsToMake {
    private final String stack;
    private final Map<String, Map<String, String>> keys = new LinkedHashMap<>();
    private final Map<String, Attribute> places = new LinkedHashMap<>();

    public SecretsToMake(String stack) {
        this.stack = stack;
    }

    /** Returns the name of the Secret with the values of variables. */
    String env() {
        return stack + "-env";
    }

    /** Returns the name of the Secret with the files that compose calls secrets. */
    public String files() {
        return stack + "-files";
    }

    /**
     * Adds a key.
     *
     * @param value what its value is, for the user; never the value
     */
    public void add(String secret, String key, String value, Attribute from) {
        keys.computeIfAbsent(secret, name -> new LinkedHashMap<>()).putIfAbsent(key, value);
        places.putIfAbsent(secret, from);
    }

    /** Whether that key must be created. */
    boolean has(String secret, String key) {
        return keys.getOrDefault(secret, Map.of()).containsKey(key);
    }

    /** Reports which Secrets must be created, and with which keys. */
    public void report() {
        keys.forEach((secret, values) -> {
            boolean files = secret.equals(files());
            List<String> options = new ArrayList<>();
            values.keySet()
                    .forEach(key ->
                            options.add(files ? "--from-file=" + key + "=FILE" : "--from-literal=" + key + "=VALUE"));
            List<String> said = new ArrayList<>();
            values.forEach((key, value) -> said.add(value.isEmpty() ? key : key + " (" + value + ")"));
            Lookup.required(places, secret)
                    .note(
                            Code.SECRET_TO_CREATE,
                            "the Secret '" + secret + "' must exist, with "
                                    + (said.size() == 1 ? "the key " : "the keys ") + String.join(", ", said),
                            "create it with 'kubectl create secret generic " + secret + " " + String.join(" ", options)
                                    + "'");
        });
    }
}
