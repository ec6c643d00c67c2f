package dev.sild.cli;

import dev.sild.cli.options.ImageOptions;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.load.files.MountedFiles;
import dev.sild.compose.translate.Translation;
import dev.sild.compose.translate.Translator;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.kubernetes.Rendered;
import dev.sild.kubernetes.Renderer;
import dev.sild.kubernetes.objects.ClearSecrets;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Names;
import dev.sild.model.Origin;
import dev.sild.output.BuildScript;
import dev.sild.output.Destination;
import dev.sild.output.Layouts;
import dev.sild.output.files.OutputException;
import dev.sild.output.layout.Layout;
import dev.sild.output.layout.Manifests;
import dev.sild.output.trace.Traces;
import dev.sild.report.Accounts;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.Redaction;
import dev.sild.report.Report;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild convert}: from compose files to Kubernetes manifests. */
final class ConvertCommand {
    private final Console console;
    private final ConvertOptions options;

    ConvertCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = ConvertOptions.of(parsed, console.folder());
    }

    static CommandSpec spec() {
        return ConvertOptions.spec();
    }

    int run() {
        List<Finding> findings = new ArrayList<>();
        List<Origin> attributes = List.of();
        List<String> files = List.of();
        try {
            ComposeProject project = ProjectLoader.load(options.project()
                    .request(console, options.strict(), true)
                    .withAllowedPaths(options.allowedPaths()));
            files = project.files();
            attributes = project.attributes();
            List<Path> inputs = inputs(files);
            MountedFiles mounted = mounted(project);
            Translation translation = Translator.translate(project, translation(project), mounted);
            findings.addAll(translation.findings());
            Rendered rendered = render(translation);
            findings.addAll(Redaction.of(translation.secrets()).apply(rendered.findings()));
            findings.addAll(ClearSecrets.find(rendered.objects(), translation.secrets(), translation.secretPlaces()));
            files = Stream.concat(files.stream(), mounted.read().stream())
                    .distinct()
                    .toList();
            if (findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
                return report(findings, attributes, files, ExitCode.FAILED);
            }
            Traces traces = options.layout() == Layout.CHART
                    ? ChartVariables.traces(
                            project, translation.application(), rendered.objects(), this::again, findings)
                    : Traces.NONE;
            boolean lost = findings.stream()
                    .anyMatch(finding -> finding.code().failsStrict()
                            && !options.allowedLosses().contains(finding.code()));
            if (options.strict() && lost) {
                return report(findings, attributes, files, ExitCode.LOST);
            }
            Manifests manifests = new Manifests(
                    Names.label(project.name()),
                    rendered.objects(),
                    List.of(translation.application()),
                    profiles(project, findings),
                    traces);
            Layouts.write(
                    manifests,
                    options.secrets(),
                    options.layout(),
                    new Destination(
                            options.output(),
                            console.folder(),
                            inputs,
                            console.out(),
                            script(project, translation),
                            options.check()),
                    findings);
            boolean stale = findings.stream().anyMatch(finding -> finding.code() == Code.OUTPUT_STALE);
            return report(findings, attributes, files, stale ? ExitCode.FAILED : ExitCode.OK);
        } catch (InputException unusable) {
            findings.addAll(unusable.findings());
            return report(findings, attributes, files, ExitCode.FAILED);
        } catch (OutputException unwritable) {
            if (!unwritable.readerHasGone()) {
                findings.add(unwritable.finding());
            }
            return report(findings, attributes, files, ExitCode.FAILED);
        }
    }

    /** Returns the objects that these variables in the environment lead to, where they can be converted. */
    private Optional<List<HasMetadata>> again(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(console.environment());
        environment.putAll(variables);
        try {
            ComposeProject project = ProjectLoader.load(options.project()
                    .request(console, options.strict(), true)
                    .withAllowedPaths(options.allowedPaths())
                    .withEnvironment(environment));
            Translation translation = Translator.translate(project, translation(project), mounted(project));
            Rendered rendered = render(translation);
            boolean failed = Stream.concat(translation.findings().stream(), rendered.findings().stream())
                    .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
            return failed ? Optional.empty() : Optional.of(rendered.objects());
        } catch (InputException noProject) {
            return Optional.empty();
        }
    }

    private Rendered render(Translation translation) {
        return Renderer.render(
                translation.application(),
                new RenderOptions(
                        options.target(),
                        options.namespace(),
                        options.singlePod(),
                        options.translation().restricted()));
    }

    /** Returns the objects with each further profile enabled, where the layout has a place for that. */
    private Map<String, List<HasMetadata>> profiles(ComposeProject project, List<Finding> findings)
            throws InputException {
        Map<String, List<HasMetadata>> profiles = new LinkedHashMap<>();
        if (options.layout() != Layout.KUSTOMIZE) {
            return profiles;
        }
        for (String profile : project.disabledProfiles()) {
            ComposeProject enabled = ProjectLoader.load(options.project()
                    .with(profile, console)
                    .request(console, options.strict(), true)
                    .withAllowedPaths(options.allowedPaths()));
            Translation translation = Translator.translate(enabled, translation(enabled), mounted(enabled));
            Rendered rendered = render(translation);
            Stream.of(
                            translation.findings(),
                            Redaction.of(translation.secrets()).apply(rendered.findings()),
                            ClearSecrets.find(rendered.objects(), translation.secrets(), translation.secretPlaces()))
                    .flatMap(List::stream)
                    .filter(finding -> !findings.contains(finding))
                    .forEach(findings::add);
            profiles.put(profile, rendered.objects());
        }
        return profiles;
    }

    private MountedFiles mounted(ComposeProject project) {
        return new MountedFiles(
                project.folder(),
                options.allowedPaths().stream()
                        .map(path -> console.folder().resolve(path))
                        .toList(),
                inputs(project.files()));
    }

    private List<Path> inputs(List<String> files) {
        return files.stream()
                .filter(file -> !file.equals("-"))
                .map(file -> console.folder().resolve(file))
                .toList();
    }

    private Optional<BuildScript> script(ComposeProject project, Translation translation) {
        return Optional.of(options.translation().images().script())
                .filter(name -> !name.isEmpty())
                .map(name -> new BuildScript(
                        console.folder().resolve(name), name, project.folder(), project.name(), translation.builds()));
    }

    private TranslateOptions translation(ComposeProject project) throws InputException {
        TranslateOptions wanted = options.translation();
        return wanted.with(ImageOptions.resolved(wanted.images(), project.folder()));
    }

    private int report(List<Finding> findings, List<Origin> attributes, List<String> files, int code) {
        Accounts accounts = Accounts.of(attributes, findings);
        Reports.print(console, options.report(), options.quiet(), new Report(findings, accounts, files));
        Reports.printSummary(console, options.report(), options.quiet(), accounts, files, code);
        return code;
    }
}
