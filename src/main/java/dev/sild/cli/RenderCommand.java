package dev.sild.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.cli.options.LayoutOptions;
import dev.sild.cli.options.Options;
import dev.sild.cli.options.ReportOptions;
import dev.sild.cli.options.SharedOptions;
import dev.sild.cli.stack.PatchOptions;
import dev.sild.cli.stack.ResourceFiles;
import dev.sild.cli.stack.StackResource;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.kubernetes.Rendered;
import dev.sild.kubernetes.Renderer;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Application;
import dev.sild.model.Names;
import dev.sild.operator.engine.secrets.GeneratedSecrets;
import dev.sild.output.Destination;
import dev.sild.output.Layouts;
import dev.sild.output.Written;
import dev.sild.output.files.OutputException;
import dev.sild.output.layout.Layout;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.SecretsMode;
import dev.sild.output.layout.SecretsPlace;
import dev.sild.output.trace.Traces;
import dev.sild.patch.Patches;
import dev.sild.report.Accounting;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.Report;
import dev.sild.schema.Crds;
import dev.sild.schema.Resource;
import dev.sild.schema.ResourceReader;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Permissions;
import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.Stack;
import dev.sild.yaml.YamlLimits;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild render}: what the operator would make of custom resources, without a cluster. */
final class RenderCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;
    private final Options options;
    private final ReportOptions reporting;
    private final String output;
    private final Layout layout;
    private final SecretsPlace secrets;
    private final Optional<String> namespace;

    RenderCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
        this.reporting = ReportOptions.of(options);
        this.output = options.value("--output", "-");
        boolean folder = output.endsWith("/")
                || !output.equals("-") && Files.isDirectory(console.folder().resolve(output));
        this.layout = LayoutOptions.layout(options, folder);
        this.secrets = LayoutOptions.secrets(options, layout, Target.KUBERNETES);
        this.namespace = options.has("--namespace") ? Optional.of(options.value("--namespace", "")) : Optional.empty();
        check();
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command("render", "Print what the operator would create for custom resources.");
        ResourceFiles.addTo(spec);
        spec.addOption(SharedOptions.output());
        LayoutOptions.addTo(spec);
        PatchOptions.addTo(spec);
        spec.addOption(Options.text("NAME", "The namespace of resources without one.", "-n", "--namespace"));
        spec.addOption(Options.text(
                "IMAGE",
                "The image of a MonitoringStack's cAdvisor. Default: " + Permissions.Cadvisor.DEFAULT_IMAGE,
                "--cadvisor-image"));
        spec.addOption(Options.flag(
                "Also create the Secrets that the operator would generate, with new values each time.",
                "--with-secrets"));
        ReportOptions.addTo(spec);
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild render shop.yaml | kubectl diff -f -",
                        "  sild render stacks/ -n shop -o k8s/",
                        "  sild render shop.yaml --patch patches.yaml -o k8s/",
                        "  kubectl get webstack shop -o yaml | sild render -");
        return spec;
    }

    private void check() {
        if (output.isEmpty() || output.indexOf('\0') >= 0) {
            throw options.wrong("--output needs a file, a folder or -");
        }
        if (layout.isForSystemd()) {
            throw options.wrong("--layout quadlet is not supported for stacks: they do not run in podman");
        }
        String image = options.value("--cadvisor-image", Permissions.Cadvisor.DEFAULT_IMAGE);
        if (!image.matches("[a-zA-Z0-9]([-a-zA-Z0-9._:/]*[a-zA-Z0-9])?(@sha256:[0-9a-f]{64})?")) {
            throw options.wrong("--cadvisor-image needs an image, such as registry.example.com/cadvisor:1.0");
        }
        if (namespace.isPresent() && !Names.isLabel(namespace.get())) {
            throw options.wrong("'" + namespace.get() + "' is not a valid namespace: use a-z, 0-9 and -");
        }
    }

    int run() {
        List<Finding> findings = new ArrayList<>();
        List<String> files = List.of();
        try {
            ResourceFiles read =
                    ResourceFiles.read(console, options, new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT));
            files = read.files();
            List<HasMetadata> objects = new ArrayList<>();
            List<Application> applications = new ArrayList<>();
            for (Resource resource : read.resources()) {
                Stack stack = StackResource.of(resource).translation().apply(inputs());
                applications.add(stack.application());
                objects.addAll(objects(resource, stack, findings));
            }
            List<HasMetadata> patched =
                    Patches.applied(objects, PatchOptions.read(console, PatchOptions.files(options)), "");
            List<Path> inputs = Stream.concat(files.stream(), PatchOptions.files(options).stream())
                    .filter(file -> !file.equals("-"))
                    .map(console.folder()::resolve)
                    .toList();
            Written written = Layouts.write(
                    new Manifests(read.resources().get(0).name(), patched, applications, Map.of(), Traces.NONE),
                    secrets,
                    layout,
                    new Destination(
                            output, console.folder(), inputs, console.out(), Optional.empty(), options.has("--check")),
                    findings);
            console.out().print(reporting.form() == Report.Form.TEXT ? written.differences() : "");
            if (findings.stream().anyMatch(finding -> finding.code() == Code.OUTPUT_STALE)) {
                return report(findings, files, ExitCode.FAILED, "", "");
            }
            return report(
                    findings,
                    files,
                    ExitCode.OK,
                    written.words(),
                    "rendered "
                            + read.resources().stream()
                                    .map(resource -> resource.crd().singular() + "/" + resource.name())
                                    .collect(Collectors.joining(", "))
                            + " as "
                            + objects.size() + " objects; read " + String.join(", ", files));
        } catch (InputException unusable) {
            findings.addAll(unusable.findings());
        } catch (OutputException unwritable) {
            if (!unwritable.readerHasGone()) {
                findings.add(unwritable.finding());
            }
        }
        return report(findings, files, ExitCode.FAILED, "", "");
    }

    /** The manifests are applied with the user's own rights: nothing is restricted. */
    private Inputs inputs() {
        return !options.has("--cadvisor-image")
                ? Inputs.OFFLINE
                : Inputs.OFFLINE.with(Permissions.UNRESTRICTED.withCadvisor(options.value("--cadvisor-image", "")));
    }

    private List<HasMetadata> objects(Resource resource, Stack stack, List<Finding> findings) {
        List<HasMetadata> objects = new ArrayList<>();
        // The secrets of an external store are created there: only the keys are reported, and no value is
        // written.
        if (options.has("--with-secrets") || secrets.mode() == SecretsMode.EXTERNAL_SECRETS) {
            GeneratedSecrets.of(stack, new SecureRandom())
                    .forEach(secret -> objects.add(JSON.convertValue(secret, Secret.class)));
        } else {
            stack.seeds().forEach(seed -> findings.add(toGenerate(resource, seed)));
        }
        Rendered rendered = Renderer.render(stack.application(), stack.options());
        findings.addAll(rendered.findings());
        objects.addAll(rendered.objects());
        Optional<String> home = resource.namespace().or(() -> namespace);
        home.ifPresent(name -> objects.forEach(object -> object.getMetadata().setNamespace(name)));
        return objects;
    }

    private static Finding toGenerate(Resource resource, SecretSeed seed) {
        List<String> keys = seed.keys().stream()
                .filter(key -> !(key.source() instanceof SecretSeed.Next))
                .map(SecretSeed.Key::name)
                .toList();
        return new Finding(
                Code.SECRET_TO_CREATE,
                resource.root().position().origin(""),
                "the Secret '" + seed.name() + "' is not written; the operator generates it with "
                        + (keys.size() == 1 ? "the key " : "the keys ") + String.join(", ", keys),
                "without the operator, create it first, or add --with-secrets",
                "kubectl create secret generic " + seed.name()
                        + keys.stream()
                                .map(key -> " --from-literal=" + key + "=VALUE")
                                .collect(Collectors.joining()));
    }

    private int report(List<Finding> findings, List<String> files, int code, String written, String summary) {
        return new Reports(console, reporting)
                .print(
                        new Report(findings, Accounting.NONE, files),
                        new Reports.Ending(
                                code,
                                written,
                                LayoutOptions.reader(layout, Target.KUBERNETES, secrets.mode()),
                                summary,
                                ""));
    }
}
