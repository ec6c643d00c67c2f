package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.pipeline.PipelineOptions;
import dev.sild.cli.pipeline.PipelineProject;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.kubernetes.objects.Target;
import dev.sild.output.Destination;
import dev.sild.output.TextFiles;
import dev.sild.output.files.OutputException;
import dev.sild.output.layout.Layout;
import dev.sild.pipeline.CiSystem;
import dev.sild.pipeline.Pipeline;
import dev.sild.pipeline.Pipeline.GitOps;
import dev.sild.pipeline.Retention;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.Json;
import dev.sild.report.TextReport;
import dev.sild.syntax.ShellText;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code sild pipeline}: the way of a project from a commit to a cluster, for a CI system. */
final class PipelineCommand {
    private static final Set<String> QUIET = Set.of("-q", "--quiet", "--check");
    /** The layouts that kubectl applies. */
    private static final Set<Layout> APPLIED = Set.of(Layout.LIST, Layout.FILES, Layout.KUSTOMIZE);

    private final Console console;
    private final Options parsed;
    private final PipelineOptions options;
    /** Whether the manifests are a kustomization. */
    private boolean kustomize;

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
                        "  sild pipeline github --sild-image ghcr.io/acme/sild:0.1.0 \\",
                        "      --image-prefix ghcr.io/acme/shop -o ./",
                        "  sild pipeline gitlab --sild-image registry.example.com/sild:0.1.0 \\",
                        "      --image-prefix registry.example.com/shop \\",
                        "      --gitops https://git.example.com/acme/deploy.git -o .gitlab-ci.yml",
                        "  sild pipeline jenkins --sild-image registry.example.com/sild:0.1.0 \\",
                        "      --image-prefix registry.example.com/shop --apply -o Jenkinsfile \\",
                        "      -- --expose ingress --host shop.example.com",
                        "  sild pipeline harbor --image-prefix harbor.example.com/shop --harbor-project 7 >"
                                + " retention.json");
        return spec;
    }

    int run() {
        try {
            PipelineProject project = new PipelineProject(console, parsed, options);
            return write(project.read(convert(), kustomize), project);
        } catch (InputException unusable) {
            console.err().print(TextReport.of(unusable.findings(), console.color()));
        } catch (OutputException unwritable) {
            if (!unwritable.readerHasGone()) {
                console.err().print(TextReport.of(List.of(unwritable.finding()), console.color()));
            }
        }
        return ExitCode.FAILED;
    }

    private int write(Pipeline pipeline, PipelineProject project) throws OutputException {
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
            if (!policy && project.isElsewhere(console.folder().resolve(output))) {
                console.say("the system looks for " + file + " in the root of the repository, not in " + output);
            }
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

    /** Returns the command line that writes the same file again, without what does not change the text. */
    private String commandLine() {
        List<String> words = new ArrayList<>(List.of("sild"));
        List<String> given = parsed.parsed().originalArgs();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            if (word.equals("--")) {
                words.addAll(given.subList(i, given.size()));
                break;
            }
            if (word.equals("-o") || word.equals("--output")) {
                i++;
            } else if (!word.startsWith("-o") && !word.startsWith("--output=") && !QUIET.contains(word)) {
                words.add(word);
            }
        }
        return words.stream().map(ShellText::shortWord).collect(Collectors.joining(" "));
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
            kustomize = read.layout() == Layout.KUSTOMIZE;
            if (read.secrets().mode().isEncrypted()) {
                throw parsed.wrong(
                        "a pipeline cannot encrypt Secrets for --secrets sops or sealed: use --secrets omit or"
                                + " external-secrets");
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
