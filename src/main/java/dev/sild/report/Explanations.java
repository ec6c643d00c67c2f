package dev.sild.report;

import dev.sild.model.Lookup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What each code means to the user. The texts lie beside this class, and docs/findings.md is made from the same. */
public final class Explanations {
    private static final String FILE = "explanations.txt";

    /**
     * What a code means.
     *
     * @param why why such a finding is reported
     * @param instead what Kubernetes, or Sild, does instead
     * @param remedy what the user can do
     */
    public record Explanation(String why, String instead, String remedy) {}

    private final Map<Code, Explanation> byCode;

    private Explanations(Map<Code, Explanation> byCode) {
        this.byCode = byCode;
    }

    /** Reads the texts. */
    public static Explanations read() {
        Map<String, Code> codes = byId();
        Map<Code, Explanation> explanations = new EnumMap<>(Code.class);
        try (InputStream file = Explanations.class.getResourceAsStream(FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    String[] cells = line.split(" \\| ");
                    for (String id : cells[0].split(" ")) {
                        explanations.put(codes.get(id), new Explanation(cells[1], cells[2], cells[3]));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Explanations(explanations);
    }

    /** Returns all codes by what is printed of them. */
    public static Map<String, Code> byId() {
        Map<String, Code> codes = new LinkedHashMap<>();
        for (Code code : Code.values()) {
            codes.put(code.id(), code);
        }
        return codes;
    }

    public Explanation of(Code code) {
        return Lookup.required(byCode, code);
    }

    /** Returns the explanation of a code as a page of text. */
    public String page(Code code) {
        Explanation explanation = of(code);
        return code.id() + " (" + lower(code.severity())
                + (code.outcome() == Finding.Outcome.CARRIED ? "" : ", " + lower(code.outcome())) + ")\n"
                + code.meaning() + ".\n\n"
                + "Why:         " + explanation.why() + ".\n"
                + "Instead:     " + explanation.instead() + ".\n"
                + "What to do:  " + explanation.remedy() + ".\n"
                + (code.failsStrict() && code.severity() != Finding.Severity.ERROR
                        ? "\nWith --strict it is an error; --allow " + code.id() + " accepts it.\n"
                        : "");
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
