package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.PlayOptions;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.options.SharedOptions;
import dev.sild.cli.play.LiveStatus;
import dev.sild.cli.play.PlayConsole;
import dev.sild.cli.stack.ResourceFiles;
import dev.sild.cli.stack.StackResource;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.translate.Translation;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.conversion.Conversion;
import dev.sild.conversion.ConversionOptions;
import dev.sild.conversion.KnownCalls;
import dev.sild.graph.DotDiagram;
import dev.sild.graph.Drawing;
import dev.sild.graph.Evidence;
import dev.sild.graph.Graph;
import dev.sild.graph.MermaidDiagram;
import dev.sild.graph.web.HtmlPage;
import dev.sild.graph.web.SvgDiagram;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Application;
import dev.sild.model.Origin;
import dev.sild.output.Destination;
import dev.sild.output.TextFiles;
import dev.sild.output.files.OutputException;
import dev.sild.play.Row;
import dev.sild.play.podman.PodmanException;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.TextReport;
import dev.sild.schema.Crds;
import dev.sild.schema.Resource;
import dev.sild.schema.ResourceReader;
import dev.sild.stacks.shared.Inputs;
import dev.sild.yaml.YamlLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild graph}: who talks to whom, as a picture. */
final class GraphCommand {
    /** A layout of as many takes about half a minute. */
    private static final int MAX_ARROWS = 3_000;

    private static final List<String> FORMATS = List.of("mermaid", "dot", "svg", "html");

    private final Console console;
    private final Options options;
    private final String format;
    private final boolean volumes;
    private final boolean secrets;
    private final boolean live;
    /** What was read, which is never written to. */
    private final List<Path> read = new ArrayList<>();

    GraphCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
        this.format = options.text("--format", "mermaid", FORMATS);
        this.volumes = options.has("--volumes");
        this.secrets = options.has("--secrets");
        this.live = options.has("--live");
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command("graph", "Draw who talks to whom in a compose project or a stack.");
        ProjectOptions.addWithFilesTo(spec);
        spec.addOption(
                Options.list("PATH", "Allow files below this folder to be read, without a warning.", "--allow-path"));
        spec.addOption(
                Options.choice(String.join("|", FORMATS), "The language of the picture. Default: mermaid", "--format"));
        spec.addOption(Options.flag("Also draw volumes that outlive containers.", "--volumes"));
        spec.addOption(Options.flag("Also draw secrets, by their names.", "--secrets"));
        spec.addOption(Options.flag("Also show how the services are that 'sild up' runs.", "--live"));
        PlayOptions.addProgram(spec);
        spec.addOption(SharedOptions.output());
        spec.addOption(SharedOptions.quiet());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild graph                                 Mermaid, for Markdown on GitHub and GitLab",
                        "  sild graph --format svg -o shop.svg        an image, light and dark",
                        "  sild graph --format html -o shop.html      a page to zoom; it says why each arrow is there",
                        "  sild graph --format dot | dot -Tpdf > shop.pdf",
                        "  sild graph --live --format svg -o now.svg  colours by the state of what 'sild up' runs",
                        "  sild graph shop.yaml --volumes             a WebStack or another custom resource");
        return spec;
    }

    int run() {
        return new PlayConsole(console, false).tell(this::draw);
    }

    private int draw() throws InputException, PodmanException, InterruptedException {
        if (live && isStack()) {
            throw options.wrong("--live needs a compose project that 'sild up' runs, not a stack");
        }
        try {
            TextFiles.writeOne(
                    text(isStack() ? ofStacks() : ofProject()),
                    new Destination(
                            options.value("--output", "-"),
                            console.folder(),
                            List.copyOf(read),
                            console.out(),
                            Optional.empty(),
                            false));
            return ExitCode.OK;
        } catch (OutputException unwritable) {
            if (!unwritable.readerHasGone()) {
                console.err().print(TextReport.of(List.of(unwritable.finding()), console.color()));
            }
        }
        return ExitCode.FAILED;
    }

    /** Returns pictures, by the names of what they show, in the requested language. */
    private String text(Map<String, Graph> graphs) throws InputException {
        int arrows =
                graphs.values().stream().mapToInt(graph -> graph.edges().size()).sum();
        if (arrows > MAX_ARROWS && (format.equals("svg") || format.equals("html"))) {
            throw new InputException(new Finding(
                    Code.INPUT_INVALID,
                    Origin.NONE.at("--format"),
                    "the picture has " + arrows + " arrows; an image of more than " + MAX_ARROWS
                            + " takes minutes and is not readable",
                    "draw a part of the services, or use --format dot"));
        }
        return switch (format) {
            case "svg" -> SvgDiagram.of(together(graphs), title(graphs));
            case "html" -> HtmlPage.of(together(graphs), title(graphs));
            case "dot" -> graphs.values().stream().map(DotDiagram::of).collect(Collectors.joining());
            default -> graphs.values().stream().map(MermaidDiagram::of).collect(Collectors.joining());
        };
    }

    /** A file with an image has one. */
    private static Graph together(Map<String, Graph> graphs) {
        return graphs.size() == 1 ? graphs.values().iterator().next() : Graph.of(graphs);
    }

    private static String title(Map<String, Graph> graphs) {
        return String.join(", ", graphs.keySet());
    }

    /** Whether the files are custom resources: of one file that is, all are. */
    private boolean isStack() {
        return options.arguments().stream().anyMatch(file -> ResourceFiles.isResource(console.folder(), file));
    }

    private Map<String, Graph> ofStacks() throws InputException {
        ResourceFiles files =
                ResourceFiles.read(console, options, new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT));
        options.arguments().forEach(file -> read.add(console.folder().resolve(file)));
        Map<String, Graph> graphs = new LinkedHashMap<>();
        for (Resource resource : files.resources()) {
            Application application = StackResource.of(resource)
                    .translation()
                    .apply(Inputs.OFFLINE)
                    .application();
            graphs.put(
                    resource.crd().kind() + " "
                            + resource.namespace()
                                    .map(namespace -> namespace + "/")
                                    .orElse("") + resource.name(),
                    Drawing.of(application, Evidence.NONE, volumes, secrets));
        }
        return graphs;
    }

    private Map<String, Graph> ofProject() throws InputException, PodmanException, InterruptedException {
        ComposeProject project = ProjectLoader.load(ProjectOptions.withFilesOf(options)
                .request(console, false, true)
                .with(request ->
                        request.allowedPaths(options.list("--allow-path")).incomplete(true)));
        if (!options.has("--quiet")) {
            console.err().print(TextReport.of(project.findings(), console.color()));
        }
        Conversion conversion = Conversion.of(
                project,
                new ConversionOptions(
                        console.folder(),
                        options.list("--allow-path"),
                        TranslateOptions.builder().build(),
                        new RenderOptions(Target.KUBERNETES, Optional.empty(), false, false),
                        Optional.empty()));
        read.addAll(Conversion.inputs(project, console.folder()));
        conversion.files().stream()
                .filter(file -> !file.equals("-"))
                .forEach(file -> read.add(console.folder().resolve(file)));
        Translation translation = conversion.translation();
        Application application = conversion.application();
        Evidence evidence = new Evidence(
                KnownCalls.of(translation), KnownCalls.awaited(translation), KnownCalls.published(translation));
        Graph graph = Drawing.of(application, evidence, volumes, secrets);
        return Map.of(application.name(), live ? graph.with(states(project, graph)) : graph);
    }

    private Map<String, Graph.Status> states(ComposeProject project, Graph graph)
            throws PodmanException, InterruptedException {
        List<Row> rows = Row.of(
                PlayOptions.podman(console, options), project.name(), new PlayConsole(console, options.has("--quiet")));
        Set<String> jobs = graph.nodes().stream()
                .filter(node -> node.kind() == Graph.Kind.JOB)
                .map(Graph.Node::id)
                .collect(Collectors.toSet());
        return LiveStatus.of(rows, jobs);
    }
}
