package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Laravel has its folders: what its functions for paths return, and the links that {@code storage:link} makes.
 */
final class LaravelFolders {
    private static final String SETTINGS = "config/filesystems.php";
    private static final long MAX_BYTES = 64 << 10;

    /** {@code public_path('storage') => storage_path('app/public')}. */
    private static final Pattern LINK =
            Pattern.compile("public_path\\(\\s*[\"']/?([\\w-][\\w./-]{0,200})[\"']\\s*\\)\\s*=>");

    private static final Map<String, String> FUNCTIONS = Map.of(
            "base_path", "",
            "app_path", "app",
            "config_path", "config",
            "database_path", "database",
            "public_path", "public",
            "resource_path", "resources",
            "storage_path", "storage");

    private LaravelFolders() {}

    /** Returns the folders of a tree that projects of Laravel lie in; empty for its top. */
    static List<String> roots(Collection<String> paths) {
        return paths.stream()
                .filter(path -> CodeNames.name(path).equals("artisan") || ("/" + path).endsWith("/" + SETTINGS))
                .map(path -> CodePath.parent(path.endsWith(SETTINGS) ? CodePath.parent(path) : path))
                .distinct()
                .toList();
    }

    /** Returns what the functions for paths return in a file, relative to the tree; empty where it has none. */
    static Map<String, String> functions(String file, Collection<String> roots) {
        Map<String, String> folders = new HashMap<>();
        if (CodeNames.extension(file).equals("php")) {
            roots.stream()
                    .filter(root -> root.isEmpty() || file.startsWith(root + "/"))
                    .findFirst()
                    .ifPresent(root -> FUNCTIONS.forEach((name, folder) -> folders.put(name, below(root, folder))));
        }
        return folders;
    }

    /** Returns the paths in a tree that links are made at, which a folder there would prevent. */
    static Set<String> links(SourceTree tree, BindFiles reader) {
        Set<String> links = new TreeSet<>();
        for (String root : roots(tree.paths())) {
            Path settings = tree.path().resolve(below(root, SETTINGS));
            links.add(below(root, "public/storage"));
            reader.peek(settings, MAX_BYTES)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .ifPresent(text -> {
                        Matcher link = LINK.matcher(text);
                        while (link.find()) {
                            links.add(below(root, "public/" + link.group(1)));
                        }
                    });
        }
        return links;
    }

    private static String below(String root, String path) {
        return root.isEmpty() || path.isEmpty() ? root + path : root + "/" + path;
    }
}
