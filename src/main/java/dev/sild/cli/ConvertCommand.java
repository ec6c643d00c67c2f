package dev.sild.cli;

import dev.sild.cli.Reports.Ending;
import dev.sild.cli.options.AllowedLosses;
import dev.sild.cli.options.ImageOptions;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.quadlet.QuadletOutput;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.translate.Translation;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.conversion.Conversion;
import dev.sild.conversion.ConversionOptions;
import dev.sild.explain.ExplainedObjects;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Names;
import dev.sild.model.Origin;
import dev.sild.output.BuildScript;
import dev.sild.output.Destination;
import dev.sild.output.Layouts;
import dev.sild.output.Written;
import dev.sild.output.files.OutputException;
import dev.sild.output.layout.Layout;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.ObjectTrees;
import dev.sild.output.trace.Traces;
import dev.sild.report.Accounting;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.Findings;
import dev.sild.report.InputException;
import dev.sild.report.Report;
import dev.sild.report.ServiceSummary;
import dev.sild.yaml.Node.MapNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild convert}: from compose files to Kubernetes manifests. */
final class ConvertCommand {
    private static final String STDIN = "standard input";

    private final Console console;
    private final ConvertOptions options;
    /** What each service can count on; empty before the conversion. */
    private List<ServiceSummary> services = List.of();
    /** The commit that images are tagged with, in place of the one that is checked out. */
    private Optional<String> commit = Optional.empty();

    ConvertCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = ConvertOptions.of(parsed, console.folder());
    }

    static CommandSpec spec() {
        return ConvertOptions.spec();
    }

    /** Loads and converts the project, and writes nothing. */
    ConvertedProject converted() throws InputException {
        ComposeProject project = load();
        return new ConvertedProject(project, convert(project));
    }

    private ComposeProject load() throws InputException {
        return ProjectLoader.load(request(options.project()));
    }

    private LoadRequest request(ProjectOptions project) throws InputException {
        return project.request(console, options.strict(), true).withAllowedPaths(options.allowedPaths());
    }

    int run() {
        List<Finding> findings = new ArrayList<>();
        List<Origin> attributes = List.of();
        List<String> files = List.of();
        try {
            ComposeProject project = load();
            files = project.files();
            attributes = project.attributes();
            if (options.layout() == Layout.QUADLET) {
                return units(project, findings);
            }
            Conversion conversion = convert(project);
            files = conversion.files();
            services = options.report().tellsServices() ? conversion.services() : List.of();
            findings.addAll(conversion.findings());
            findings.addAll(conversion.clearSecrets());
            if (conversion.failed()) {
                return report(findings, attributes, files, ExitCode.FAILED, "");
            }
            Traces traces = traces(project, conversion, findings);
            if (options.strict() && AllowedLosses.areExceeded(findings, options.allowedLosses())) {
                return report(findings, attributes, files, ExitCode.LOST, "");
            }
            List<Finding> before = List.copyOf(findings);
            Written done = write(project, conversion, traces, findings);
            boolean stale = Findings.have(findings, Code.OUTPUT_STALE);
            if (stale && isFreshAtAnotherCommit(project, done, before)) {
                findings.removeIf(finding -> finding.code() == Code.OUTPUT_STALE);
                stale = false;
            }
            return ended(done, stale, findings, attributes, files);
        } catch (InputException unusable) {
            findings.addAll(unusable.findings());
            return report(findings, attributes, files, ExitCode.FAILED, "");
        } catch (OutputException unwritable) {
            if (!unwritable.readerHasGone()) {
                findings.add(unwritable.finding());
            }
            return report(findings, attributes, files, ExitCode.FAILED, "");
        }
    }

    private int units(ComposeProject project, List<Finding> findings) throws OutputException {
        QuadletOutput units =
                QuadletOutput.of(project, options.translation(), console.folder(), options.allowedPaths());
        findings.addAll(units.findings());
        if (options.strict() && AllowedLosses.areExceeded(findings, options.allowedLosses())) {
            return report(findings, project.attributes(), project.files(), ExitCode.LOST, "");
        }
        Written done = units.write(options.secrets().mode(), destination(project, Optional.empty()), findings);
        return ended(done, Findings.have(findings, Code.OUTPUT_STALE), findings, project.attributes(), project.files());
    }

    private int ended(
            Written done, boolean stale, List<Finding> findings, List<Origin> attributes, List<String> files) {
        console.out().print(stale && options.report().form() == Report.Form.TEXT ? done.differences() : "");
        return report(findings, attributes, files, stale ? ExitCode.FAILED : ExitCode.OK, stale ? "" : done.words());
    }

    private Destination destination(ComposeProject project, Optional<BuildScript> script) {
        return new Destination(
                options.output(),
                console.folder(),
                Conversion.inputs(project, console.folder()),
                console.out(),
                script,
                options.check());
    }

    private Written write(ComposeProject project, Conversion conversion, Traces traces, List<Finding> findings)
            throws InputException, OutputException {
        Map<String, ConvertedProject> profiles = profiles(project, findings);
        Map<String, List<HasMetadata>> objects = new LinkedHashMap<>();
        profiles.forEach((name, each) -> objects.put(name, each.conversion().objects()));
        Manifests manifests = new Manifests(
                Names.label(project.name()),
                conversion.objects(),
                List.of(conversion.application()),
                objects,
                traces,
                options.explain() ? explained(project, conversion, profiles) : ObjectTrees.PLAIN,
                BuiltServices.images(project, conversion.application()));
        return Layouts.write(
                manifests,
                options.secrets(),
                options.layout(),
                destination(project, script(project, conversion.translation())),
                findings);
    }

    /** Whether files with images of an earlier commit are as they would have been written then. */
    private boolean isFreshAtAnotherCommit(ComposeProject project, Written compared, List<Finding> before)
            throws InputException, OutputException {
        if (!ImageOptions.areTaggedWithCommit(options.translation().images())) {
            return false;
        }
        for (String each : compared.commits()) {
            commit = Optional.of(each);
            List<Finding> findings = new ArrayList<>(before);
            Conversion conversion = convert(project);
            write(project, conversion, traces(project, conversion, findings), findings);
            if (!Findings.have(findings, Code.OUTPUT_STALE)) {
                return true;
            }
        }
        return false;
    }

    private Traces traces(ComposeProject project, Conversion conversion, List<Finding> findings) throws InputException {
        return options.layout() == Layout.CHART
                ? ChartVariables.traces(project, conversion.application(), conversion.objects(), this::again, findings)
                : Traces.NONE;
    }

    /** Returns the objects that result from these values of variables, if they can be converted. */
    private Optional<List<HasMetadata>> again(Map<String, String> variables) {
        try {
            Conversion conversion =
                    convert(ProjectLoader.load(request(options.project()).withOverrides(variables)));
            return conversion.failed() ? Optional.empty() : Optional.of(conversion.objects());
        } catch (InputException noProject) {
            return Optional.empty();
        }
    }

    private Conversion convert(ComposeProject project) throws InputException {
        TranslateOptions translate = options.translation();
        return Conversion.of(
                project,
                new ConversionOptions(
                        console.folder(),
                        options.allowedPaths(),
                        translate.withImages(
                                commit.isPresent()
                                        ? translate.images().tagged(commit.get())
                                        : ImageOptions.resolved(translate.images(), project.folder())),
                        new RenderOptions(
                                options.target(), options.namespace(), options.singlePod(), translate.restricted()),
                        Optional.empty(),
                        options.patches(console)));
    }

    private static final int MOST_LEFT_OUT = 8;

    /** A project, such as one with a further profile enabled, and what became of it. */
    record ConvertedProject(ComposeProject project, Conversion conversion) {}

    /** Returns the project with each further profile enabled, where the layout has a place for that. */
    private Map<String, ConvertedProject> profiles(ComposeProject project, List<Finding> findings)
            throws InputException {
        Map<String, ConvertedProject> profiles = new LinkedHashMap<>();
        if (options.layout() != Layout.KUSTOMIZE) {
            leftOut(project).ifPresent(findings::add);
            return profiles;
        }
        for (String profile : project.disabledProfiles().keySet()) {
            ComposeProject with = ProjectLoader.load(request(options.project().with(profile, console)));
            Conversion enabled = convert(with);
            Stream.of(enabled.findings(), enabled.clearSecrets())
                    .flatMap(List::stream)
                    .filter(finding -> !findings.contains(finding))
                    .forEach(findings::add);
            profiles.put(profile, new ConvertedProject(with, enabled));
        }
        return profiles;
    }

    /** Returns what says that services of inactive profiles are left out, unless that is all that there is. */
    private static Optional<Finding> leftOut(ComposeProject project) {
        Map<String, List<String>> disabled = project.disabledProfiles();
        if (disabled.isEmpty()
                || !(project.root().get("services") instanceof MapNode services)
                || services.entries().isEmpty()) {
            return Optional.empty();
        }
        String names = disabled.values().stream()
                .flatMap(List::stream)
                .distinct()
                .limit(MOST_LEFT_OUT)
                .collect(Collectors.joining(", "));
        long more = disabled.values().stream().flatMap(List::stream).distinct().count() - MOST_LEFT_OUT;
        return Optional.of(new Finding(
                Code.PROFILES_LEFT_OUT,
                Origin.NONE,
                "inactive profiles leave out: " + names + (more > 0 ? " and " + more + " more" : ""),
                "to include them: --profile " + String.join(" --profile ", disabled.keySet())));
    }

    /** Returns how objects are written with comments; those of a profile are explained by the project that has it. */
    private ObjectTrees explained(
            ComposeProject project, Conversion conversion, Map<String, ConvertedProject> profiles) {
        IdentityHashMap<HasMetadata, ExplainedObjects> ofProfiles = new IdentityHashMap<>();
        for (ConvertedProject enabled : profiles.values()) {
            ExplainedObjects explained =
                    ExplainedObjects.of(enabled.project(), enabled.conversion(), console.folder(), STDIN);
            enabled.conversion().objects().forEach(object -> ofProfiles.put(object, explained));
        }
        ExplainedObjects base = ExplainedObjects.of(project, conversion, console.folder(), STDIN);
        return object -> ofProfiles.getOrDefault(object, base).tree(object);
    }

    private Optional<BuildScript> script(ComposeProject project, Translation translation) {
        return Optional.of(options.translation().images().script())
                .filter(name -> !name.isEmpty())
                .map(name -> new BuildScript(
                        console.folder().resolve(name), name, project.folder(), project.name(), translation.builds()));
    }

    private int report(List<Finding> findings, List<Origin> attributes, List<String> files, int code, String written) {
        Report report = new Report(findings, Accounting.of(attributes, findings), files, services);
        return new Reports(console, options.report()).print(report, Ending.of(code, written, options.reader(), report));
    }
}
