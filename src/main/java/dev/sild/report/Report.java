package dev.sild.report;

import java.util.List;

/**
 * What a conversion has to say besides its result.
 *
 * @param findings what the user should know, in the order it was met
 * @param accounts what became of each attribute
 * @param files every file that was read, as it is shown to the user
 * @param services what each service can count on; empty where there is no result
 */
public record Report(List<Finding> findings, Accounting accounts, List<String> files, List<ServiceSummary> services) {
    /** The forms that a report is printed in. */
    public enum Form {
        TEXT,
        JSON,
        SARIF
    }

    public Report {
        findings = List.copyOf(findings);
        files = List.copyOf(files);
        services = List.copyOf(services);
    }

    /** Creates a report without a summary of services. */
    public Report(List<Finding> findings, Accounting accounts, List<String> files) {
        this(findings, accounts, files, List.of());
    }
}
