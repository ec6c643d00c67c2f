package dev.sild.cli;

import dev.sild.compose.translate.TranslateOptions;
import dev.sild.compose.translate.TranslateOptions.Expose;
import dev.sild.compose.translate.TranslateOptions.Isolation;
import dev.sild.kubernetes.Target;
import dev.sild.model.Health;
import dev.sild.model.Names;
import dev.sild.output.Layout;
import dev.sild.output.SecretsMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The options of {@code sild convert}. */
record ConvertOptions(
    List<String> files,
    List<String> profiles,
    List<String> envFiles,
    Optional<String> projectName,
    List<String> allowedPaths,
    Optional<String> namespace,
    String output,
    Layout layout,
    Target target,
    boolean singlePod,
    SecretsMode secrets,
    TranslateOptions translation,
    boolean jsonReport,
    boolean strict,
    boolean quiet) {

  static CommandSpec spec() {
    CommandSpec spec = Commands.command("convert", "Turn a compose project into Kubernetes manifests.");
    spec.addOption(list("FILE", "A compose file; several are merged. - is standard input. Default: as docker compose"
        + " finds it.", "-f", "--file"));
    spec.addOption(list("NAME", "Enable a profile; * enables all.", "--profile"));
    spec.addOption(list("FILE", "Read variables from this file instead of .env.", "--env-file"));
    spec.addOption(text("NAME", "The project's name. Default: the top-level name, or the folder's.", "-p",
        "--project-name"));
    spec.addOption(list("PATH", "Also read mounted files and Dockerfiles below this folder outside the project's.",
        "--allow-path"));
    spec.addOption(text("NAME", "Put everything into this namespace, and make it.", "-n", "--namespace"));
    spec.addOption(text("PATH", "A file, a folder (a name that ends in /), or - for standard output. Default: -", "-o",
        "--output"));
    spec.addOption(choice("list", "files", "--layout", "One list, or a file a service. Default: list; files for a"
        + " folder."));
    spec.addOption(choice("kubernetes", "podman", "--target", "Who reads the manifests. Default: kubernetes"));
    spec.addOption(flag("With --target podman: everything in one pod.", "--single-pod"));
    spec.addOption(OptionSpec.builder("--expose").paramLabel("none|nodeport|loadbalancer|ingress|gateway")
        .type(String.class).description("How published ports are opened to the world. Default: none").build());
    spec.addOption(text("NAME", "The host name of an ingress or gateway route.", "--host"));
    spec.addOption(text("NAME", "The Secret with an ingress' certificate.", "--tls-secret"));
    spec.addOption(text("NAME", "The class of an ingress.", "--ingress-class"));
    spec.addOption(text("[NAMESPACE/]NAME", "The Gateway that routes attach to.", "--gateway"));
    spec.addOption(OptionSpec.builder("--network-policies").paramLabel("auto|always|never").type(String.class)
        .description("When networks become NetworkPolicies. Default: auto, with more than one or an internal one")
        .build());
    spec.addOption(OptionSpec.builder("--health").paramLabel("readiness|liveness|none").type(String.class)
        .description("What a health check becomes. Default: readiness").build());
    spec.addOption(OptionSpec.builder("--secrets").paramLabel("inline|separate|omit").type(String.class)
        .description("Secrets among the rest, in a file of their own, or only in the report. Default: inline").build());
    spec.addOption(choice("text", "json", "--report", "The form of the report on standard error. Default: text"));
    spec.addOption(flag("Write nothing and exit with 3 where something is lost.", "--strict"));
    spec.addOption(flag("Report errors only.", "-q", "--quiet"));
    spec.usageMessage().footer("", "Examples:",
        "  sild convert -f compose.yaml -o k8s/",
        "  sild convert --expose ingress --host shop.example.com | kubectl apply -f -",
        "  sild convert --target podman -o pods.yaml && podman kube play pods.yaml",
        "  sild convert --secrets omit --strict --report json -o k8s/ 2> report.json");
    return spec;
  }

  private static OptionSpec text(String label, String description, String... names) {
    return OptionSpec.builder(names).paramLabel(label).type(String.class).description(description).build();
  }

  private static OptionSpec list(String label, String description, String... names) {
    return OptionSpec.builder(names).paramLabel(label).type(List.class).auxiliaryTypes(String.class)
        .description(description).build();
  }

  private static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names).type(boolean.class).description(description).build();
  }

  private static OptionSpec choice(String first, String second, String name, String description) {
    return OptionSpec.builder(name).paramLabel(first + "|" + second).type(String.class).description(description).build();
  }

  static ConvertOptions of(ParseResult parsed) {
    Reader reader = new Reader(parsed);
    Target target = reader.choice("--target", "kubernetes", Target.values());
    String output = parsed.matchedOptionValue("--output", "-");
    boolean singlePod = parsed.hasMatchedOption("--single-pod");
    if (singlePod && target != Target.PODMAN) {
      throw reader.wrong("--single-pod goes with --target podman");
    }
    SecretsMode secrets = reader.choice("--secrets", "inline", SecretsMode.values());
    if (secrets == SecretsMode.SEPARATE && output.equals("-")) {
      throw reader.wrong("--secrets separate needs a file or a folder: add --output");
    }
    Layout layout = reader.choice("--layout", output.endsWith("/") ? "files" : "list", Layout.values());
    if (layout == Layout.FILES && output.equals("-")) {
      throw reader.wrong("--layout files needs a folder: add --output FOLDER/");
    }
    Optional<String> namespace = Optional.ofNullable(parsed.matchedOptionValue("--namespace", null));
    if (namespace.isPresent() && !Names.label(namespace.get()).equals(namespace.get())
        && !Names.label("x" + namespace.get()).equals("x" + namespace.get())) {
      throw reader.wrong("'" + namespace.get() + "' cannot be a namespace: only a-z, 0-9 and - can stand in its name");
    }
    return new ConvertOptions(reader.list("--file"), reader.list("--profile"), reader.list("--env-file"),
        Optional.ofNullable(parsed.matchedOptionValue("--project-name", null)), reader.list("--allow-path"), namespace,
        output, layout, target, singlePod, secrets, reader.translation(target),
        reader.text("--report", "text", List.of("text", "json")).equals("json"),
        parsed.hasMatchedOption("--strict"), parsed.hasMatchedOption("--quiet"));
  }

  /** Reads values that must be one of a few, and says which where they are not. */
  private record Reader(ParseResult parsed) {
    List<String> list(String name) {
      return parsed.matchedOptionValue(name, List.<String>of());
    }

    String text(String name, String otherwise, List<String> allowed) {
      String value = parsed.matchedOptionValue(name, otherwise);
      if (!allowed.contains(value)) {
        throw wrong(name + " cannot be '" + value + "': it is one of " + String.join(", ", allowed));
      }
      return value;
    }

    <T extends Enum<T>> T choice(String name, String otherwise, T[] values) {
      List<String> allowed = new java.util.ArrayList<>();
      for (T value : values) {
        allowed.add(value.name().toLowerCase(Locale.ROOT));
      }
      return values[allowed.indexOf(text(name, otherwise, allowed))];
    }

    TranslateOptions translation(Target target) {
      String expose =
          text("--expose", "none", List.of("none", "nodeport", "loadbalancer", "ingress", "gateway"));
      String gateway = parsed.matchedOptionValue("--gateway", "");
      if (expose.equals("gateway") && gateway.isEmpty()) {
        throw wrong("--expose gateway needs the name of a Gateway: add --gateway");
      }
      if (target == Target.PODMAN && parsed.hasMatchedOption("--expose")) {
        throw wrong("--expose goes with --target kubernetes: podman opens published ports on this machine");
      }
      for (String http : List.of("--host", "--tls-secret", "--ingress-class", "--gateway")) {
        boolean fits = expose.equals("ingress") ? !http.equals("--gateway")
            : expose.equals("gateway") && (http.equals("--host") || http.equals("--gateway"));
        if (parsed.hasMatchedOption(http) && !fits) {
          throw wrong(http + " does not go with --expose " + expose);
        }
      }
      String health = text("--health", "readiness", List.of("readiness", "liveness", "none"));
      return new TranslateOptions(
          target == Target.PODMAN ? Expose.HOST : Expose.valueOf(expose.toUpperCase(Locale.ROOT)),
          parsed.matchedOptionValue("--host", ""),
          parsed.matchedOptionValue("--tls-secret", ""),
          parsed.matchedOptionValue("--ingress-class", ""),
          gateway,
          choice("--network-policies", "auto", Isolation.values()),
          health.equals("none") ? Optional.empty() : Optional.of(Health.Use.valueOf(health.toUpperCase(Locale.ROOT))));
    }

    ParameterException wrong(String message) {
      return new ParameterException(parsed.commandSpec().commandLine(), message);
    }
  }
}
