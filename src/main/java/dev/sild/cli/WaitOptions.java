package dev.sild.cli;

import dev.sild.compose.translate.TranslateOptions;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say how pods wait for others. */
final class WaitOptions {
  private static final String IMAGE = "docker.io/library/busybox:1.37.0";
  private static final String KUBECTL_IMAGE = "registry.k8s.io/kubectl:v1.34.0";

  private WaitOptions() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(Options.choice("none|init", "Whether pods wait, by an init container, until what they depend on"
        + " answers. Default: none; they always wait for what has to end", "--wait"));
    spec.addOption(Options.text("IMAGE", "The image of containers that wait for an answer: with sh and nc. Default: "
        + IMAGE, "--wait-image"));
    spec.addOption(Options.text("IMAGE", "The image of containers that wait for a Job: with kubectl. Default: "
        + KUBECTL_IMAGE, "--kubectl-image"));
  }

  static TranslateOptions.Waits of(Options options) {
    return new TranslateOptions.Waits(options.text("--wait", "none", List.of("none", "init")).equals("init"),
        options.value("--wait-image", IMAGE), options.value("--kubectl-image", KUBECTL_IMAGE));
  }
}
