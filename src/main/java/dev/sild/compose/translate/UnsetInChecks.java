package dev.sild.compose.translate;

import dev.sild.compose.translate.source.Ledger;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.UnsetVariables;
import java.util.ArrayList;
import java.util.List;

/**
 * Health checks with a variable that has no value: compose only shows that they fail, and a pod that is never ready
 * gets no traffic.
 */
final class UnsetInChecks {
    private static final int MOST_NAMED = 8;

    private UnsetInChecks() {}

    /**
     * Reports them in one line.
     *
     * @param findings those of the loader, which know the variables
     */
    static void report(List<Finding> findings, Ledger ledger) {
        List<Finding> unset = findings.stream()
                .filter(finding -> finding.origin().path().startsWith("services.")
                        && finding.origin().path().contains(".healthcheck."))
                .filter(finding -> UnsetVariables.name(finding).isPresent())
                .toList();
        if (unset.isEmpty()) {
            return;
        }
        List<String> named = new ArrayList<>();
        for (Finding finding : unset) {
            String path = finding.origin().path();
            String name = path.substring("services.".length(), path.indexOf(".healthcheck.")) + " ("
                    + UnsetVariables.name(finding).orElseThrow() + ")";
            if (!named.contains(name) && named.size() <= MOST_NAMED) {
                named.add(name);
            }
        }
        boolean more = named.size() > MOST_NAMED;
        ledger.add(
                Code.HEALTH_DIFFERS,
                unset.get(0).origin(),
                "variables in health checks have no value: "
                        + String.join(", ", named.subList(0, Math.min(MOST_NAMED, named.size())))
                        + (more ? " and more" : "") + "; a pod whose check fails gets no traffic",
                "set them and convert again");
    }
}
