package dev.sild.images.text;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where code and scripts run or build containers of their own through a container engine. What only lists, watches or
 * restarts containers, or runs a command in one, does not count: those are containers of the project.
 */
public final class EngineRuns {
    private static final int MOST_MATCHES = 50;

    /** What compose labels containers with: a program that looks for it works on the project's containers. */
    private static final String OF_COMPOSE = "com.docker.compose";

    private static final String SOCKET = "docker.sock";

    private static final Pattern NOT_RUN = Pattern.compile(
            "(?i)(?:.*/)?(?:tests?|__tests__|specs?|e2e|examples?|docs?|mocks?|fixtures|benchmarks?)/.*"
                    + "|.*[-._](?:test|spec)\\.\\w{1,4}|(?:.*/)?test_[^/]*\\.py|(?:.*/)?[^/]*(?:_test|Tests?|IT)\\.(?:go|py|java|kt|cs)");

    private static final Pattern COMMENT = Pattern.compile("\\s*(?:#|//|/?\\*|--).*");

    /** A text that people read. */
    private static final Pattern SAID = Pattern.compile(
            "(?i)\\b(?:print\\w{0,5}|log|logger|logging|console|echo|warn|error\\w{0,2}|raise|throw|help|usage|hint|description)\\b");

    private static final String RUN = "(?:run|create|build)";

    /** The program and what it is to do as words of a list, in any language. */
    private static final Pattern WORDS = Pattern.compile("[\"'`](?:/usr/(?:local/)?bin/)?docker[\"'`]\\s{0,40}"
            + "(?:,\\s{0,40}(?:\\w{0,9}\\[\\]\\w{1,9}\\{|&?\\[)?|\\)\\s{0,80}\\.args?\\(\\s{0,20}&?\\[?)\\s{0,40}"
            + "[\"'`](?:container[\"'`]\\s{0,40},\\s{0,40}[\"'`])?" + RUN + "[\"'`]");

    /** The program of a process whose words are kept elsewhere, and words that begin with what it is to do. */
    private static final Pattern PROGRAM = Pattern.compile(
            "\\b(?:spawn|spawnSync|execFile\\w{0,9}|execa|Command|CommandContext|create_subprocess_exec)\\(\\s{0,40}(?:\\w{1,40},\\s{0,40})?"
                    + "[\"'`]docker[\"'`]\\s{0,40},");

    private static final Pattern ARGUMENTS =
            Pattern.compile("[\\[{]\\s{0,40}[\"'`](?:run|create|build)[\"'`]\\s{0,40},");

    /** A command in a text, which a shell runs. */
    private static final Pattern LINE =
            Pattern.compile("(?:[\"'`]\\s{0,40}|&&\\s{0,9}|;\\s{0,9}|\\bsudo\\s{1,4})docker\\s{1,4}"
                    + "(?:container\\s{1,4}|buildx\\s{1,4})?" + RUN + "\\s");

    private static final Pattern PROCESS = Pattern.compile("subprocess|os\\.system|os\\.popen|create_subprocess"
            + "|child_process|\\bexeca\\b|\\bexec\\.Command|ProcessBuilder|getRuntime\\(|shell_exec|proc_open|\\bexec\\("
            + "|Command::new|Process\\.Start|ProcessStartInfo|\\bOpen3\\b|\\bsystem\\(");

    /** A request of the engine's API without a client. */
    private static final Pattern REQUEST = Pattern.compile("/containers/create\\b");

    private static final Pattern ADDRESS = Pattern.compile("docker\\.sock|DOCKER_HOST|DOCKER_SOCK");

    private static final Pattern IN_SHELL = Pattern.compile("[ \\t]*(?:exec[ \\t]+|sudo[ \\t]+|\\w{1,60}+=\"?\\$\\()?"
            + "docker[ \\t]+(?:container[ \\t]+|buildx[ \\t]+)?" + RUN
            + "[ \\t](?![^\\n]{0,2000}--volumes-from)[^\\n]*");

    /**
     * A call of a client.
     *
     * @param languages the extensions of its files
     * @param needs what such a file has as well, where other libraries have calls of that name
     */
    private record Call(Set<String> languages, Pattern needs, Pattern call) {
        static Call of(String languages, String needs, String call) {
            return new Call(Set.of(languages.split(" ")), Pattern.compile(needs), Pattern.compile(call));
        }
    }

    private static final String SCRIPTS = "js mjs cjs ts mts cts";
    private static final List<Call> CALLS = List.of(
            Call.of("py", "(?i)docker|podman", "\\.containers\\.run[(,]"),
            Call.of(
                    "py",
                    "(?m)^[ \\t]{0,40}(?:import|from)[ \\t]{1,9}(?:docker|aiodocker|podman)\\b",
                    "\\.containers\\.create\\w{0,20}[(,]|\\.create_container[(,]|\\.images\\.build[(,]"),
            Call.of(SCRIPTS, "(?i)docker", "\\.createContainer\\("),
            Call.of(SCRIPTS, "dockerode", "\\b\\w{0,20}[dD]ocker\\.(?:run|buildImage)\\("),
            Call.of("go", "docker|moby", "\\.ContainerCreate\\("),
            Call.of("java kt scala groovy", "", "\\.createContainerCmd\\("),
            Call.of("cs", "Docker", "\\.CreateContainerAsync\\("),
            Call.of("rs", "bollard", "\\.create_container(?:::<[^\\n(]{0,40}>)?\\("),
            Call.of("rb", "Docker", "\\bDocker::Container\\.create\\("));

    private static final Set<String> CODE =
            Set.of("py js mjs cjs ts mts cts go java kt scala groovy cs rs rb php ex exs".split(" "));

    private EngineRuns() {}

    /** Returns the line of a file of code that runs containers; empty for tests and other files. */
    public static OptionalInt inCode(String file, String text) {
        if (!isRead(file, text)) {
            return OptionalInt.empty();
        }
        String extension = extension(file);
        for (Call call : CALLS) {
            if (call.languages().contains(extension)
                    && call.needs().matcher(text).find()) {
                OptionalInt line = first(call.call(), text, false);
                if (line.isPresent()) {
                    return line;
                }
            }
        }
        OptionalInt line = first(WORDS, text, false);
        if (line.isEmpty() && first(PROGRAM, text, false).isPresent()) {
            line = first(ARGUMENTS, text, false);
        }
        if (line.isEmpty() && PROCESS.matcher(text).find()) {
            line = first(LINE, text, true);
        }
        if (line.isEmpty() && ADDRESS.matcher(text).find()) {
            line = first(REQUEST, text, false);
        }
        return line;
    }

    /** Returns the line of a script of a shell that runs containers. */
    public static OptionalInt inShell(String script) {
        List<String> lines = script.contains("docker") ? script.lines().toList() : List.of();
        for (int i = 0; i < lines.size(); i++) {
            if (IN_SHELL.matcher(lines.get(i)).matches()) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the line of a file of code that has the path of the engine's socket, and no variable instead of it. */
    public static OptionalInt socket(String file, String text) {
        if (!isRead(file, text) || !text.contains(SOCKET)) {
            return OptionalInt.empty();
        }
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.contains(SOCKET)
                    && !line.contains("DOCKER_HOST")
                    && !COMMENT.matcher(line).matches()
                    && !SAID.matcher(line).find()) {
                return OptionalInt.of(number);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether a file of code looks for containers that compose has made. */
    public static boolean isOfProject(String file, String text) {
        return text.contains(OF_COMPOSE) && isRead(file, text);
    }

    private static boolean isRead(String file, String text) {
        return CODE.contains(extension(file))
                && (text.contains("ocker") || text.contains("podman") || text.contains("bollard"))
                && !NOT_RUN.matcher(file).matches();
    }

    private static String extension(String file) {
        return file.substring(file.lastIndexOf('.') + 1);
    }

    /** Returns the line of the first match that is in no comment, and, if {@code run}, in no text for people. */
    private static OptionalInt first(Pattern pattern, String text, boolean run) {
        Matcher found = pattern.matcher(text);
        int line = 1;
        int counted = 0;
        for (int i = 0; i < MOST_MATCHES && found.find(); i++) {
            for (; counted < found.start(); counted++) {
                line += text.charAt(counted) == '\n' ? 1 : 0;
            }
            String before = text.substring(text.lastIndexOf('\n', found.start()) + 1, found.start());
            String whole = before + found.group();
            if (!COMMENT.matcher(whole.lines().findFirst().orElse("")).matches()
                    && !(run && SAID.matcher(before).find())) {
                return OptionalInt.of(line);
            }
        }
        return OptionalInt.empty();
    }
}
