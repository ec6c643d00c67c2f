package dev.sild.cli.bundle;

import dev.sild.report.Redaction;
import dev.sild.secrets.CommandSecrets;
import dev.sild.secrets.KnownSecrets;
import dev.sild.secrets.SecretNames;
import dev.sild.secrets.SecretTexts;
import dev.sild.secrets.SecretValues;
import dev.sild.secrets.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secrets out of a bundle: the values of the stack's Secrets wherever they occur, values under secret names, and
 * what looks like a secret by itself.
 */
final class BundleRedaction {
    static final String HIDDEN = "(redacted)";

    /** Says nothing that the rest does not say, and may hold values of an earlier time. */
    private static final Set<String> DROPPED =
            Set.of("managedFields", "kubectl.kubernetes.io/last-applied-configuration");

    private static final Set<String> REFERENCES = Set.of("secretKeyRef", "secretRef", "secretName", "passwordFrom");

    private final KnownSecrets known;
    private final Set<String> others;

    /**
     * Creates a redaction.
     *
     * @param secrets the values of Secrets by the names of their keys
     */
    BundleRedaction(Map<String, String> secrets) {
        KnownSecrets.Builder builder = new KnownSecrets.Builder();
        secrets.forEach((value, key) -> builder.add(key, value));
        known = builder.build(Set.of());
        others = secrets.keySet().stream()
                .map(String::strip)
                .filter(value -> value.length() >= 4)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns a text of any kind, such as a log. */
    String text(String text) {
        return text.lines().map(this::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(String line) {
        String redacted = known.redact(line);
        for (String value : others) {
            redacted = redacted.replace(value, HIDDEN);
        }
        redacted = Redaction.ofTexts(List.of(redacted)).redact(redacted);
        redacted = spans(redacted, CommandSecrets.in(redacted));
        for (String word : redacted.split("[\\s\"',;=()<>]+")) {
            if (word.length() > 5 && (SecretValues.isSecret(word) || SecretValues.hasPasswordInUrl(word))) {
                redacted = redacted.replace(word, HIDDEN);
            }
        }
        return redacted;
    }

    private static String spans(String text, List<Span> spans) {
        StringBuilder redacted = new StringBuilder(text);
        for (int i = spans.size() - 1; i >= 0; i--) {
            Span span = spans.get(i);
            if (span.end() <= redacted.length()) {
                redacted.replace(span.start(), span.end(), HIDDEN);
            }
        }
        return redacted.toString();
    }

    /** Returns a tree of maps, lists and scalars without secrets; a Secret has only the names of its keys. */
    @Nullable
    Object tree(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return map(map, "Secret".equals(map.get("kind")));
        }
        if (tree instanceof List<?> list) {
            List<Object> redacted = new ArrayList<>();
            list.forEach(item -> redacted.add(tree(item)));
            return redacted;
        }
        if (tree instanceof String text) {
            return SecretTexts.isSecret(text.getBytes(StandardCharsets.UTF_8)) || SecretValues.isSecret(text)
                    ? HIDDEN
                    : text.contains("\n") ? text(text) : line(text);
        }
        return tree;
    }

    private Map<String, Object> map(Map<?, ?> map, boolean secret) {
        Map<String, Object> redacted = new LinkedHashMap<>();
        boolean named = map.get("name") instanceof String name && SecretNames.isSecret(name);
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (DROPPED.contains(name)) {
                return;
            }
            boolean hidden = named && name.equals("value")
                    || value instanceof String && SecretNames.isSecret(name) && !REFERENCES.contains(name);
            redacted.put(
                    name,
                    secret && (name.equals("data") || name.equals("stringData")) && value instanceof Map<?, ?> data
                            ? keys(data)
                            : hidden ? HIDDEN : tree(value));
        });
        return redacted;
    }

    private static Map<String, Object> keys(Map<?, ?> data) {
        Map<String, Object> keys = new LinkedHashMap<>();
        data.forEach((key, value) -> keys.put(String.valueOf(key), HIDDEN));
        return keys;
    }
}
