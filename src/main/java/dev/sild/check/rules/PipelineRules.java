package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.CheckedProject;
import dev.sild.check.project.PipelineFile;
import dev.sild.check.rules.Pushes.Push;
import dev.sild.check.rules.Pushes.Tag;
import dev.sild.model.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What pipelines do with the images that they push. Pipelines that push none are not looked at. */
public final class PipelineRules implements RuleSet {
    private static final Pattern SCAN = Pattern.compile(
            "(?i)\\b(?:trivy|grype|snyk|anchore|clair(?:ctl|-scanner)|wizcli|twistcli|sysdig-\\w+-scanner|neuvector|dockle|osv-scanner)\\b"
                    + "|docker[ /]scout|container[-_ ]?scan|image[-_ ]?scan|scan[-_ ]?(?:docker|container|image)|xray");
    private static final Pattern REMOVAL = Pattern.compile(
            "(?i)retention(?!-days)|clean-?up|untagged|delete-package|delete-old|prune-|purge|garbage-?collect");

    @Override
    public void check(CheckedProject project, Violations found) {
        Map<PipelineFile, List<Push>> pushes = new LinkedHashMap<>();
        for (PipelineFile file : project.pipelines()) {
            List<Push> all = Pushes.of(file);
            if (!all.isEmpty()) {
                pushes.put(file, all);
            }
        }
        boolean scanned = has(project, SCAN);
        boolean onlyLatest = pushes.values().stream().flatMap(List::stream).allMatch(push -> push.tag() == Tag.LATEST);
        pushes.forEach((file, all) -> {
            Origin first = origin(file, all.get(0));
            if (!scanned) {
                found.add(
                        Rule.PUSHED_UNSCANNED,
                        first,
                        "nothing in the pipelines looks for known vulnerabilities in the image",
                        "scan it before it is pushed, as trivy image --exit-code 1 --severity CRITICAL IMAGE does");
            }
            if (onlyLatest) {
                found.add(
                        Rule.PUSHED_AS_LATEST,
                        first,
                        "each build replaces the image before it, so that nobody can go back to that one",
                        "push it with the commit as its tag, too, such as ${{ github.sha }} or $CI_COMMIT_SHA");
            }
        });
        if (!has(project, REMOVAL)) {
            pushes.entrySet().stream()
                    .flatMap(entry -> entry.getValue().stream()
                            .filter(push -> push.tag() == Tag.COMMIT)
                            .map(push -> origin(entry.getKey(), push)))
                    .findFirst()
                    .ifPresent(
                            origin -> found.add(
                                    Rule.PUSHED_FOREVER,
                                    origin,
                                    "the registry gets an image for each commit, and no file here says when it removes one",
                                    "give it a policy, as sild pipeline harbor or nexus writes one, or say in an allowance who does"));
        }
    }

    private static boolean has(CheckedProject project, Pattern words) {
        return project.pipelines().stream()
                .flatMap(file -> file.lines().stream())
                .anyMatch(line -> !Pushes.isComment(line) && words.matcher(line).find());
    }

    private static Origin origin(PipelineFile file, Push push) {
        return new Origin(file.name(), push.line(), 1, "");
    }
}
