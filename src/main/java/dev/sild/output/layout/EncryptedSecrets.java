package dev.sild.output.layout;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.syntax.ShellText;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.YamlMap;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
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

    private static final String HEAD = YamlComment.line(
            SildMark.WORDS + ": how SOPS encrypts the Secrets of this folder. A later run keeps the keys after 'age'.");
    private static final Pattern KEYS = Pattern.compile("(?m)^\\s*age: \"?(age1[0-9a-z]+(?:,age1[0-9a-z]+)*)\"?$");
    private static final Pattern NAMESPACE = Pattern.compile("(?m)^  namespace: ");
    private static final int LARGEST = 1 << 16;

    private EncryptedSecrets() {}

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
     * Returns the files of a folder with the configuration of SOPS, if it needs one. A configuration that Sild did not
     * write stays as it is, and so do the keys in one that it wrote.
     *
     * @param shown how the user named the folder, with a {@code /} at its end
     * @param findings takes what the user has to run
     */
    public static List<LayoutFile> with(
            List<LayoutFile> files, SecretsPlace secrets, Path folder, String shown, List<Finding> findings) {
        List<LayoutFile> plain =
                files.stream().filter(file -> file.name().endsWith(PLAIN)).toList();
        if (plain.isEmpty()) {
            return files;
        }
        List<LayoutFile> all = new ArrayList<>(files);
        if (secrets.mode() == SecretsMode.SOPS) {
            Optional<String> known = text(folder.resolve(CONFIG));
            if (known.isEmpty() || SildMark.isIn(CONFIG, known.get())) {
                all.add(LayoutFile.of(CONFIG, config(keys(secrets, known, shown, findings))));
            }
        }
        plain.stream().map(file -> step(file, secrets.mode(), shown)).forEach(findings::add);
        return all;
    }

    private static String keys(SecretsPlace secrets, Optional<String> known, String shown, List<Finding> findings) {
        if (!secrets.recipients().isEmpty()) {
            return String.join(",", secrets.recipients());
        }
        Matcher keys = KEYS.matcher(known.orElse(""));
        if (keys.find()) {
            return keys.group(1);
        }
        findings.add(new Finding(
                Code.SECRET_TO_CREATE,
                Origin.NONE,
                shown + CONFIG + " has no key to encrypt to",
                "make a key, keep its file out of git, and convert again with --age-recipient PUBLIC-KEY",
                "age-keygen -o age.key"));
        return PLACEHOLDER;
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

    private static Finding step(LayoutFile file, SecretsMode mode, String shown) {
        String plain = file.name();
        // A SealedSecret can be decrypted in one namespace only.
        String namespace = NAMESPACE.matcher(file.text()).find() ? "" : "--namespace NAMESPACE ";
        String from = ShellText.word(shown + plain);
        String to = ShellText.word(shown + plain.substring(0, plain.length() - PLAIN.length()) + ending(mode));
        String name = plain.substring(plain.lastIndexOf('/') + 1, plain.length() - PLAIN.length());
        return new Finding(
                Code.SECRET_TO_CREATE,
                Origin.NONE,
                "the Secret '" + name + "' is in " + shown + plain + ", which git ignores",
                "encrypt it, and commit what the command writes; again whenever it changes",
                mode == SecretsMode.SOPS
                        ? "sops --config " + ShellText.word(shown + CONFIG) + " --encrypt --output " + to + " " + from
                        : "kubeseal --format yaml " + namespace + "< " + from + " > " + to);
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
                    ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
