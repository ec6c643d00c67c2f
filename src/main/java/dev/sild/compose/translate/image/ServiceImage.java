package dev.sild.compose.translate.image;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.BuildSteps;
import dev.sild.images.ImageFacts;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import dev.sild.model.Container.PullPolicy;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The image of a service: which one, when it is pulled, and what is known about it from its Dockerfile or from the
 * table of well-known images.
 *
 * @param reference what is pulled
 * @param pullPolicy when; empty for the cluster's default
 * @param facts what is known
 * @param build its Dockerfile, where the service or one of another file builds it from one of the project's
 * @param builder the service that builds it: itself, another one, or one of another compose file of the folder
 * @param elsewhere whether the service that builds it is one of another file
 */
public record ServiceImage(
        Text reference,
        Optional<PullPolicy> pullPolicy,
        Optional<ImageFacts> facts,
        Optional<BuildReading> build,
        Optional<Attribute> builder,
        boolean elsewhere) {

    /** Whether the service builds it from a Dockerfile of the project's. */
    public boolean built() {
        return build.isPresent() && !elsewhere;
    }

    /** Returns the service whose {@code build} says what the image is made from: the builder, if any. */
    public Attribute madeBy(Attribute service) {
        return builder.orElse(service);
    }

    /** Returns the image that the program is of: what its Dockerfile starts from, where it is built. */
    public String program() {
        return steps().map(BuildSteps::base).filter(base -> !base.isEmpty()).orElse(reference.value());
    }

    /** Returns what its build does, where its Dockerfile is known. */
    public Optional<BuildSteps> steps() {
        return build.map(BuildReading::steps);
    }

    public String name() {
        return reference.value();
    }

    /**
     * Reads {@code image}, {@code build}, {@code pull_policy} and {@code platform}'s neighbours.
     *
     * @param name the service's name
     * @param images the names of the images that the project builds
     * @param siblings what other compose files build
     * @param hosts returns the value of a key with the changed names in it
     */
    public static ServiceImage of(
            Attribute service,
            String name,
            BuiltImages images,
            SiblingBuilds siblings,
            boolean podman,
            FileBundles files,
            BiFunction<String, Text, Text> hosts) {
        Attribute build = service.get("build");
        Attribute image = service.get("image");
        ImageCheck.report(image);
        if (!build.present()) {
            Text reference = images.named(trimmed(image.text()));
            ImageReference parsed = ImageReference.parse(reference.value());
            if (isLatest(parsed)) {
                image.note(
                        Code.IMAGE_UNPINNED,
                        "the image has no fixed tag, so it can change without notice",
                        "set a tag");
            }
            boolean built = images.builds(reference);
            Optional<PullPolicy> policy = pullPolicy(service);
            boolean loaded = false;
            if (!podman && !built && ImageReference.isReference(reference.value())) {
                reportLocal(service, reference.value(), parsed, policy, siblings);
                // Nodes may have it from this machine; the default is to pull what has no fixed tag. What a registry
                // may have is pulled, whoever builds it.
                loaded = policy.isEmpty()
                        && isLatest(parsed)
                        && (KnownImages.mayBeLocal(reference.value())
                                || siblings.scriptOfUnpublished(reference.value())
                                        .isPresent());
            }
            Optional<Attribute> own = images.builder(reference);
            Optional<Attribute> builder = own.or(() -> siblings.builder(reference.value(), name));
            boolean elsewhere = own.isEmpty() && builder.isPresent();
            return new ServiceImage(
                    reference,
                    !podman && (built || loaded) ? policyOfBuilt(policy) : policy,
                    builder.flatMap(other -> images.reading(other, files).facts())
                            .or(() -> KnownImages.find(reference.value()))
                            .or(() -> builder.isEmpty() ? DatabaseSigns.facts(service) : Optional.empty()),
                    elsewhere ? builder.map(other -> images.reading(other, files)) : Optional.empty(),
                    builder,
                    elsewhere);
        }
        image.done();
        Text reference = trimmed(images.of(name));
        build.note(
                podman ? Code.IMAGE_TO_BUILD : Code.IMAGE_TO_PUSH,
                "the image '" + reference.value() + "' is built from a Dockerfile",
                images.remedy(name, podman),
                images.command(name, service, podman, files, hosts));
        BuildReading read = images.reading(service, files);
        BuildInputs.reportStages(service, read.steps(), images);
        if (!images.hasScript()) {
            build.done();
        }
        Optional<PullPolicy> policy = pullPolicy(service);
        return new ServiceImage(
                reference,
                podman ? policy : policyOfBuilt(policy),
                read.facts(),
                Optional.of(read),
                Optional.of(service),
                false);
    }

    private static boolean isLatest(ImageReference image) {
        return image.digest().isEmpty()
                && image.tag().map(tag -> tag.equals("latest")).orElse(true);
    }

    /** Reports an image that nodes cannot pull, or that they are told not to pull. */
    private static void reportLocal(
            Attribute service,
            String image,
            ImageReference parsed,
            Optional<PullPolicy> policy,
            SiblingBuilds siblings) {
        Optional<String> command = siblings.command(image);
        Optional<String> script = siblings.scriptOfUnpublished(image);
        String build = command.map(words -> "build it with '" + words + "'")
                .or(() -> script)
                .map(how -> how + ", ")
                .orElse("");
        if (parsed.isOfThisMachine()) {
            service.get("image")
                    .note(
                            Code.IMAGE_LOCAL,
                            "'" + image + "' is in a registry of this machine, which nodes do not reach",
                            build + "push it to a registry of the cluster and use its name there");
        } else if (KnownImages.mayBeLocal(image)) {
            service.get("image")
                    .note(
                            Code.IMAGE_LOCAL,
                            "'" + image + "' has no registry and is not an official image",
                            build + "push it and use its full name, or load it into the nodes"
                                    + (policy.equals(Optional.of(PullPolicy.NEVER)) ? "; they never pull it" : ""));
        } else if (siblings.buildsUnpublished(image)) {
            service.get("image")
                    .note(
                            Code.IMAGE_LOCAL,
                            "'" + image + "' is built by another compose file of this project",
                            build + "and push it, unless it is published under this name");
        } else if (script.isPresent()) {
            service.get("image")
                    .note(
                            Code.IMAGE_LOCAL,
                            "'" + image + "' is built by a command in a file of this project",
                            build + "and push it, unless it is published under this name");
        } else if (policy.equals(Optional.of(PullPolicy.NEVER))) {
            service.get("pull_policy")
                    .or(service.get("image"))
                    .note(
                            Code.IMAGE_LOCAL,
                            "nodes never pull '" + image + "', so its pods do not start on a node that lacks it",
                            "load it into every node, or change 'pull_policy'");
        }
    }

    /**
     * Returns the policy for an image that the project builds. Without a tag the default is to pull always, which fails
     * where an image was only loaded into the nodes; never to pull means to build it here, which a node cannot.
     */
    private static Optional<PullPolicy> policyOfBuilt(Optional<PullPolicy> stated) {
        return stated.filter(policy -> policy != PullPolicy.NEVER).or(() -> Optional.of(PullPolicy.IF_NOT_PRESENT));
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
}
