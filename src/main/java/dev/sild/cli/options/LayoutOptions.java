package dev.sild.cli.options;

import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Names;
import dev.sild.output.layout.Layout;
import dev.sild.output.layout.SecretsMode;
import dev.sild.output.layout.SecretsPlace;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say how objects are laid out over files, the same for every command that writes them. */
public final class LayoutOptions {
    private static final String STORE = "SecretStore";
    private static final String CLUSTER_STORE = "ClusterSecretStore";

    /** Bech32, as age and its plugins write public keys. */
    private static final Pattern AGE_KEY = Pattern.compile("age1[0-9a-z]{8,2000}");

    private LayoutOptions() {}

    public static void addTo(CommandSpec spec) {
        spec.addOption(Options.choice(
                "list|files|kustomize|chart|quadlet|quadlet-kube",
                "One list, one file per service, a kustomize base with a component per profile, a Helm chart,"
                        + " Quadlet units for podman and systemd, or one unit that plays the pods of --target podman."
                        + " Default: list; files for a folder.",
                "--layout"));
        spec.addOption(Options.choice(
                "inline|separate|omit|external-secrets|sops|sealed",
                "Where Secrets go: with the other objects, in separate files listed in .gitignore, only in the"
                        + " report, in ExternalSecrets, or in files that you encrypt with SOPS or kubeseal. Default: inline; separate for kustomize, chart and quadlet.",
                "--secrets"));
        spec.addOption(Options.text(
                "[KIND/]NAME",
                "With --secrets external-secrets: the SecretStore or ClusterSecretStore with the values.",
                "--secret-store"));
        spec.addOption(Options.list(
                "KEY", "With --secrets sops: the public key of age that Secrets are encrypted to.", "--age-recipient"));
        spec.addOption(Options.flag("Write nothing, and exit with 1 if the output differs.", "--check"));
    }

    /**
     * Returns the layout.
     *
     * @param folder whether the output is a folder
     */
    public static Layout layout(Options options, boolean folder) {
        Layout layout = options.choice("--layout", folder ? "files" : "list", Layout.values());
        boolean standardOutput = options.value("--output", "-").equals("-");
        if (layout.needsFolder() && standardOutput) {
            throw options.wrong("--layout " + name(layout) + " needs a folder: add --output FOLDER/");
        }
        if (options.has("--check") && standardOutput) {
            throw options.wrong("--check needs a file or folder to compare with: add --output");
        }
        if (layout == Layout.KUSTOMIZE && options.list("--file").contains("-")) {
            throw options.wrong("--layout kustomize reads the project once per profile: use a file instead of -f -");
        }
        if (layout == Layout.CHART && options.has("--namespace")) {
            throw options.wrong("--namespace cannot be used with --layout chart: use helm --namespace");
        }
        return layout;
    }

    private static String name(Layout layout) {
        return layout.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns who reads the manifests; a unit is for podman. */
    public static Target target(Options options, Layout layout) {
        Target target = options.choice("--target", layout.isForSystemd() ? "podman" : "kubernetes", Target.values());
        boolean forCluster = layout == Layout.KUSTOMIZE || layout == Layout.CHART;
        if (layout.isForSystemd() && target != Target.PODMAN || forCluster && target == Target.PODMAN) {
            throw options.wrong("--layout " + name(layout) + " cannot be used with --target "
                    + target.name().toLowerCase(Locale.ROOT));
        }
        return target;
    }

    /**
     * Returns the command before which the tasks of the user must be done, as its user would name it: the one that
     * reads the output, or the one that shares what SOPS encrypts, which kubectl cannot decrypt.
     */
    public static String reader(Layout layout, Target target, SecretsMode secrets) {
        if (secrets == SecretsMode.SOPS) {
            return "git push";
        }
        return switch (layout) {
            case CHART -> "helm install";
            case QUADLET, QUADLET_KUBE -> "systemctl start";
            case KUSTOMIZE -> "kubectl apply -k";
            default -> target == Target.PODMAN ? "podman kube play" : "kubectl apply";
        };
    }

    /** Returns where Secrets are written. */
    public static SecretsPlace secrets(Options options, Layout layout, Target target) {
        SecretsMode mode =
                options.choice("--secrets", layout.isForRepositories() ? "separate" : "inline", SecretsMode.values());
        if (mode == SecretsMode.SEPARATE && options.value("--output", "-").equals("-")) {
            throw options.wrong("--secrets separate needs a file or folder: add --output");
        }
        boolean external = mode == SecretsMode.EXTERNAL_SECRETS;
        if (mode == SecretsMode.INLINE && layout == Layout.QUADLET) {
            throw options.wrong("--secrets inline cannot be used with --layout quadlet: use separate or omit");
        }
        if (external && target == Target.PODMAN) {
            throw options.wrong("--secrets external-secrets requires --target kubernetes");
        }
        if (external != options.has("--secret-store")) {
            throw options.wrong(
                    external
                            ? "--secrets external-secrets requires --secret-store"
                            : "--secret-store requires --secrets external-secrets");
        }
        List<String> recipients = options.list("--age-recipient");
        if (mode.isEncrypted()) {
            checkEncrypted(options, layout, target, mode);
        }
        if (!recipients.isEmpty() && mode != SecretsMode.SOPS) {
            throw options.wrong("--age-recipient requires --secrets sops");
        }
        for (String recipient : recipients) {
            if (!AGE_KEY.matcher(recipient).matches()) {
                throw options.wrong("--age-recipient needs a public key of age, which begins with age1");
            }
        }
        if (mode == SecretsMode.SOPS) {
            return new SecretsPlace(mode, "", "", recipients);
        }
        return external ? store(options, options.value("--secret-store", "")) : new SecretsPlace(mode);
    }

    private static void checkEncrypted(Options options, Layout layout, Target target, SecretsMode mode) {
        String name = "--secrets " + mode.name().toLowerCase(Locale.ROOT);
        if (layout == Layout.CHART) {
            throw options.wrong(
                    name + " cannot be used with --layout chart: use separate, and encrypt secrets.values.yaml");
        }
        if (target == Target.PODMAN || layout != Layout.FILES && layout != Layout.KUSTOMIZE) {
            throw options.wrong(name + " requires --layout files or kustomize, and --target kubernetes");
        }
        if (options.value("--output", "-").equals("-")) {
            throw options.wrong(name + " needs a folder: add --output FOLDER/");
        }
    }

    private static SecretsPlace store(Options options, String store) {
        int slash = store.indexOf('/');
        String kind = slash < 0 ? STORE : store.substring(0, slash);
        String name = store.substring(slash + 1);
        if (!kind.equals(STORE) && !kind.equals(CLUSTER_STORE) || !Names.isSubdomain(name)) {
            throw options.wrong("'" + store + "' is not a valid store: use NAME or " + CLUSTER_STORE + "/NAME");
        }
        return new SecretsPlace(SecretsMode.EXTERNAL_SECRETS, kind, name);
    }
}
