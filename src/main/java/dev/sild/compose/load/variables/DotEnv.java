package dev.sild.compose.load.variables;

import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.variables.Template.BadTemplateException;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dotenv files as docker compose reads them: {@code KEY=value}, {@code KEY: value}, quotes, escapes, values over
 * several lines, comments, {@code export}, variables in values. A key alone takes its value from the environment.
 */
public final class DotEnv {
    /** How the names of variables begin that compose reads itself: the name of the project, its profiles. */
    private static final String OF_COMPOSE = "COMPOSE_";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{?(\\w{1,200}+)");

    private final String text;
    private final String file;
    private final Function<String, String> environment;
    private final Map<String, String> own = new HashMap<>();
    private final Template template;
    private final Problems problems;
    private final boolean ofContainer;
    private final Set<String> references = new HashSet<>();
    private final Map<String, ScalarNode> values = new LinkedHashMap<>();
    private int at;
    private Position counted;
    private int countedTo;

    private DotEnv(
            String text, String file, Function<String, String> environment, Problems problems, boolean ofContainer) {
        this.problems = problems;
        this.ofContainer = ofContainer;
        this.text = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
        this.file = file;
        this.counted = new Position(file, 1, 1);
        this.environment = environment;
        this.template = new Template(this::known, problems.budget());
    }

    private @Nullable String known(String name) {
        String value = environment.apply(name);
        return value != null ? value : own.get(name);
    }

    /**
     * Returns the variables of a file in their order. Where {@code environment} returns a value for a name, variables
     * in other values mean that one.
     *
     * @param format {@code raw} for a file whose values are taken as they are; else empty
     * @param problems where variables without a value are noted
     * @throws InputException at the first line that has none of the supported forms
     */
    public static Map<String, ScalarNode> read(
            String text, String file, String format, Function<String, String> environment, Problems problems)
            throws InputException {
        DotEnv reader = new DotEnv(text, file, environment, problems, true);
        if (format.equals("raw")) {
            reader.raw();
        } else {
            reader.parse();
        }
        return reader.values;
    }

    /**
     * Returns the variables of a file that a project fills in. It may have more, for programs that read it themselves:
     * their values do not matter, and nothing about them is noted.
     */
    public static Map<String, ScalarNode> readOfProject(
            String text, String file, Function<String, String> environment, Problems problems) throws InputException {
        DotEnv reader = new DotEnv(text, file, environment, problems, false);
        reader.parse();
        return reader.values;
    }

    private void raw() throws InputException {
        while (at < text.length()) {
            int start = at;
            int end = lineEnd(at);
            String line = text.substring(start, end).replaceFirst("^\uFEFF", "").replaceFirst("\r$", "");
            at = end + 1;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String name = line.substring(0, equals < 0 ? line.length() : equals).strip();
            String value = equals < 0 ? environment.apply(name) : line.substring(equals + 1);
            if (!name.isEmpty() && value != null) {
                put(name, Nodes.string(value, position(start)));
            }
        }
    }

    private void parse() throws InputException {
        while (skipToStatement()) {
            int start = at;
            String key = key();
            if (key == null) {
                continue;
            }
            if (key.isEmpty()) {
                throw bad(start, "a variable name is missing", "write NAME=value");
            }
            // Before the value, which may ask for a place further on: going back would count from the beginning each
            // time.
            Position position = position(start);
            ScalarNode value = new ScalarNode(value(key), ScalarNode.Kind.STRING, position);
            put(key, value);
            own.put(key, value.value());
        }
    }

    private void put(String key, ScalarNode value) throws InputException {
        problems.budget().values(1, value.position(), Place.ROOT);
        values.put(key, value);
    }

    /** Moves to the next statement; false at the end of the file. */
    private boolean skipToStatement() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                at = lineEnd(at);
            } else if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Reads a key and what separates it from its value; null for a key alone, which is settled at once. */
    private @Nullable String key() throws InputException {
        int start = at;
        if (text.startsWith("export", at) && at + 6 < text.length() && isBlank(text.charAt(at + 6))) {
            at += 6;
            skipBlanks();
            start = at;
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '=' || c == ':') {
                String key = text.substring(start, at).stripTrailing();
                at++;
                return checked(key, start);
            }
            if (c == '\n') {
                break;
            }
            if (!Character.isLetterOrDigit(c) && "_.-[]".indexOf(c) < 0 && !isBlank(c)) {
                throw bad(at, "the character `" + c + "` is not allowed in a variable name", "write NAME=value");
            }
            at++;
        }
        String alone = checked(text.substring(start, at).stripTrailing(), start);
        String value = known(alone);
        if (value != null) {
            put(alone, Nodes.string(value, position(start)));
        }
        return null;
    }

    private String checked(String key, int start) throws InputException {
        if (key.indexOf(' ') >= 0 || key.indexOf('\t') >= 0) {
            throw bad(start, "spaces are not allowed in a variable name", "write NAME=value");
        }
        return key;
    }

    private Text value(String key) throws InputException {
        skipBlanks();
        if (at >= text.length()) {
            return Text.EMPTY;
        }
        char quote = text.charAt(at);
        if (quote == '"' || quote == '\'') {
            return quoted(key, quote);
        }
        int start = at;
        int end = lineEnd(at);
        at = end;
        String line = text.substring(start, end);
        int comment = line.indexOf(" #");
        String value = (comment < 0 ? line : line.substring(0, comment)).strip();
        return substitute(key, value, start);
    }

    private Text quoted(String key, char quote) throws InputException {
        int start = at;
        int end = start + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' && end + 1 < text.length() ? 2 : 1;
        }
        if (end >= text.length()) {
            throw bad(start, "the closing quote is missing", "add the closing quote");
        }
        String inside = text.substring(start + 1, end);
        at = end + 1;
        if (quote == '\'') {
            return Text.of(inside.replace("\\'", "'"));
        }
        return substitute(key, Escapes.resolved(inside), start);
    }

    private Text substitute(String key, String value, int start) throws InputException {
        try {
            Text filled = template.substitute(value);
            List<String> unset = template.takeUnset();
            if (unset.isEmpty()) {
                return filled;
            }
            DollarSigns dollars = new DollarSigns(key, value);
            for (String name : unset) {
                note(
                        key,
                        dollars.isOfSecret(name)
                                ? dollars.finding(position(start).origin(Place.ROOT.toString()))
                                : Problems.unsetFinding(name, position(start), Place.ROOT, false));
            }
            return filled;
        } catch (BadTemplateException wrong) {
            throw bad(start, wrong.getMessage(), wrong.remedy());
        }
    }

    private void note(String key, Finding finding) {
        if (references.isEmpty() && !ofContainer) {
            REFERENCE.matcher(text).results().forEach(name -> references.add(name.group(1)));
        }
        // Another variable of the file may have it in its value, and compose needs no reference to its own.
        if (ofContainer || references.contains(key) || key.startsWith(OF_COMPOSE)) {
            problems.add(finding);
        } else {
            problems.addIfUsed(key, finding);
        }
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /**
     * Continues counting from the last requested position, because counting a long file from its start each time is
     * slow.
     */
    private Position position(int offset) {
        boolean onward = offset >= countedTo;
        int line = onward ? counted.line() : 1;
        int column = onward ? counted.column() : 1;
        for (int i = onward ? countedTo : 0; i < offset; i++) {
            column = text.charAt(i) == '\n' ? 1 : column + 1;
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        counted = new Position(file, line, column);
        countedTo = offset;
        return counted;
    }

    private InputException bad(int offset, String reason, String remedy) {
        return Problems.fatal(Code.INPUT_INVALID, position(offset), "", reason, remedy);
    }
}
