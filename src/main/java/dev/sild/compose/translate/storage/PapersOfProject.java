package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What lies in a folder for the people who read its repository: README, LICENSE and the like. */
final class PapersOfProject {
    private static final Pattern NAMES = Pattern.compile(
            "(?i)(?:readme|licen[cs]e|copying|notice|authors|contributing|code_of_conduct|changelog)(?:\\.(?:md|rst|txt|adoc))?");

    private static final Pattern PAGES = Pattern.compile("(?i).*\\.(?:md|mdx|rst|adoc|html?)");

    private static final String KEEPS_FOLDER = ".gitkeep";

    private PapersOfProject() {}

    /**
     * Returns the files without these. They stay in a folder of pages, where another file names them, as a
     * pyproject.toml does, and where nothing else is; what keeps an empty folder stays where it does so.
     */
    static List<BindFile> without(List<BindFile> files) {
        List<BindFile> others =
                files.stream().filter(file -> !isPaper(file.path())).toList();
        boolean pages =
                others.stream().anyMatch(file -> PAGES.matcher(file.path()).matches());
        Set<String> filled = new HashSet<>();
        others.stream()
                .filter(file -> !name(file.path()).equals(KEEPS_FOLDER))
                .forEach(file -> filled.add(folder(file.path())));
        if (filled.isEmpty()) {
            return files;
        }
        List<BindFile> needed = new ArrayList<>();
        for (BindFile file : files) {
            String name = name(file.path());
            boolean spare = name.equals(KEEPS_FOLDER)
                    ? filled.contains(folder(file.path()))
                    : isPaper(file.path()) && !pages && !isNamed(name, others);
            if (!spare) {
                needed.add(file);
            }
        }
        return List.copyOf(needed);
    }

    private static boolean isPaper(String path) {
        return NAMES.matcher(name(path)).matches();
    }

    private static boolean isNamed(String name, List<BindFile> others) {
        return others.stream().anyMatch(file -> new String(file.content(), StandardCharsets.ISO_8859_1).contains(name));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
