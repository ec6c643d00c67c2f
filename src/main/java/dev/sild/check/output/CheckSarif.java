package dev.sild.check.output;

import dev.sild.check.Verdict;
import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.RuleTexts;
import dev.sild.check.catalog.Violation;
import dev.sild.report.SarifLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Violations for code scanning: see {@link SarifLog}. Those that are allowed are results that are suppressed. */
public final class CheckSarif {
    private CheckSarif() {}

    /**
     * Returns a log of one run.
     *
     * @param version the version of Sild; empty where it is not known
     */
    public static String of(List<Verdict> verdicts, String version) {
        RuleTexts texts = RuleTexts.read();
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            rules.add(rule(rule, texts));
        }
        return SarifLog.of(
                version, rules, verdicts.stream().map(CheckSarif::result).toList());
    }

    private static Map<String, Object> rule(Rule rule, RuleTexts texts) {
        RuleTexts.Text text = texts.of(rule);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id());
        json.put("shortDescription", SarifLog.message(rule.title()));
        json.put("fullDescription", SarifLog.message(text.why()));
        json.put("help", SarifLog.message(texts.page(rule)));
        text.references().stream()
                .map(RuleTexts.Reference::address)
                .filter(address -> !address.isEmpty())
                .findFirst()
                .ifPresent(address -> json.put("helpUri", address));
        json.put("defaultConfiguration", Map.of("level", SarifLog.level(rule.severity())));
        return json;
    }

    private static Map<String, Object> result(Verdict verdict) {
        Violation violation = verdict.violation();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ruleId", violation.rule().id());
        json.put("ruleIndex", violation.rule().ordinal());
        json.put("level", SarifLog.level(violation.severity()));
        json.put("message", SarifLog.message(violation.message() + "; " + violation.remedy()));
        json.put("locations", List.of(SarifLog.location(violation.origin().file(), violation.origin())));
        if (!violation.related().isEmpty()) {
            json.put(
                    "relatedLocations",
                    violation.related().stream()
                            .map(related -> {
                                Map<String, Object> location =
                                        SarifLog.location(related.origin().file(), related.origin());
                                location.put("message", SarifLog.message(related.words()));
                                return location;
                            })
                            .toList());
        }
        json.put("partialFingerprints", Map.of("primaryLocationLineHash", verdict.fingerprint()));
        verdict.allowed()
                .ifPresent(reason ->
                        json.put("suppressions", List.of(Map.of("kind", "inSource", "justification", reason))));
        if (verdict.allowed().isEmpty() && verdict.known()) {
            json.put("suppressions", List.of(Map.of("kind", "external")));
        }
        return json;
    }
}
