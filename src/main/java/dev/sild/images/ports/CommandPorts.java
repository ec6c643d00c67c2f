package dev.sild.images.ports;

import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports that a command says its server listens at, as in {@code uvicorn app:app --port 8001}. */
public final class CommandPorts {
    /** How much of a command is looked at: a script may be long. */
    private static final int MOST_WORDS = 2_000;

    private static final int LONGEST_WORD = 300;

    /** The options of servers that have a port or an address; an empty one stands for any other word. */
    private static final Map<String, Set<String>> OPTIONS = options("""
            uvicorn granian fastapi ng vite php node bun npm npx yarn pnpm: --port
            daphne flask http-server next rails puma json-server live-server sirv: --port -p
            python python3 nuxt: --port
            gunicorn hypercorn rackup: --bind -b
            waitress-serve: --port --listen
            serve: --listen -l -p --port
            php: -S
            streamlit: --server.port
            java: -Dserver.port --server.port -Dquarkus.http.port -Dmicronaut.server.port
            dotnet: --urls
            runserver http.server:
            """);

    /** Debuggers, whose port is not that of the program that they run: what its port is stays open. */
    private static final Set<String> DEBUGGERS =
            Set.of("debugpy", "ptvsd", "pydevd", "dlv", "rdbg", "rdebug-ide", "gdbserver");

    /** What every program calls so that listens. */
    private static final String LISTEN = "--listen";

    private static final Pattern END = Pattern.compile("&&|\\|\\||[;|&\\n]");
    private static final Pattern WORD = Pattern.compile("[^\\s;&|]+|&&|\\|\\||[;|&\\n]");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Za-z_]\\w{0,99})(?::?-([^}]{0,50}))?}|\\$([A-Za-z_]\\w{0,99})");
    /** A port, perhaps behind an address that others reach. */
    private static final Pattern PORT = Pattern.compile("(?:[a-z]{1,10}://)?(?!127\\.|localhost|\\[::1])"
            + "(?:[\\w.*+-]{0,100}:|\\[[0-9a-fA-F:.]{0,50}]:)?([0-9]{2,5})/?");
    /** An address of the container itself in what asks whether it is healthy. */
    private static final Pattern OWN_URL = Pattern.compile(
            "https?://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1?])(?::([0-9]{1,5}))?(?=[/\\s\"'?]|$)");

    private CommandPorts() {}

    private static Map<String, Set<String>> options(String table) {
        Map<String, Set<String>> options = new LinkedHashMap<>();
        table.lines().forEach(line -> {
            int colon = line.indexOf(':');
            for (String program : line.substring(0, colon).split(" ")) {
                Set<String> all = options.computeIfAbsent(program, first -> new LinkedHashSet<>());
                all.addAll(List.of(line.substring(colon + 1).strip().split(" ")));
            }
        });
        return options;
    }

    /**
     * Returns the ports at which the servers of a command listen for others.
     *
     * @param variable returns the value of a variable; empty for none
     */
    public static Set<Integer> of(List<String> command, UnaryOperator<String> variable) {
        Set<Integer> ports = new LinkedHashSet<>();
        List<String> words = words(command);
        Set<String> options = Set.of();
        boolean debugged = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            String program = word.substring(word.lastIndexOf('/') + 1);
            if (END.matcher(word).matches()) {
                options = Set.of();
                debugged = false;
            } else if (DEBUGGERS.contains(program)) {
                options = Set.of();
                debugged = true;
            } else if (OPTIONS.containsKey(program)) {
                debugged = false;
                Set<String> both = new LinkedHashSet<>(options);
                both.addAll(OPTIONS.get(program));
                options = both;
            } else {
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                boolean named = options.contains(name) || name.equals(LISTEN) && !debugged;
                String value = named ? equals < 0 ? next : word.substring(equals + 1) : "";
                if (!named && options.contains("") && !word.startsWith("-")) {
                    value = word;
                }
                add(value, variable, ports);
            }
        }
        return ports;
    }

    /**
     * Returns the ports of the container itself that a health check asks, as {@code curl http://localhost:8080/} does.
     */
    public static Set<Integer> ofCheck(List<String> command) {
        Set<Integer> ports = new LinkedHashSet<>();
        for (String word : command) {
            Matcher url = OWN_URL.matcher(word);
            while (url.find()) {
                int port =
                        url.group(1) == null ? (url.group().startsWith("https") ? 443 : 80) : Digits.port(url.group(1));
                if (port > 0) {
                    ports.add(port);
                }
            }
        }
        return ports;
    }

    private static void add(String value, UnaryOperator<String> variable, Set<Integer> ports) {
        for (String part : value.split(";")) {
            Matcher port = PORT.matcher(VARIABLE.matcher(part)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(value(found.group(1), found.group(2), found.group(3), variable))));
            if (port.matches() && Digits.port(port.group(1)) > 0) {
                ports.add(Digits.port(port.group(1)));
            }
        }
    }

    private static String value(String braced, String instead, String plain, UnaryOperator<String> variable) {
        String value = variable.apply(braced == null ? plain : braced);
        return !value.isEmpty() ? value : instead == null ? "" : instead;
    }

    /** Returns the words of a command, also those of scripts that its words are, without quotes. */
    private static List<String> words(List<String> command) {
        List<String> words = new ArrayList<>();
        for (String text : command) {
            Matcher word = WORD.matcher(text.replace("\\\n", " ").replace("\n", " ; "));
            while (word.find() && words.size() < MOST_WORDS) {
                if (word.group().length() <= LONGEST_WORD) {
                    words.add(word.group().replaceAll("[\"']", ""));
                }
            }
        }
        return words;
    }
}
