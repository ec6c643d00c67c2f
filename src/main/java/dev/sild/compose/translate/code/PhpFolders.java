package dev.sild.compose.translate.code;

import dev.sild.compose.translate.code.ProgramWrites.Place;
import dev.sild.images.ContainerPaths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where programs in PHP have their folders: what the constants of frameworks are, and where relative paths start, which
 * is the folder of the script that a request runs.
 */
final class PhpFolders {
    /** Files that a framework has at its top, and the folder of its pages below that. */
    private static final Map<String, String> MARKS = marks();

    /** Folders of scripts that others include: no request runs one of them. */
    private static final Set<String> INCLUDED = Set.of("""
            app application src lib libs inc include includes class classes function functions controller controllers \
            model models core config helpers action actions""".split(" "));

    /** {@code '%kernel.project_dir%/public'}, {@code '@webroot/files'}: a name of a folder within a literal. */
    private static final Pattern IN_LITERAL =
            Pattern.compile("([\"'])(?:%?kernel\\.(project_dir)%?|@(webroot|app)\\b)");

    private static final Pattern PARENTS = Pattern.compile("\\bdirname\\(\\s*__DIR__\\s*,\\s*([2-5])\\s*\\)");

    /** The roots of frameworks, and the folders of their pages. */
    private final Map<String, String> roots = new LinkedHashMap<>();

    private final Set<String> folders = new HashSet<>();
    private final Set<String> ofCodeIgniter = new HashSet<>();

    private static Map<String, String> marks() {
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put("artisan", "public");
        marks.put("spark", "public");
        marks.put("app/Config/Paths.php", "public");
        marks.put("yii", "web");
        marks.put("web/index.php", "web");
        marks.put("public/index.php", "public");
        marks.put("bin/console", "public");
        marks.put("application/config/config.php", "");
        marks.put("system/core/CodeIgniter.php", "");
        return marks;
    }

    PhpFolders(Collection<String> paths) {
        boolean any = false;
        for (String path : paths) {
            for (String folder = CodePath.parent(path); folders.add(folder) && !folder.isEmpty(); ) {
                folder = CodePath.parent(folder);
            }
            any |= CodeNames.extension(path).equals("php");
        }
        if (any) {
            MARKS.forEach((mark, pages) -> paths.stream()
                    .filter(path -> ("/" + path).endsWith("/" + mark))
                    .forEach(path -> {
                        String root = path.substring(0, Math.max(path.length() - mark.length() - 1, 0));
                        roots.putIfAbsent(root, pages);
                        if (mark.equals("spark") || mark.startsWith("app")) {
                            ofCodeIgniter.add(root);
                        }
                    }));
        }
    }

    static boolean isPhp(String file) {
        return CodeNames.extension(file).equals("php");
    }

    /** Returns the constants of frameworks that a file has, and the folders that they are, relative to the tree. */
    Map<String, String> constants(String file) {
        Map<String, String> constants = new HashMap<>();
        if (!isPhp(file)) {
            return constants;
        }
        Optional<String> root = root(file);
        String top = root.orElse("");
        String pages = below(top, root.map(roots::get).orElse(""));
        constants.put("_SERVER", pages);
        root.ifPresent(known -> {
            constants.put("FCPATH", pages);
            constants.put("ROOTPATH", known);
            constants.put("WRITEPATH", below(known, "writable"));
            constants.put("webroot", pages);
            constants.put("project_dir", known);
            constants.put("projectDir", known);
            constants.put("app", known);
        });
        return constants;
    }

    /** Returns a line in which names of folders stand beside literals instead of in them. */
    static String plain(String line) {
        String plain = line.indexOf("dirname(") < 0 ? line : line.replace("dirname(__FILE__)", "__DIR__");
        Matcher parents = PARENTS.matcher(plain);
        if (parents.find()) {
            int levels = Integer.parseInt(parents.group(1));
            plain = plain.substring(0, parents.start()) + "dirname(".repeat(levels) + "__DIR__" + ")".repeat(levels)
                    + plain.substring(parents.end());
        }
        // EasyAdmin's starts at the project, and others at the folder of pages.
        plain = plain.replace("setUploadDir(", "setUploadDir(project_dir . ");
        Matcher named = IN_LITERAL.matcher(plain);
        return named.find()
                ? named.replaceAll(
                        found -> (found.group(2) == null ? found.group(3) : found.group(2)) + " . " + found.group(1))
                : plain;
    }

    /** Returns a place with a relative path as one in the tree, where a file of PHP names it. */
    Place placed(String file, Place place) {
        if (!isPhp(file) || place.inTree() || place.path().startsWith("/")) {
            return place;
        }
        for (String start : starts(file)) {
            Optional<Place> found = below(start, place);
            if (found.filter(known -> folders.contains(known.path())).isPresent()) {
                return found.get();
            }
        }
        return starts(file).stream()
                .flatMap(start -> below(start, place).stream())
                .findFirst()
                .orElse(place);
    }

    /** Returns the folders that relative paths may start from, the likeliest first. */
    private List<String> starts(String file) {
        Optional<String> root = root(file);
        if (root.isPresent()) {
            return List.of(below(root.get(), roots.getOrDefault(root.get(), "")));
        }
        List<String> starts = new ArrayList<>();
        String own = CodePath.parent(file);
        starts.add(own);
        if (!own.isEmpty()) {
            starts.add(INCLUDED.contains(CodeNames.name(own)) ? 0 : 1, CodePath.parent(own));
            starts.add("");
        }
        return starts;
    }

    /** A path that leads above the top of the tree is not in it. */
    private static Optional<Place> below(String start, Place place) {
        String whole = ContainerPaths.absolute("/top/" + start, "./" + place.path());
        return ContainerPaths.below("/top", whole)
                .filter(path -> !path.isEmpty())
                .map(path -> new Place(path, true, place.variable()));
    }

    /** Returns the folder of uploads that CodeIgniter has where code names none. */
    Optional<Place> ofStore(String file) {
        return root(file)
                .filter(ofCodeIgniter::contains)
                .map(root -> new Place(below(root, "writable/uploads"), true, ""));
    }

    /** Returns the innermost root of a framework that a file lies in. */
    private Optional<String> root(String file) {
        for (String folder = CodePath.parent(file); ; folder = CodePath.parent(folder)) {
            if (roots.containsKey(folder)) {
                return Optional.of(folder);
            }
            if (folder.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    private static String below(String root, String path) {
        return root.isEmpty() || path.isEmpty() ? root + path : root + "/" + path;
    }
}
