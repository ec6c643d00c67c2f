package dev.sild.cli;

import dev.sild.cli.options.AllowedLosses;
import dev.sild.cli.options.ExposeOptions;
import dev.sild.cli.options.ImageOptions;
import dev.sild.cli.options.LayoutOptions;
import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.options.ReportOptions;
import dev.sild.cli.options.SharedOptions;
import dev.sild.cli.options.StorageNames;
import dev.sild.cli.options.WaitOptions;
import dev.sild.cli.stack.PatchOptions;
import dev.sild.cli.terminal.Console;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.NetworkPolicyMode;
import dev.sild.kubernetes.KubernetesVersions;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Health;
import dev.sild.model.Names;
import dev.sild.output.layout.Layout;
import dev.sild.output.layout.SecretsPlace;
import dev.sild.patch.Patch;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options of {@code sild convert}. */
record ConvertOptions(
        ProjectOptions project,
        List<String> allowedPaths,
        List<String> patchFiles,
        Optional<String> namespace,
        String output,
        Layout layout,
        Target target,
        boolean singlePod,
        SecretsPlace secrets,
        boolean check,
        boolean explain,
        TranslateOptions translation,
        ReportOptions report,
        boolean strict,
        Set<Code> allowedLosses) {

    private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d{1,3})(\\.\\d+)?");

    static CommandSpec spec() {
        CommandSpec spec = Commands.command("convert", "Convert a compose project to Kubernetes manifests.");
        ProjectOptions.addWithFilesTo(spec);
        spec.addOption(SharedOptions.allowPath());
        spec.addOption(Options.text("NAME", "The namespace of all objects; it is created too.", "-n", "--namespace"));
        spec.addOption(SharedOptions.output());
        LayoutOptions.addTo(spec);
        spec.addOption(Options.choice(
                "kubernetes|podman", "Where the manifests are applied. Default: kubernetes", "--target"));
        spec.addOption(Options.flag("With --target podman: use a single pod.", "--single-pod"));
        PatchOptions.addTo(spec);
        spec.addOption(Options.flag(
                "Write comments that say which attribute each object and field comes from, and why.", "--explain"));
        ExposeOptions.addTo(spec);
        spec.addOption(Options.choice(
                "auto|always|never",
                "When networks become NetworkPolicies. Default: auto (more than one network, an internal one, or"
                        + " network_mode: none)",
                "--network-policies"));
        spec.addOption(Options.choice(
                "readiness|liveness|none", "The probe that a health check becomes. Default: readiness", "--health"));
        WaitOptions.addTo(spec);
        spec.addOption(Options.list(
                "[NAME=]QUANTITY",
                "The size of every claim, or of the claim of this volume. Default: 1Gi, and more for volumes that are"
                        + " known to need it",
                "--storage-size"));
        spec.addOption(SharedOptions.storageClass());
        spec.addOption(Options.choice(
                "ReadWriteOnce|ReadWriteMany|ReadWriteOncePod",
                "The access mode of every claim. Default: ReadWriteOnce",
                "--storage-access"));
        StorageNames.addTo(spec);
        spec.addOption(Options.list(
                "SERVICE",
                "Convert this service to a StatefulSet; databases selects all" + " known databases.",
                "--stateful"));
        spec.addOption(Options.choice(
                "project|plain",
                "Start the names of claims with the project's name, or leave it out. Default: project",
                "--claim-names"));
        spec.addOption(Options.choice(
                "auto|hostpath|claim",
                "With hostpath, bind mounts that do not fit into the manifests become hostPath volumes; with claim,"
                        + " host paths become claims. Default: auto",
                "--bind"));
        spec.addOption(Options.choice(
                "none|request",
                "With request, cpu_shares become CPU requests of 1/1024 CPU each. Default: none",
                "--cpu-shares"));
        spec.addOption(Options.choice(
                "keep|restricted",
                "Keep the pods as they are, or meet the restricted Pod Security Standard where images allow it."
                        + " Default: keep",
                "--security"));
        spec.addOption(Options.text(
                "1.NN", "The version of the cluster, to use features of newer versions.", "--kubernetes-version"));
        ImageOptions.addTo(spec);
        ReportOptions.addTo(spec);
        ReportOptions.addSummaryTo(spec);
        spec.addOption(Options.flag(
                "Write nothing; exit with 3 if something is lost, and with 1 if docker compose would refuse an undeclared"
                        + " volume or network.",
                "--strict"));
        spec.addOption(SharedOptions.allow());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild convert compose.yaml -o k8s/",
                        "  sild convert --expose ingress --host shop.example.com | kubectl apply -f -",
                        "  sild convert --explain | less",
                        "  sild convert --target podman -o pods.yaml && podman kube play pods.yaml",
                        "  sild convert --secrets omit --strict --report json -o k8s/ 2> report.json",
                        "  sild convert --layout chart -o chart/ && helm install shop chart/ -f"
                                + " chart/secrets.values.yaml",
                        "  sild convert --layout kustomize -o k8s/ --check",
                        "  sild convert --patch patches.yaml | kubectl apply -f -",
                        "  sild convert --layout quadlet -o units/");
        return spec;
    }

    static ConvertOptions of(ParseResult parsed, Path folder) {
        Options options = new Options(parsed);
        String output = options.value("--output", "-");
        Layout layout = LayoutOptions.layout(options, isFolder(options, output, folder));
        Target target = LayoutOptions.target(options, layout);
        boolean singlePod = options.has("--single-pod");
        if (singlePod && target != Target.PODMAN) {
            throw options.wrong("--single-pod requires --target podman");
        }
        SecretsPlace secrets = LayoutOptions.secrets(options, layout, target);
        // An empty name, as of an unset variable, would put everything elsewhere without a word.
        Optional<String> namespace =
                options.has("--namespace") ? Optional.of(options.value("--namespace", "")) : Optional.empty();
        if (namespace.isPresent()
                && (namespace.get().isEmpty()
                        || !Names.label(namespace.get()).equals(namespace.get())
                                && !Names.label("x" + namespace.get()).equals("x" + namespace.get()))) {
            throw options.wrong("'" + namespace.get() + "' is not a valid namespace: use a-z, 0-9 and -");
        }
        return new ConvertOptions(
                ProjectOptions.withFilesOf(options),
                options.list("--allow-path"),
                patchFiles(options, layout),
                namespace,
                output,
                layout,
                target,
                singlePod,
                secrets,
                options.has("--check"),
                explain(options, layout, target),
                translation(options, target),
                ReportOptions.of(options),
                options.has("--strict"),
                AllowedLosses.of(options));
    }

    private static List<String> patchFiles(Options options, Layout layout) {
        List<String> files = PatchOptions.files(options);
        if (!files.isEmpty() && layout == Layout.QUADLET) {
            throw options.wrong("--patch changes Kubernetes objects: with --layout quadlet, use drop-ins of the units");
        }
        return files;
    }

    /**
     * Returns the changes of the objects.
     *
     * @throws InputException where a file of them cannot be read, or contains something else
     */
    List<Patch> patches(Console console) throws InputException {
        return PatchOptions.read(console, patchFiles);
    }

    private static boolean explain(Options options, Layout layout, Target target) {
        boolean explain = options.has("--explain");
        if (explain && target != Target.KUBERNETES) {
            throw options.wrong("--explain requires --target kubernetes");
        }
        if (explain && layout == Layout.CHART) {
            throw options.wrong("--explain cannot be used with --layout chart: use --layout files or kustomize");
        }
        return explain;
    }

    private static boolean isFolder(Options options, String output, Path folder) {
        try {
            if (!output.isEmpty()) {
                return output.endsWith("/") || (!output.equals("-") && Files.isDirectory(folder.resolve(output)));
            }
        } catch (InvalidPathException impossible) {
            // Said below, without the exception's index into the name.
        }
        throw options.wrong("--output needs a file, a folder or -, not '" + output.replace('\0', '?') + "'");
    }

    private static TranslateOptions translation(Options options, Target target) {
        String health = options.text("--health", "readiness", List.of("readiness", "liveness", "none"));
        return ExposeOptions.of(options, target)
                .networkPolicies(options.choice("--network-policies", "auto", NetworkPolicyMode.values()))
                .health(
                        health.equals("none")
                                ? Optional.empty()
                                : Optional.of(Health.Use.valueOf(health.toUpperCase(Locale.ROOT))))
                .images(ImageOptions.of(options, target))
                .waits(WaitOptions.of(options))
                .singlePod(options.has("--single-pod"))
                .storage(StorageNames.of(options))
                .restricted(restricted(options, target))
                .kubernetesMinor(kubernetesMinor(options))
                .sharesRequested(sharesRequested(options, target))
                .build();
    }

    private static int kubernetesMinor(Options options) {
        String text = options.value("--kubernetes-version", "");
        if (text.isEmpty()) {
            return 0;
        }
        Matcher version = VERSION.matcher(text);
        if (!version.matches()) {
            throw options.wrong(
                    "--kubernetes-version '" + text + "' is not a valid version: use a version such as 1.33");
        }
        int minor = Integer.parseInt(version.group(1));
        if (minor < KubernetesVersions.OLDEST_MINOR) {
            throw options.wrong("--kubernetes-version " + text + " is too old: the output needs Kubernetes 1."
                    + KubernetesVersions.OLDEST_MINOR + " or newer");
        }
        return minor;
    }

    /** Returns the command before which the tasks of the report must be done. */
    String reader() {
        return LayoutOptions.reader(layout, target, secrets.mode());
    }

    private static boolean sharesRequested(Options options, Target target) {
        boolean requested =
                options.text("--cpu-shares", "none", List.of("none", "request")).equals("request");
        if (requested && target == Target.PODMAN) {
            throw options.wrong("--cpu-shares request requires --target kubernetes: podman does not reserve CPUs");
        }
        return requested;
    }

    private static boolean restricted(Options options, Target target) {
        boolean restricted = options.text("--security", "keep", List.of("keep", "restricted"))
                .equals("restricted");
        if (restricted && target == Target.PODMAN) {
            throw options.wrong(
                    "--security restricted requires --target kubernetes: podman has no restricted namespaces");
        }
        return restricted;
    }
}
