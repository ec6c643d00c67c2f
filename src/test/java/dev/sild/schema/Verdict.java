package dev.sild.schema;

import dev.sild.report.Finding;
import dev.sild.report.InputException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is said of a resource.
 *
 * @param unknown the fields that the definition does not know
 * @param refused all else that is wrong, each with its field in front
 */
public record Verdict(Set<String> unknown, Set<String> refused) {
    private static final String UNKNOWN = "unknown field \"";

    /** Returns what is said offline. */
    public static Verdict offline(ResourceReader resources, String text) {
        Verdict verdict = new Verdict(new TreeSet<>(), new TreeSet<>());
        try {
            resources.read(text, "f.yaml");
        } catch (InputException wrong) {
            for (Finding finding : wrong.findings()) {
                if (finding.reason().startsWith(UNKNOWN)) {
                    verdict.unknown.add(finding.origin().path());
                } else {
                    verdict.refused.add(finding.reason());
                }
            }
        }
        return verdict;
    }

    public boolean isTaken() {
        return unknown.isEmpty() && refused.isEmpty();
    }
}
