package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies in a folder for the people who read its repository: README, LICENSE and the like. */
final class PapersOfProject {
    /** Programs read license.txt, notice.txt or readme.txt: those are no papers. */
    private static final Pattern NAMES = Pattern.compile(
            "(?i)(readme)(?:\\.(?:md|rst|adoc))?|(contributing|code_of_conduct|licen[cs]e|copying)(?:\\.md)?");

    private static final Pattern PAGES = Pattern.compile("(?i).*\\.(?:md|mdx|rst|adoc|html?)");

    private static final String KEEPS_FOLDER = ".gitkeep";

    private PapersOfProject() {}

    /**
     * The files of a folder.
     *
     * @param needed those that containers may need
     * @param spare the others, by their paths
     */
    record Sorted(List<BindFile> needed, List<String> spare) {
        Sorted {
            needed = List.copyOf(needed);
            spare = List.copyOf(spare);
        }
    }

    /**
     * Sorts files. Papers are needed in a folder of pages, where another file names them, as a pyproject.toml does, and
     * where nothing else is; what keeps an empty folder is needed where it does so.
     */
    static Sorted sort(List<BindFile> files) {
        List<BindFile> others =
                files.stream().filter(file -> !isPaper(file.path())).toList();
        boolean pages =
                others.stream().anyMatch(file -> PAGES.matcher(file.path()).matches());
        Set<String> filled = new HashSet<>();
        others.stream()
                .filter(file -> !name(file.path()).equals(KEEPS_FOLDER))
                .forEach(file -> filled.add(folder(file.path())));
        if (filled.isEmpty()) {
            return new Sorted(files, List.of());
        }
        Set<String> named = pages || others.size() == files.size() ? Set.of() : namedIn(others);
        List<BindFile> needed = new ArrayList<>();
        List<String> spare = new ArrayList<>();
        for (BindFile file : files) {
            String name = name(file.path());
            boolean isSpare = name.equals(KEEPS_FOLDER)
                    ? filled.contains(folder(file.path()))
                    : isPaper(file.path()) && !pages && !named.contains(name.toLowerCase(Locale.ROOT));
            if (isSpare) {
                spare.add(file.path());
            } else {
                needed.add(file);
            }
        }
        return new Sorted(needed, spare);
    }

    private static boolean isPaper(String path) {
        return NAMES.matcher(name(path)).matches();
    }

    /**
     * Returns the names of papers in files, in small letters: each text is read once, however many papers there are.
     */
    private static Set<String> namedIn(List<BindFile> files) {
        Set<String> named = new HashSet<>();
        for (BindFile file : files) {
            Matcher name = NAMES.matcher(new String(file.content(), StandardCharsets.ISO_8859_1));
            while (name.find()) {
                named.add(name.group().toLowerCase(Locale.ROOT));
                named.add((name.group(1) == null ? name.group(2) : name.group(1)).toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
