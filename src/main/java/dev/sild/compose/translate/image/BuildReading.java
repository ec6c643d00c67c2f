package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.BuildSteps;
import dev.sild.images.Dockerfile;
import dev.sild.images.ImageFacts;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the Dockerfile of a service says.
 *
 * @param facts of the image; empty where the Dockerfile cannot be read
 * @param steps of its build
 * @param dockerfile the Dockerfile; empty where it cannot be read
 * @param target the stage that is built, by name or number; empty for the last one
 * @param args values for {@code ARG}s
 */
public record BuildReading(
        Optional<ImageFacts> facts,
        BuildSteps steps,
        Optional<Dockerfile> dockerfile,
        Optional<String> target,
        Map<String, String> args) {
    private static final long MAX_DOCKERFILE_BYTES = 1 << 20;
    private static final BuildReading UNREAD =
            new BuildReading(Optional.empty(), BuildSteps.UNKNOWN, Optional.empty(), Optional.empty(), Map.of());

    public BuildReading {
        args = Map.copyOf(args);
    }

    /** Reads the Dockerfile, and reports what cannot be read of it or built from it. */
    static BuildReading of(Attribute service, FileBundles files) {
        Attribute build = service.get("build");
        Attribute inline = build.get("dockerfile_inline");
        Map<String, String> args = new LinkedHashMap<>();
        build.get("args").entries().forEach((key, value) -> args.put(key, value.string()));
        Optional<String> target = Optional.of(build.get("target").string()).filter(name -> !name.isEmpty());
        if (inline.present()) {
            return read(
                    service,
                    files,
                    Dockerfile.parse(inline.string(), inline.origin().file() + "#dockerfile_inline"),
                    target,
                    args);
        }
        String context = build.get("context").string();
        if (context.contains("://") || context.startsWith("git@")) {
            build.note(Code.DOCKERFILE_UNREAD, "the Dockerfile is not local and was not read");
            return UNREAD;
        }
        Path folder = files.folder().resolve(context).normalize();
        Path file = BuildContext.dockerfile(build, folder, files.reader());
        if (files.reader().isMissing(folder)) {
            Optional<Path> alike = AlikeFolder.of(folder, files.reader());
            build.note(
                    Code.BUILD_INPUT_MISSING,
                    "the build context " + files.typed().shown(folder) + " does not exist",
                    alike.map(other -> "set 'context' to " + files.typed().shown(other) + ", or rename that folder")
                            .orElse(BuildInputs.REMEDY));
            // A Dockerfile elsewhere says what the image will be.
            if (file.startsWith(folder) || files.reader().kind(file) != BindFiles.Kind.FILE) {
                return UNREAD;
            }
        }
        build.get("dockerfile").done();
        String shown = files.typed().shown(file);
        BindFiles.Kind kind = files.reader().kind(file);
        Optional<byte[]> content = kind == BindFiles.Kind.FILE
                ? files.reader()
                        .read(file, MAX_DOCKERFILE_BYTES)
                        .map(BindFiles.Contents::files)
                        .filter(read -> !read.isEmpty())
                        .map(read -> read.get(0).content())
                : Optional.empty();
        if (kind == BindFiles.Kind.MISSING) {
            build.note(
                    Code.BUILD_INPUT_MISSING,
                    "the Dockerfile " + shown + " does not exist; the image's ports, user and health check are unknown",
                    "create it and convert again");
            return UNREAD;
        }
        if (content.isEmpty()) {
            build.note(
                    Code.DOCKERFILE_UNREAD,
                    kind == BindFiles.Kind.OUTSIDE
                            ? shown + " is outside the project root and was not read; its ports, user and"
                                    + " health check are unknown"
                            : shown + " is not a readable file; the image's ports, user and health check are"
                                    + " unknown",
                    kind == BindFiles.Kind.OUTSIDE
                            ? "allow it with " + files.typed().allowing(file, true)
                            : "write a Dockerfile there and convert again");
            return UNREAD;
        }
        return read(
                service,
                files,
                Dockerfile.parse(new String(content.get(), StandardCharsets.UTF_8), shown),
                target,
                args);
    }

    private static BuildReading read(
            Attribute service,
            FileBundles files,
            Dockerfile dockerfile,
            Optional<String> target,
            Map<String, String> args) {
        Attribute build = service.get("build");
        if (!dockerfile.stages().isEmpty() && dockerfile.madeOf(target, args).isEmpty()) {
            reportStage(build, dockerfile, target.orElse(""));
            return UNREAD;
        }
        try {
            Optional<ImageFacts> facts =
                    Optional.of(dockerfile.facts(target, args, problem -> unclear(build, problem)));
            BuildSteps steps = dockerfile.steps(target, args);
            BuildInputs.report(service, steps, files);
            return new BuildReading(facts, steps, Optional.of(dockerfile), target, args);
        } catch (InputException unusable) {
            unusable.findings()
                    .forEach(finding ->
                            build.note(finding.origin(), Code.DOCKERFILE_UNREAD, finding.reason(), finding.remedy()));
            return UNREAD;
        }
    }

    /** A builder refuses a target that is not there. */
    private static void reportStage(Attribute build, Dockerfile dockerfile, String target) {
        String stages = dockerfile.stages().stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        build.get("target")
                .note(
                        Code.BUILD_INPUT_MISSING,
                        dockerfile.displayName() + " has no stage '" + target + "'",
                        stages.isEmpty()
                                ? "remove 'target', as no stage has a name"
                                : "set 'target' to one of its stages: " + stages);
    }

    private static void unclear(Attribute build, Dockerfile.Problem problem) {
        Origin origin = problem.origin().line() == 0 ? build.origin() : problem.origin();
        build.note(origin, Code.DOCKERFILE_UNREAD, problem.reason(), problem.remedy());
    }
}
