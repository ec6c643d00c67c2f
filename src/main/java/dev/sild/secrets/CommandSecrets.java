package dev.sild.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that the words of a command give away by their place: {@code PGPASSWORD=x psql}, {@code --password=x},
 * {@code --token x}, {@code mysqladmin -px}, {@code redis-cli -a x}, {@code curl -u user:x}, {@code -H "Authorization:
 * …"}.
 */
public final class CommandSecrets {
    private static final String WORD = "(?:\"([^\"\\n]+)\"|'([^'\\n]+)'|([^\\s;&|)\"'<>\\\\`]+))";

    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![\\w.$/{-])(-{0,2}[A-Za-z][\\w.-]*)=" + WORD);
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?([A-Za-z][\\w-]{2,})[ \\t]+" + WORD);
    private static final Pattern HEADER = Pattern.compile(
            "(?i)(?:^|[\"'\\s])((?:proxy-)?authorization|cookie|x-[\\w-]{0,60}(?:token|key|secret|auth)[\\w-]{0,60}"
                    + "|[\\w-]{0,60}(?:api-?key|token))[ \\t]*:[ \\t]*(?:(?:Bearer|Basic|Token|Digest)[ \\t]+)?([^\"'\\n\\s]+)");
    private static final Pattern SQL =
            Pattern.compile("(?i)\\b(?:identified\\s+(?:with\\s+\\S+\\s+)?(?:by|as)|(?:encrypted\\s+)?password)"
                    + "\\s*(?:\\(\\s*)?\\\\?'([^'\\\\\\n]+)\\\\?'");

    /** Options of one letter whose value is a password, by program; the value is a word of its own. */
    private static final Map<String, String> APART = Map.ofEntries(
            Map.entry("redis-cli", "a"),
            Map.entry("valkey-cli", "a"),
            Map.entry("keydb-cli", "a"),
            Map.entry("mongo", "p"),
            Map.entry("mongosh", "p"),
            Map.entry("mongodump", "p"),
            Map.entry("mongorestore", "p"),
            Map.entry("mongoexport", "p"),
            Map.entry("mongoimport", "p"),
            Map.entry("cypher-shell", "p"),
            Map.entry("sshpass", "p"),
            Map.entry("docker", "p"),
            Map.entry("podman", "p"),
            Map.entry("ldapsearch", "w"),
            Map.entry("ldapadd", "w"),
            Map.entry("ldapmodify", "w"),
            Map.entry("ldapwhoami", "w"),
            Map.entry("sqlcmd", "P"),
            Map.entry("mosquitto_sub", "P"),
            Map.entry("mosquitto_pub", "P"),
            Map.entry("curl", "u"),
            Map.entry("cqlsh", "p"),
            Map.entry("influx", "t"),
            Map.entry("ipmitool", "P"),
            Map.entry("lftp", "u"));
    /** Programs of which {@code -px} is the password x. */
    private static final Set<String> ATTACHED = Set.of(
            "mysql",
            "mysqladmin",
            "mysqldump",
            "mysqlcheck",
            "mysqlshow",
            "mysqlimport",
            "mariadb",
            "mariadb-admin",
            "mariadb-dump",
            "mariadb-check",
            "mariadb-show",
            "sshpass",
            "mysqlsh");
    /** Words after which so many words follow, of which the last is a password. */
    private static final Map<String, Integer> AFTER =
            Map.of("add_user", 2, "authenticate_user", 2, "change_password", 2, "AUTH", 1, "authtoken", 1);

    private static final Pattern PROGRAM = Pattern.compile("(?<![\\w-])(?:[\\w./-]*/)?([a-zA-Z][\\w-]*)(?=\\s|$)");
    private static final Pattern WORDS = Pattern.compile(WORD);
    private static final Set<String> OF_USER = Set.of("curl", "lftp", "wget", "etcdctl", "influx");

    /** No real script calls more of these programs; each call costs a look at the words after it. */
    private static final int MOST_PROGRAMS = 500;

    private CommandSecrets() {}

    /** Returns the secrets within a script, or within one word of a command. */
    public static List<Span> in(String script) {
        List<Span> spans = new ArrayList<>(Spans.ofConnections(script));
        if (script.indexOf('=') > 0) {
            settings(script, ASSIGNMENT, spans);
        }
        if (script.indexOf(' ') > 0) {
            if (script.indexOf('-') >= 0) {
                settings(script, OPTION, spans);
            }
            programs(script, spans);
            sql(script, spans);
        }
        if (script.indexOf(':') > 0) {
            Matcher header = HEADER.matcher(script);
            while (header.find()) {
                add(script, header.start(2), header.end(2), header.group(1), spans);
            }
        }
        return Spans.apart(spans);
    }

    /** Returns the secret that a word is by those before it; the first of {@code before} is the program. */
    public static List<Span> in(String word, List<String> before) {
        List<Span> spans = new ArrayList<>(in(word));
        String last = before.isEmpty() ? "" : before.get(before.size() - 1);
        String program = before.isEmpty() ? "" : name(before.get(0));
        if (last.startsWith("-") && last.indexOf('=') < 0 && !word.startsWith("-")) {
            String option = last.replaceFirst("^--?", "");
            if (option.length() > 2 && isNamed(option, word) || option.equals(APART.get(program))) {
                int start = isUser(program, option) ? word.indexOf(':') + 1 : 0;
                add(word, start, word.length(), program + "-" + option, spans);
            } else if (isUser(program, option) && word.indexOf(':') > 0) {
                add(word, word.indexOf(':') + 1, word.length(), program + "-password", spans);
            }
        } else if (ATTACHED.contains(program) && word.startsWith("-p") && word.length() > 2) {
            add(word, 2, word.length(), program + "-password", spans);
        }
        AFTER.forEach((verb, count) -> {
            if (before.size() >= count && before.get(before.size() - count).equals(verb)) {
                add(word, 0, word.length(), program + "-password", spans);
            }
        });
        return Spans.apart(spans);
    }

    private static boolean isUser(String program, String option) {
        return OF_USER.contains(program) && (option.equals("u") || option.equals("user"));
    }

    private static void settings(String script, Pattern pattern, List<Span> spans) {
        Matcher setting = pattern.matcher(script);
        while (setting.find()) {
            String name = setting.group(1);
            int group = setting.start(2) >= 0 ? 2 : setting.start(3) >= 0 ? 3 : 4;
            String value = setting.group(group);
            if (isNamed(name, value) && !(pattern == OPTION && value.startsWith("-"))) {
                add(script, setting.start(group), setting.end(group), name, spans);
            }
        }
    }

    private static boolean isNamed(String name, String value) {
        return SecretNames.isSecret(name) && SecretValues.isSecret(name, value);
    }

    private static void sql(String script, List<Span> spans) {
        if (script.indexOf('\'') >= 0) {
            Matcher matcher = SQL.matcher(script);
            while (matcher.find()) {
                add(script, matcher.start(1), matcher.end(1), "SQL_PASSWORD", spans);
            }
        }
    }

    /** Looks at the words after each program that takes a password by a letter. */
    private static void programs(String script, List<Span> spans) {
        Matcher program = PROGRAM.matcher(script);
        int looked = 0;
        while (looked < MOST_PROGRAMS && program.find()) {
            String name = program.group(1);
            if (!APART.containsKey(name)
                    && !ATTACHED.contains(name)
                    && !OF_USER.contains(name)
                    && !AFTER.containsKey(name)) {
                continue;
            }
            looked++;
            String verb = AFTER.containsKey(name) ? name : "";
            List<String> before = new ArrayList<>(List.of(name));
            Matcher word = WORDS.matcher(script);
            int at = program.end();
            while (word.find(at) && script.substring(at, word.start()).isBlank() && before.size() < 40) {
                int group = word.start(1) >= 0 ? 1 : word.start(2) >= 0 ? 2 : 3;
                String text = word.group(group);
                for (Span span : in(text, before)) {
                    spans.add(new Span(span.start() + word.start(group), span.end() + word.start(group), span.name()));
                }
                before.add(text);
                at = word.end();
                if (before.size() > AFTER.getOrDefault(verb, Integer.MAX_VALUE)) {
                    break;
                }
            }
        }
    }

    private static void add(String text, int start, int end, String name, List<Span> spans) {
        if (start < end
                && Spans.isValue(text, start)
                && !SecretValues.isPlain(SecretNames.Verdict.PASSWORD, text.substring(start, end))) {
            spans.add(new Span(start, end, name));
        }
    }

    private static String name(String program) {
        return program.substring(program.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
