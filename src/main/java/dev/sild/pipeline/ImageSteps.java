package dev.sild.pipeline;

import dev.sild.images.ImageReference;
import dev.sild.model.ImageBuild;
import dev.sild.model.ImageBuild.Flag;
import dev.sild.pipeline.Pipeline.Builder;
import dev.sild.pipeline.Pipeline.Image;
import dev.sild.pipeline.ShellScript.Command;
import dev.sild.pipeline.Step.Need;
import dev.sild.pipeline.Step.Program;
import dev.sild.syntax.PipelineText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps that make images. They read the variables {@code TAG}, the commit, and {@code PUBLISH}, which is
 * {@code yes} where results are pushed to the registry.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/buildx/build/">docker buildx build</a>
 * @see <a href="https://docs.podman.io/en/latest/markdown/podman-build.1.html">podman build</a>
 * @see <a href="https://trivy.dev/latest/docs/references/configuration/cli/trivy_image/">trivy image</a>
 */
final class ImageSteps {
    private final Pipeline pipeline;
    private final boolean docker;
    private final boolean shared;

    /**
     * Makes the steps of a pipeline.
     *
     * @param shared whether later steps see the images that earlier ones have built; otherwise they look at those that
     *     were pushed
     */
    ImageSteps(Pipeline pipeline, boolean shared) {
        this.pipeline = pipeline;
        this.docker = pipeline.builder() == Builder.DOCKER;
        this.shared = shared;
    }

    /** Logs in to the registry, for pushing. */
    Step login() {
        String registry = !pipeline.registry().isEmpty() ? " " + pipeline.registry() : docker ? "" : " docker.io";
        Command login = new Command("printf %s \"$REGISTRY_PASSWORD\" |")
                .raw((docker ? "docker" : "podman") + " login --username \"$REGISTRY_USER\" --password-stdin"
                        + registry);
        return new Step(
                "Log in to the registry",
                Program.BUILDER,
                new ShellScript().command(login).text(),
                Step.REGISTRY);
    }

    /** Builds the stages that test the code of an image. */
    Optional<Step> test(Image image) {
        if (image.tests().isEmpty()) {
            return Optional.empty();
        }
        ShellScript script = new ShellScript().in(pipeline.folder());
        for (String stage : image.tests()) {
            Command build = new Command(docker ? "docker buildx build" : "podman build");
            image.build().flags().stream()
                    .filter(flag -> docker || !flag.onlyDocker())
                    .filter(flag -> !flag.name().equals("--target"))
                    .forEach(flag -> add(build, flag));
            script.command(end(build.option("--target", stage), image.build()));
        }
        return Optional.of(new Step("Test " + image.name(), Program.BUILDER, script.text(), needs(image)));
    }

    /** Builds an image for this machine, and with podman saves it for {@link #scan}. */
    Step build(Image image) {
        ShellScript script = new ShellScript().in(pipeline.folder());
        caches(image, script);
        Command build = new Command((docker ? "docker buildx build --load" : "podman build") + " \"$@\"");
        image.build().flags().stream()
                .filter(flag -> docker || !flag.onlyDocker())
                .forEach(flag -> add(build, flag));
        names(image).forEach(name -> build.raw("--tag " + name));
        script.command(end(build, image.build()));
        if (!docker && shared && (pipeline.checks().scan() || pipeline.checks().sbom())) {
            script.lines("rm -f " + archive(image) + "\n")
                    .command(new Command("podman save --quiet --format oci-archive")
                            .raw("--output " + archive(image))
                            .raw(tagged(image)));
        }
        return new Step("Build " + image.name(), Program.BUILDER, script.text(), needs(image));
    }

    /** Layers of earlier builds come from the registry, and go there from builds that are published. */
    private void caches(Image image, ShellScript script) {
        boolean own =
                image.build().flags().stream().anyMatch(flag -> flag.name().startsWith("--cache-"));
        String cache = docker ? "type=registry,ref=" + image.reference() + ":buildcache" : image.reference() + "-cache";
        String from = docker ? "--cache-from " + cache : "--layers --cache-from " + cache;
        script.lines("set --" + (own ? "" : " " + from) + "\n");
        if (!own) {
            script.lines("if [ \"$PUBLISH\" = yes ]; then\n  set -- \"$@\" --cache-to " + cache
                    + (docker ? ",mode=max" : "") + "\nfi\n");
        }
    }

    /** Refuses an image with vulnerabilities that are known and have a fix. */
    Step scan(Image image) {
        Command scan =
                new Command("trivy image --severity HIGH,CRITICAL --ignore-unfixed --exit-code 1").raw(source(image));
        return new Step(
                "Scan " + image.name(),
                Program.TRIVY,
                new ShellScript().command(scan).text(),
                List.of());
    }

    /** Lists the packages of an image, as CycloneDX. */
    Step sbom(Image image) {
        Command sbom = new Command("trivy image --format cyclonedx --output sbom-" + image.name() + ".json")
                .raw(source(image));
        return new Step(
                "List the packages of " + image.name(),
                Program.TRIVY,
                new ShellScript().command(sbom).text(),
                List.of());
    }

    /** Pushes an image, and writes the digest that it has at the registry to {@code NAME.digest}. */
    Step push(Image image) {
        ShellScript script = new ShellScript();
        String digest = image.name() + ".digest";
        if (image.build().platforms().size() > 1) {
            script.in(pipeline.folder());
            pushList(image, script);
            script.in(back());
        } else {
            names(image)
                    .forEach(name -> script.command(new Command(
                            (docker ? "docker push " : "podman push --digestfile " + digest + " ") + name)));
        }
        if (docker) {
            script.command(new Command("docker buildx imagetools inspect --format '{{.Manifest.Digest}}'")
                    .raw(tagged(image))
                    .raw("> " + digest));
        }
        List<Need> needs = image.build().platforms().size() > 1 ? needs(image) : List.of();
        return new Step("Push " + image.name(), Program.BUILDER, script.text(), needs);
    }

    /** Builds once more, for all platforms: an image for this machine is all that can be looked at before. */
    private void pushList(Image image, ShellScript script) {
        List<Flag> flags = image.build().flags().stream()
                .filter(flag -> docker || !flag.onlyDocker())
                .toList();
        Command build = new Command(docker ? "docker buildx build --push" : "podman build");
        build.option("--platform", String.join(",", image.build().platforms()));
        flags.forEach(flag -> add(build, flag));
        if (docker) {
            names(image).forEach(name -> build.raw("--tag " + name));
            script.command(end(build, image.build()));
        } else {
            script.lines("podman manifest rm " + list(image) + " 2> /dev/null || true\n");
            script.command(end(build.raw("--manifest " + list(image)), image.build()));
            names(image)
                    .forEach(name -> script.command(new Command("podman manifest push --all")
                            .raw("--digestfile " + prefixed(image.name() + ".digest"))
                            .raw(list(image))
                            .raw("\"docker://" + name.substring(1))));
        }
    }

    private static String list(Image image) {
        return "localhost/" + image.name() + "-list";
    }

    /**
     * Signs what was pushed.
     *
     * @param keyless whether the server proves who signs; otherwise there is a key
     */
    Step sign(Image image, boolean keyless) {
        Command sign = new Command("cosign sign --yes")
                .raw(keyless ? "" : "--key env://COSIGN_PRIVATE_KEY")
                .raw("\"" + image.reference() + "@$(cat " + image.name() + ".digest)\"");
        return new Step(
                "Sign " + image.name(),
                Program.COSIGN,
                new ShellScript().command(sign).text(),
                keyless ? List.of() : Step.SIGNING);
    }

    /**
     * Returns the words of the image's names, the one that manifests use first. Further names count where they are at
     * the same registry: the pipeline has no credentials for another one, and {@code localhost} is a runner there.
     */
    private List<String> names(Image image) {
        List<String> names = new ArrayList<>(List.of(tagged(image)));
        image.build().tags().stream()
                .filter(ImageReference::isReference)
                .filter(name -> ImageReference.parse(name).registry().equals(pipeline.registry()))
                .forEach(name -> names.add('"' + name + '"'));
        return names;
    }

    private static String tagged(Image image) {
        return "\"" + image.reference() + ":$TAG\"";
    }

    private String archive(Image image) {
        return prefixed(image.name() + ".tar");
    }

    /** Returns what trivy looks at. It reads images of docker's daemon, but not those of podman. */
    private String source(Image image) {
        return docker || !shared ? tagged(image) : "--input " + image.name() + ".tar";
    }

    /** Returns a file in the root of the repository, as it is named from the project's folder. */
    private String prefixed(String file) {
        return pipeline.folder().equals(".") ? file : back() + "/" + file;
    }

    private String back() {
        return pipeline.folder().equals(".")
                ? "."
                : String.join(
                        "/",
                        Stream.of(pipeline.folder().split("/"))
                                .map(part -> "..")
                                .toList());
    }

    private static void add(Command command, Flag flag) {
        if (flag.value().isPresent()) {
            command.option(flag.name(), flag.value().get());
        } else {
            command.raw(flag.name());
        }
    }

    private static Command end(Command command, ImageBuild build) {
        if (build.dockerfile().isPresent()) {
            command.raw("--file -");
        }
        command.raw("-- " + PipelineText.word(build.context()));
        return build.dockerfile()
                .map(text -> new Command("printf '%s\\n' " + PipelineText.word(text) + " | " + command.lines()))
                .orElse(command);
    }

    /** Returns the variables that hold secrets of the build. */
    private static List<Need> needs(Image image) {
        return Stream.concat(
                        image.build().variables().stream(),
                        image.build().flags().stream()
                                .flatMap(flag -> flag.secret().stream())
                                .map(ImageBuild.Secret::variable))
                .distinct()
                .map(name -> new Need(name, true))
                .toList();
    }
}
