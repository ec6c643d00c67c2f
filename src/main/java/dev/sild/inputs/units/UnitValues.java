package dev.sild.inputs.units;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the values of one unit come to: specifiers of systemd, and variables that its section {@code [Service]} sets.
 * Other variables are left to the environment, as in a compose file.
 */
final class UnitValues {
    /** The longest that a value may become. */
    private static final int LONGEST = 64 * 1024;

    private final UnitName name;
    private final Remarks remarks;
    private final Map<String, String> variables = new HashMap<>();
    private final Set<String> reported = new HashSet<>();

    UnitValues(Unit unit, Remarks remarks) {
        name = UnitName.of(unit.name().file().replace(MARK, ' '));
        this.remarks = remarks;
        for (Setting setting : unit.all("Service", "Environment")) {
            for (Argument word : UnitWords.of(setting)) {
                int equals = word.text().indexOf('=');
                if (equals > 0) {
                    String value = word.text().substring(equals + 1);
                    variables.put(word.text().substring(0, equals), literal(specifiers(value, false, word.position())));
                }
            }
        }
    }

    /** Returns a word as a compose file writes it. */
    Argument of(Argument word) {
        return word.with(text(word.text(), false, word.position()));
    }

    /** Returns a word that is a path of the machine, or begins with one. */
    Argument ofPath(Argument word) {
        return word.with(text(word.text(), true, word.position()));
    }

    /** Returns a whole value as one word. */
    Argument of(Setting setting) {
        return of(new Argument(unquoted(setting.value()), setting.valuePosition()));
    }

    /** Returns the names in a value: without variables of a compose file. */
    String plain(Setting setting) {
        return of(setting).plain().orElse(setting.value());
    }

    /** A value that is quoted as a whole means what is in its quotes. */
    static String unquoted(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.indexOf(value.charAt(0), 1) == last;
        return quoted ? value.substring(1, last) : value;
    }

    private String text(String word, boolean path, Position where) {
        String known = specifiers(word, path, where);
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < known.length() && text.length() < LONGEST) {
            char c = known.charAt(at);
            int end = c == '$' ? variableEnd(known, at) : 0;
            if (c == MARK) {
                end = known.indexOf(MARK, at + 1);
                text.append(known, at + 1, end);
                at = end + 1;
            } else if (end > 0) {
                String name = known.substring(at, end).replaceAll("[${}]", "");
                text.append(variables.getOrDefault(name, "${" + name + "}"));
                at = end;
            } else {
                text.append(c == '$' ? "$$" : String.valueOf(c));
                at += known.startsWith("$$", at) ? 2 : 1;
            }
        }
        return text.toString();
    }

    /** Returns a text in which a dollar sign means itself. */
    private static String literal(String known) {
        StringBuilder text = new StringBuilder();
        String[] parts = known.split(String.valueOf(MARK), -1);
        for (int i = 0; i < parts.length; i++) {
            text.append(i % 2 == 0 ? Argument.escaped(parts[i]) : parts[i]);
        }
        return text.toString();
    }

    /** Returns the place behind the variable that begins at {@code at}; 0 where none does. */
    private static int variableEnd(String text, int at) {
        boolean braces = text.startsWith("${", at);
        int end = at + (braces ? 2 : 1);
        int start = end;
        while (end < text.length() && isInName(text.charAt(end)) && (end > start || text.charAt(end) > '9')) {
            end++;
        }
        if (end == start) {
            return 0;
        }
        if (braces) {
            return end < text.length() && text.charAt(end) == '}' ? end + 1 : 0;
        }
        // Without braces, systemd fills in a word of its own only.
        return at == 0 && end == text.length() ? end : 0;
    }

    private static boolean isInName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9';
    }

    /** Encloses variables that stand for specifiers, which are no part of the text; no unit file has it. */
    private static final char MARK = '\uFFFF';

    private String specifiers(String written, boolean path, Position where) {
        String text = written.replace(MARK, ' ');
        StringBuilder known = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '%' || at + 1 == text.length()) {
                known.append(c);
                at++;
                continue;
            }
            char specifier = text.charAt(at + 1);
            boolean start = path && (at == 0 || "=:,".indexOf(text.charAt(at - 1)) >= 0);
            Optional<String> value = value(specifier, start);
            if (value.isEmpty()) {
                unknown(specifier, where);
            }
            known.append(value.orElse("%" + specifier));
            at += 2;
        }
        return known.toString();
    }

    private Optional<String> value(char specifier, boolean path) {
        String home = path ? "~" : variable("HOME");
        String value = switch (specifier) {
            case '%' -> "%";
            case 'n' -> name.service() + ".service";
            case 'N' -> name.service();
            case 'p' -> name.service().replaceFirst("@.*", "");
            case 'P' -> unescaped(name.service().replaceFirst("@.*", ""));
            case 'i' -> name.instance();
            case 'I' -> unescaped(name.instance());
            case 'j' -> name.prefix().substring(name.prefix().lastIndexOf('-') + 1);
            case 'J' -> unescaped(name.prefix().substring(name.prefix().lastIndexOf('-') + 1));
            case 'f' -> "/" + unescaped(name.instance().isEmpty() ? name.prefix() : name.instance());
            case 'h' -> home;
            case 'S' -> home + "/.local/state";
            case 'L' -> home + "/.local/state/log";
            case 'C' -> home + "/.cache";
            case 'E' -> home + "/.config";
            case 'D' -> home + "/.local/share";
            case 't' -> variable("XDG_RUNTIME_DIR:-/run");
            case 'T' -> "/tmp";
            case 'V' -> "/var/tmp";
            case 'u' -> variable("USER");
            case 'U' -> variable("UID:-1000");
            case 'G' -> variable("GID:-1000");
            default -> null;
        };
        return Optional.ofNullable(value);
    }

    private static String variable(String nameAndDefault) {
        return MARK + "${" + nameAndDefault + "}" + MARK;
    }

    /** Returns what systemd-escape(1) has made a name of: a dash was a slash. */
    private static String unescaped(String name) {
        return UnitWords.characters(name.replace('-', '/'));
    }

    private void unknown(char specifier, Position where) {
        if (reported.add(where.line() + "%" + specifier)) {
            remarks.unread(
                    where, "'%" + specifier + "' is only known to systemd on its machine", "write its value, or %%");
        }
    }
}
