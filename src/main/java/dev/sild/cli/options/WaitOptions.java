package dev.sild.cli.options;

import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageReference;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say how pods wait for others. */
public final class WaitOptions {
    private static final String IMAGE = "docker.io/library/busybox:1.37.0";
    private static final String KUBECTL_IMAGE = "registry.k8s.io/kubectl:v1.34.0";

    private WaitOptions() {}

    public static void addTo(CommandSpec spec) {
        spec.addOption(Options.choice(
                "none|init",
                "Whether pods wait, by an init container, until what they depend on"
                        + " answers, or is ready where no port is known. Default: none; they always wait for what has to end",
                "--wait"));
        spec.addOption(Options.text(
                "IMAGE",
                "The image of containers that wait for others: with sh, nc, and getent or" + " busybox' wget. Default: "
                        + IMAGE,
                "--wait-image"));
        spec.addOption(Options.text(
                "IMAGE",
                "The image of containers that wait for a Job: with kubectl. Default: " + KUBECTL_IMAGE,
                "--kubectl-image"));
    }

    public static TranslateOptions.Waits of(Options options) {
        return new TranslateOptions.Waits(
                options.text("--wait", "none", List.of("none", "init")).equals("init"),
                image(options, "--wait-image", IMAGE),
                image(options, "--kubectl-image", KUBECTL_IMAGE));
    }

    private static String image(Options options, String option, String otherwise) {
        String image = options.value(option, otherwise);
        ImageReference parts = ImageReference.parse(image);
        if (!image.equals(image.strip())
                || !ImageReference.isRepository(parts.repository())
                || !parts.tag().map(ImageReference::isTag).orElse(true)) {
            throw options.wrong(option + " '" + image + "' is no name of an image such as " + otherwise);
        }
        return image;
    }
}
