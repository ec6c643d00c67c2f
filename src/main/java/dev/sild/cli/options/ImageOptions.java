package dev.sild.cli.options;

import dev.sild.compose.translate.source.TranslateOptions.Images;
import dev.sild.images.ImageReference;
import dev.sild.kubernetes.objects.Target;
import dev.sild.report.InputException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The options of the images that are built and of those that are pulled. */
public final class ImageOptions {
    /** Stands for the commit, which is known once the project's folder is. */
    private static final String COMMIT = "git";

    private ImageOptions() {}

    public static void addTo(CommandSpec spec) {
        spec.addOption(Options.text(
                "REGISTRY/PATH",
                "The registry and path where built images are pushed to and" + " pulled from.",
                "--image-prefix"));
        spec.addOption(Options.text(
                "TAG|git", "The tag of built images; git for the commit that is checked out.", "--image-tag"));
        spec.addOption(
                Options.text("FILE", "Write a shell script that builds and pushes the images.", "--build-script"));
        spec.addOption(Options.list("NAME", "The Secret with registry credentials.", "--image-pull-secret"));
    }

    public static Images of(Options options, Target target) {
        String prefix = options.value("--image-prefix", "");
        if (options.has("--image-prefix") && !ImageReference.isPrefix(prefix)) {
            throw options.wrong(
                    "--image-prefix '" + prefix + "' is not valid: use a registry and a lower-case path, as in"
                            + " registry.example.com:5000/team");
        }
        String tag = options.value("--image-tag", "");
        if (options.has("--image-tag") && !ImageReference.isTag(tag)) {
            throw options.wrong(
                    "--image-tag '" + tag + "' is not a valid tag: use at most 128 letters, digits, '_', '.'"
                            + " and '-', not starting with '.' or '-'");
        }
        String script = options.value("--build-script", "");
        if (options.has("--build-script")
                && (script.isEmpty()
                        || script.equals("-")
                        || script.endsWith("/")
                        || script.equals(options.value("--output", "-")))) {
            throw options.wrong("--build-script needs a file, not '" + script + "'");
        }
        List<String> secrets = options.list("--image-pull-secret");
        if (target == Target.PODMAN && !secrets.isEmpty()) {
            throw options.wrong(
                    "--image-pull-secret requires --target kubernetes: podman uses the credentials of 'podman login'");
        }
        secrets.forEach(secret -> HttpNames.checkObject(options, "--image-pull-secret", secret));
        return new Images(prefix, tag, secrets.stream().distinct().toList(), script);
    }

    /** Whether the tag of images is the commit that is checked out. */
    public static boolean areTaggedWithCommit(Images images) {
        return images.tag().equals(COMMIT);
    }

    /**
     * Returns the images with the commit in its place.
     *
     * @param folder the project's folder
     */
    public static Images resolved(Images images, Path folder) throws InputException {
        return images.tag().equals(COMMIT) ? images.tagged(GitCommit.of(folder)) : images;
    }
}
