package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.Dockerfile;
import dev.sild.images.ImageFacts;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import dev.sild.model.Container.PullPolicy;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The image of a service: which one, when it is pulled, and what is known about it from its Dockerfile or from the
 * table of well-known images.
 *
 * @param reference what is pulled
 * @param pullPolicy when; empty for the cluster's default
 * @param facts what is known
 * @param built whether it is built from a Dockerfile of the project's
 */
public record ServiceImage(Text reference, Optional<PullPolicy> pullPolicy, Optional<ImageFacts> facts, boolean built) {
    private static final long MAX_DOCKERFILE_BYTES = 1 << 20;

    public String name() {
        return reference.value();
    }

    /**
     * Reads {@code image}, {@code build}, {@code pull_policy} and {@code platform}'s neighbours.
     *
     * @param name the service's name
     * @param images the names of the images that the project builds
     */
    public static ServiceImage of(
            Attribute service, String name, BuiltImages images, boolean podman, FileBundles files) {
        Attribute build = service.get("build");
        Attribute image = service.get("image");
        ImageCheck.report(image);
        if (!build.present()) {
            Text reference = images.named(trimmed(image.text()));
            ImageReference parsed = ImageReference.parse(reference.value());
            if (parsed.digest().isEmpty()
                    && parsed.tag().map(tag -> tag.equals("latest")).orElse(true)) {
                image.note(
                        Code.IMAGE_UNPINNED,
                        "the image has no fixed tag, so it can change without notice",
                        "set a tag");
            }
            if (!podman
                    && !images.builds(reference)
                    && ImageReference.isReference(reference.value())
                    && KnownImages.mayBeLocal(reference.value())) {
                image.note(
                        Code.IMAGE_LOCAL,
                        "'" + reference.value() + "' has no registry and is not an official image",
                        "push it and use its full name, or load it into the nodes");
            }
            return new ServiceImage(reference, pullPolicy(service), KnownImages.find(reference.value()), false);
        }
        image.done();
        Text reference = trimmed(images.of(name));
        build.note(
                podman ? Code.IMAGE_TO_BUILD : Code.IMAGE_TO_PUSH,
                "the image '" + reference.value() + "' is built from a Dockerfile",
                images.remedy(name, podman),
                images.command(name, service, podman, files));
        Optional<ImageFacts> facts = facts(build, files);
        if (!images.hasScript()) {
            build.done();
        }
        Optional<PullPolicy> policy = pullPolicy(service);
        return new ServiceImage(
                reference,
                // Without a tag the default is to pull always, which fails where an image was only loaded into the
                // nodes.
                podman ? policy : policy.or(() -> Optional.of(PullPolicy.IF_NOT_PRESENT)),
                facts,
                true);
    }

    /** Spaces around a reference are not part of it. */
    private static Text trimmed(Text reference) {
        String value = reference.value();
        return value.equals(value.strip()) ? reference : Text.of(value.strip());
    }

    private static Optional<PullPolicy> pullPolicy(Attribute service) {
        Attribute policy = service.get("pull_policy");
        String text = policy.string();
        Optional<PullPolicy> ofKompose = KomposeLabels.of(service).pullPolicy();
        if (ofKompose.isPresent()) {
            if (policy.present()) {
                policy.noteApproximated("'kompose.image-pull-policy' overrides it for the cluster");
            }
            return ofKompose;
        }
        return switch (text) {
            case "" -> Optional.empty();
            case "always" -> Optional.of(PullPolicy.ALWAYS);
            case "never" -> Optional.of(PullPolicy.NEVER);
            case "missing", "if_not_present", "build" -> Optional.of(PullPolicy.IF_NOT_PRESENT);
            default -> {
                policy.noteApproximated("Kubernetes has no pull policy '" + text + "'; using Always");
                yield Optional.of(PullPolicy.ALWAYS);
            }
        };
    }

    private static Optional<ImageFacts> facts(Attribute build, FileBundles files) {
        Attribute inline = build.get("dockerfile_inline");
        Map<String, String> args = new LinkedHashMap<>();
        build.get("args").entries().forEach((key, value) -> args.put(key, value.string()));
        Optional<String> target = Optional.of(build.get("target").string()).filter(name -> !name.isEmpty());
        if (inline.present()) {
            return facts(
                    build,
                    Dockerfile.parse(inline.string(), inline.origin().file() + "#dockerfile_inline"),
                    target,
                    args);
        }
        String context = build.get("context").string();
        if (context.contains("://") || context.startsWith("git@")) {
            build.note(Code.DOCKERFILE_UNREAD, "the Dockerfile is not local and was not read");
            return Optional.empty();
        }
        String named = build.get("dockerfile").string();
        Path file = files.folder()
                .resolve(context)
                .resolve(named.isEmpty() ? "Dockerfile" : named)
                .normalize();
        String shown = files.shown(file);
        BindFiles.Kind kind = files.reader().kind(file);
        Optional<byte[]> content = kind == BindFiles.Kind.FILE
                ? files.reader()
                        .read(file, MAX_DOCKERFILE_BYTES)
                        .map(BindFiles.Contents::files)
                        .filter(read -> !read.isEmpty())
                        .map(read -> read.get(0).content())
                : Optional.empty();
        if (content.isEmpty()) {
            build.note(
                    Code.DOCKERFILE_UNREAD,
                    kind == BindFiles.Kind.OUTSIDE
                            ? shown + " is outside the project folder and was not read; its ports, user and"
                                    + " health check are unknown"
                            : shown + " does not exist; the image's ports, user and health check are unknown",
                    kind == BindFiles.Kind.OUTSIDE
                            ? "allow it with " + files.typed().allowing(file, true)
                            : "create it and convert again");
            return Optional.empty();
        }
        return facts(build, Dockerfile.parse(new String(content.get(), StandardCharsets.UTF_8), shown), target, args);
    }

    private static Optional<ImageFacts> facts(
            Attribute build, Dockerfile dockerfile, Optional<String> target, Map<String, String> args) {
        try {
            return Optional.of(dockerfile.facts(target, args, problem -> unclear(build, problem)));
        } catch (InputException unusable) {
            unusable.findings()
                    .forEach(finding ->
                            build.note(finding.origin(), Code.DOCKERFILE_UNREAD, finding.reason(), finding.remedy()));
            return Optional.empty();
        }
    }

    private static void unclear(Attribute build, Dockerfile.Problem problem) {
        Origin origin = problem.origin().line() == 0 ? build.origin() : problem.origin();
        build.note(origin, Code.DOCKERFILE_UNREAD, problem.reason(), problem.remedy());
    }
}
