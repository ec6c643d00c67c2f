package dev.sild.images.text;

import dev.sild.images.text.PythonLines.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of a program in Python: its lines, and what its names stand for, as far as it is read. */
final class PythonModule {
    private static final Pattern IMPORT = Pattern.compile("import\\s+(.+)", Pattern.DOTALL);
    private static final Pattern FROM =
            Pattern.compile("from\\s+(\\.{0,5})([\\w.]{0,200}+)\\s+import\\s+(.+)", Pattern.DOTALL);

    private static final Pattern YIELD = Pattern.compile("\\byield\\b");
    private static final Pattern NESTED = Pattern.compile("(?:async\\s+)?(?:def|class)\\b|@");

    private final String file;
    private final int letters;
    private final List<Line> lines;
    private final Map<String, Integer> defined = new HashMap<>();
    private final Map<Integer, Boolean> generators = new HashMap<>();
    /** The full names of what is imported, by the names here. */
    private final Map<String, String> imported = new HashMap<>();

    PythonModule(String file, String text) {
        this.file = file;
        letters = text.length();
        lines = PythonLines.of(text);
    }

    /** Returns its path, as it was asked for. */
    String file() {
        return file;
    }

    /** Returns how long its text is. */
    int letters() {
        return letters;
    }

    Line line(int index) {
        return lines.get(index);
    }

    int size() {
        return lines.size();
    }

    /** Returns the indexes of the lines directly below one, or of those at the top for -1. */
    List<Integer> below(int parent) {
        return PythonLines.below(lines, parent);
    }

    /** Notes where a function or class is defined. */
    void define(String name, int index) {
        defined.put(name, index);
    }

    /** Returns where a function or class is defined; empty if it is not, or not yet. */
    OptionalInt definition(String name) {
        return defined.containsKey(name) ? OptionalInt.of(defined.get(name)) : OptionalInt.empty();
    }

    /** Whether a function is a generator, whose call alone runs nothing of it. */
    boolean isGenerator(int definition) {
        return generators.computeIfAbsent(definition, this::yields);
    }

    private boolean yields(int definition) {
        Set<Integer> within = new HashSet<>(Set.of(definition));
        for (int i = definition + 1; i < lines.size() && lines.get(i).parent() >= definition; i++) {
            if (within.contains(lines.get(i).parent())
                    && !NESTED.matcher(lines.get(i).code()).lookingAt()) {
                within.add(i);
                if (YIELD.matcher(lines.get(i).code()).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns a name as the module that defines it has it: {@code docker.from_env} of {@code d.from_env}. */
    String fullName(String name) {
        String first = name.split("\\.", 2)[0];
        return imported.getOrDefault(first, first) + name.substring(first.length());
    }

    /** Reads a line as an import; returns the full names of what may be modules, none where it is no import. */
    List<String> imports(String code) {
        List<String> loaded = new ArrayList<>();
        Matcher from = FROM.matcher(code);
        Matcher plain = IMPORT.matcher(code);
        if (from.matches()) {
            String source = absolute(from.group(1).length(), from.group(2));
            loaded.add(source);
            for (Name name : names(from.group(3))) {
                String whole = source.isEmpty() ? name.real() : source + "." + name.real();
                imported.put(name.here(), whole);
                loaded.add(whole);
            }
        } else if (plain.matches()) {
            for (Name name : names(plain.group(1))) {
                String first = name.real().split("\\.", 2)[0];
                boolean renamed = !name.real().equals(name.here());
                imported.put(renamed ? name.here() : first, renamed ? name.real() : first);
                loaded.add(name.real());
            }
        }
        return loaded;
    }

    /** Returns the full name of a module that is named from this one: {@code .b} in {@code a/c.py} is {@code a.b}. */
    private String absolute(int dots, String name) {
        if (dots == 0) {
            return name;
        }
        String folder = file;
        for (int i = 0; i < dots; i++) {
            folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
        }
        String above = folder.replaceFirst("^(?:\\./|/)+", "").replace('/', '.');
        return above.isEmpty() || name.isEmpty() ? above + name : above + "." + name;
    }

    /** What is imported, and the name that it gets. */
    private record Name(String real, String here) {}

    private static List<Name> names(String list) {
        List<Name> names = new ArrayList<>();
        for (String item : list.replace("(", "").replace(")", "").split(",")) {
            String[] words = item.strip().split("\\s+");
            if (!words[0].isEmpty()) {
                names.add(new Name(words[0], words.length == 3 && words[1].equals("as") ? words[2] : words[0]));
            }
        }
        return names;
    }
}
