package dev.sild.output.chart;

import dev.sild.model.Lookup;
import dev.sild.output.chart.ValueTree.Described;
import dev.sild.syntax.MarkdownText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page that says how a chart is installed and what its values are. */
final class ChartReadme {
    private static final String TEXT = """
      <!-- Written by sild. -->
      # %1$s

      A Helm chart written by sild. `sild convert --layout chart` updates it and keeps other files.

      ```sh
      helm upgrade --install %1$s . --namespace %1$s --create-namespace%2$s
      ```

      `values.schema.json` rejects invalid values. Objects have fixed names, by which the services find each other: install the
      chart once per namespace. Texts of `env` are those of Kubernetes: `$(NAME)` in them is another variable, and `$$` is
      one `$`.

      ## Prerequisites

      - Helm 3, and a cluster of a version that `kubeVersion` in `Chart.yaml` allows.
      - A storage class for volumes, if the chart has any: the cluster's default, or the `storageClass` of each volume.
      - Images that the nodes can pull. Build and push those that the notes of the release name.

      ## Upgrade

      - **Jobs.** A one-shot job runs again after each change of its image, command, environment or files. It must be safe to
        repeat. Its value `enabled: false` switches it off.
      - **Passwords.** A database reads its password only when its volume is empty. Change it in the database first, for example
        with `ALTER ROLE`, and then in the values.
      - **Images.** An image with a tag that stays the same, such as `latest`, is not rolled out: set a tag for each build, or run
        `kubectl rollout restart`.

      ## Uninstall

      ```sh
      helm uninstall %1$s --namespace %1$s
      ```

      Claims stay, with their data. The next installation in the namespace uses them again. Delete them by name once nobody
      needs the data: `kubectl get pvc --namespace %1$s` lists them.

      ## Values

      Longer defaults are in `values.yaml`.

      | value | default | meaning |
      | --- | --- | --- |
      %3$s""";

    private static final String COMMON = """

      ### Values of several services

      `SERVICE` is the key of one of them: %1$s. Which of these values a service has is in `values.yaml`.

      | value | default | meaning |
      | --- | --- | --- |
      %2$s""";

    private static final String SECRETS = """

      ## Secrets

      Only `secrets.values.yaml` contains secret values. `.gitignore` keeps it out of git and `.helmignore` out of a package,
      so a fresh checkout does not contain it. Run sild again to write it, set these keys in your own values file, or name a
      Secret of your own as the `existingSecret` of each service that needs them:

      %s""";

    /** A longer default is left to the file of values. */
    private static final int LONGEST = 60;

    private ChartReadme() {}

    static String of(String name, ValueTree values, Set<ValuePath> lacking) {
        Map<Described, List<Described>> alike = new LinkedHashMap<>();
        for (Described value : values.described()) {
            alike.computeIfAbsent(common(value), first -> new ArrayList<>()).add(value);
        }
        StringBuilder own = new StringBuilder();
        StringBuilder common = new StringBuilder();
        for (Described value : values.described()) {
            own.append(Lookup.required(alike, common(value)).size() > 1 ? "" : row(value));
        }
        Set<String> services = new TreeSet<>();
        alike.forEach((value, all) -> {
            if (all.size() > 1) {
                common.append(row(value));
                all.forEach(each -> services.add(each.path().keys().get(0)));
            }
        });
        return TEXT.formatted(MarkdownText.plain(name), lacking.isEmpty() ? "" : " -f " + ChartSecrets.FILE, own)
                + (services.isEmpty()
                        ? ""
                        : COMMON.formatted(
                                services.stream().map(MarkdownText::code).collect(Collectors.joining(", ")), common))
                + (lacking.isEmpty()
                        ? ""
                        : SECRETS.formatted(lacking.stream()
                                .map(path -> "- " + MarkdownText.code(path.toString()) + "\n")
                                .sorted()
                                .collect(Collectors.joining())));
    }

    /** Returns a value as that of any service that has the same. */
    private static Described common(Described value) {
        List<String> keys = value.path().keys();
        if (ChartKeys.RESERVED.contains(keys.get(0))
                || keys.size() < 2
                || keys.get(1).equals("replicas")) {
            return value;
        }
        List<String> inner = new ArrayList<>(keys);
        inner.set(0, "SERVICE");
        // Several values that one comment describes differ.
        return new Described(
                new ValuePath(inner),
                value.value() instanceof Map<?, ?> map && !map.isEmpty() ? Map.of("", "") : value.value(),
                value.comment());
    }

    private static String row(Described value) {
        return "| " + MarkdownText.code(value.path().toString()) + " | " + defaultOf(value.value()) + " | "
                + MarkdownText.plain(value.comment()) + " |\n";
    }

    private static String defaultOf(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? "`{}`" : "";
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "`[]`" : MarkdownText.code(list.toString());
        }
        String text = value instanceof String string ? "\"" + string + "\"" : String.valueOf(value);
        return text.length() > LONGEST ? "" : MarkdownText.code(text);
    }
}
