package dev.sild.check.output;

import dev.sild.check.Verdict;
import dev.sild.check.catalog.Severities;
import dev.sild.check.catalog.Violation;
import dev.sild.model.Origin;
import dev.sild.report.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Violations as JSON, those that do not count included. */
public final class CheckJson {
    private CheckJson() {}

    /** Returns a document with a list of all violations. */
    public static String of(List<Verdict> verdicts) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("violations", verdicts.stream().map(CheckJson::violation).toList());
        return Json.of(root);
    }

    private static Map<String, Object> violation(Verdict verdict) {
        Violation violation = verdict.violation();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", violation.rule().id());
        json.put("severity", Severities.word(violation.severity()));
        place(json, violation.origin());
        json.put("message", violation.message());
        json.put("remedy", violation.remedy());
        if (!violation.related().isEmpty()) {
            json.put(
                    "related",
                    violation.related().stream()
                            .map(related -> {
                                Map<String, Object> other = new LinkedHashMap<>();
                                place(other, related.origin());
                                other.put("message", related.words());
                                return other;
                            })
                            .toList());
        }
        verdict.allowed().ifPresent(reason -> json.put("allowed", reason));
        if (verdict.known()) {
            json.put("known", true);
        }
        json.put("fingerprint", verdict.fingerprint());
        return json;
    }

    private static void place(Map<String, Object> json, Origin origin) {
        json.put("file", origin.file());
        json.put("line", origin.line());
        json.put("column", origin.column());
        json.put("path", origin.path());
    }
}
