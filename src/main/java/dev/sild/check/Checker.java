package dev.sild.check;

import dev.sild.check.catalog.Violation;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.CheckedProject;
import dev.sild.check.rules.AptRules;
import dev.sild.check.rules.BuildRules;
import dev.sild.check.rules.DataRules;
import dev.sild.check.rules.ImageRules;
import dev.sild.check.rules.NetworkRules;
import dev.sild.check.rules.PipelineRules;
import dev.sild.check.rules.PrivilegeRules;
import dev.sild.check.rules.RuleSet;
import dev.sild.check.rules.RuntimeRules;
import dev.sild.check.rules.SecretRules;
import dev.sild.check.rules.StackRules;
import dev.sild.model.Origin;
import dev.sild.report.Fingerprints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Applies all rules to a project. */
public final class Checker {
    private static final List<RuleSet> RULES = List.of(
            new ImageRules(),
            new AptRules(),
            new BuildRules(),
            new SecretRules(),
            new PrivilegeRules(),
            new NetworkRules(),
            new RuntimeRules(),
            new DataRules(),
            new PipelineRules(),
            new StackRules());

    private static final Comparator<Violation> ORDER = Comparator.comparing(
                    (Violation violation) -> violation.origin().file())
            .thenComparing(violation -> violation.origin().line())
            .thenComparing(violation -> violation.origin().column())
            .thenComparing(Violation::severity)
            .thenComparing(Violation::rule);

    /** The place of an item in a list changes when another one is added before it. */
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private Checker() {}

    /**
     * Returns the violations in a project by file and line, with those that are allowed or known.
     *
     * @param sources the files of the project, for comments that allow violations
     */
    public static List<Verdict> check(
            CheckedProject project, Settings settings, Baseline baseline, SourceLines sources) {
        Violations found = new Violations();
        RULES.forEach(rules -> rules.check(project, found));
        Allowances allowances = new Allowances(sources);
        Fingerprints fingerprints = new Fingerprints();
        List<Verdict> verdicts = new ArrayList<>();
        DevelopmentFiles development = new DevelopmentFiles(project, sources);
        found.all().stream()
                .map(development::weighed)
                .map(settings::apply)
                .flatMap(Optional::stream)
                .map(violation -> redacted(violation, project))
                .sorted(ORDER)
                .forEach(violation -> {
                    Origin origin = violation.origin();
                    String fingerprint = fingerprints.of(
                            violation.rule().id(),
                            origin.file(),
                            INDEX.matcher(origin.path()).replaceAll(""),
                            violation.message());
                    verdicts.add(new Verdict(
                            violation,
                            allowances
                                    .reason(violation)
                                    .or(() -> project.allowances().reason(violation.rule(), origin)),
                            baseline.fingerprints().contains(fingerprint),
                            fingerprint));
                });
        return verdicts;
    }

    private static Violation redacted(Violation violation, CheckedProject project) {
        return new Violation(
                violation.rule(),
                violation.severity(),
                violation.origin(),
                project.secrets().redact(violation.message()),
                project.secrets().redact(violation.remedy()),
                violation.related());
    }
}
