package dev.sild.compose.translate.image;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.text.EngineCalls;
import dev.sild.images.text.PythonStart;
import dev.sild.images.text.ShellScript;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the program of a service asks the container engine when it starts, and so does not start without it. */
public final class EngineStart {
    private static final Pattern PYTHON = Pattern.compile("(?:.*/)?python3?(?:\\.\\d{1,2})?");
    private static final Pattern SERVER =
            Pattern.compile("(?:.*/)?(uvicorn|gunicorn|hypercorn|daphne|celery|flask|fastapi)");

    private static final Pattern APPLICATION =
            Pattern.compile("([A-Za-z_][\\w.]{0,200}):[A-Za-z_][\\w.]{0,100}(?:\\(.*\\))?");
    private static final Pattern MODULE = Pattern.compile("[A-Za-z_][\\w.]{0,200}");
    private static final Pattern OPTION_OF_APPLICATION = Pattern.compile("-A|--app");
    private static final Pattern NODE = Pattern.compile("(?:.*/)?(?:node|nodejs|tsx|ts-node|bun)");
    private static final Set<String> GO_FILES = Set.of("main.go", "cmd/main.go");
    private static final int MOST_WORDS = 60;
    private static final String VARIABLE = "DOCKER_HOST";

    /** A program that sets the variable itself, perhaps where it is read later. */
    private static final Pattern SETS = Pattern.compile("\\benviron(?:\\[|\\.setdefault\\()\\s{0,20}[\"']" + VARIABLE
            + "[\"']\\s{0,20}(?:\\]\\s{0,20}=(?!=)|,)\\s{0,20}(?![\"']unix:)\\S");

    private final Attribute service;
    private final Optional<ImageFacts> image;
    private final FileBundles files;

    /** A file that a process starts with. */
    private record Entry(String file, boolean script) {}

    private EngineStart(Attribute service, Optional<ImageFacts> image, FileBundles files) {
        this.service = service;
        this.image = image;
        this.files = files;
    }

    /**
     * Returns where a program asks, in words; empty where it surely does not, or that is not known.
     *
     * @param words the words of the service's process
     */
    public static Optional<String> find(
            List<String> words, Attribute service, Optional<ImageFacts> image, FileBundles files) {
        return new EngineStart(service, image, files).find(ProjectScripts.resolve(words, service, image, files));
    }

    private Optional<String> find(List<String> words) {
        boolean elsewhere = isElsewhere(service, image);
        if (!elsewhere && EngineCalls.isOne(words)) {
            return Optional.of("by its command");
        }
        List<String> scripts = ProcessFiles.scripts(words, service, image, files);
        for (int i = 1; i < scripts.size() && !elsewhere; i++) {
            OptionalInt line = EngineCalls.inShell(scripts.get(i));
            if (line.isPresent()) {
                return Optional.of("in line " + line.getAsInt() + " of a script");
            }
        }
        Optional<String> known = scripts.stream()
                .flatMap(script -> ShellScript.commands(script).stream())
                .limit(MOST_WORDS)
                .flatMap(command -> program(command, elsewhere).stream())
                .findFirst();
        return known.isPresent() || elsewhere
                ? known
                : GO_FILES.stream()
                        .sorted()
                        .flatMap(file -> asked(file, EngineCalls::inGo).stream())
                        .findFirst();
    }

    /** Whether a variable of the service or its image leads its clients to another engine. */
    static boolean isElsewhere(Attribute service, Optional<ImageFacts> image) {
        String stated = service.get("environment").get(VARIABLE).peek();
        String host = stated.isEmpty()
                ? image.map(facts -> facts.env().getOrDefault(VARIABLE, "")).orElse("")
                : stated;
        return !host.isEmpty() && !host.startsWith("unix:");
    }

    private Optional<String> program(List<String> command, boolean elsewhere) {
        for (int i = 0; i < Math.min(command.size(), MOST_WORDS); i++) {
            String word = command.get(i);
            if (PYTHON.matcher(word).matches()) {
                return python(command.subList(i + 1, command.size()), elsewhere);
            }
            if (SERVER.matcher(word).matches()) {
                return served(command.subList(i, command.size()), elsewhere);
            }
            if (NODE.matcher(word).matches() && !elsewhere) {
                return command.stream()
                        .skip(i + 1L)
                        .filter(file -> file.matches("[\\w./-]{1,200}\\.[mc]?[jt]s"))
                        .findFirst()
                        .flatMap(file -> asked(file, EngineCalls::inNode));
            }
        }
        return Optional.empty();
    }

    private Optional<String> python(List<String> words, boolean elsewhere) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-m") && i + 1 < words.size()) {
                String module = words.get(i + 1);
                return SERVER.matcher(module).matches()
                        ? served(words.subList(i + 1, words.size()), elsewhere)
                        : ofModule(module, true, elsewhere);
            }
            if (word.endsWith(".py")) {
                return asked(new Entry(word.replaceFirst("^\\./", ""), true), elsewhere);
            }
            if (!word.startsWith("-")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Looks at the application that a server is started with. */
    private Optional<String> served(List<String> words, boolean elsewhere) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            Matcher application = APPLICATION.matcher(word);
            if (application.matches()) {
                return ofModule(application.group(1), false, elsewhere);
            }
            if (OPTION_OF_APPLICATION.matcher(word).matches() && i + 1 < words.size()) {
                return ofModule(words.get(i + 1), false, elsewhere);
            }
            if (word.endsWith(".py")) {
                return asked(new Entry(word.replaceFirst("^\\./", ""), false), elsewhere);
            }
        }
        return Optional.empty();
    }

    private Optional<String> ofModule(String module, boolean script, boolean elsewhere) {
        String path = module.replace('.', '/');
        return !MODULE.matcher(module).matches()
                ? Optional.empty()
                : Stream.of(path + ".py", path + "/__main__.py", path + "/__init__.py")
                        .flatMap(file -> asked(new Entry(file, script), elsewhere).stream())
                        .findFirst();
    }

    private Optional<String> asked(Entry entry, boolean elsewhere) {
        boolean[] sets = {elsewhere};
        Function<String, Optional<String>> read = file -> {
            Optional<String> text = text(file);
            sets[0] |= text.filter(found -> found.contains(VARIABLE))
                    .filter(found -> SETS.matcher(found).find())
                    .isPresent();
            return text;
        };
        return PythonStart.find(entry.file(), entry.script(), read, call -> EngineCalls.isOne(call, sets[0]))
                .map(place -> "in " + place.file() + ":" + place.line());
    }

    private Optional<String> asked(String file, Function<String, OptionalInt> reader) {
        return text(file).map(reader).filter(OptionalInt::isPresent).map(line -> "in " + file + ":" + line.getAsInt());
    }

    private Optional<String> text(String file) {
        return ProcessFiles.texts(file, service, image, files).findFirst();
    }
}
