package dev.sild.works;

import dev.sild.Tree;
import dev.sild.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what a probe does, and how often, with the health check that the loader read. */
final class ResolvedProbe {
    private static final Pattern URL = Pattern.compile(
            "(?:(https?)://|(?<= )(?=localhost|127\\.|0\\.0\\.0\\.0))([^/:\\s\"']+)(?::(\\d+))?(/[^\\s\"'|;&]*)?");
    private static final Pattern ITSELF = Pattern.compile("localhost|127\\..*|0\\.0\\.0\\.0|\\[::1?]");
    private static final Pattern ASKED_TWICE = Pattern.compile("\\{ ([^{}|]+) \\|\\| ([^{}|]+); \\}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)\\}");
    /** Quotes keep a value with blanks one word. */
    private static final Pattern QUOTED_VARIABLE = Pattern.compile("\"\\$\\{(\\w+)\\}\"");

    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|m|s)");

    private final List<String> test;
    private final ResolvedContainer container;
    private final Map<String, Object> probe;

    private ResolvedProbe(List<String> test, ResolvedContainer container, Map<String, Object> probe) {
        this.test = test;
        this.container = container;
        this.probe = probe;
    }

    /** Returns what the probe of a container does otherwise than the check; nothing where both do the same. */
    static Optional<String> difference(Node check, ResolvedContainer container, String kind) {
        Map<String, Object> probe = Tree.map(container.raw(), kind);
        ResolvedProbe resolved = new ResolvedProbe(Model.texts(check, "test"), container, probe);
        String actual = probe.containsKey("exec") ? resolved.command().toString() : probe.toString();
        return !resolved.asks()
                ? Optional.of(kind + " runs " + actual + ", not " + resolved.test)
                : !resolved.times(check, kind) ? Optional.of(kind + " has other times: " + probe) : Optional.empty();
    }

    private boolean asks() {
        if (probe.containsKey("httpGet")) {
            return asksByHttp(Tree.map(probe, "httpGet"));
        }
        if (probe.containsKey("tcpSocket")) {
            String port = Integer.toString(Tree.number(probe.get("tcpSocket"), "port", 0));
            return List.of(String.join(" ", test).split("[\\s:/]+")).contains(port);
        }
        List<String> command = command();
        List<String> words = test.subList(1, test.size());
        if (test.get(0).equals("CMD-SHELL")) {
            // What follows the script are its arguments, as the container engine has it.
            return command.size() == words.size() + 2
                    && command.subList(0, 2).equals(List.of("/bin/sh", "-c"))
                    && command.subList(3, command.size()).equals(words.subList(1, words.size()))
                    && (command.get(2).equals(words.get(0))
                            || askedOnce(command.get(2)).equals(words.get(0))
                            || filledIn(command.get(2), VARIABLE).equals(words.get(0))
                            || filledIn(command.get(2), QUOTED_VARIABLE).equals(words.get(0)));
        }
        return command.equals(words)
                || command.equals(List.of("/bin/sh", "-c", atBothLoopbacks(String.join(" ", words))))
                || test.size() == command.size() + 1
                        && askedOnce(String.join("\n", command)).equals(String.join("\n", words))
                || (command.size() == 3
                        && command.get(0).equals("/bin/sh")
                        && command.get(2).startsWith("exec ")
                        && split(command.get(2).substring("exec ".length())).equals(words));
    }

    /** What asks localhost, which a pod knows as ::1 first, asks 127.0.0.1 as well. */
    private static String atBothLoopbacks(String command) {
        return command + " || " + command.replace("localhost", "127.0.0.1");
    }

    /** Returns a script whose commands ask localhost alone again. */
    private static String askedOnce(String script) {
        return ASKED_TWICE
                .matcher(script)
                .replaceAll(twice -> Matcher.quoteReplacement(
                        twice.group(2).equals(twice.group(1).replace("localhost", "127.0.0.1"))
                                ? twice.group(1)
                                : twice.group()));
    }

    private boolean asksByHttp(Map<String, Object> get) {
        List<MatchResult> urls = URL.matcher(String.join(" ", test)).results().toList();
        if (urls.isEmpty()) {
            return false;
        }
        // A header may hold another.
        MatchResult url = urls.stream()
                .filter(each -> ITSELF.matcher(each.group(2)).matches())
                .findFirst()
                .orElse(urls.get(0));
        boolean tls = "https".equals(url.group(1));
        int port = url.group(3) == null ? tls ? 443 : 80 : Integer.parseInt(url.group(3));
        String scheme = Tree.text(get, "scheme");
        return Tree.number(get, "port", 0) == port
                && scheme.equals(tls ? "HTTPS" : "")
                && Tree.text(get, "path").equals(url.group(4) == null ? "/" : url.group(4));
    }

    /** The kubelet expands a probe's command with the variables that have a value of their own. */
    private List<String> command() {
        Map<String, String> variables = new LinkedHashMap<>();
        Tree.list(container.raw(), "env").stream()
                .filter(variable -> !variable.containsKey("valueFrom"))
                .forEach(variable -> variables.put(Tree.text(variable, "name"), Tree.text(variable, "value")));
        return Tree.texts(probe, "exec", "command").stream()
                .map(word -> VariableExpansion.expand(word, variables))
                .toList();
    }

    private String filledIn(String script, Pattern form) {
        return form.matcher(script)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        container.environment().getOrDefault(variable.group(1), variable.group())));
    }

    /** Returns the words that a shell makes of a command, as far as quotes and variables go. */
    private List<String> split(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = ' ';
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote == ' ' && c == ' ') {
                words.add(word.toString());
                word.setLength(0);
            } else if (quote == ' ' && c == '\\') {
                word.append(command.charAt(++i));
            } else if (c == quote || (quote == ' ' && (c == '\'' || c == '"'))) {
                quote = c == quote ? ' ' : c;
            } else if (c == '$' && quote == '"') {
                int end = i + 1;
                while (Character.isJavaIdentifierPart(command.charAt(end))) {
                    end++;
                }
                word.append(container.environment().get(command.substring(i + 1, end)));
                i = end - 1;
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }

    private boolean times(Node check, String kind) {
        String retries = Model.text(check, "retries");
        // A pod that is asked once an hour would stay out of its Service for so long.
        int interval = kind.equals("readinessProbe")
                ? Math.min(60, seconds(Model.text(check, "interval")))
                : seconds(Model.text(check, "interval"));
        return Tree.number(probe, "periodSeconds", 0) == interval
                && Tree.number(probe, "timeoutSeconds", 0) == seconds(Model.text(check, "timeout"))
                && Tree.number(probe, "failureThreshold", 0) == (retries.isEmpty() ? 3 : Integer.parseInt(retries));
    }

    /** Returns whole seconds, rounded up: 30 where nothing is said, as compose has it. */
    private static int seconds(String duration) {
        double seconds = 0;
        for (Matcher part = DURATION.matcher(duration); part.find(); ) {
            seconds += Double.parseDouble(part.group(1))
                    * switch (part.group(2)) {
                        case "h" -> 3600;
                        case "m" -> 60;
                        case "s" -> 1;
                        default -> 0.001;
                    };
        }
        return seconds == 0 ? 30 : (int) Math.max(1, Math.ceil(seconds));
    }
}
