package dev.sild.compose.translate;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ProcessFiles;
import dev.sild.compose.translate.image.ProjectScripts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.EndingCommands;
import dev.sild.images.ImageFacts;
import dev.sild.images.ports.CommandPorts;
import dev.sild.images.text.IgnoredFailures;
import dev.sild.images.text.ListeningCode;
import dev.sild.images.text.PackageScript;
import dev.sild.images.text.WaitScript;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The process that a service runs.
 *
 * @param words its words; those of its image where the compose file has none
 * @param image what is known of its image
 */
record ServiceProcess(List<String> words, Attribute service, Optional<ImageFacts> image, FileBundles files) {
    /** What starts a script without an effect of its own. */
    private static final Pattern STARTERS = Pattern.compile("(?:.*/)?(?:(?:ba|a|da)?sh|tini|dumb-init|exec)|--");

    /** What reads the file that follows it and its options as a script. */
    private static final Pattern READERS = Pattern.compile("(?:.*/)?(?:ba|a|da)?sh");

    /** Options of a shell that still reads a file: not {@code -c}, {@code -s} and {@code -i}. */
    private static final Pattern READING =
            Pattern.compile("-[abefhlmopuvx]++|--(?:login|noprofile|norc|posix|verbose)");

    /** An option of a shell that ends at a failure; what it is called in full follows {@code -o}. */
    private static final Pattern ENDING = Pattern.compile("-\\w*e\\w*|errexit");

    /** The option of a shell that a script follows. */
    private static final Pattern GIVEN = Pattern.compile("-[a-z]{0,5}c");

    /** A script with plain arguments, for which no shell is needed. */
    private static final Pattern ALONE = Pattern.compile(
            "\\s*(?:exec +)?(?:(?:ba|da|a)?sh +)?[\\w./-]{1,200}\\.sh(?: +[\\w./=:,@+-]{1,200}){0,20}\\s*");

    /** A file whose further words are mostly the command that it starts at last. */
    private static final Pattern SCRIPT = Pattern.compile("\\.?/.*|.*\\.sh|.*entrypoint");

    /** The first line of a script that ends at a failure where the system starts it, not a shell that reads it. */
    private static final Pattern STOPPING = Pattern.compile("#![^\\n]*sh[ \\t]+-\\w*e");

    private static final Pattern SHELL = Pattern.compile("#![^\\n]*sh\\b");

    /** How people call the script of a package that makes files of it. */
    private static final Pattern BUILD = Pattern.compile("(?:build|bundle|compile|dist|prod|production)(?::[\\w:-]*)?");

    private static final Pattern OPTION = Pattern.compile("--?\\w.*", Pattern.DOTALL);

    private static final int MOST_WORDS = 40;
    private static final int MOST_FILES = 5;
    private static final int MOST_CALLS = 4;

    /** Where Dockerfiles copy scripts that they name without a folder. */
    private static final String PROGRAMS = "/usr/local/bin/";

    ServiceProcess {
        words = List.copyOf(words);
    }

    /**
     * Whether it does one thing and ends: a client of a database, say, which runs in the database's image and serves
     * nobody. Where compose keeps a terminal open, what may ask there stays.
     */
    boolean ends() {
        return Stream.<Supplier<List<String>>>of(() -> words, this::script, this::packageScript)
                                .map(Supplier::get)
                                .anyMatch(EndingCommands::end)
                        && !mayAsk()
                || !EndingCommands.runForever(String.join(" ", words))
                        && ProjectScripts.end(words, service, image, files);
    }

    private boolean mayAsk() {
        return isAttended() && Stream.of(words, script(), packageScript()).anyMatch(EndingCommands::mayAskATerminal);
    }

    /** Whether compose starts it without a terminal and, when it has ended, not again. */
    boolean isStartedOnce() {
        return service.get("restart").peek().isEmpty()
                && !service.get("healthcheck").present()
                && !service.get("deploy").get("restart_policy").present()
                && !service.get("x-sild").get("kind").present()
                && !service.get("deploy").get("mode").present()
                && !isAttended();
    }

    /** Whether compose keeps a terminal or its standard input open, for somebody who types. */
    boolean isAttended() {
        return service.get("tty").peek().equals("true")
                || service.get("stdin_open").peek().equals("true");
    }

    /**
     * Whether it builds a package at last and nothing says that it waits for changes. What its build does is not known:
     * it may serve what it has built.
     */
    boolean builds() {
        return PackageScript.calledBy(String.join(" ", words))
                        .filter(name -> BUILD.matcher(name).matches())
                        .isPresent()
                && !EndingCommands.runForever(String.join(" ", packageScript()))
                && supervisor().isEmpty();
    }

    /** Whether it is known to be a client or a loop: a backup may run in the image of its database. */
    boolean isClient() {
        return EndingCommands.end(words) || EndingCommands.runForever(String.join(" ", words)) || servesNobody();
    }

    /** Whether a program or script of the project that it starts is seen to listen at a port. */
    boolean listens() {
        List<String> started = resolved();
        return ProcessFiles.scripts(started, service, image, files).stream().anyMatch(ListeningCode::startsServer)
                || Stream.of(String.join(" ", started).split("\\s+"))
                        .filter(ListeningCode::isFile)
                        .limit(MOST_FILES)
                        .flatMap(file ->
                                ProcessFiles.texts(file, service, image, files).limit(1))
                        .anyMatch(ListeningCode::isServer);
    }

    /** Whether it is known to open no port: it waits, or takes its work from a queue or a clock. */
    boolean servesNobody() {
        return EndingCommands.serveNobody(script());
    }

    /**
     * Whether its words have a program that is known to take its work from a queue or a clock, which a script or a
     * supervisor before it may start.
     */
    boolean startsWorker() {
        return IntStream.range(0, Math.min(words.size(), MOST_WORDS))
                // What follows an option is its value.
                .filter(first ->
                        first == 0 || !OPTION.matcher(words.get(first - 1)).matches())
                .anyMatch(first -> EndingCommands.work(words.subList(first, words.size()))
                        || first > 0 && isWorker(words.get(first)));
    }

    /**
     * Whether its command is a program that is known to take its work from a queue or a clock, and starts nothing else
     * that may serve; a script or a supervisor may start it. What waits forever may be used by hand.
     */
    boolean isOnlyWorker() {
        int behind = words.indexOf("--") + 1;
        boolean scripted = !words.isEmpty() && SCRIPT.matcher(words.get(0)).matches();
        return !EndingCommands.runForever(String.join(" ", words))
                && (EndingCommands.work(words)
                        || EndingCommands.work(words.subList(behind, words.size()))
                        || scripted && EndingCommands.work(words.subList(1, words.size())));
    }

    /** Whether a word is a command, as supervisors take it. */
    private static boolean isWorker(String word) {
        return word.indexOf(' ') > 0 && EndingCommands.work(List.of("sh", "-c", word));
    }

    /** Returns the words of the script that it starts with, where the project has it as a file; its own otherwise. */
    private List<String> script() {
        List<String> resolved = behindWait(unwrapped(resolved()));
        int at = scriptAt(resolved);
        String file = at < resolved.size() ? resolved.get(at) : "-";
        if (file.startsWith("-") || file.indexOf(' ') >= 0) {
            return resolved;
        }
        List<String> before = resolved.subList(0, at);
        boolean read = before.stream().anyMatch(word -> READERS.matcher(word).matches());
        boolean ending = before.stream().anyMatch(word -> ENDING.matcher(word).matches());
        boolean named = read || file.indexOf('/') >= 0 || file.endsWith(".sh");
        return ProcessFiles.texts(named ? file : PROGRAMS + file, service, image, files)
                .findFirst()
                .filter(text ->
                        read || file.endsWith(".sh") || SHELL.matcher(text).lookingAt())
                .map(text ->
                        List.of("sh", ending || !read && STOPPING.matcher(text).lookingAt() ? "-ec" : "-c", text))
                .orElse(resolved);
    }

    /** Returns the words of a script that a shell is given to run alone, as in {@code sh -c "./scripts/lint.sh"}. */
    private static List<String> unwrapped(List<String> words) {
        return words.size() == 3
                        && READERS.matcher(words.get(0)).matches()
                        && GIVEN.matcher(words.get(1)).matches()
                        && ALONE.matcher(words.get(2)).matches()
                ? List.of(words.get(2).strip().split(" +"))
                : words;
    }

    /** Returns the words of the program that a script such as {@code wait-for-it.sh} starts after its wait. */
    private static List<String> behindWait(List<String> words) {
        int options = words.indexOf("--");
        boolean waits = words.stream().limit(Math.max(0, options)).anyMatch(WaitScript::isOne);
        return waits ? words.subList(options + 1, words.size()) : words;
    }

    private static int scriptAt(List<String> words) {
        int at = 0;
        while (at < words.size() && STARTERS.matcher(words.get(at)).matches()) {
            at = READERS.matcher(words.get(at)).matches() ? behindOptions(words, at + 1) : at + 1;
        }
        return Math.min(at, words.size());
    }

    private static int behindOptions(List<String> words, int first) {
        int at = first;
        while (at < words.size() && READING.matcher(words.get(at)).matches()) {
            // The name of an option follows -o.
            at += words.get(at).endsWith("o") && !words.get(at).startsWith("--") ? 2 : 1;
        }
        return at;
    }

    /** Returns the ports that its command says it listens at. */
    Set<Integer> ports() {
        return CommandPorts.of(script(), this::variable);
    }

    private String variable(String name) {
        String own = service.get("environment").get(name).peek();
        return own.isEmpty()
                ? image.map(facts -> facts.env().getOrDefault(name, "")).orElse("")
                : own;
    }

    private List<String> resolved() {
        return ProjectScripts.resolve(words, service, image, files);
    }

    /** Returns the script of a package that it runs at last, which another one may call. */
    private List<String> packageScript() {
        List<String> script = words;
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            script = ProjectScripts.resolve(script, service, image, files);
        }
        return script;
    }

    /** Returns the development supervisor that it is, which stays when its program has failed. */
    Optional<String> supervisor() {
        List<String> script = script();
        List<String> rest = resolved();
        // A script may end with what the service's command says.
        boolean runsRest = !script.isEmpty() && script.get(script.size() - 1).contains("\"$@\"");
        return EndingCommands.supervisor(script)
                .or(() -> runsRest
                        ? EndingCommands.supervisor(
                                rest.subList(Math.min(rest.size(), scriptAt(rest) + 1), rest.size()))
                        : Optional.empty());
    }

    /** Whether it is a script that goes on after a failure. */
    boolean ignoresFailures() {
        return IgnoredFailures.areIn(script());
    }

    /** Whether it is a script that goes on after a migration of a database has failed. */
    boolean ignoresFailedMigrations() {
        return IgnoredFailures.areUnawaitedIn(script(), EndingCommands::migrate);
    }

    /** Returns the hosts that it waits for and then goes on without. */
    Set<String> waitedForInVain() {
        return WaitScript.hosts(String.join(" ", words));
    }
}
