package dev.sild.images;

import dev.sild.images.text.Expansion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of a stage: build arguments, and the environment, which hides arguments of the same name. */
final class StageVariables {
    /** The platform arguments that a build for the most common platform has by default. */
    static final Map<String, String> PLATFORM = Map.of(
            "TARGETPLATFORM",
            "linux/amd64",
            "TARGETOS",
            "linux",
            "TARGETARCH",
            "amd64",
            "TARGETVARIANT",
            "",
            "BUILDPLATFORM",
            "linux/amd64",
            "BUILDOS",
            "linux",
            "BUILDARCH",
            "amd64");

    private final Expansion expansion;
    private final Map<String, String> buildArgs;
    private final Map<String, String> globalArgs;
    private final Map<String, String> args = new HashMap<>();
    private final Map<String, String> env = new LinkedHashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    StageVariables(Expansion expansion, Map<String, String> buildArgs, Map<String, String> globalArgs) {
        this.expansion = expansion;
        this.buildArgs = buildArgs;
        this.globalArgs = globalArgs;
    }

    /** Returns all variables by name. */
    Map<String, String> all() {
        return variables;
    }

    /** Returns the environment of the image. */
    Map<String, String> env() {
        return env;
    }

    /** Starts with the environment of an image. */
    void start(Map<String, String> ofImage) {
        env.putAll(ofImage);
        refresh();
    }

    /** Reads an {@code ARG}. */
    void declare(Instruction instruction) {
        declare(instruction, expansion, args, globalArgs, buildArgs, variables);
        refresh();
    }

    /** Takes an {@code ARG} into {@code into}: the build's value, else the global one, else its own default. */
    static void declare(
            Instruction instruction,
            Expansion expansion,
            Map<String, String> into,
            Map<String, String> globalArgs,
            Map<String, String> buildArgs,
            Map<String, String> variables) {
        for (String part : expansion.split(instruction.arguments())) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = buildArgs.get(name);
            if (value == null) {
                value = equals < 0 ? globalArgs.get(name) : expansion.word(part.substring(equals + 1), variables);
            }
            if (value != null) {
                into.put(name, value);
            }
        }
    }

    private void refresh() {
        variables.clear();
        variables.putAll(args);
        variables.putAll(env);
    }

    /** Reads an {@code ENV}, and returns the words that are not {@code name=value}. */
    List<String> environment(String arguments) {
        List<String> wrong = new ArrayList<>();
        List<String> parts = expansion.split(arguments);
        Map<String, String> added = new LinkedHashMap<>();
        if (!parts.isEmpty() && parts.get(0).indexOf('=') < 0) {
            String name = parts.get(0);
            added.put(name, word(arguments.substring(name.length()).strip()));
        } else {
            for (String part : parts) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    added.put(word(part.substring(0, equals)), word(part.substring(equals + 1)));
                } else {
                    wrong.add(part);
                }
            }
        }
        env.putAll(added);
        variables.putAll(added);
        return wrong;
    }

    /** Returns a word with its variables replaced. */
    String word(String text) {
        return expansion.word(text, variables);
    }

    /** Returns the words of a text with their variables replaced. */
    List<String> words(String text) {
        return expansion.words(text, variables);
    }
}
