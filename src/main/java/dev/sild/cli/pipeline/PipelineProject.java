package dev.sild.cli.pipeline;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.terminal.Console;
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
import dev.sild.pipeline.Pipeline;
import dev.sild.pipeline.Pipeline.Apply;
import dev.sild.pipeline.Pipeline.GitOps;
import dev.sild.pipeline.Pipeline.Image;
import dev.sild.pipeline.Pipeline.Variable;
import dev.sild.pipeline.TestStages;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.UnsetVariables;
import dev.sild.secrets.SecretNames;
import dev.sild.syntax.ShellText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a pipeline has to know about a project: as a checkout of its repository has it, not as this machine. */
public final class PipelineProject {
    /** What stands for the commit while the images are named; no project has such a tag. */
    private static final String TAG = "tag-of-the-commit";
    /** Variables with a meaning of their own on every machine. */
    private static final Set<String> OF_SHELLS =
            Set.of("HOME", "PATH", "PWD", "USER", "UID", "GID", "SHELL", "HOSTNAME", "TMPDIR", "LANG", "TERM");

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:UR[LI]|DSN|KEY|AUTH|CREDENTIALS?)$");

    private final Console console;
    private final Options parsed;
    private final PipelineOptions options;
    private Optional<Repository> repository = Optional.empty();

    public PipelineProject(Console console, Options parsed, PipelineOptions options) {
        this.console = console;
        this.parsed = parsed;
        this.options = options;
    }

    /**
     * Returns the pipeline of the project that the options name.
     *
     * @param convert options of {@code sild convert}, those that the delivery decides included
     * @param kustomize whether the conversion writes a kustomization
     * @throws InputException if the project cannot be read, or if a checkout of its repository could not be built
     */
    public Pipeline read(List<String> convert, boolean kustomize) throws InputException {
        LoadRequest asked = options.project().request(console, false, true);
        ComposeProject located = ProjectLoader.load(asked.with(request -> request.incomplete(true)));
        Repository repository = Repository.of(located, console.folder(), console.environment());
        this.repository = Optional.of(repository);
        Path dotEnv = located.folder().resolve(".env");
        boolean ignored = !Files.isRegularFile(dotEnv) || repository.ignores(dotEnv);
        ComposeProject project = ProjectLoader.load(asked.with(
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
        Set<String> unset = new LinkedHashSet<>();
        conversion.findings().forEach(finding -> UnsetVariables.name(finding).ifPresent(unset::add));
        refuseIgnored(repository, conversion.files());
        loadComplete(asked, ignored, unset);
        return new Pipeline(
                project.name(),
                inRepository(repository, project.folder()),
                input(repository, project),
                images(builds, conversion.translation().services()),
                options.prefix(),
                options.branch(),
                variables(unset),
                convert,
                delivery(project.name(), kustomize),
                options.builder(),
                options.checks(),
                options.tools());
    }

    /** Whether a folder is another one than the root of the repository, where servers look for pipelines. */
    public boolean isElsewhere(Path folder) {
        return repository
                .filter(found -> !found.relative(folder).equals(Optional.of(".")))
                .isPresent();
    }

    /** Refuses files that this machine has and a checkout has not. */
    private void refuseIgnored(Repository repository, List<String> files) throws InputException {
        for (String file : files) {
            if (!file.equals("-") && repository.ignores(console.folder().resolve(file))) {
                throw new InputException(new Finding(
                        Code.INPUT_UNREADABLE,
                        Origin.NONE.at(file),
                        file
                                + " is read, but .gitignore keeps it out of the repository, so a checkout does not have it",
                        "commit it without secrets; give values to the services as variables of the compose file"));
            }
        }
    }

    /** Loads the project as the conversion of a pipeline does: what is missing there is an error here, too. */
    private static void loadComplete(LoadRequest asked, boolean ignored, Set<String> unset) throws InputException {
        Map<String, String> values = new HashMap<>();
        unset.forEach(name -> values.put(name, "1"));
        ProjectLoader.load(asked.with(request -> request.dotEnvIgnored(ignored).shellEnvironment(values)));
    }

    private Pipeline.Delivery delivery(String project, boolean kustomize) {
        if (options.delivery() instanceof Apply) {
            return new Apply(kustomize);
        }
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

    /** Returns the variables without a value, except those that every shell has. */
    private List<Variable> variables(Set<String> unset) {
        boolean inCluster = !(options.delivery() instanceof Apply);
        return unset.stream()
                .filter(ShellText::isName)
                .filter(name -> !OF_SHELLS.contains(name))
                .sorted()
                .map(name -> {
                    boolean secret = SecretNames.isSecret(name);
                    // An address may have a password in it; the server then hides what is none, too.
                    return new Variable(name, secret || ADDRESS.matcher(name).find(), secret && inCluster);
                })
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
}
