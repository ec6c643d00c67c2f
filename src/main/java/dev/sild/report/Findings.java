package dev.sild.report;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Outcome;
import dev.sild.report.Finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects findings while a project is read and translated, in the order they are met. Not thread-safe. */
public final class Findings {
    private final List<Finding> all = new ArrayList<>();
    private final Set<Map.Entry<Code, Origin>> withdrawn = new HashSet<>();

    /** Adds a finding; one about what is lost has a remedy. */
    public void add(Finding finding) {
        assert finding.outcome() != Outcome.LOST
                        || finding.severity() == Severity.ERROR
                        || !finding.remedy().isEmpty()
                : "what is lost has no remedy: " + finding.reason();
        all.add(finding);
    }

    /** Adds a finding made of its parts. */
    public void add(Code code, Origin origin, String reason, String remedy) {
        add(new Finding(code, origin, reason, remedy));
    }

    /** Takes back what was said with one code about one place: something learnt later makes it untrue. */
    public void withdraw(Code code, Origin origin) {
        withdrawn.add(Map.entry(code, origin));
    }

    /** Returns what was collected so far and not withdrawn; it cannot be changed. */
    public List<Finding> all() {
        return withdrawn.isEmpty()
                ? Collections.unmodifiableList(all)
                : all.stream()
                        .filter(finding -> !withdrawn.contains(Map.entry(finding.code(), finding.origin())))
                        .toList();
    }

    /** Whether one of {@code findings} has this code. */
    public static boolean have(Collection<Finding> findings, Code code) {
        return findings.stream().anyMatch(finding -> finding.code() == code);
    }
}
