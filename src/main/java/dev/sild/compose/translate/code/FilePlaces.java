package dev.sild.compose.translate.code;

import dev.sild.compose.translate.code.ProgramWrites.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folders that expressions for files lie in: {@code "uploads/" . $name}, {@code filepath.Join("uploads", name)}.
 * What is unknown of an expression is the name of the file, so that all before it is the folder.
 */
final class FilePlaces {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<literal>\"[^\"]*\"|'[^']*'|`[^`]*`)|(?<word>[$@]?[A-Za-z_]\\w{0,99}+)|(?<space>\\s++)|(?<other>.)");

    /** What a name stands in within a literal: {@code $name}, {@code {$id}}, {@code ${name}}, {@code %s}. */
    private static final Pattern INSERTED = Pattern.compile("\\$\\{?\\w|\\{|#\\{|%[-+0-9.]{0,5}[a-zA-Z]");

    private static final Pattern ASSIGNED =
            Pattern.compile("(?:^|[\\s$.>])(\\w{1,60}+)\\s*+(?::[^=]{1,30})?:?=(?![=>])\\s*+(.+)");

    private static final Pattern DEFINED = Pattern.compile("\\bdefine\\(\\s*+[\"'](\\w{1,60})[\"']\\s*+,\\s*+(.+)");

    /** The folder of the pages of ASP.NET. */
    private static final Pattern WEB_ROOT = Pattern.compile("(?:\\b(?:this\\.)?\\w{1,40}\\.)?\\bWebRootPath\\b");

    /** The folder that a process starts in. */
    private static final Pattern START = Pattern.compile(
            "\\bSystem\\.getProperty\\(\"user\\.dir\"\\)|\\b(?:process|os|Path)\\.(?:get)?cwd\\(\\)|\\bDirectory\\.GetCurrentDirectory\\(\\)"
                    + "|(?:\\b(?:this\\.)?\\w{1,40}\\.)?\\bContentRootPath\\b");

    /** Words that change nothing in a path. */
    private static final Set<String> TRANSPARENT = Set.of("""
            this self static new f r rtrim trim realpath Yii getAlias getParameter params fmt Sprintf format \
            DIRECTORY_SEPARATOR DS separator sep toString DirectorySeparatorChar strval""".split(" "));

    private static final int DEEPEST = 3;
    private static final int LONGEST = 600;

    private final CodePath code;
    private final boolean php;
    private final Map<String, String> variables = new HashMap<>();

    FilePlaces(CodePath code) {
        this.code = code;
        php = PhpFolders.isPhp(code.file());
    }

    /** Returns a line in which folders of frameworks stand as other code names folders. */
    static String plain(String file, String line) {
        return switch (CodeNames.extension(file)) {
            case "php" -> PhpFolders.plain(line);
            case "cs" ->
                line.indexOf("RootPath") < 0 && line.indexOf("CurrentDirectory") < 0
                        ? line
                        : START.matcher(WEB_ROOT.matcher(line).replaceAll("\"wwwroot\""))
                                .replaceAll("\".\"");
            default ->
                line.indexOf("cwd()") < 0 && line.indexOf("user.dir") < 0
                        ? line
                        : START.matcher(line).replaceAll("\".\"");
        };
    }

    /** Notes the variable that a line gives a value. */
    void add(String line) {
        Matcher assigned = ASSIGNED.matcher(line);
        if (assigned.find()) {
            variables.put(assigned.group(1), assigned.group(2));
        }
        Matcher defined = DEFINED.matcher(line);
        if (defined.find()) {
            variables.put(defined.group(1), defined.group(2));
        }
    }

    /** Returns the folder of an expression, which other arguments of a call may follow. */
    Optional<Place> folder(String expression) {
        Prefix prefix = new Prefix();
        prefix.add(expression, 0);
        prefix.end();
        return prefix.text.indexOf("/") < 0 && !prefix.named ? Optional.empty() : code.folder(prefix.text.toString());
    }

    /** What is known of an expression from its start. */
    private final class Prefix {
        private final StringBuilder text = new StringBuilder();
        /** Where the last literal starts in the text; negative where there is none. */
        private int literal = -1;

        private boolean joined = true;
        private boolean member;
        private boolean named;
        private boolean cut;

        private void add(String expression, int depth) {
            Matcher token = TOKEN.matcher(expression);
            int open = 0;
            while (!cut && text.length() < LONGEST && token.find()) {
                String literally = token.group("literal");
                String word = token.group("word");
                String other = token.group("other");
                if (literally != null) {
                    addLiteral(literally);
                } else if (word != null) {
                    addWord(word, depth);
                    member = false;
                } else if (other != null) {
                    char c = other.charAt(0);
                    open += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
                    if (open < 0 || c == ';' || c == ',' && open == 0) {
                        return;
                    }
                    if (c == '+' || c == '.' && php) {
                        joined = false;
                    } else if (c == ',' || c == '/' || c == '(') {
                        joined = true;
                    }
                    member = c == '.' && !php;
                    text.append(c);
                }
            }
        }

        private void addLiteral(String quoted) {
            String inner = quoted.substring(1, quoted.length() - 1);
            Matcher inserted = INSERTED.matcher(inner);
            literal = text.length();
            if (inserted.find()) {
                inner = inner.substring(0, inserted.start());
                cut = true;
                inner = inner.substring(0, inner.lastIndexOf('/') + 1);
            }
            named |= !inner.isEmpty();
            text.append(quoted.charAt(0)).append(inner).append(quoted.charAt(0));
        }

        private void addWord(String word, int depth) {
            String name = word.charAt(0) == '$' || word.charAt(0) == '@' ? word.substring(1) : word;
            String value = variables.get(name);
            if (TRANSPARENT.contains(name)) {
                return;
            }
            boolean own = value != null && !member && !value.contains("require(") && depth < DEEPEST;
            if (code.isKnown(name) && !(own && !code.bases().containsKey(name))) {
                text.append(name);
            } else if (value != null && depth < DEEPEST) {
                text.append(' ');
                add(value, depth + 1);
                text.append(' ');
            } else {
                cut = true;
                if (!joined) {
                    trim();
                }
            }
        }

        /** The last part of a path that is known to its end is a file where it has an extension. */
        private void end() {
            if (!cut && literal >= 0) {
                int end = text.indexOf(text.substring(literal, literal + 1), literal + 1);
                String last = CodeNames.name(text.substring(literal + 1, Math.max(end, literal + 1)));
                if (last.indexOf('.') > 0) {
                    trim();
                }
            }
        }

        /** Takes the last literal to be the start of a file's name after its last slash. */
        private void trim() {
            if (literal < 0) {
                return;
            }
            char quote = text.charAt(literal);
            int end = text.indexOf(String.valueOf(quote), literal + 1);
            String inner = text.substring(literal + 1, Math.max(end, literal + 1));
            text.setLength(literal);
            text.append(quote).append(inner, 0, inner.lastIndexOf('/') + 1).append(quote);
        }
    }
}
