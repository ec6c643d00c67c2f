package dev.sild.images.text;

import dev.sild.images.text.PythonLines.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a program in Python surely does when it starts: its top level, the modules that it imports there, and the
 * functions and classes that these call. What a condition decides, or whose failure is caught, is not followed.
 */
public final class PythonStart {
    private static final int MOST_MODULES = 60;
    private static final int MOST_LETTERS = 512 << 10;
    private static final int MOST_ASKED = 600;
    private static final int MOST_BLOCKS = 500;
    private static final int DEEPEST = 20;

    private static final Pattern DEFINITION = Pattern.compile("(?:async\\s+)?(def|class)\\s+(\\w{1,100}+)");
    private static final Pattern COMPOUND = Pattern.compile(
            "(?:if|elif|else|try|except|finally|for|while|match|case|async\\s+for)\\b.*", Pattern.DOTALL);
    private static final Pattern WITH = Pattern.compile("(?:async\\s+)?with\\b.*", Pattern.DOTALL);
    private static final Pattern ENDLESS = Pattern.compile("while\\s+(?:True|1)\\s*:");
    private static final Pattern MAIN = Pattern.compile("if\\s+__name__\\s*==\\s*[\"']\\s*__main__\\s*[\"']\\s*:");
    private static final Pattern UNSURE = Pattern.compile("\\b(?:if|and|or|lambda|for)\\b|\\bsuppress\\(");
    private static final Pattern LEAVES = Pattern.compile("\\b(?:return|raise|continue|break|yield)\\b|\\bexit\\(");
    private static final Pattern LOOP = Pattern.compile("(?:async\\s+)?for\\b|while\\b");
    private static final Pattern ENDS = Pattern.compile("\\b(?:return|raise)\\b|\\bexit\\(");
    private static final Pattern FAILS =
            Pattern.compile("(?:raise\\b|(?:sys\\.|os\\._)?exit\\(|quit\\().*", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("(?<![\\w.])([A-Za-z_]\\w{0,60}+(?:\\.\\w{1,60}+){0,3}+)\\(");
    /** What runs the coroutine that a call makes, so that its failure arrives; that of a task does not. */
    private static final Pattern RUN = Pattern.compile(
            "\\b(?:await\\s{1,20}|(?:asyncio|anyio|uvloop|trio)\\.run\\(\\s{0,20}|run_until_complete\\(\\s{0,20})$");

    private static final int LONGEST_RUN = 50;

    /** What frameworks call before they answer requests. */
    private static final Pattern LIFESPAN = Pattern.compile("\\blifespan\\s*=\\s*(\\w{1,60}+)");

    private static final Pattern ON_STARTUP =
            Pattern.compile("@[\\w.]{1,100}\\.(?:on_event\\(\\s*[\"']startup[\"'].*|before_serving)");

    private static final Pattern SERVED = Pattern.compile("\\s*[\"']([A-Za-z_][\\w.]{0,100}+):");

    /** Where something is done: the path of a file as it was asked for, and a line. */
    public record Place(String file, int line) {}

    /** A call, with its name as the module that defines it has it: {@code docker.from_env}. */
    public record Call(String name, String arguments) {}

    private final Function<String, Optional<String>> files;
    private final Predicate<Call> wanted;
    private final Map<String, Optional<PythonModule>> modules = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> roots = new ArrayList<>();
    private int depth;
    private int read;
    private int letters;

    private PythonStart(Function<String, Optional<String>> files, Predicate<Call> wanted) {
        this.files = files;
        this.wanted = wanted;
    }

    /**
     * Returns where a program makes a call when it starts; empty where that is not sure.
     *
     * @param file the file that is started, as {@code files} knows it
     * @param script whether it is run as a script, and not imported by a server
     * @param files returns the text of a file by its path
     * @param wanted which calls are meant
     */
    public static Optional<Place> find(
            String file, boolean script, Function<String, Optional<String>> files, Predicate<Call> wanted) {
        PythonStart start = new PythonStart(files, wanted);
        if (script) {
            start.roots.add(file.substring(0, file.lastIndexOf('/') + 1));
        }
        start.roots.add("");
        return start.module(file).flatMap(module -> start.block(module, -1, script));
    }

    private Optional<PythonModule> module(String file) {
        Optional<PythonModule> known = modules.get(file);
        if (known == null) {
            known = modules.size() < MOST_ASKED && read < MOST_MODULES && letters < MOST_LETTERS
                    ? files.apply(file).map(text -> new PythonModule(file, text))
                    : Optional.empty();
            read += known.isPresent() ? 1 : 0;
            letters += known.map(PythonModule::letters).orElse(0);
            modules.put(file, known);
        }
        return known;
    }

    /** Returns the module of the project of that full name. */
    private Optional<PythonModule> named(String name) {
        String path = name.replace('.', '/');
        return roots.stream()
                .flatMap(root -> Stream.of(root + path + ".py", root + path + "/__init__.py"))
                .map(this::module)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Place> block(PythonModule module, int parent, boolean script) {
        if (depth > DEEPEST || seen.size() > MOST_BLOCKS || !seen.add(module.file() + ' ' + parent)) {
            return Optional.empty();
        }
        depth++;
        try {
            List<Integer> below = module.below(parent);
            for (int i = 0; i < below.size(); i++) {
                Line line = module.line(below.get(i));
                Matcher definition = DEFINITION.matcher(line.code());
                boolean defines = definition.lookingAt();
                boolean endless = ENDLESS.matcher(line.code()).lookingAt();
                if (defines) {
                    if (parent == -1) {
                        module.define(definition.group(2), below.get(i));
                    }
                    boolean startup = i > 0
                            && ON_STARTUP
                                    .matcher(module.line(below.get(i - 1)).text())
                                    .matches();
                    if (!startup && !definition.group(1).equals("class")) {
                        continue;
                    }
                }
                boolean with = WITH.matcher(line.code()).matches();
                boolean compound = COMPOUND.matcher(line.code()).matches()
                        || with && UNSURE.matcher(line.code()).find();
                boolean entered = !compound
                        || endless
                        || line.code().startsWith("try") && fails(module, below, i)
                        || script && MAIN.matcher(line.text()).lookingAt();
                if (!entered) {
                    if (leaves(module, below.get(i))) {
                        return Optional.empty();
                    }
                    continue;
                }
                boolean opens = compound || defines || with;
                Optional<Place> found = Optional.empty();
                if (!compound && !defines) {
                    found = statement(module, line);
                }
                if (found.isEmpty() && opens) {
                    found = block(module, below.get(i), script);
                }
                if (found.isPresent() || endless || LEAVES.matcher(line.code()).lookingAt()) {
                    return found;
                }
            }
            return Optional.empty();
        } finally {
            depth--;
        }
    }

    /** Whether each handler of a {@code try} ends the program. */
    private static boolean fails(PythonModule module, List<Integer> below, int attempt) {
        boolean handled = false;
        for (int i = attempt + 1; i < below.size(); i++) {
            String code = module.line(below.get(i)).code();
            if (!code.startsWith("except")) {
                break;
            }
            handled = true;
            List<Integer> handler = module.below(below.get(i));
            if (handler.isEmpty()
                    || !FAILS.matcher(
                                    module.line(handler.get(handler.size() - 1)).code())
                            .matches()) {
                return false;
            }
        }
        return handled;
    }

    /** Whether a block that may be skipped may end what is around it. */
    private static boolean leaves(PythonModule module, int header) {
        boolean loops = LOOP.matcher(module.line(header).code()).lookingAt();
        Set<Integer> within = new HashSet<>(Set.of(header));
        for (int i = header; i < module.size(); i++) {
            Line line = module.line(i);
            if (i > header && !within.contains(line.parent())) {
                return false;
            }
            within.add(i);
            if ((loops ? ENDS : LEAVES).matcher(line.code()).find()) {
                return true;
            }
        }
        return false;
    }

    private Optional<Place> statement(PythonModule module, Line line) {
        Optional<Place> imported = imports(module, line.code());
        if (imported.isPresent() || UNSURE.matcher(line.code()).find()) {
            return imported;
        }
        Matcher call = CALL.matcher(line.code());
        while (call.find()) {
            String name = module.fullName(call.group(1));
            String arguments = arguments(line, call.end());
            if (wanted.test(new Call(name, arguments))
                    && named(name.split("\\.", 2)[0]).isEmpty()) {
                return Optional.of(new Place(module.file(), line.number()));
            }
            Matcher served = SERVED.matcher(arguments);
            Optional<Place> found = name.equals("uvicorn.run") && served.lookingAt()
                    ? load(served.group(1))
                    : called(module, call.group(1), name, use(line.code(), call.start()));
            if (found.isPresent()) {
                return found;
            }
        }
        Matcher lifespan = LIFESPAN.matcher(line.code());
        return lifespan.find()
                ? called(module, lifespan.group(1), module.fullName(lifespan.group(1)), Use.ENTERED)
                : Optional.empty();
    }

    /** Whether what a call returns is awaited, or entered by {@code with} or a framework: so its body runs. */
    private enum Use {
        PLAIN,
        RUN,
        ENTERED
    }

    private static Use use(String code, int call) {
        return WITH.matcher(code).matches()
                ? Use.ENTERED
                : RUN.matcher(code.substring(Math.max(0, call - LONGEST_RUN), call))
                                .find()
                        ? Use.RUN
                        : Use.PLAIN;
    }

    /** Returns the arguments of a call that opens before an index. */
    private static String arguments(Line line, int start) {
        int depth = 1;
        int end = start;
        while (end < line.code().length() && depth > 0) {
            char c = line.code().charAt(end++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return line.text().substring(start, depth == 0 ? end - 1 : end);
    }

    /** Follows the call of a function or class of the project. */
    private Optional<Place> called(PythonModule module, String name, String fullName, Use use) {
        OptionalInt here = module.definition(name);
        if (here.isPresent()) {
            return enter(module, here.getAsInt(), use);
        }
        int dot = fullName.lastIndexOf('.');
        Optional<PythonModule> other = dot < 0 ? Optional.empty() : named(fullName.substring(0, dot));
        OptionalInt there = other.map(found -> found.definition(fullName.substring(dot + 1)))
                .orElse(OptionalInt.empty());
        return there.isEmpty() ? Optional.empty() : enter(other.get(), there.getAsInt(), use);
    }

    private Optional<Place> enter(PythonModule module, int definition, Use use) {
        String header = module.line(definition).code();
        if (!header.startsWith("class")) {
            boolean runs = use == Use.ENTERED
                    || (use == Use.RUN || !header.startsWith("async")) && !module.isGenerator(definition);
            return !runs ? Optional.empty() : block(module, definition, false);
        }
        return module.below(definition).stream()
                .filter(index -> module.line(index).code().startsWith("def __init__("))
                .findFirst()
                .flatMap(constructor -> block(module, constructor, false));
    }

    /** Reads what imported modules of the project do. */
    private Optional<Place> imports(PythonModule module, String code) {
        return module.imports(code).stream()
                .flatMap(name -> load(name).stream())
                .findFirst();
    }

    private Optional<Place> load(String name) {
        return named(name).flatMap(module -> block(module, -1, false));
    }
}
