package dev.sild.report;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Severity;
import dev.sild.syntax.SarifText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report for code scanning, in the form of <a
 * href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>: a rule for each code, a
 * result for each finding. Results keep their identity when lines move: the fingerprint is made of code, file and path.
 */
public final class SarifReport {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final int FINGERPRINT_BYTES = 8;

    private final Report report;
    private final Map<String, Integer> seen = new HashMap<>();

    private SarifReport(Report report) {
        this.report = report;
    }

    /**
     * Returns the report as a SARIF log of one run.
     *
     * @param version the version of Sild; empty where it is not known
     */
    public static String of(Report report, String version) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", SCHEMA);
        root.put("version", "2.1.0");
        root.put("runs", List.of(new SarifReport(report).run(version)));
        return Json.of(root);
    }

    private Map<String, Object> run(String version) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Sild");
        if (!version.isEmpty()) {
            driver.put("version", version);
        }
        List<Object> rules = new ArrayList<>();
        for (Code code : Code.values()) {
            rules.add(rule(code));
        }
        driver.put("rules", rules);
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", report.findings().stream().map(this::result).toList());
        return run;
    }

    private static Map<String, Object> rule(Code code) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", code.id());
        rule.put("shortDescription", Map.of("text", code.meaning()));
        rule.put("defaultConfiguration", Map.of("level", level(code.severity())));
        return rule;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private Map<String, Object> result(Finding finding) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.code().id());
        result.put("ruleIndex", finding.code().ordinal());
        result.put("level", level(finding.severity()));
        result.put(
                "message",
                Map.of(
                        "text",
                        SarifText.message(
                                finding.reason() + (finding.remedy().isEmpty() ? "" : "; " + finding.remedy()))));
        result.put("locations", List.of(location(finding.origin())));
        result.put("partialFingerprints", Map.of("primaryLocationLineHash", fingerprint(finding)));
        return result;
    }

    /** A result without a place is not shown by code scanning: it gets the beginning of the first YAML file. */
    private Map<String, Object> location(Origin origin) {
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", Map.of("uri", SarifText.uri(file(origin))));
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

    private String file(Origin origin) {
        return !origin.file().isEmpty()
                ? origin.file()
                : report.files().stream()
                        .filter(file -> file.endsWith(".yaml") || file.endsWith(".yml"))
                        .findFirst()
                        .orElse(
                                report.files().isEmpty()
                                        ? "compose.yaml"
                                        : report.files().get(0));
    }

    private String fingerprint(Finding finding) {
        String identity = finding.code() + "\n" + file(finding.origin()) + "\n"
                + finding.origin().path();
        int number = seen.merge(identity, 1, Integer::sum);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES) + ":" + number;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform provides SHA-256", impossible);
        }
    }
}
