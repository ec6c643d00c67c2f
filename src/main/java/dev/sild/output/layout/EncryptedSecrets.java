package dev.sild.output.layout;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.syntax.ShellText;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlMap;
import dev.sild.yaml.YamlReader;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Secrets that a tool encrypts for a repository. Sild writes each in a plain file that git ignores; the tool makes of
 * it the file that is committed. Sild never encrypts: it has no keys, and would give other bytes each time.
 *
 * @see <a href="https://getsops.io/docs/">SOPS</a>
 * @see <a href="https://github.com/bitnami-labs/sealed-secrets">Sealed Secrets</a>
 */
public final class EncryptedSecrets {
    /** How the name of a plain file ends. */
    public static final String PLAIN = ".dec.yaml";

    /** The configuration of SOPS, in the folder of the output. */
    public static final String CONFIG = ".sops.yaml";

    /** What stands for a key that the user has to fill in; SOPS refuses it. */
    private static final String PLACEHOLDER = "AGE-PUBLIC-KEY";

    private static final String HEAD = YamlComment.line(SildMark.WORDS
            + ": how SOPS encrypts the Secrets of this folder. A later run changes it only with --age-recipient.");
    private static final Pattern AGE = Pattern.compile("(?m)^( +age: )[^\n]*$");
    private static final int LARGEST = 1 << 16;

    private final SecretsPlace secrets;
    private final Path folder;
    private final String shown;
    private final boolean ignored;

    /**
     * Creates them for the folder of the output.
     *
     * @param shown how the user named the folder, with a {@code /} at its end
     * @param ignored whether a {@code .gitignore} lists the plain files
     */
    public EncryptedSecrets(SecretsPlace secrets, Path folder, String shown, boolean ignored) {
        this.secrets = secrets;
        this.folder = folder;
        this.shown = shown;
        this.ignored = ignored;
    }

    /** Returns the name of the plain file of a Secret, below the folder of its kustomization or the output. */
    public static String plain(HasMetadata secret) {
        return LayoutFile.SECRETS + secret.getMetadata().getName() + PLAIN;
    }

    /** Returns the name of the file that is committed. */
    public static String committed(HasMetadata secret, SecretsMode mode) {
        return LayoutFile.SECRETS + secret.getMetadata().getName() + ending(mode);
    }

    private static String ending(SecretsMode mode) {
        return mode == SecretsMode.SOPS ? ".enc.yaml" : ".sealed.yaml";
    }

    /**
     * Returns the files of a folder with the configuration of SOPS, if it needs one. One that is there stays as it is,
     * unless the user gives keys for one that Sild wrote.
     *
     * @param findings takes what the user has to run
     */
    public List<LayoutFile> with(List<LayoutFile> files, List<Finding> findings) {
        List<LayoutFile> plain =
                files.stream().filter(file -> file.name().endsWith(PLAIN)).toList();
        List<LayoutFile> all = new ArrayList<>(files);
        config(!plain.isEmpty()).ifPresent(config -> {
            all.add(LayoutFile.of(CONFIG, config));
            if (!plain.isEmpty() && config.contains(PLACEHOLDER)) {
                findings.add(keyToMake());
            }
        });
        plain.stream().map(this::step).forEach(findings::add);
        return all;
    }

    /** Returns what the configuration contains; nothing where there is to be none, or one that is not Sild's. */
    private Optional<String> config(boolean hasSecrets) {
        boolean sops = secrets.mode() == SecretsMode.SOPS;
        String keys = secrets.recipients().isEmpty() ? PLACEHOLDER : String.join(",", secrets.recipients());
        Path file = folder.resolve(CONFIG);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(config(keys)).filter(config -> sops && hasSecrets);
        }
        Optional<String> ours = text(file).filter(text -> SildMark.isIn(CONFIG, text));
        if (sops && !keys.equals(PLACEHOLDER)) {
            return ours.map(text -> config(keys));
        }
        return ours.filter(text -> sops && (hasSecrets || !text.contains(PLACEHOLDER)) || !isAsWritten(text));
    }

    /** Whether nothing but the keys differs from what Sild writes. */
    private static boolean isAsWritten(String text) {
        return AGE.matcher(text).replaceFirst("$1" + PLACEHOLDER).equals(config(PLACEHOLDER));
    }

    private Finding keyToMake() {
        return new Finding(
                Code.SECRET_TO_CREATE,
                Origin.NONE,
                shown + CONFIG + " has no key to encrypt to",
                "make a key outside of the repository, and convert again with --age-recipient PUBLIC-KEY",
                "mkdir -p ~/.config/sops/age && age-keygen -o ~/.config/sops/age/keys.txt");
    }

    private static String config(String keys) {
        return HEAD
                + YamlWriter.write(List.of(YamlMap.map(
                        "creation_rules",
                        List.of(YamlMap.map(
                                "path_regex",
                                "(^|/)secrets/[^/]+\\.(dec|enc)\\.yaml$",
                                "encrypted_regex",
                                "^(data|stringData)$",
                                "age",
                                keys)))));
    }

    private Finding step(LayoutFile file) {
        String plain = file.name();
        // A SealedSecret can be decrypted in one namespace only.
        String namespace = hasNamespace(file) ? "" : "--namespace NAMESPACE ";
        String from = ShellText.word(shown + plain);
        String to =
                ShellText.word(shown + plain.substring(0, plain.length() - PLAIN.length()) + ending(secrets.mode()));
        String name = plain.substring(plain.lastIndexOf('/') + 1, plain.length() - PLAIN.length());
        return new Finding(
                Code.SECRET_TO_CREATE,
                Origin.NONE,
                "the Secret '" + name + "' is in " + shown + plain + (ignored ? ", which git ignores" : ""),
                "encrypt it, and commit what the command writes; again whenever it changes",
                secrets.mode() == SecretsMode.SOPS
                        ? "sops --config " + ShellText.word(shown + CONFIG) + " --encrypt --output " + to + " " + from
                        : "kubeseal --format yaml " + namespace + "< " + from + " > " + to);
    }

    /** Whether the object of a plain file, which is alone in it, has a namespace. */
    private static boolean hasNamespace(LayoutFile file) {
        try {
            return YamlReader.read(file.text(), file.name(), new KubernetesDialect(), YamlLimits.DEFAULT).stream()
                    .anyMatch(document -> document.root() instanceof Node.MapNode root
                            && root.get("metadata") instanceof Node.MapNode metadata
                            && metadata.get("namespace") != null);
        } catch (InputException tooLarge) {
            return false;
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
