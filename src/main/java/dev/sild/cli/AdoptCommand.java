package dev.sild.cli;

import dev.sild.adopt.Adopter;
import dev.sild.adopt.Adoption;
import dev.sild.adopt.roles.RoleHints;
import dev.sild.cli.Reports.Ending;
import dev.sild.cli.options.AllowedLosses;
import dev.sild.cli.options.ExposeOptions;
import dev.sild.cli.options.ImageOptions;
import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.options.ReportOptions;
import dev.sild.cli.options.SharedOptions;
import dev.sild.cli.options.StorageNames;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.load.files.MountedFiles;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.conversion.Conversion;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Origin;
import dev.sild.output.BuildScript;
import dev.sild.output.Destination;
import dev.sild.output.TextFiles;
import dev.sild.output.files.OutputException;
import dev.sild.report.Accounting;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.Report;
import dev.sild.schema.Crds;
import dev.sild.schema.ResourceReader;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild adopt}: from a compose project of the web stack's shape to a WebStack. */
final class AdoptCommand {
    private final Console console;
    private final Options options;
    private final ProjectOptions project;
    private final TranslateOptions translation;
    private final RoleHints hints;
    private final ReportOptions reporting;
    private final Set<Code> allowed;
    private final String output;

    AdoptCommand(Console console, ParseResult parsed) {
        this.console = console;
        options = new Options(parsed);
        project = ProjectOptions.withFilesOf(options);
        translation = translation(options);
        hints = hints(options);
        reporting = ReportOptions.of(options);
        allowed = AllowedLosses.of(options);
        output = options.value("--output", "-");
        if (output.isEmpty()
                || output.endsWith("/")
                || output.indexOf('\0') >= 0
                || !output.equals("-") && Files.isDirectory(console.folder().resolve(output))) {
            throw options.wrong("--output needs a file or -");
        }
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command("adopt", "Convert a compose project to a WebStack.");
        ProjectOptions.addWithFilesTo(spec);
        spec.addOption(SharedOptions.allowPath());
        spec.addOption(Options.text("FILE", "A file, or - for standard output. Default: -", "-o", "--output"));
        for (String part : RoleHints.parts()) {
            spec.addOption(Options.text(
                    "SERVICE", "The service that is the " + part + ". Default: detected by its image.", "--" + part));
        }
        spec.addOption(Options.list("SERVICE", "Leave this service out.", "--without"));
        ExposeOptions.addTo(spec);
        spec.addOption(Options.list(
                "QUANTITY", "The size of every claim. Default: the default of the resource", "--storage-size"));
        spec.addOption(SharedOptions.storageClass());
        ImageOptions.addTo(spec);
        ReportOptions.addTo(spec);
        spec.addOption(Options.flag("Write nothing, and exit with 3 if something is lost.", "--strict"));
        spec.addOption(SharedOptions.allow());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild adopt -o shop.yaml && kubectl apply -f shop.yaml",
                        "  sild adopt compose.yaml --expose ingress --host shop.example.com",
                        "  sild adopt --api backend --without adminer",
                        "  sild adopt -q | sild render - | kubectl diff -f -");
        return spec;
    }

    private static TranslateOptions translation(Options options) {
        if (options.list("--storage-size").stream().anyMatch(size -> size.contains("="))) {
            throw options.wrong("adopt has one --storage-size for every claim; set others in the resource");
        }
        return ExposeOptions.of(options, Target.KUBERNETES)
                .images(ImageOptions.of(options, Target.KUBERNETES))
                .storage(StorageNames.of(options))
                .restricted(true)
                .build();
    }

    private static RoleHints hints(Options options) {
        Map<String, String> services = new TreeMap<>();
        for (String part : RoleHints.parts()) {
            if (options.has("--" + part)) {
                String service = options.value("--" + part, "");
                if (services.containsValue(service)) {
                    throw options.wrong("'" + service + "' cannot have two roles");
                }
                services.put(part, service);
            }
        }
        List<String> without = options.list("--without");
        without.stream().filter(services::containsValue).findFirst().ifPresent(both -> {
            throw options.wrong("'" + both + "' cannot be left out and have a role");
        });
        return new RoleHints(services, without.stream().distinct().toList());
    }

    int run() {
        List<Finding> findings = new ArrayList<>();
        List<Origin> attributes = List.of();
        List<String> files = List.of();
        try {
            ComposeProject read = ProjectLoader.load(project.request(console, options.has("--strict"), true)
                    .withAllowedPaths(options.list("--allow-path")));
            files = read.files();
            attributes = read.attributes();
            MountedFiles mounted = Conversion.mounted(read, console.folder(), options.list("--allow-path"));
            TranslateOptions wanted =
                    translation.withImages(ImageOptions.resolved(translation.images(), read.folder()));
            Adoption adoption = Adopter.adopt(read, wanted.withCurrent(Optional.of(console.folder())), hints, mounted);
            findings.addAll(adoption.findings());
            files = Stream.concat(files.stream(), mounted.read().stream())
                    .distinct()
                    .toList();
            String text = YamlWriter.write(List.of(adoption.resource()));
            check(text, adoption);
            if (findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
                return report(findings, attributes, files, ExitCode.FAILED);
            }
            boolean lost = findings.stream()
                    .anyMatch(finding -> finding.code().failsStrict() && !allowed.contains(finding.code()));
            if (options.has("--strict") && lost) {
                return report(findings, attributes, files, ExitCode.LOST);
            }
            Optional<BuildScript> script = Optional.of(wanted.images().script())
                    .filter(name -> !name.isEmpty())
                    .map(name -> new BuildScript(
                            console.folder().resolve(name), name, read.folder(), read.name(), adoption.builds()));
            TextFiles.writeOne(
                    text,
                    new Destination(
                            output,
                            console.folder(),
                            Conversion.inputs(read, console.folder()),
                            console.out(),
                            script,
                            false));
            return report(findings, attributes, files, ExitCode.OK);
        } catch (InputException unusable) {
            findings.addAll(unusable.findings());
        } catch (OutputException unwritable) {
            if (!unwritable.readerHasGone()) {
                findings.add(unwritable.finding());
            }
        }
        return report(findings, attributes, files, ExitCode.FAILED);
    }

    /** An error that an API server would report is attributed to the line of the compose file that causes it. */
    private static void check(String text, Adoption adoption) throws InputException {
        try {
            new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT).read(text, "the WebStack");
        } catch (InputException refused) {
            List<Finding> findings = new ArrayList<>();
            refused.findings()
                    .forEach(finding -> findings.add(new Finding(
                            Code.INPUT_INVALID,
                            origin(adoption, finding.origin().path()),
                            "the WebStack is not valid: " + finding.reason(),
                            finding.remedy())));
            throw new InputException(findings);
        }
    }

    private static Origin origin(Adoption adoption, String path) {
        for (String above = path;
                !above.isEmpty();
                above = above.substring(0, Math.max(0, Math.max(above.lastIndexOf('.'), above.lastIndexOf('['))))) {
            if (adoption.origins().containsKey(above)) {
                return adoption.origins().get(above);
            }
        }
        return Origin.NONE;
    }

    private int report(List<Finding> findings, List<Origin> attributes, List<String> files, int code) {
        Report report = new Report(findings, Accounting.of(attributes, findings), files);
        String written =
                code != ExitCode.OK ? "" : "wrote the WebStack to " + (output.equals("-") ? "standard output" : output);
        return new Reports(console, reporting).print(report, Ending.of(code, written, "kubectl apply", report));
    }
}
