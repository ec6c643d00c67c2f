package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.pipeline.PipelineOptions;
import dev.sild.cli.pipeline.Repository;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.conversion.Conversion;
import dev.sild.conversion.ConversionOptions;
import dev.sild.images.ImageReference;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.ImageBuild;
import dev.sild.model.Names;
import dev.sild.model.Origin;
import dev.sild.output.Destination;
import dev.sild.output.TextFiles;
import dev.sild.output.files.OutputException;
import dev.sild.output.layout.Layout;
import dev.sild.pipeline.CiSystem;
import dev.sild.pipeline.Pipeline;
import dev.sild.pipeline.Pipeline.GitOps;
import dev.sild.pipeline.Pipeline.Image;
import dev.sild.pipeline.Pipeline.Variable;
import dev.sild.pipeline.Retention;
import dev.sild.pipeline.TestStages;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.Json;
import dev.sild.report.TextReport;
import dev.sild.report.UnsetVariables;
import dev.sild.secrets.SecretNames;
import dev.sild.syntax.ShellText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code sild pipeline}: the way of a project from a commit to a cluster, for a CI system. */
final class PipelineCommand {
    /** What stands for the commit while the images are named; no project has such a tag. */
    private static final String TAG = "tag-of-the-commit";

    /** The layouts that kubectl applies. */
    private static final Set<Layout> APPLIED = Set.of(Layout.LIST, Layout.FILES, Layout.KUSTOMIZE);

    private final Console console;
    private final Options parsed;
    private final PipelineOptions options;

    PipelineCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.parsed = new Options(parsed);
        this.options = PipelineOptions.of(this.parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command(
                "pipeline", "Write a CI pipeline that checks, builds, scans, pushes and delivers a compose project.");
        PipelineOptions.addTo(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild pipeline github --image-prefix ghcr.io/acme/shop -o ./",
                        "  sild pipeline gitlab --image-prefix registry.example.com/shop \\",
                        "      --gitops https://git.example.com/acme/deploy.git -o .gitlab-ci.yml",
                        "  sild pipeline jenkins --image-prefix registry.example.com/shop --apply -o Jenkinsfile",
                        "  sild pipeline github --image-prefix ghcr.io/acme/shop -- --expose ingress --host"
                                + " shop.example.com",
                        "  sild pipeline harbor --image-prefix harbor.example.com/shop --harbor-project 7 >"
                                + " retention.json");
        return spec;
    }

    int run() {
        try {
            Pipeline pipeline = pipeline();
            return write(pipeline);
        } catch (InputException unusable) {
            console.err().print(TextReport.of(unusable.findings(), console.color()));
        } catch (OutputException unwritable) {
            if (!unwritable.readerHasGone()) {
                console.err().print(TextReport.of(List.of(unwritable.finding()), console.color()));
            }
        }
        return ExitCode.FAILED;
    }

    private int write(Pipeline pipeline) throws OutputException {
        boolean policy =
                options.registryProject().isPresent() || options.system().equals("nexus");
        String text;
        String file;
        if (policy) {
            text = Json.of(
                    options.system().equals("nexus")
                            ? Retention.nexus(pipeline)
                            : Retention.harbor(
                                    pipeline, options.registryProject().orElseThrow()));
            file = options.system() + "-retention.json";
        } else {
            CiSystem system = CiSystem.valueOf(options.system().toUpperCase(Locale.ROOT));
            text = system.write(pipeline, commandLine());
            file = system.file(pipeline.project());
        }
        String output = options.output();
        if (output.endsWith("/")
                || !output.equals("-") && Files.isDirectory(console.folder().resolve(output))) {
            output = output.replaceFirst("/*$", "/") + file;
        }
        List<Finding> findings = new ArrayList<>();
        String written = TextFiles.update(
                text,
                new Destination(output, console.folder(), List.of(), console.out(), Optional.empty(), options.check()),
                !policy,
                findings);
        console.err().print(TextReport.of(findings, console.color()));
        if (!parsed.has("--quiet") && findings.isEmpty() && !written.isEmpty()) {
            console.say(written);
        }
        return findings.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Returns the command line that writes the same file again, without the place of the output. */
    private String commandLine() {
        return "sild "
                + parsed.parsed().originalArgs().stream()
                        .filter(word -> !word.equals("--check"))
                        .map(ShellText::shortWord)
                        .collect(Collectors.joining(" "));
    }

    private Pipeline pipeline() throws InputException {
        LoadRequest asked = options.project().request(console, false, true);
        ComposeProject located = load(asked.with(request -> request.incomplete(true)));
        Repository repository = Repository.of(located, console.folder(), console.environment());
        Path dotEnv = located.folder().resolve(".env");
        boolean ignored = !Files.isRegularFile(dotEnv) || repository.ignores(dotEnv);
        ComposeProject project = load(asked.with(
                request -> request.incomplete(true).dotEnvIgnored(ignored).shellEnvironment(Map.of())));
        Conversion conversion = Conversion.of(
                project,
                new ConversionOptions(
                        console.folder(),
                        List.of(),
                        TranslateOptions.builder()
                                .images(new TranslateOptions.Images(options.prefix(), TAG, List.of(), "build.sh"))
                                .build(),
                        new RenderOptions(Target.KUBERNETES, Optional.empty(), false, false),
                        Optional.empty()));
        List<ImageBuild> builds = conversion.translation().builds();
        if (!builds.isEmpty() && options.prefix().isEmpty()) {
            throw parsed.wrong("--image-prefix is missing: the project builds images, as in --image-prefix"
                    + " registry.example.com/" + project.name());
        }
        refuseUnset(conversion.findings());
        return new Pipeline(
                project.name(),
                inRepository(repository, project.folder()),
                input(repository, project),
                images(builds, conversion.translation().services()),
                options.prefix(),
                options.branch(),
                variables(conversion.findings()),
                convert(),
                delivery(project.name()),
                options.builder(),
                options.checks(),
                options.tools());
    }

    private static ComposeProject load(LoadRequest request) throws InputException {
        return ProjectLoader.load(request);
    }

    private Pipeline.Delivery delivery(String project) {
        return options.delivery() instanceof GitOps gitOps && gitOps.path().isEmpty()
                ? new GitOps(gitOps.url(), gitOps.branch(), project)
                : options.delivery();
    }

    /** Refuses a build with a variable that has no value in a checkout: the image would have a wrong one. */
    private static void refuseUnset(List<Finding> findings) throws InputException {
        for (Finding finding : findings) {
            Optional<String> name = UnsetVariables.name(finding);
            String path = finding.origin().path();
            if (name.isPresent() && (path.contains(".build") || path.endsWith(".image"))) {
                throw new InputException(new Finding(
                        Code.INPUT_INVALID,
                        finding.origin(),
                        "the variable " + name.get()
                                + " has no value in a checkout of the repository, and the build needs it",
                        "give it a default: ${" + name.get()
                                + ":-value}, or name a file of the repository with --env-file"));
            }
        }
    }

    private static List<Variable> variables(List<Finding> findings) {
        Set<String> names = new LinkedHashSet<>();
        findings.forEach(finding ->
                UnsetVariables.name(finding).filter(ShellText::isName).ifPresent(names::add));
        return names.stream()
                .sorted()
                .map(name -> new Variable(name, SecretNames.isSecret(name)))
                .toList();
    }

    private static List<Image> images(List<ImageBuild> builds, Map<String, ServiceFacts> services) {
        Map<String, Image> images = new LinkedHashMap<>();
        for (ImageBuild build : builds) {
            String reference = build.image().substring(0, build.image().length() - TAG.length() - 1);
            String repository = ImageReference.parse(reference).repository();
            String base = Names.label(repository.substring(repository.lastIndexOf('/') + 1));
            String name = base;
            for (int i = 2; images.containsKey(name); i++) {
                name = base + "-" + i;
            }
            List<String> tests = services.values().stream()
                    .map(ServiceFacts::image)
                    .filter(image -> image.name().equals(build.image()))
                    .flatMap(image -> image.build().stream())
                    .flatMap(read -> read.dockerfile().stream()
                            .flatMap(file -> TestStages.of(file, read.target(), read.args()).stream()))
                    .distinct()
                    .toList();
            images.put(name, new Image(name, reference, build, tests));
        }
        return List.copyOf(images.values());
    }

    /** Returns the arguments that name the project from the root of the repository. */
    private List<String> input(Repository repository, ComposeProject project) throws InputException {
        List<String> arguments = new ArrayList<>();
        ProjectOptions given = options.project();
        for (String file : given.files()) {
            arguments.addAll(
                    List.of("--file", inRepository(repository, console.folder().resolve(file))));
        }
        String folder = inRepository(repository, project.folder());
        if (given.directory().isPresent() || given.files().isEmpty() && !folder.equals(".")) {
            arguments.addAll(List.of("--project-directory", folder));
        }
        for (String file : given.envFiles()) {
            arguments.addAll(List.of(
                    "--env-file", inRepository(repository, console.folder().resolve(file))));
        }
        given.profiles().forEach(profile -> arguments.addAll(List.of("--profile", profile)));
        given.name().ifPresent(name -> arguments.addAll(List.of("--project-name", name)));
        return arguments;
    }

    private static String inRepository(Repository repository, Path path) throws InputException {
        Optional<String> relative = repository.relative(path);
        if (relative.isEmpty()) {
            throw new InputException(new Finding(
                    Code.INPUT_UNREADABLE,
                    Origin.NONE.at(path.getFileName().toString()),
                    path + " is outside of the repository " + repository.root() + ", so a checkout does not have it",
                    "move it into the repository"));
        }
        return relative.get();
    }

    /** Returns the options of the conversion, those that the delivery decides included. */
    private List<String> convert() {
        List<String> all = new ArrayList<>();
        boolean gitOps = options.delivery() instanceof GitOps;
        boolean apply = options.delivery() instanceof Pipeline.Apply;
        if (gitOps && isMissing("--layout")) {
            all.addAll(List.of("--layout", "kustomize"));
        }
        if (isMissing("--secrets")) {
            all.addAll(List.of("--secrets", apply ? "inline" : "omit"));
        }
        all.addAll(options.convert());
        List<String> complete = new ArrayList<>(all);
        complete.addAll(List.of("--output", "manifests/"));
        try {
            ConvertOptions read = ConvertOptions.of(
                    new CommandLine(ConvertOptions.spec()).parseArgs(complete.toArray(String[]::new)),
                    console.folder());
            if (read.target() == Target.PODMAN || apply && !APPLIED.contains(read.layout())) {
                throw parsed.wrong(
                        read.target() == Target.PODMAN
                                ? "a pipeline delivers to Kubernetes: leave out --target podman and --layout quadlet"
                                : "--apply needs manifests that kubectl reads: use --layout files or kustomize");
            }
            if (!apply && read.secrets().mode().hasValues()) {
                throw parsed.wrong(
                        "--secrets with values needs --apply: use --secrets omit or external-secrets, so that no"
                                + " secret is in Git or in the results of a run");
            }
        } catch (ParameterException wrong) {
            throw parsed.wrong("sild convert does not accept these options: " + wrong.getMessage());
        }
        return all;
    }

    private boolean isMissing(String option) {
        return options.convert().stream().noneMatch(each -> each.equals(option) || each.startsWith(option + "="));
    }
}
