package dev.sild.cli.verbs;

import dev.sild.cli.terminal.Console;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The commands about running stacks, by name. */
public final class Verbs {
    private record Verb(Supplier<CommandSpec> spec, BiFunction<Console, ParseResult, ClusterVerb> verb) {}

    private static final Map<String, Verb> ALL = new LinkedHashMap<>();

    static {
        ALL.put("status", new Verb(StatusVerb::spec, StatusVerb::new));
    }

    /** The names of the commands. */
    public static final Set<String> NAMES = Set.copyOf(ALL.keySet());

    private Verbs() {}

    /** Returns the options and help of a command. */
    public static CommandSpec spec(String name) {
        return ALL.get(name).spec().get();
    }

    /** Runs a command and returns its exit code. */
    public static int run(String name, Console console, ParseResult parsed) {
        return ALL.get(name).verb().apply(console, parsed).run();
    }
}
