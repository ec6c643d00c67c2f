package dev.sild.cli.options;

import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.Waits.Until;
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
                "none|healthy|init",
                "What init containers wait for: with healthy, dependencies with service_healthy whose port is known,"
                        + " and known databases, brokers and caches; with init, all dependencies, until they are ready if no port is known. Pods always wait"
                        + " for one-shot services. Default: healthy",
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
                switch (options.text("--wait", "healthy", List.of("none", "healthy", "init"))) {
                    case "none" -> Until.ENDED;
                    case "healthy" -> Until.HEALTHY;
                    default -> Until.STARTED;
                },
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
