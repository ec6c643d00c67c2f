package dev.sild.pipeline;

import dev.sild.pipeline.Pipeline.Builder;
import dev.sild.pipeline.Pipeline.Image;
import dev.sild.pipeline.ShellScript.Command;
import dev.sild.pipeline.Step.Need;
import dev.sild.pipeline.Step.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that make images.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/buildx/build/">docker buildx build</a>
 * @see <a href="https://docs.podman.io/en/latest/markdown/podman-build.1.html">podman build</a>
 * @see <a href="https://trivy.dev/latest/docs/references/configuration/cli/trivy_image/">trivy image</a>
 */
final class ImageSteps {
    private final Pipeline pipeline;
    private final boolean docker;
    private final boolean local;
    private final BuildWords words;

    /**
     * Makes the steps of a pipeline.
     *
     * @param local whether images are scanned where they are built; otherwise those that were pushed are
     */
    ImageSteps(Pipeline pipeline, boolean local) {
        this.pipeline = pipeline;
        this.docker = pipeline.builder() == Builder.DOCKER;
        this.local = local;
        this.words = new BuildWords(pipeline);
    }

    /**
     * Returns all steps of all images, in order.
     *
     * @param keyless whether the server proves who signs; otherwise there is a key
     */
    List<Step> all(boolean keyless) {
        List<Step> steps = new ArrayList<>(List.of(login()));
        for (Image image : pipeline.images()) {
            test(image).ifPresent(steps::add);
            steps.add(build(image));
            steps.addAll(looks(image));
            steps.add(push(image));
            if (pipeline.checks().sign()) {
                steps.add(sign(image, keyless));
            }
        }
        return steps;
    }

    /** Returns the steps that look at what is in an image. */
    List<Step> looks(Image image) {
        List<Step> steps = new ArrayList<>();
        if (pipeline.checks().sbom()) {
            steps.add(sbom(image));
        }
        if (pipeline.checks().scan()) {
            steps.add(scan(image));
        }
        return steps;
    }

    /** Logs in to the registry, for pushing. */
    Step login() {
        String registry = !pipeline.registry().isEmpty() ? " " + pipeline.registry() : docker ? "" : " docker.io";
        Command login = new Command("printf %s \"$REGISTRY_PASSWORD\" |")
                .raw((docker ? "docker" : "podman") + " login --username \"$REGISTRY_USER\" --password-stdin"
                        + registry);
        return step("Log in to the registry", Program.BUILDER, new ShellScript().command(login), Step.REGISTRY)
                .whenPublished();
    }

    /**
     * Makes a builder that has caches in a registry and builds for other platforms, where no action of the server does:
     * docker's own has neither.
     */
    Optional<Step> builder() {
        if (!docker) {
            return Optional.empty();
        }
        ShellScript script = new ShellScript().lines("""
            docker context inspect sild > /dev/null 2>&1 || docker context create sild > /dev/null
            docker buildx inspect sild > /dev/null 2>&1 ||
              docker buildx create --name sild --driver docker-container sild > /dev/null
            docker buildx use sild
            """);
        if (hasOtherPlatforms()) {
            script.lines("docker run --privileged --rm " + ToolImages.BINFMT + " --install all\n");
        }
        return Optional.of(step("Set up the builder", Program.BUILDER, script, List.of()));
    }

    /** Whether an image is built for platforms that it names. */
    boolean hasOtherPlatforms() {
        return pipeline.images().stream()
                .anyMatch(image -> !image.build().platforms().isEmpty());
    }

    /** Builds the stages that test the code of an image. */
    Optional<Step> test(Image image) {
        if (image.tests().isEmpty()) {
            return Optional.empty();
        }
        ShellScript script = new ShellScript().in(pipeline.folder());
        required(image, script);
        for (String stage : image.tests()) {
            Command build = new Command(docker ? "docker buildx build" : "podman build");
            words.flags(image)
                    .filter(flag ->
                            !flag.name().equals("--target") && !flag.name().startsWith("--cache-"))
                    .forEach(flag -> BuildWords.add(build, flag));
            script.command(BuildWords.end(build.option("--target", stage), image.build()));
        }
        return Optional.of(step("Test " + image.name(), Program.BUILDER, script, BuildWords.needs(image)));
    }

    /** Builds an image for one platform, and with podman saves it for trivy, which cannot read its storage. */
    Step build(Image image) {
        ShellScript script = new ShellScript().in(pipeline.folder());
        required(image, script);
        words.caches(image, script);
        List<String> platforms = image.build().platforms();
        Command build = new Command((docker ? "docker buildx build --load" : "podman build") + " \"$@\"");
        if (platforms.size() == 1) {
            build.option("--platform", platforms.get(0));
        }
        words.flags(image)
                .filter(flag -> !flag.name().equals("--cache-to"))
                .forEach(flag -> BuildWords.add(build, flag));
        words.names(image).forEach(name -> build.raw("--tag " + name));
        script.command(BuildWords.end(build, image.build()));
        if (!docker && local && (pipeline.checks().scan() || pipeline.checks().sbom())) {
            script.lines("rm -f " + archive(image) + "\n")
                    .command(new Command("podman save --quiet --format oci-archive")
                            .raw("--output " + archive(image))
                            .raw(BuildWords.tagged(image)));
        }
        return step("Build " + image.name(), Program.BUILDER, script, BuildWords.needs(image));
    }

    /** Refuses an image with vulnerabilities that are known and have a fix. */
    private Step scan(Image image) {
        ShellScript script = new ShellScript()
                .command(new Command("trivy image --scanners vuln --severity HIGH,CRITICAL --ignore-unfixed")
                        .raw("--exit-code 1")
                        .raw(source(image)));
        if (!docker && local) {
            // The next image may be built from this folder.
            script.lines("rm -f " + image.name() + ".tar\n");
        }
        return step("Scan " + image.name(), Program.TRIVY, script, List.of());
    }

    /** Lists the packages of an image, as CycloneDX. */
    private Step sbom(Image image) {
        Command sbom = new Command("trivy image --format cyclonedx --output sbom-" + image.name() + ".json")
                .raw(source(image));
        return step("List the packages of " + image.name(), Program.TRIVY, new ShellScript().command(sbom), List.of());
    }

    /** Pushes an image, and writes the digest that it has at the registry to {@code NAME.digest} where it is signed. */
    Step push(Image image) {
        ShellScript script = new ShellScript();
        boolean list = image.build().platforms().size() > 1;
        boolean sign = pipeline.checks().sign();
        if (list) {
            script.in(pipeline.folder());
            pushList(image, script);
        } else {
            String push =
                    docker ? "docker push " : "podman push " + (sign ? "--digestfile " + digest(image) + " " : "");
            words.names(image).forEach(name -> script.command(new Command(push + name)));
        }
        if (docker && sign) {
            script.command(new Command("docker buildx imagetools inspect --format '{{.Manifest.Digest}}'")
                    .raw(BuildWords.tagged(image))
                    .raw("> " + (list ? prefixed(digest(image)) : digest(image))));
        }
        return step("Push " + image.name(), Program.BUILDER, script, list ? BuildWords.needs(image) : List.of())
                .whenPublished();
    }

    /** Builds once more, for all platforms: an image for one of them is all that can be looked at before. */
    private void pushList(Image image, ShellScript script) {
        words.caches(image, script);
        Command build = new Command((docker ? "docker buildx build --push" : "podman build") + " \"$@\"");
        build.option("--platform", String.join(",", image.build().platforms()));
        words.flags(image)
                .filter(flag -> !flag.name().equals("--cache-to"))
                .forEach(flag -> BuildWords.add(build, flag));
        if (docker) {
            words.names(image).forEach(name -> build.raw("--tag " + name));
            script.command(BuildWords.end(build, image.build()));
            return;
        }
        String list = "localhost/" + image.name() + "-list";
        script.lines("podman manifest rm " + list + " 2> /dev/null || true\n");
        script.command(BuildWords.end(build.raw("--manifest " + list), image.build()));
        words.names(image)
                .forEach(name -> script.command(new Command("podman manifest push --all")
                        .raw(pipeline.checks().sign() ? "--digestfile " + prefixed(digest(image)) : "")
                        .raw(list)
                        .raw("\"docker://" + name.substring(1))));
    }

    /**
     * Signs what was pushed.
     *
     * @param keyless whether the server proves who signs; otherwise there is a key
     */
    Step sign(Image image, boolean keyless) {
        Command sign = new Command("cosign sign --yes")
                .raw(keyless ? "" : "--key env://COSIGN_PRIVATE_KEY")
                .raw("\"" + image.reference() + "@$(cat " + digest(image) + ")\"");
        return step(
                        "Sign " + image.name(),
                        Program.COSIGN,
                        new ShellScript().command(sign),
                        keyless ? List.of() : Step.SIGNING)
                .whenPublished();
    }

    private static Step step(String title, Program program, ShellScript script, List<Need> needs) {
        return new Step(title, program, script.text(), needs);
    }

    private static String digest(Image image) {
        return image.name() + ".digest";
    }

    private String archive(Image image) {
        return prefixed(image.name() + ".tar");
    }

    /** Returns what trivy looks at. It reads images of docker's daemon, but not those of podman. */
    private String source(Image image) {
        return docker || !local ? BuildWords.tagged(image) : "--input " + image.name() + ".tar";
    }

    /** Returns a file in the root of the repository, as it is named from the project's folder. */
    private String prefixed(String file) {
        return pipeline.folder().equals(".") ? file : pipeline.folder().replaceAll("[^/]+", "..") + "/" + file;
    }

    /** A secret that the server does not have is empty there, and would be so in the image. */
    private static void required(Image image, ShellScript script) {
        BuildWords.needs(image).forEach(need -> script.required(need.name()));
    }
}
