package dev.sild.compose.translate;

import dev.sild.compose.translate.network.LocalHosts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of a page's or a server's file that lead to localhost, with what decides whether a browser uses them. */
final class BrowserLines {
    /** The port of a line that is a list of hosts. */
    static final int HOSTS = 0;

    /** Languages of servers, whose settings often have other names than the variables that set them. */
    private static final Pattern OF_SERVERS = Pattern.compile("(?i).*\\.(?:py|rb|php|go|java|kt|cs)");

    /** What servers hand to browsers: origins that they allow, and links. */
    private static final Pattern FOR_BROWSERS =
            Pattern.compile("(?i)origin|cors|allow|redirect|callback|front|link|href|browser|external"
                    + "|(?:return|success|cancel|site|public|client|app)_?url|public_|web_?app|(?<![a-z])ui(?![a-z])");

    /** Lines that say where a server listens. */
    private static final Pattern SHOWN =
            Pattern.compile("(?i)\\b(?:console\\.|print|puts\\b|echo\\b|log(?:ger|ging)?\\b|fmt\\.)");

    /**
     * {@code new URL(req.url, "http://localhost")}: the address completes one that is parsed, and nobody connects to
     * it.
     */
    private static final Pattern BASE = Pattern.compile(
            "\\bnew\\s{1,9}URL\\(\\s{0,9}[\\w.$?!]{0,60}[uU]rl\\b[^,;]{0,60},\\s{0,9}[\"'`]http://(?:localhost|127\\.0\\.0\\.1)[^\"'`]{0,60}[\"'`]");

    private static final Pattern ALLOWED_HOSTS =
            Pattern.compile("\\bALLOWED_HOSTS\\s{0,9}=\\s{0,9}\\[([^\\]]{1,400})]");

    /** A line that goes on with a text: what it is for, and the variable it replaces, is in the line above. */
    private static final Pattern BARE = Pattern.compile("(?!\\s*[\"'`][^\"'`]{1,80}[\"'`]\\s{0,9}(?::|=>))"
            + "\\s*(?:\\|\\||\\?\\?|or\\b|[?:+.,])?\\s{0,9}[fFrR]?[\"'`].*");

    /** A field of a class of settings in Python. */
    private static final Pattern FIELD =
            Pattern.compile("\\s{1,20}(\\w{1,80})\\s{0,9}:\\s{0,9}[\\w\\[\\]., |]{1,80}=.*");

    /** What the variables of a class of settings begin with, and what stands before a field of a class in it. */
    private static final Pattern PREFIX = setting("env_prefix");

    private static final Pattern DELIMITER = setting("env_nested_delimiter");

    private static final Pattern WORD = Pattern.compile("\\w+");

    /** A key of several parts: {@code app.frontend-url}, {@code Api:BaseUrl}. */
    private static final Pattern KEY =
            Pattern.compile("[A-Za-z]\\w{0,60}(?:[.:-](?!https?://)[A-Za-z_]\\w{0,60}){1,6}");

    /** Longer files hold data. */
    private static final int LONGEST = 256 << 10;

    private static final int MOST_PREFIXES = 10;

    private static final int LONGEST_LINE = 1000;

    private BrowserLines() {}

    /** The names of variables that a service has when it runs or is built. */
    record Variables(Set<String> names, Set<String> folded) {
        static Variables of(Set<String> names) {
            return new Variables(
                    Set.copyOf(names), names.stream().map(BrowserLines::folded).collect(Collectors.toSet()));
        }
    }

    /**
     * A line that leads to localhost.
     *
     * @param number counts from 1
     * @param column likewise
     * @param names what the variable may be called whose default it is
     * @param ending what the variable of a setting in another ends with, in small letters; empty for none
     * @param ofServer whether it is code of a server, which may connect to the address itself
     * @param forBrowsers whether it says that the address is for browsers
     */
    record Line(
            int number,
            int column,
            Set<Integer> ports,
            Set<String> names,
            String ending,
            boolean ofServer,
            boolean forBrowsers) {

        /** Whether the line has the default of a variable that is set: it is not used. */
        boolean isReplacedBy(Variables variables) {
            return names.stream().anyMatch((ofServer ? variables.folded() : variables.names())::contains)
                    || !ending.isEmpty()
                            && variables.names().stream()
                                    .anyMatch(variable ->
                                            variable.toLowerCase(Locale.ROOT).endsWith(ending));
        }

        /** Whether a server connects to the address itself, as far as the line shows. */
        boolean mayBeOfServer() {
            return ofServer && !forBrowsers;
        }
    }

    /** Returns these lines of a file. */
    static List<Line> of(String path, String text) {
        if (text.length() > LONGEST || !isLocal(text)) {
            return List.of();
        }
        boolean ofServer = OF_SERVERS.matcher(path).matches();
        Set<String> prefixes = found(PREFIX, text);
        String delimiter = found(DELIMITER, text).stream().findFirst().orElse("");
        List<Line> lines = new ArrayList<>();
        String above = "";
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.length() > LONGEST_LINE) {
                above = "";
                continue;
            }
            Set<Integer> ports = isLocal(line) ? ports(line) : Set.of();
            String context = BARE.matcher(line).matches() ? above + "\n" + line : line;
            if (!ports.isEmpty()) {
                Matcher setting = FIELD.matcher(line);
                String field = setting.matches() ? setting.group(1) : "";
                Set<String> names = names(context, ofServer);
                if (!field.isEmpty()) {
                    prefixes.forEach(prefix -> names.add(folded(prefix + field)));
                }
                lines.add(new Line(
                        number,
                        Math.max(line.indexOf("localhost"), line.indexOf("127.0.0.1")) + 1,
                        ports,
                        names,
                        field.isEmpty() || delimiter.isEmpty() ? "" : (delimiter + field).toLowerCase(Locale.ROOT),
                        ofServer,
                        FOR_BROWSERS.matcher(context).find()));
            }
            above = context.length() > LONGEST_LINE ? "" : context;
        }
        return lines;
    }

    private static Pattern setting(String name) {
        return Pattern.compile("\\b" + name + "[\"']?\\s{0,9}[=:]\\s{0,9}[\"']([^\"'\\n]{1,60})[\"']");
    }

    private static Set<String> found(Pattern setting, String text) {
        return setting.matcher(text)
                .results()
                .map(found -> found.group(1))
                .limit(MOST_PREFIXES)
                .collect(Collectors.toSet());
    }

    private static boolean isLocal(String text) {
        return text.contains("localhost") || text.contains("127.0.0.1");
    }

    private static Set<Integer> ports(String line) {
        if (ImageSources.isComment(line) || SHOWN.matcher(line).find()) {
            return Set.of();
        }
        Set<Integer> ports = LocalHosts.ports(BASE.matcher(line).replaceAll(""));
        Matcher hosts = ALLOWED_HOSTS.matcher(line);
        if (hosts.find() && LocalHosts.areAll(hosts.group(1))) {
            ports.add(HOSTS);
        }
        return ports;
    }

    private static Set<String> names(String text, boolean folded) {
        Stream<String> words = WORD.matcher(text).results().map(word -> word.group());
        return folded
                ? Stream.concat(words, KEY.matcher(text).results().map(key -> key.group()))
                        .map(BrowserLines::folded)
                        .collect(Collectors.toSet())
                : words.collect(Collectors.toCollection(HashSet::new));
    }

    /** Returns a name as all its spellings have it: {@code OTP_URL}, {@code otpUrl}, {@code otp.url}. */
    private static String folded(String name) {
        return name.replaceAll("[_.:-]", "").toLowerCase(Locale.ROOT);
    }
}
