package dev.sild.compose.translate.source;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.Findings;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Secret variables in attributes that Kubernetes has no secret reference for, where the value is too short or too
 * common to be looked for in the output. The other values are found in the output, wherever they are.
 */
public final class ClearTexts {
    /** Where secrets are kept by reference, and what never reaches a manifest. */
    private static final Pattern KEPT =
            Pattern.compile("secrets\\..*|configs\\..*|services\\.[^.]+\\.(?:environment|command|entrypoint"
                    + "|healthcheck\\.test|post_start|pre_stop|pre_start|build|env_file|label_file|profiles|extends|logging|develop|attach|depends_on)"
                    + "\\b.*");

    private static final Set<Code> LEFT_OUT = EnumSet.of(Code.SECRET_LEFT_OUT, Code.NODE_LEVEL, Code.NOT_FOR_PODMAN);

    private ClearTexts() {}

    public static void report(ProjectSecrets secrets, Findings findings, Ledger ledger) {
        Map<String, List<Origin>> places = secrets.places(false);
        if (places.isEmpty()) {
            return;
        }
        List<String> left = findings.all().stream()
                .filter(finding ->
                        LEFT_OUT.contains(finding.code()) || finding.code().isIn(Code.NOT_CARRIED))
                .map(Finding::origin)
                .map(Origin::path)
                .toList();
        places.forEach((name, origins) -> origins.stream()
                .filter(origin -> !KEPT.matcher(origin.path()).matches()
                        && left.stream().noneMatch(path -> isWithin(origin.path(), path)))
                .forEach(origin -> ledger.add(
                        Code.SECRET_IN_CLEAR,
                        origin,
                        "the value of " + name + " is in clear text in the output",
                        "use `environment` or a secret, or mark it as harmless with 'x-sild: {plain: [" + name
                                + "]}'")));
    }

    private static boolean isWithin(String path, String above) {
        return path.equals(above)
                || path.startsWith(above) && (path.charAt(above.length()) == '.' || path.charAt(above.length()) == '[');
    }
}
