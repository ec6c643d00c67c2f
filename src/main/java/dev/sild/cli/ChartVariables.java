package dev.sild.cli;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.FixedVariables;
import dev.sild.model.Application;
import dev.sild.output.chart.Tracer;
import dev.sild.output.trace.Traces;
import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The variables of a compose project in the chart that is made of it. */
final class ChartVariables {
    private ChartVariables() {}

    /**
     * Returns where the variables of a project lead.
     *
     * @param again converts the project again; not asked where it was read from standard input, which is read once
     * @param findings those of the conversion; takes one for each place where a variable can no longer be one
     */
    static Traces traces(
            ComposeProject project,
            Application application,
            List<HasMetadata> objects,
            Tracer.Conversion again,
            List<Finding> findings) {
        FixedVariables fixed = FixedVariables.of(project, application);
        Traces traces = project.files().contains("-")
                ? new Traces(fixed.values(), fixed.values().keySet(), Set.of(), Map.of())
                : Tracer.trace(objects, fixed.values(), again);
        // What no manifest holds is written down nowhere.
        List<String> lost = findings.stream()
                .filter(finding -> finding.outcome() == Finding.Outcome.LOST)
                .map(finding -> finding.origin().path() + ".")
                .toList();
        fixed.findings(traces.whole(), traces.known()).stream()
                .filter(finding -> lost.stream().noneMatch((finding.origin().path() + ".")::startsWith))
                .forEach(findings::add);
        return traces.demanding(project.variables().stream()
                .filter(ComposeProject.Variable::demanded)
                .map(ComposeProject.Variable::name)
                .collect(Collectors.toSet()));
    }
}
