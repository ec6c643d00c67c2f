package dev.sild.executable;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text of a {@code reachability-metadata.json}, as GraalVM's schema for it has it. */
final class MetadataFile {
    private static final List<String> EVERYTHING =
            List.of("\"allDeclaredFields\": true", "\"allDeclaredMethods\": true", "\"allDeclaredConstructors\": true");

    private final Map<String, List<String>> types = new TreeMap<>();
    private final List<String> resources = new ArrayList<>();

    /** Adds a class whose fields, methods and constructors are all used. */
    void everythingOf(String type) {
        types.put(type, EVERYTHING);
    }

    /** Adds a class of which objects are made. */
    void constructorsOf(String type) {
        types.putIfAbsent(type, List.of("\"allDeclaredConstructors\": true"));
    }

    /** Adds a class that is found by its name. */
    void nameOf(String type) {
        types.putIfAbsent(type, List.of());
    }

    /** Adds a class of which objects are made, whose fields are listed, and these methods of which are called. */
    void fieldsAndMethodsOf(String type, List<Method> methods) {
        String listed = methods.stream().map(MetadataFile::signature).collect(Collectors.joining(", "));
        types.putIfAbsent(
                type,
                List.of(
                        "\"allDeclaredFields\": true",
                        "\"allDeclaredConstructors\": true",
                        "\"methods\": [" + listed + "]"));
    }

    /** Adds a static method without parameters that is found by its name. */
    void methodOf(String type, String name) {
        types.putIfAbsent(type, List.of("\"methods\": [{\"name\": \"" + name + "\", \"parameterTypes\": []}]"));
    }

    private static String signature(Method method) {
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(type -> "\"" + type.getName() + "\"")
                .collect(Collectors.joining(", "));
        return "{\"name\": \"" + method.getName() + "\", \"parameterTypes\": [" + parameters + "]}";
    }

    /** Adds the resources that a pattern matches: two asterisks stand for any number of folders. */
    void resources(String pattern) {
        resources.add(pattern);
    }

    String text() {
        List<String> reflection = new ArrayList<>();
        types.forEach((type, uses) -> {
            List<String> members = new ArrayList<>(List.of("\"type\": \"" + type + "\""));
            members.addAll(uses);
            reflection.add("    {" + String.join(", ", members) + "}");
        });
        List<String> globs = resources.stream()
                .map(glob -> "    {\"glob\": \"" + glob + "\"}")
                .toList();
        return "{\n  \"reflection\": [\n" + String.join(",\n", reflection) + "\n  ],\n  \"resources\": [\n"
                + String.join(",\n", globs) + "\n  ]\n}\n";
    }
}
