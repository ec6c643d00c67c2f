package dev.sild.report;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Outcome;
import dev.sild.report.Finding.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects findings while a project is read and translated, in the order they are met. Not thread-safe. */
public final class Findings {
    private final List<Finding> all = new ArrayList<>();

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
        all.removeIf(finding -> finding.code() == code && finding.origin().equals(origin));
    }

    /** Returns what was collected so far, as a view that cannot be changed. */
    public List<Finding> all() {
        return Collections.unmodifiableList(all);
    }
}
