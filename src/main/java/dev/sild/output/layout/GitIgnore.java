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
    private static final Pattern SPECIAL = Pattern.compile("[\\\\*?\\[\\] !#]");
    /** A larger file is not read. */
    private static final int LARGEST = 1 << 20;

    private GitIgnore() {}

    /**
     * Returns the files of a folder together with the {@code .gitignore} that they need.
     *
     * @param shown how the user named the folder, with a {@code /} at its end
     * @param findings takes what must be added to a {@code .gitignore} of the user's
     */
    public static List<LayoutFile> with(List<LayoutFile> files, Path folder, String shown, List<Finding> findings) {
        Set<String> patterns = new TreeSet<>();
        secretPlaces(files)
                .forEach(place -> patterns.add("/" + SPECIAL.matcher(place).replaceAll("\\\\$0")));
        if (patterns.isEmpty()) {
            return files;
        }
        Optional<List<String>> users = usersLines(folder.resolve(NAME));
        if (users.isEmpty()) {
            List<LayoutFile> all = new ArrayList<>(files);
            all.add(LayoutFile.of(NAME, HEAD + String.join("\n", patterns) + "\n"));
            return all;
        }
        users.get().forEach(line -> patterns.removeIf(pattern -> matches(bare(line.strip()), bare(pattern))));
        if (!patterns.isEmpty()) {
            findings.add(new Finding(
                    Code.SECRETS_IN_FILES,
                    Origin.NONE,
                    (shown + NAME) + " was not written by sild and does not list all files with secret values",
                    "add these lines to it: " + String.join(" ", patterns)));
        }
        return files;
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
        return pattern.replaceFirst("^/", "").replaceFirst("/\\*{0,2}$", "");
    }

    /** Returns the lines of a file that Sild did not write; nothing where there is none, or where it is not a file. */
    private static Optional<List<String>> usersLines(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return Optional.of(lines).filter(all -> all.stream().noneMatch(line -> line.startsWith(MARK)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
