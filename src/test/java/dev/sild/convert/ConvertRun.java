package dev.sild.convert;

import dev.sild.cli.TestedCommandLine;
import dev.sild.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A run of {@code sild convert} as a user makes it: in a folder, with an environment; what it printed and its exit
 * code.
 */
public record ConvertRun(int code, String out, String err) {

    private static final Map<List<String>, ConvertRun> OF_CASES = new ConcurrentHashMap<>();

    /**
     * Converts the project of a golden case as its files say, with more arguments, none of which writes a file. Several
     * tests look at the same conversions, which are made once.
     */
    public static ConvertRun ofCase(Path golden, String... more) {
        List<String> key = new ArrayList<>(List.of(more));
        key.add(golden.toString());
        return OF_CASES.computeIfAbsent(key, unused -> {
            List<String> arguments = arguments(golden);
            arguments.addAll(List.of(more));
            return run(golden.resolve("in"), environment(golden), "", arguments);
        });
    }

    /** Returns the arguments that a golden case has in its file {@code args}, one per line; none without that file. */
    public static List<String> arguments(Path golden) {
        return lines(golden.resolve("args"));
    }

    private static List<String> lines(Path file) {
        try {
            return new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs the command in {@code folder} with an environment of just {@code environment}. The report lists every
     * finding, since tests look for single ones.
     */
    public static ConvertRun run(Path folder, Map<String, String> environment, String stdin, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add(0, "--all-findings");
        return briefly(folder, environment, stdin, all);
    }

    /** Runs the command with the report that a user sees without further options. */
    static ConvertRun briefly(Path folder, Map<String, String> environment, String stdin, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                folder.toAbsolutePath(),
                alone(folder, environment),
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> all = new ArrayList<>(List.of("convert"));
        all.addAll(arguments);
        int code = TestedCommandLine.run(console, all.toArray(String[]::new));
        return new ConvertRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Returns an environment in which a folder is not taken for one of the work tree of these tests. */
    private static Map<String, String> alone(Path folder, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent(
                "GIT_CEILING_DIRECTORIES", folder.toAbsolutePath().getParent().toString());
        return all;
    }

    /** Returns the variables that a golden case has in its file {@code env}, one per line; none without that file. */
    public static Map<String, String> environment(Path golden) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String line : lines(golden.resolve("env"))) {
            environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return environment;
    }

    /** Runs the command in {@code folder} with an empty environment. */
    public static ConvertRun run(Path folder, String... arguments) {
        return run(folder, Map.of(), "", List.of(arguments));
    }
}
