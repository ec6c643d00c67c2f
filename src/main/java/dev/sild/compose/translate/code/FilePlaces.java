package dev.sild.compose.translate.code;

import dev.sild.compose.translate.code.ProgramWrites.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders that expressions for files lie in: {@code "uploads/" . $name}, {@code filepath.Join("uploads", name)}.
 * What is unknown of an expression is the name of the file, so that all before it is the folder.
 */
final class FilePlaces {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<literal>\"[^\"]*\"|'[^']*'|`[^`]*`)|(?<word>[$@]?[A-Za-z_]\\w{0,99}+)|(?<space>\\s++)|(?<other>.)");

    /** What a name stands in within a literal: {@code $name}, {@code {$id}}, {@code ${name}}, {@code %s}. */
    private static final Pattern INSERTED = Pattern.compile("\\$\\{?\\w|\\{|#\\{|%[-+0-9.]{0,5}[a-zA-Z]");

    /** A variable in a literal of PHP, or of JavaScript in the last form, and not a part of its value. */
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(\\w{1,60}+)(?!\\[|->)|\\{\\$(\\w{1,60}+)\\}|\\$\\{(\\w{1,60}+)\\}");

    /** A key of what stands before it. */
    private static final Pattern KEY = Pattern.compile("\\s*+\\[\\s*+(?:\"([^\"]{0,100}+)\"|'([^']{0,100}+)')\\s*+\\]");

    /** What stands before the value to use where there is none. */
    private static final Pattern DEFAULT = Pattern.compile("\\s*+(?:\\|\\||\\?\\?|\\?:|or\\b)");

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
            this self static new f r rtrim trim realpath Yii getAlias getParameter params fmt Sprintf sprintf format \
            DIRECTORY_SEPARATOR DS separator sep toString DirectorySeparatorChar strval""".split(" "));

    /** The key under which PHP has the folder of the pages. */
    private static final String ROOT = "DOCUMENT_ROOT";

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
        // Most lines have neither; an expression takes longer to find that out.
        if (line.indexOf('=') >= 0) {
            put(ASSIGNED.matcher(line));
        }
        if (line.contains("define(")) {
            put(DEFINED.matcher(line));
        }
    }

    private void put(Matcher value) {
        if (value.find()) {
            variables.put(value.group(1), value.group(2));
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
                    addLiteral(literally, depth);
                } else if (word != null) {
                    int end = keyed(word, expression, token.end());
                    if (end < 0) {
                        addWord(word, depth);
                    } else {
                        token.region(end, expression.length());
                    }
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

        /**
         * Returns where an expression goes on after a word with a key, whose value is not known; negative where there
         * is no key, or the value is that of the word.
         */
        private int keyed(String word, String expression, int start) {
            Matcher key = KEY.matcher(expression).region(start, expression.length());
            if (!key.lookingAt()
                    || word.equals("$_SERVER") && ROOT.equals(key.group(1) == null ? key.group(2) : key.group(1))) {
                return -1;
            }
            Matcher other = DEFAULT.matcher(expression).region(key.end(), expression.length());
            if (other.lookingAt()) {
                return other.end();
            }
            cutOff();
            return key.end();
        }

        private void cutOff() {
            cut = true;
            if (!joined) {
                trim();
            }
        }

        /** Returns a literal with variables of known values in it as these and literals, one after the other. */
        private Optional<String> parts(String quoted) {
            char quote = quoted.charAt(0);
            if (php ? quote != '"' : quote != '`') {
                return Optional.empty();
            }
            Matcher variable = VARIABLE.matcher(quoted).region(1, quoted.length() - 1);
            StringBuilder parts = new StringBuilder();
            int from = 1;
            while (variable.find()) {
                String name = Stream.of(variable.group(1), variable.group(2), variable.group(3))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
                if (!php && variable.group(3) == null || parts.length() == 0 && !variables.containsKey(name)) {
                    return Optional.empty();
                }
                parts.append(quote).append(quoted, from, variable.start()).append(quote);
                parts.append(" + ").append(php ? "$" : "").append(name).append(" + ");
                from = variable.end();
            }
            return from == 1
                    ? Optional.empty()
                    : Optional.of(parts.append(quote)
                            .append(quoted, from, quoted.length())
                            .toString());
        }

        private void addLiteral(String quoted, int depth) {
            Optional<String> parts = depth < DEEPEST ? parts(quoted) : Optional.empty();
            if (parts.isPresent()) {
                add(parts.get(), depth + 1);
                return;
            }
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
                cutOff();
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
