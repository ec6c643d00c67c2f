package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.BuildSteps;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the build of an image copies from its context, and is not there: the build fails, or makes an image without it.
 */
final class BuildInputs {
    static final String REMEDY = "create it, or build what makes it, before the image";

    private BuildInputs() {}

    /** Reports the files and folders that the build of a service lacks, each once. */
    static void report(Attribute service, BuildSteps steps, FileBundles files) {
        Optional<BuildContext> context = BuildContext.of(service, files.reader());
        Map<String, BuildSteps.Source> missing = new LinkedHashMap<>();
        for (BuildSteps.Source source : context.isPresent() ? steps.sources() : List.<BuildSteps.Source>of()) {
            if (!source.path().isEmpty()) {
                reason(source, context.get(), files)
                        .or(() -> nothing(source, steps, context.get(), files))
                        .ifPresent(reason -> missing.putIfAbsent(reason, source));
            }
        }
        missing.forEach((reason, source) -> service.get("build")
                .note(
                        Code.BUILD_INPUT_MISSING,
                        source.origin().position() + " copies " + reason,
                        source.above() ? remedyAbove(service, context.get(), files) : REMEDY));
    }

    /** Reports what the build of a service copies from that is neither one of its stages nor, it seems, an image. */
    static void reportStages(Attribute service, BuildSteps steps, BuiltImages images) {
        Attribute build = service.get("build");
        Set<String> reported = new HashSet<>();
        for (BuildSteps.Other other : steps.others()) {
            String name = other.name();
            boolean image = !KnownImages.mayBeLocal(name)
                    || ImageReference.parse(name).tag().isPresent()
                    || images.builds(Text.of(name));
            if (!image && !build.get("additional_contexts").get(name).present() && reported.add(name)) {
                build.note(
                        Code.BUILD_INPUT_MISSING,
                        other.origin().position() + " takes files from '" + name
                                + "', which is neither a stage nor an additional context",
                        "name a stage of the Dockerfile, or set '" + name + "' in 'additional_contexts'");
            }
        }
    }

    private static String remedyAbove(Attribute service, BuildContext context, FileBundles files) {
        Path around = context.folder().resolve("..").normalize();
        String named = service.get("build").get("dockerfile").peek();
        Path dockerfile =
                context.folder().resolve(named.isEmpty() ? "Dockerfile" : named).normalize();
        return "set 'context: " + DockerfileRemedy.context(around, files) + "' and 'dockerfile: "
                + around.relativize(dockerfile) + "', and copy paths below that context";
    }

    /** Returns that a pattern matches nothing, if nothing that its instruction names is there. */
    private static Optional<String> nothing(
            BuildSteps.Source source, BuildSteps steps, BuildContext context, FileBundles files) {
        boolean alone = SourcePattern.matchesNothing(source, context, files.reader())
                && steps.sources().stream()
                        .filter(other -> other.origin().equals(source.origin()))
                        .allMatch(other -> SourcePattern.matchesNothing(other, context, files.reader()));
        return alone
                ? Optional.of(files.shown(context.folder().resolve(source.path())) + ", which matches no file")
                : Optional.empty();
    }

    /** Returns what is wrong with a source; nothing where it is there, or may be. */
    private static Optional<String> reason(BuildSteps.Source source, BuildContext context, FileBundles files) {
        Path path = context.folder().resolve(source.certain()).normalize();
        BindFiles.Kind kind = files.reader().kind(path);
        if (kind == BindFiles.Kind.MISSING && source.above()) {
            return Optional.of("../" + source.path() + " from outside of its build context, which a build cannot read");
        }
        if (kind == BindFiles.Kind.MISSING) {
            return Optional.of(files.shown(context.folder().resolve(source.path())) + ", which does not exist");
        }
        // A folder that is excluded may contain files that are not.
        return kind == BindFiles.Kind.FILE && !context.includes(path)
                ? Optional.of(files.shown(path) + ", which .dockerignore excludes")
                : Optional.empty();
    }
}
