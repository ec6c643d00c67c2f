package dev.sild.explain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A compose file with and without an attribute, or before and after the remedy of a finding. They lie in
 * {@code examples.txt}, whose head describes their form.
 *
 * @param name a row of the table of attributes, a label of kompose, or a code
 * @param arguments options of {@code sild convert}
 * @param lines the lines, each with its sign and a blank before it
 */
public record Example(String name, List<String> arguments, List<String> lines) {
    private static final String FILE = "examples.txt";
    private static final String HEAD = "== ";
    private static final int SIGN = 2;

    public Example {
        arguments = List.copyOf(arguments);
        lines = List.copyOf(lines);
    }

    /** Reads all examples, by name. */
    public static Map<String, Example> read() {
        Map<String, Example> examples = new LinkedHashMap<>();
        try (InputStream file = Example.class.getResourceAsStream(FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            List<String> head = List.of();
            List<String> body = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(HEAD)) {
                    add(head, body, examples);
                    head = List.of(line.substring(HEAD.length()).split(" "));
                    body = new ArrayList<>();
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    body.add(line);
                }
            }
            add(head, body, examples);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return examples;
    }

    private static void add(List<String> head, List<String> body, Map<String, Example> examples) {
        if (!head.isEmpty()) {
            examples.put(head.get(0), new Example(head.get(0), head.subList(1, head.size()), body));
        }
    }

    /** Returns the compose file without the attribute, or with what the finding is about. */
    public String before() {
        return text('+');
    }

    /** Returns the compose file with the attribute, or after the remedy. */
    public String after() {
        return text('-');
    }

    private String text(char without) {
        return lines.stream()
                .filter(line -> line.charAt(0) != without)
                .map(line -> line.substring(SIGN) + "\n")
                .collect(Collectors.joining());
    }
}
