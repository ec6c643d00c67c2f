package dev.sild.output;

import dev.sild.model.Origin;
import dev.sild.output.chart.ChartSecrets;
import dev.sild.output.layout.Layout;
import dev.sild.output.layout.SecretsMode;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.syntax.ShellText;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;

/** What the report says about files with the values of Secrets: one finding a run. */
final class SecretsReport {
    private SecretsReport() {}

    /**
     * Returns the finding.
     *
     * @param name the name of the project
     * @param shown where the values are, as the user named it
     * @param ignored whether a {@code .gitignore} lists those places
     */
    static Optional<Finding> of(
            String name, Layout layout, SecretsMode mode, Collection<String> shown, boolean ignored) {
        if (shown.isEmpty() || mode.isEncrypted() || mode == SecretsMode.INLINE && layout == Layout.QUADLET_KUBE) {
            return Optional.empty();
        }
        if (mode == SecretsMode.INLINE) {
            return Optional.of(new Finding(
                    Code.SECRETS_IN_FILES,
                    Origin.NONE,
                    "secret values are in " + named(shown) + ", as plain text or base64",
                    layout.isForRepositories()
                            ? "remove --secrets inline, or use --secrets external-secrets"
                            : "before you commit them, use --secrets separate, omit or external-secrets"));
        }
        if (!ignored) {
            return Optional.of(new Finding(
                    Code.SECRETS_LOCAL,
                    Origin.NONE,
                    "secret values are in " + named(shown),
                    "do not commit it; add it to .gitignore"));
        }
        String first = shown.iterator().next();
        return Optional.of(new Finding(
                Code.SECRETS_LOCAL,
                Origin.NONE,
                "secret values are in " + named(shown) + ", which git ignores; a fresh checkout does not contain them",
                switch (layout) {
                    case CHART ->
                        "helm upgrade --install " + name + " "
                                + first.substring(0, first.length() - ChartSecrets.FILE.length()) + " -f " + first;
                    case QUADLET ->
                        shown.stream()
                                .filter(place -> place.endsWith(".sh"))
                                .findFirst()
                                .map(script -> "give them to podman: sh " + ShellText.word(script))
                                .orElse("run sild there again");
                    case KUSTOMIZE ->
                        "for GitOps use --secrets external-secrets or omit; elsewhere run sild there again";
                    default -> "run sild there again, or use --secrets external-secrets";
                }));
    }

    private static String named(Collection<String> shown) {
        Iterator<String> places = shown.iterator();
        String first = places.next();
        return shown.size() == 1
                ? first
                : shown.size() == 2
                        ? first + " and " + places.next()
                        : first + " and " + (shown.size() - 1) + " more places";
    }
}
