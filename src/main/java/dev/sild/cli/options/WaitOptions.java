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
                "With init, an init container waits until dependencies accept connections, or are ready if no port"
                        + " is known. Default: none; pods always wait for one-shot services",
                "--wait"));
        spec.addOption(Options.text(
                "IMAGE",
                "The image of containers that wait for services; needs sh, nc, and getent or BusyBox"
                        + " wget. Default: " + IMAGE,
                "--wait-image"));
        spec.addOption(Options.text(
                "IMAGE",
                "The image of containers that wait for Jobs; needs kubectl. Default: " + KUBECTL_IMAGE,
                "--kubectl-image"));
    }

    public static TranslateOptions.Waits of(Options options) {
        return new TranslateOptions.Waits(
                options.text("--wait", "none", List.of("none", "init")).equals("init"),
                image(options, "--wait-image", IMAGE),
                image(options, "--kubectl-image", KUBECTL_IMAGE));
    }

    /** Returns the image that an option names, checked. */
    static String image(Options options, String option, String otherwise) {
        String image = options.value(option, otherwise);
        ImageReference parts = ImageReference.parse(image);
        if (!image.equals(image.strip())
                || !ImageReference.isRepository(parts.repository())
                || !parts.tag().map(ImageReference::isTag).orElse(true)) {
            throw options.wrong(option + " '" + image + "' is not a valid image name such as " + otherwise);
        }
        return image;
    }
}
