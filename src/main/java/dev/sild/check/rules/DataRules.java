package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.CheckedProject;
import dev.sild.check.project.ServicePaths;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the data of databases outlives them. */
public final class DataRules implements RuleSet {
    /** What a conversion says where no volume holds the data of an image. */
    private static final Set<Code> NOT_HELD =
            Set.of(Code.CLAIM_ADDED, Code.CACHE_NOT_KEPT, Code.DATA_NOT_KEPT, Code.DATABASE_NOT_KEPT);

    private static final Pattern BACKUP = Pattern.compile("(?i).*(backup|restic|borg|dump|velero|duplicati|rclone).*");

    @Override
    public void check(CheckedProject project, Violations found) {
        Set<String> lost = project.findings().stream()
                .filter(finding -> NOT_HELD.contains(finding.code()))
                .map(finding -> ServicePaths.of(finding.origin().path()))
                .collect(Collectors.toSet());
        boolean backup = project.services().values().stream().anyMatch(DataRules::mayBackUp);
        for (ServiceFacts service : Services.lasting(project)) {
            if (!Services.keepsData(service)) {
                continue;
            }
            Attribute image = service.attribute().get("image");
            if (lost.contains(service.attribute().path())) {
                found.add(
                        Rule.DATABASE_WITHOUT_VOLUME,
                        image.origin(),
                        "no named volume holds the data of '" + service.key() + "'",
                        "mount named volumes at "
                                + String.join(
                                        " and ",
                                        service.image().facts().orElseThrow().lastingFolders()));
            } else if (!backup) {
                found.add(
                        Rule.DATABASE_WITHOUT_BACKUP,
                        image.origin(),
                        "nothing in the project backs up the data of '" + service.key() + "'",
                        "add a service that dumps it on a schedule to another machine, or say in an allowance who does");
            }
        }
    }

    private static boolean mayBackUp(ServiceFacts service) {
        Attribute attribute = service.attribute();
        return Stream.concat(
                        Stream.of(service.key(), attribute.get("image").peek()),
                        Stream.of("command", "entrypoint")
                                .flatMap(key -> attribute.get(key).below().stream())
                                .map(Attribute::peek))
                .anyMatch(text -> BACKUP.matcher(text).matches());
    }
}
