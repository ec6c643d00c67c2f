package dev.sild.report;

import dev.sild.model.Origin;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report for code scanning, in the form of <a
 * href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>: a rule for each code, a
 * result for each finding. Results keep their identity when lines move: the fingerprint is made of code, file and path.
 */
public final class SarifReport {
    private final Report report;
    private final Fingerprints fingerprints = new Fingerprints();

    private SarifReport(Report report) {
        this.report = report;
    }

    /**
     * Returns the report as a SARIF log of one run.
     *
     * @param version the version of Sild; empty where it is not known
     */
    public static String of(Report report, String version) {
        SarifReport sarif = new SarifReport(report);
        return SarifLog.of(
                version,
                Arrays.stream(Code.values()).map(SarifReport::rule).toList(),
                report.findings().stream().map(sarif::result).toList());
    }

    private static Map<String, Object> rule(Code code) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", code.id());
        rule.put("shortDescription", Map.of("text", code.meaning()));
        rule.put("defaultConfiguration", Map.of("level", SarifLog.level(code.severity())));
        return rule;
    }

    private Map<String, Object> result(Finding finding) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.code().id());
        result.put("ruleIndex", finding.code().ordinal());
        result.put("level", SarifLog.level(finding.severity()));
        result.put(
                "message",
                SarifLog.message(finding.reason() + (finding.remedy().isEmpty() ? "" : "; " + finding.remedy())));
        // A result without a place is not shown by code scanning: it gets the beginning of the first YAML file.
        result.put("locations", List.of(SarifLog.location(file(finding.origin()), finding.origin())));
        result.put("partialFingerprints", Map.of("primaryLocationLineHash", fingerprint(finding)));
        return result;
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
        return fingerprints.of(
                finding.code().name(), file(finding.origin()), finding.origin().path());
    }
}
