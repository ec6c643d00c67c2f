package dev.sild.output.layout;

import dev.sild.model.Origin;
import dev.sild.output.files.OutputFile;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.syntax.YamlComment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The {@code .gitignore} that keeps the files with the values of Secrets out of a repository. A {@code .gitignore} that
 * Sild did not write stays as it is; a finding says what it lacks.
 *
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore</a>
 */
public final class GitIgnore {
    public static final String NAME = ".gitignore";

    private static final String MARK = YamlComment.line(SildMark.WORDS).strip();
    private static final String HEAD =
            YamlComment.line(SildMark.WORDS + ". These files contain secret values. Do not commit them to git.");
    /** The plain files of all Secrets, in whatever folder, also of those that are no longer there. */
    private static final String ANY_PLAIN = "*" + EncryptedSecrets.PLAIN;

    private static final Pattern SPECIAL = Pattern.compile("[\\\\*?\\[\\] !#]");
    /** A larger file is not read. */
    private static final int LARGEST = 1 << 20;

    private GitIgnore() {}

    /**
     * Returns the files of a folder together with the {@code .gitignore} that they need. The pattern of the plain files
     * of Secrets stays once it is there: another clone may still have such a file, whatever has become of its Secret.
     *
     * @param shown how the user named the folder, with a {@code /} at its end
     * @param findings takes what must be added to a {@code .gitignore} of the user's
     */
    public static List<LayoutFile> with(
            List<LayoutFile> files, SecretsMode mode, Path folder, String shown, List<Finding> findings) {
        Optional<List<String>> known = lines(folder.resolve(NAME));
        boolean ours = known.filter(GitIgnore::isOurs).isPresent();
        Set<String> patterns = mode.isLocal() ? patterns(secretPlaces(files)) : new TreeSet<>();
        boolean hasValues = !patterns.isEmpty();
        if (mode.isEncrypted() || ours && known.get().contains(ANY_PLAIN)) {
            patterns.add(ANY_PLAIN);
        }
        if (patterns.isEmpty()) {
            return files;
        }
        if (known.isEmpty() || ours) {
            List<LayoutFile> all = new ArrayList<>(files);
            all.add(LayoutFile.of(NAME, HEAD + String.join("\n", patterns) + "\n"));
            return all;
        }
        known.get().forEach(line -> patterns.removeIf(pattern -> matches(bare(line.strip()), bare(pattern))));
        if (hasValues && !patterns.isEmpty()) {
            findings.add(new Finding(
                    Code.SECRETS_IN_FILES,
                    Origin.NONE,
                    (shown + NAME) + " was not written by sild and does not list all files with secret values",
                    "add these lines to it: " + String.join(" ", patterns)));
        }
        return files;
    }

    private static Set<String> patterns(Set<String> places) {
        return places.stream()
                .map(place -> place.endsWith(EncryptedSecrets.PLAIN)
                        ? ANY_PLAIN
                        : "/" + SPECIAL.matcher(place).replaceAll("\\\\$0"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns where secret values are: files, and folders that hold nothing else, with a {@code /} at their end. */
    public static Set<String> secretPlaces(List<LayoutFile> files) {
        Set<String> places = new TreeSet<>();
        files.stream()
                .filter(file -> file.mode() == OutputFile.Mode.SECRET)
                .map(LayoutFile::name)
                .forEach(name -> {
                    // The last one: a profile, too, may be called secrets.
                    int folder =
                            name.endsWith(EncryptedSecrets.PLAIN) ? -1 : name.lastIndexOf("/" + LayoutFile.SECRETS);
                    places.add(folder < 0 ? name : name.substring(0, folder + 1) + LayoutFile.SECRETS);
                });
        return places;
    }

    /** Whether a line says the same as a pattern, or names its last part, which counts in every folder. */
    private static boolean matches(String line, String pattern) {
        return line.equals(pattern) || line.indexOf('/') < 0 && pattern.endsWith("/" + line);
    }

    private static String bare(String pattern) {
        return pattern.replaceFirst("^(?:\\*\\*)?/", "").replaceFirst("/\\*{0,2}$", "");
    }

    private static boolean isOurs(List<String> lines) {
        return lines.stream().anyMatch(line -> line.startsWith(MARK));
    }

    /** Returns the lines of a file; nothing where there is none, or where it is not a file. */
    private static Optional<List<String>> lines(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
                    ? Optional.of(Files.readAllLines(file, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
