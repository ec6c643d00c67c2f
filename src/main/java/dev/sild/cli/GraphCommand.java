package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.options.SharedOptions;
import dev.sild.cli.stack.ResourceFiles;
import dev.sild.cli.stack.StackResource;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.conversion.Conversion;
import dev.sild.conversion.ConversionOptions;
import dev.sild.conversion.KnownCalls;
import dev.sild.graph.DotDiagram;
import dev.sild.graph.Drawing;
import dev.sild.graph.Graph;
import dev.sild.graph.MermaidDiagram;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.Target;
import dev.sild.output.Destination;
import dev.sild.output.TextFiles;
import dev.sild.output.files.OutputException;
import dev.sild.report.InputException;
import dev.sild.report.TextReport;
import dev.sild.schema.Crds;
import dev.sild.schema.Resource;
import dev.sild.schema.ResourceReader;
import dev.sild.stacks.shared.Inputs;
import dev.sild.yaml.YamlLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild graph}: who talks to whom, as a picture. */
final class GraphCommand {
    private final Console console;
    private final Options options;
    private final String format;
    private final boolean volumes;

    GraphCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
        this.format = options.text("--format", "mermaid", List.of("mermaid", "dot"));
        this.volumes = options.has("--volumes");
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command("graph", "Draw who talks to whom in a compose project or a stack.");
        ProjectOptions.addWithFilesTo(spec);
        spec.addOption(
                Options.list("PATH", "Allow files below this folder to be read, without a warning.", "--allow-path"));
        spec.addOption(Options.choice("mermaid|dot", "The language of the picture. Default: mermaid", "--format"));
        spec.addOption(Options.flag("Also draw volumes that outlive containers.", "--volumes"));
        spec.addOption(SharedOptions.output());
        spec.addOption(SharedOptions.quiet());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild graph                                 Mermaid, for Markdown on GitHub and GitLab",
                        "  sild graph --format dot | dot -Tsvg > shop.svg",
                        "  sild graph shop.yaml --volumes             a WebStack or another custom resource");
        return spec;
    }

    int run() {
        try {
            List<Graph> graphs = isStack() ? ofStacks() : List.of(ofProject());
            StringBuilder text = new StringBuilder();
            graphs.forEach(
                    graph -> text.append(format.equals("dot") ? DotDiagram.of(graph) : MermaidDiagram.of(graph)));
            TextFiles.writeOne(
                    text.toString(),
                    new Destination(
                            options.value("--output", "-"),
                            console.folder(),
                            List.of(),
                            console.out(),
                            Optional.empty(),
                            false));
            return ExitCode.OK;
        } catch (InputException unusable) {
            console.err().print(TextReport.of(unusable.findings(), console.color()));
        } catch (OutputException unwritable) {
            if (!unwritable.readerHasGone()) {
                console.err().print(TextReport.of(List.of(unwritable.finding()), console.color()));
            }
        }
        return ExitCode.FAILED;
    }

    /** Whether the files are custom resources: of one file that is, all are. */
    private boolean isStack() {
        return options.arguments().stream().anyMatch(file -> ResourceFiles.isResource(console.folder(), file));
    }

    private List<Graph> ofStacks() throws InputException {
        ResourceFiles read =
                ResourceFiles.read(console, options, new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT));
        List<Graph> graphs = new ArrayList<>();
        for (Resource resource : read.resources()) {
            graphs.add(Drawing.of(
                    StackResource.of(resource)
                            .translation()
                            .apply(Inputs.OFFLINE)
                            .application(),
                    Map.of(),
                    Map.of(),
                    volumes));
        }
        return graphs;
    }

    private Graph ofProject() throws InputException {
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
        return Drawing.of(
                conversion.application(),
                KnownCalls.of(conversion.translation()),
                KnownCalls.awaited(conversion.translation()),
                volumes);
    }
}
