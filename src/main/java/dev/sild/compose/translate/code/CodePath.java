package dev.sild.compose.translate.code;

import dev.sild.compose.translate.code.ProgramWrites.Place;
import dev.sild.images.ContainerPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths that expressions of a file of code stand for, in the languages that web applications are written in. What an
 * expression means beyond the usual calls is not guessed.
 *
 * @param file the path of the file in its tree
 * @param bases variables of the file that hold its own place, and the folders that they are, relative to the tree
 * @param managed the folders of the tree that a Django project lies in
 */
record CodePath(String file, Map<String, String> bases, List<String> managed) {
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"|'([^']*)'|`([^`]*)`");
    private static final Pattern VARIABLE =
            Pattern.compile("(?:\\benv\\.|(?:getenv|get|env|config|str)\\(\\s*[\"'])([A-Z][A-Z0-9_]*)\\b");
    private static final Pattern OF_ENVIRONMENT = Pattern.compile("\\benv\\.\\w+");
    private static final Pattern NO_PATH = Pattern.compile("[A-Z][A-Z0-9_]*|user\\.dir|utf-?8");
    private static final Pattern SEGMENTS = Pattern.compile("(?:\\.{1,2}/|/)*[\\w-][\\w./-]*");
    private static final Pattern OWN_PLACE = Pattern.compile("__file__|__dirname|__DIR__|import\\.meta\\.dirname");
    private static final Pattern BASE = Pattern.compile(
            "^\\s*(?:const |let |var |\\$)?(\\w{1,60}+)\\s*+=\\s*+(.*(?:__file__|__dirname|__DIR__).*)$");
    private static final Pattern UP = Pattern.compile("\\bdirname\\(|\\.parent\\b(?!s)|\\.parents\\[(\\d)\\]");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern TOP =
            Pattern.compile("(?i)(?:base|root|project|project_root|root_dir|base_dir|basedir)(?:_?dir|_?path)?");

    private static final List<String> COMMENTS = List.of("#", "//", "*", "/*", ";", "<!--");

    /** Words of the calls that put a path together. */
    private static final Set<String> KNOWN = Set.of("""
            os path Path Paths join str resolve abspath realpath normpath dirname parent parents __file__ __dirname \
            __DIR__ import meta getenv environ get env config process cwd default cast settings app root_path \
            current_app of fs string String const filepath Join System getProperty File fspath as_posix pathlib Config \
            req file cb Combine""".split(" "));

    /** Returns the folder that a file lies in; empty at the top. */
    static String parent(String file) {
        return file.substring(0, Math.max(file.lastIndexOf('/'), 0));
    }

    static String withoutComment(String line) {
        String text = line.strip();
        if (COMMENTS.stream().anyMatch(text::startsWith)) {
            return "";
        }
        int comment = Math.max(text.lastIndexOf(" #"), text.lastIndexOf(" //"));
        return comment < 0 ? text : text.substring(0, comment);
    }

    /** Notes the variable that a line gives the file's own place, or a folder around it. */
    static void addBase(String line, String file, Map<String, String> bases) {
        Matcher base = BASE.matcher(line.contains("__") ? line : "");
        if (base.matches() && !LITERAL.matcher(base.group(2)).find()) {
            bases.put(base.group(1), around(base.group(2), file));
        }
    }

    /** Returns the folder around a file that an expression with its own place is. */
    private static String around(String expression, String file) {
        int up = expression.contains("__file__") ? 0 : 1;
        Matcher step = UP.matcher(expression);
        while (step.find()) {
            up += step.group(1) == null ? 1 : Integer.parseInt(step.group(1)) + 1;
        }
        String folder = file;
        for (int i = 0; i < Math.max(up, 1); i++) {
            folder = parent(folder);
        }
        return folder;
    }

    /** Returns the folder that an expression is; empty where it is none, or not known. */
    Optional<Place> folder(String expression) {
        Optional<String> base = base(expression);
        List<String> parts = literals(expression);
        boolean known = words(OF_ENVIRONMENT.matcher(expression).replaceAll("")).stream()
                .allMatch(this::isKnown);
        String path = String.join("/", parts);
        String last = path.replaceFirst("/+$", "");
        last = last.substring(last.lastIndexOf('/') + 1);
        if (!known
                || parts.isEmpty()
                || !SEGMENTS.matcher(path).matches()
                || last.isEmpty()
                || last.indexOf('.') >= 0) {
            return Optional.empty();
        }
        return place(path, base, expression);
    }

    /**
     * Returns the file that a line names, whatever else is in the line.
     *
     * @param start where the literal with its name starts in the line, and {@code end} where it ends
     */
    Place named(String line, String name, int start, int end) {
        int from = line.lastIndexOf("join(", start);
        for (int i = start - 1; from < 0 && i >= 0; i--) {
            from = ",:=({[".indexOf(line.charAt(i)) >= 0 ? i : from;
        }
        if (from > 0 && line.charAt(from) == '(') {
            // The function whose argument the name is.
            for (; from > 0 && Character.isJavaIdentifierPart(line.charAt(from - 1)); from--) {}
        }
        String expression = line.substring(Math.max(from, 0), end);
        String path = String.join("/", literals(expression));
        Optional<String> base = file.endsWith(".prisma") ? Optional.of(parent(file)) : base(expression);
        return place(SEGMENTS.matcher(path).matches() ? path : name, base, line)
                .orElseGet(() -> new Place(name, false, variable(line)));
    }

    private Optional<Place> place(String path, Optional<String> base, String expression) {
        if (base.isEmpty()) {
            return Optional.of(new Place(path, false, variable(expression)));
        }
        // Above the top of the tree is not known.
        String guard = "/top";
        String whole = ContainerPaths.absolute(guard + "/" + base.get(), "./" + path);
        return ContainerPaths.below(guard, whole)
                .filter(below -> !below.isEmpty())
                .map(below -> new Place(below, true, variable(expression)));
    }

    private static String variable(String expression) {
        Matcher variable = VARIABLE.matcher(expression);
        return variable.find() ? variable.group(1) : "";
    }

    /** Returns the folder of the tree from which an expression starts; empty for that of the process. */
    private Optional<String> base(String expression) {
        if (OWN_PLACE.matcher(expression).find()) {
            return Optional.of(around(expression, file));
        }
        if (expression.contains("root_path")) {
            return Optional.of(parent(file));
        }
        List<String> words = words(expression);
        for (String word : words) {
            if (bases.containsKey(word)) {
                return Optional.of(bases.get(word));
            }
        }
        if (words.stream().noneMatch(this::isBase)) {
            return Optional.empty();
        }
        // Settings of Django know the folder of their project.
        return managed.stream()
                .filter(folder -> folder.isEmpty() || file.startsWith(folder + "/"))
                .findFirst()
                .or(() -> Optional.of(""));
    }

    private static List<String> words(String expression) {
        return WORD.matcher(LITERAL.matcher(expression).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Whether a word is one of a call that puts a path together, or holds a folder. */
    boolean isKnown(String word) {
        return KNOWN.contains(word) || isBase(word);
    }

    private boolean isBase(String word) {
        return bases.containsKey(word) || TOP.matcher(word).matches();
    }

    private static List<String> literals(String expression) {
        List<String> literals = new ArrayList<>();
        Matcher literal = LITERAL.matcher(expression);
        while (literal.find()) {
            String text = literal.group().substring(1, literal.group().length() - 1);
            if (!text.isEmpty() && !NO_PATH.matcher(text).matches()) {
                literals.add(text);
            }
        }
        return literals;
    }
}
