package dev.sild.inputs.kube;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the variables of a container; values of ConfigMaps and Secrets of the same file are filled in. */
final class EnvironmentReader {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([-._a-zA-Z][-._a-zA-Z0-9]{0,200})\\)");
    /** Longer values are left as they are: each reference can make a text longer. */
    private static final int LONGEST = 1 << 16;

    private final KubePod pod;
    private final Value container;
    private final ComposeDraft service;

    EnvironmentReader(KubePod pod, Value container, ComposeDraft service) {
        this.pod = pod;
        this.container = container;
        this.service = service;
    }

    /** Returns the variables by their names. */
    Map<String, String> read() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Value source : container.get("envFrom").items()) {
            all(source, variables);
        }
        for (Value variable : container.get("env").items()) {
            String name = variable.get("name").text();
            Value from = variable.get("valueFrom");
            Optional<String> value = from.isEmpty()
                    ? Optional.of(filled(variable.get("value").text(), variables))
                    : value(from, variable);
            if (value.isPresent()) {
                variables.put(name, value.get());
                service.add("environment", KubePod.escaped(name + "=" + value.get()), variable.position());
            }
        }
        return variables;
    }

    private void all(Value source, Map<String, String> variables) {
        boolean secret = !source.get("secretRef").isEmpty();
        Value reference = source.get(secret ? "secretRef" : "configMapRef");
        Optional<Map<String, String>> object =
                object(secret, reference.get("name").text());
        if (object.isEmpty()) {
            missing(secret, reference);
            return;
        }
        if (pod.objects().copies().isUsedUp()) {
            pod.objects().copies().report(reference, pod.remarks());
            return;
        }
        String prefix = source.get("prefix").text();
        object.get().forEach((key, value) -> {
            if (!pod.objects().copies().allow(value.length())) {
                return;
            }
            variables.put(prefix + key, value);
            service.add("environment", KubePod.escaped(prefix + key + "=" + value), reference.position());
        });
    }

    private Optional<String> value(Value from, Value variable) {
        boolean secret = !from.get("secretKeyRef").isEmpty();
        Value reference = from.get(secret ? "secretKeyRef" : "configMapKeyRef");
        if (reference.isEmpty()) {
            if (from.get("fieldRef", "fieldPath").text().equals("metadata.name")) {
                return Optional.of(pod.name());
            }
            pod.remarks().lost(variable, "a variable of a field of the pod is not converted", "write its value");
            return Optional.empty();
        }
        Optional<Map<String, String>> object =
                object(secret, reference.get("name").text());
        Optional<String> value =
                object.map(texts -> texts.get(reference.get("key").text()));
        if (value.isEmpty()) {
            missing(secret, reference);
        }
        boolean allowed = pod.objects().copies().allow(value.orElse("").length());
        if (!allowed) {
            pod.objects().copies().report(reference, pod.remarks());
        }
        return allowed ? value : Optional.empty();
    }

    private Optional<Map<String, String>> object(boolean secret, String name) {
        return secret ? pod.objects().secret(name) : pod.objects().configMap(name);
    }

    private void missing(boolean secret, Value reference) {
        if (!reference.get("optional").isTrue()) {
            String what = secret ? "Secret" : "ConfigMap";
            String key = reference.get("key").text();
            pod.remarks()
                    .lost(
                            reference,
                            "the file has no " + what + " '"
                                    + reference.get("name").text() + "'"
                                    + (key.isEmpty() ? "" : " with the key '" + key + "'"),
                            "add it to the file, or write the value");
        }
    }

    /** Returns a text with its references to variables filled in, as Kubernetes does. */
    String filled(String text, Map<String, String> variables) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        int end = 0;
        while (reference.find() && filled.length() < LONGEST) {
            String name = reference.group(1);
            filled.append(text.substring(end, reference.start()));
            filled.append(name == null ? "$" : variables.getOrDefault(name, reference.group()));
            end = reference.end();
        }
        filled.append(text.substring(end));
        boolean fits = filled.length() <= LONGEST && pod.objects().copies().allow(filled.length());
        return fits ? filled.toString() : text;
    }
}
