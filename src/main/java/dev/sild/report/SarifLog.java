package dev.sild.report;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Severity;
import dev.sild.syntax.SarifText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts that all logs in the form of <a
 * href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a> have.
 */
public final class SarifLog {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private SarifLog() {}

    /**
     * Returns a log of one run.
     *
     * @param version the version of Sild; empty where it is not known
     */
    public static String of(String version, List<Map<String, Object>> rules, List<Map<String, Object>> results) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Sild");
        if (!version.isEmpty()) {
            driver.put("version", version);
        }
        driver.put("rules", rules);
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", results);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", SCHEMA);
        root.put("version", "2.1.0");
        root.put("runs", List.of(run));
        return Json.of(root);
    }

    /** Returns how SARIF calls a severity. */
    public static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    /** Returns a text as a message. */
    public static Map<String, Object> message(String text) {
        return Map.of("text", SarifText.message(text));
    }

    /** Returns a place in a file; where its line is not known, the beginning of the file. */
    public static Map<String, Object> location(String file, Origin origin) {
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", Map.of("uri", SarifText.uri(file)));
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("startLine", Math.max(1, origin.line()));
        region.put("startColumn", Math.max(1, origin.column()));
        physical.put("region", region);
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", physical);
        if (!origin.path().isEmpty()) {
            location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", origin.path())));
        }
        return location;
    }
}
