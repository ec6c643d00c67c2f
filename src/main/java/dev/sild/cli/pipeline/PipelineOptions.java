package dev.sild.cli.pipeline;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.options.SharedOptions;
import dev.sild.images.ImageReference;
import dev.sild.pipeline.Pipeline.Apply;
import dev.sild.pipeline.Pipeline.Builder;
import dev.sild.pipeline.Pipeline.Checks;
import dev.sild.pipeline.Pipeline.Delivery;
import dev.sild.pipeline.Pipeline.GitOps;
import dev.sild.pipeline.Pipeline.Keep;
import dev.sild.pipeline.Pipeline.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The options of {@code sild pipeline}.
 *
 * @param system the system that runs the pipeline, or the registry whose policy is written
 * @param prefix the registry and path of images; empty where none is given
 * @param branch the branch that is delivered
 * @param convert options of {@code sild convert}
 * @param registryProject the number of the project in Harbor; empty where none is given
 */
public record PipelineOptions(
        String system,
        ProjectOptions project,
        String prefix,
        String branch,
        Delivery delivery,
        Builder builder,
        Checks checks,
        Tools tools,
        List<String> convert,
        String output,
        boolean check,
        Optional<Integer> registryProject) {
    /** The systems that run pipelines, and the registries whose policies are written. */
    public static final List<String> SYSTEMS = List.of("github", "gitlab", "tekton", "jenkins", "harbor", "nexus");

    private static final Pattern BRANCH = Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9._/-]{0,200}");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[a-z]+://|/|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:)[A-Za-z0-9._~:/@%+-]+");
    private static final Pattern PASSWORD = Pattern.compile("://[^/@]*:[^/@]*@");
    private static final Pattern FOLDER =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*");
    private static final Pattern ACTION =
            Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._/-]+@[A-Za-z0-9._/-]+|\\./[A-Za-z0-9._/-]+");
    private static final String DEFAULT_IMAGE = "localhost/sild:0.1.0";

    /** Options of {@code sild convert} that the pipeline sets. */
    private static final List<String> OWN = List.of(
            "-o", "--output", "--image-prefix", "--image-tag", "--build-script", "-f", "--file", "--check", "--from");

    /** Adds the options to a command. */
    public static void addTo(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .paramLabel("SYSTEM")
                .description("github, gitlab, tekton or jenkins for a pipeline; harbor or nexus for the policy by which"
                        + " that registry deletes old images")
                .required(true)
                .type(String.class)
                .completionCandidates(SYSTEMS)
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .index("1..*")
                .arity("0..*")
                .paramLabel("OPTION")
                .description("Options of 'sild convert', behind --.")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        ProjectOptions.addTo(spec);
        spec.addOption(
                Options.text("REGISTRY/PATH", "The registry and path that images are pushed to.", "--image-prefix"));
        spec.addOption(Options.text("NAME", "The branch whose commits are delivered. Default: main", "--branch"));
        spec.addOption(Options.text(
                "URL",
                "Commit the manifests to this repository, from which Argo CD or Flux applies them.",
                "--gitops"));
        spec.addOption(Options.text("NAME", "The branch of that repository. Default: main", "--gitops-branch"));
        spec.addOption(
                Options.text("FOLDER", "The folder of that repository. Default: the project's name", "--gitops-path"));
        spec.addOption(Options.flag("Apply the manifests with kubectl.", "--apply"));
        spec.addOption(Options.choice(
                "docker|podman",
                "The program that builds images. Default: podman for tekton, else docker",
                "--builder"));
        spec.addOption(Options.flag("Do not scan images for vulnerabilities.", "--no-scan"));
        spec.addOption(Options.flag("List the packages of each image (SBOM).", "--sbom"));
        spec.addOption(Options.flag("Sign images with cosign.", "--sign"));
        spec.addOption(Options.text("IMAGE", "The image with sild. Default: " + DEFAULT_IMAGE, "--sild-image"));
        spec.addOption(Options.text(
                "ACTION", "With github: the action that installs sild, in place of its image.", "--sild-action"));
        spec.addOption(Options.choice("commit|tag", "With github: how actions are named. Default: commit", "--pin"));
        spec.addOption(Options.text("NUMBER", "With harbor: the number of the project in Harbor.", "--harbor-project"));
        spec.addOption(SharedOptions.output());
        spec.addOption(Options.flag("Write nothing, and exit with 1 if the output differs.", "--check"));
        spec.addOption(SharedOptions.quiet());
    }

    /** Reads them. */
    public static PipelineOptions of(Options options) {
        String system = options.parsed().matchedPositionalValue(0, "");
        if (!SYSTEMS.contains(system)) {
            throw options.wrong("no pipeline for '" + system + "': use one of " + String.join(", ", SYSTEMS));
        }
        String prefix = options.value("--image-prefix", "");
        if (options.has("--image-prefix") && (!ImageReference.isPrefix(prefix) || !prefix.contains("/"))) {
            throw options.wrong("--image-prefix '" + prefix
                    + "' is not valid: use a registry and a lower-case path, as in registry.example.com:5000/team");
        }
        String output = options.value("--output", "-");
        if (options.has("--check") && output.equals("-")) {
            throw options.wrong("--check needs a file or folder to compare with: add --output");
        }
        return new PipelineOptions(
                system,
                ProjectOptions.of(options),
                prefix,
                matching(options, "--branch", "main", BRANCH, "the name of a branch"),
                delivery(options),
                options.choice("--builder", system.equals("tekton") ? "podman" : "docker", Builder.values()),
                new Checks(!options.has("--no-scan"), options.has("--sbom"), options.has("--sign")),
                tools(options, system),
                convert(options),
                output,
                options.has("--check"),
                number(options, system));
    }

    private static Delivery delivery(Options options) {
        if (options.has("--gitops") && options.has("--apply")) {
            throw options.wrong("--gitops and --apply exclude each other");
        }
        for (String each : List.of("--gitops-branch", "--gitops-path")) {
            if (options.has(each) && !options.has("--gitops")) {
                throw options.wrong(each + " requires --gitops");
            }
        }
        if (!options.has("--gitops")) {
            return options.has("--apply") ? new Apply() : new Keep();
        }
        String url = matching(options, "--gitops", "", ADDRESS, "an address of a Git repository");
        if (PASSWORD.matcher(url).find()) {
            throw options.wrong("--gitops must not contain a password: the pipeline takes it from GITOPS_TOKEN");
        }
        return new GitOps(
                url,
                matching(options, "--gitops-branch", "main", BRANCH, "the name of a branch"),
                matching(options, "--gitops-path", "", FOLDER, "a folder below the root of the repository"));
    }

    private static String matching(Options options, String name, String otherwise, Pattern pattern, String what) {
        String value = options.value(name, otherwise);
        if (options.has(name) && !pattern.matcher(value).matches()) {
            throw options.wrong(name + " '" + value + "' is not " + what);
        }
        return value;
    }

    private static Tools tools(Options options, String system) {
        String image = options.value("--sild-image", DEFAULT_IMAGE);
        if (!ImageReference.isReference(image)) {
            throw options.wrong("--sild-image '" + image + "' is not the name of an image");
        }
        for (String each : List.of("--sild-action", "--pin")) {
            if (options.has(each) && !system.equals("github")) {
                throw options.wrong(each + " is for github only");
            }
        }
        return new Tools(
                image,
                matching(options, "--sild-action", "", ACTION, "an action, as in owner/name@commit"),
                options.text("--pin", "commit", List.of("commit", "tag")).equals("commit"));
    }

    private static List<String> convert(Options options) {
        List<String> given = options.parsed().matchedPositionalValue(1, List.of());
        for (String option : given) {
            String name = option.split("=", 2)[0];
            if (OWN.contains(name)) {
                throw options.wrong("the pipeline sets " + name + " of sild convert itself: leave it out");
            }
        }
        return new ArrayList<>(given);
    }

    private static Optional<Integer> number(Options options, String system) {
        String value = options.value("--harbor-project", "");
        if (system.equals("harbor") != options.has("--harbor-project")) {
            throw options.wrong(
                    system.equals("harbor")
                            ? "harbor needs --harbor-project NUMBER, the project_id that"
                                    + " https://HARBOR/api/v2.0/projects/NAME tells"
                            : "--harbor-project is for harbor only");
        }
        if (!value.matches("[0-9]{0,9}")) {
            throw options.wrong("--harbor-project '" + value + "' is not a number");
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(value));
    }
}
