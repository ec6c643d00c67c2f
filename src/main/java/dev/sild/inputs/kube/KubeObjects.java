package dev.sild.inputs.kube;

import dev.sild.inputs.project.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects of a file, sorted by what they are. */
final class KubeObjects {
    static final Set<String> WORKLOADS = Set.of("Pod", "Deployment", "DaemonSet", "Job");

    private final List<Value> workloads = new ArrayList<>();
    private final List<Value> others = new ArrayList<>();
    private final Map<String, Value> configMaps = new HashMap<>();
    private final Map<String, Value> secrets = new HashMap<>();
    private final Map<String, Value> claims = new HashMap<>();
    private final Map<String, Map<String, String>> read = new HashMap<>();
    private final Copies copies = new Copies();

    void add(Value object) {
        String kind = object.get("kind").text();
        String name = object.get("metadata", "name").text();
        Value named = object.named((kind + " " + name).strip() + ": ");
        switch (kind) {
            case "ConfigMap" -> configMaps.put(name, named);
            case "Secret" -> secrets.put(name, named);
            case "PersistentVolumeClaim" -> claims.put(name, named);
            default -> (WORKLOADS.contains(kind) ? workloads : others).add(named);
        }
    }

    Copies copies() {
        return copies;
    }

    List<Value> workloads() {
        return workloads;
    }

    List<Value> others() {
        return others;
    }

    Map<String, Value> claims() {
        return claims;
    }

    /** Returns the texts of a ConfigMap by their keys; empty where the file does not have it. */
    Optional<Map<String, String>> configMap(String name) {
        return Optional.ofNullable(configMaps.get(name))
                .map(object -> read.computeIfAbsent("c " + name, unused -> texts(object.get("data"), false)));
    }

    /** Returns the texts of a Secret by their keys; empty where the file does not have it. */
    Optional<Map<String, String>> secret(String name) {
        return Optional.ofNullable(secrets.get(name))
                .map(object -> read.computeIfAbsent("s " + name, unused -> {
                    Map<String, String> texts = texts(object.get("data"), true);
                    texts.putAll(texts(object.get("stringData"), false));
                    return texts;
                }));
    }

    private static Map<String, String> texts(Value data, boolean encoded) {
        Map<String, String> texts = new java.util.LinkedHashMap<>();
        data.entries().forEach((key, value) -> texts.put(key, encoded ? decoded(value.text()) : value.text()));
        return texts;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return text;
        }
    }
}
