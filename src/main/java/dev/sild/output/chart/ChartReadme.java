package dev.sild.output.chart;

import dev.sild.syntax.MarkdownText;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
      chart once per namespace. A one-shot job runs again when its spec changes. Texts of `env` are those of Kubernetes:
      `$(NAME)` in them is another variable, and `$$` is one `$`.

      ## Values

      | value | meaning |
      | --- | --- |
      %3$s""";

    private static final String SECRETS = """

      ## Secrets

      Only `secrets.values.yaml` contains secret values. `.gitignore` keeps it out of git and `.helmignore` out of a package,
      so a fresh checkout does not contain it. Run sild again to write it, set these keys in your own values file, or name a
      Secret of your own as the `existingSecret` of each service that needs them:

      %s""";

    private ChartReadme() {}

    static String of(String name, ValueTree values, Set<ValuePath> lacking) {
        String rows = values.described().stream().map(ChartReadme::row).collect(Collectors.joining());
        return TEXT.formatted(MarkdownText.plain(name), lacking.isEmpty() ? "" : " -f " + ChartSecrets.FILE, rows)
                + (lacking.isEmpty()
                        ? ""
                        : SECRETS.formatted(lacking.stream()
                                .map(path -> "- " + MarkdownText.code(path.toString()) + "\n")
                                .sorted()
                                .collect(Collectors.joining())));
    }

    private static String row(Map.Entry<String, String> value) {
        return "| " + MarkdownText.code(value.getKey()) + " | " + MarkdownText.plain(value.getValue()) + " |\n";
    }
}
