package dev.sild.report;

import java.util.List;
import java.util.stream.Collectors;

/** The input cannot be used; holds at least one finding that says where, why, and what to do. Exit code 1. */
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<Finding> findings;

    public InputException(List<Finding> findings) {
        super(findings.stream()
                .map(finding -> finding.origin().position() + ": " + finding.reason())
                .collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    public InputException(Finding finding) {
        this(List.of(finding));
    }

    /** Returns all that is wrong, in the order it was met. */
    public List<Finding> findings() {
        return findings;
    }
}
