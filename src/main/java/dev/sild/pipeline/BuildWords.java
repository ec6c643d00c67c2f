package dev.sild.pipeline;

import dev.sild.images.ImageReference;
import dev.sild.model.ImageBuild;
import dev.sild.model.ImageBuild.Flag;
import dev.sild.pipeline.Pipeline.Builder;
import dev.sild.pipeline.Pipeline.Image;
import dev.sild.pipeline.ShellScript.Command;
import dev.sild.pipeline.Step.Kind;
import dev.sild.pipeline.Step.Need;
import dev.sild.syntax.PipelineText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command that builds an image: its options, names and caches, for the builder of the pipeline. */
final class BuildWords {
    private final Pipeline pipeline;
    private final boolean docker;

    BuildWords(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.docker = pipeline.builder() == Builder.DOCKER;
    }

    /**
     * Layers of earlier builds come from the registry, and go there from builds that are delivered. Stages that are not
     * in the image stay out of a cache where a build has secrets: everyone who pulls could read them there.
     */
    void caches(Image image, ShellScript script) {
        List<Flag> own =
                flags(image).filter(flag -> flag.name().equals("--cache-to")).toList();
        boolean any = flags(image).anyMatch(flag -> flag.name().startsWith("--cache-"));
        String cache = docker ? "type=registry,ref=" + image.reference() + ":buildcache" : image.reference() + "-cache";
        String to = docker
                ? "--cache-to " + cache + ",mode=" + (needs(image).isEmpty() ? "max" : "min")
                : "--cache-to " + cache;
        script.lines("set --" + (any ? "" : (docker ? " --cache-from " : " --layers --cache-from ") + cache) + "\n");
        List<String> written = new ArrayList<>();
        own.forEach(flag ->
                written.add("--cache-to " + PipelineText.word(flag.value().orElse(""))));
        if (!any && (docker || needs(image).isEmpty())) {
            written.add(to);
        }
        if (!written.isEmpty()) {
            script.lines(
                    "if [ \"$SILD_PUBLISH\" = yes ]; then\n  set -- \"$@\" " + String.join(" ", written) + "\nfi\n");
        }
    }

    Stream<Flag> flags(Image image) {
        return image.build().flags().stream().filter(flag -> docker || !flag.onlyDocker());
    }

    /**
     * Returns the words of the image's names, the one that manifests use first. Further names count where they are at
     * the same registry: the pipeline has no credentials for another one, and {@code localhost} is a runner there.
     */
    List<String> names(Image image) {
        List<String> names = new ArrayList<>(List.of(tagged(image)));
        image.build().tags().stream()
                .filter(ImageReference::isReference)
                .filter(name -> ImageReference.parse(name).registry().equals(pipeline.registry()))
                .forEach(name -> names.add('"' + name + '"'));
        return names;
    }

    static String tagged(Image image) {
        return "\"" + image.reference() + ":$SILD_TAG\"";
    }

    static void add(Command command, Flag flag) {
        if (flag.value().isPresent()) {
            command.option(flag.name(), flag.value().get());
        } else {
            command.raw(flag.name());
        }
    }

    static Command end(Command command, ImageBuild build) {
        if (build.dockerfile().isPresent()) {
            command.raw("--file -");
        }
        command.raw("-- " + PipelineText.word(build.context()));
        return build.dockerfile()
                .map(text -> new Command("printf '%s\\n' " + PipelineText.word(text) + " | " + command.lines()))
                .orElse(command);
    }

    /** Returns the variables that hold secrets of the build. */
    static List<Need> needs(Image image) {
        return Stream.concat(
                        image.build().variables().stream(),
                        image.build().flags().stream()
                                .flatMap(flag -> flag.secret().stream())
                                .map(ImageBuild.Secret::variable))
                .distinct()
                .map(name -> new Need(name, Kind.SECRET))
                .toList();
    }
}
