package dev.sild.inputs.shell;

import dev.sild.inputs.shell.Script.Source;
import dev.sild.inputs.shell.WrittenCommand.Kind;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The folder that a script is in while it runs, as a path of the folder that it starts in. */
final class WorkingFolder {
    /** Stands for the first folder in words: what it is does not depend on where the script has gone since. */
    static final char START = '\uFFFF';

    private static final String FIRST = ".";
    private static final int LONGEST = 500;
    /** How many folders above a clone are looked at. */
    private static final int DEEPEST_CLONE = 8;

    private static final int MOST_CLONES = 1_000;
    private static final Pattern COMPUTED = Pattern.compile("[$*?<\\[{]");
    private static final Pattern OPTION = Pattern.compile("-[A-Za-z@]|--");
    private static final Pattern PLACE_IN_STACK = Pattern.compile("[+-][0-9]+");
    private static final Pattern ABOVE = Pattern.compile("^(?:\\.\\./?)+");
    private static final Set<String> OPTIONS_WITH_VALUE =
            Set.of("-b", "--branch", "--depth", "-o", "--origin", "-c", "--config", "-j", "--jobs", "--reference");

    private final Source source;
    private final Predicate<String> isFolder;
    private final Deque<Place> subshells = new ArrayDeque<>();
    private final Branches<Place> branches = new Branches<>();
    private final Deque<Place> pushed = new ArrayDeque<>();
    private final Set<String> clones = new HashSet<>();
    private Place current = new Place(FIRST, FIRST, Optional.empty());
    private Place before = current;

    /**
     * A folder.
     *
     * @param path where the script believes to be
     * @param found where that is, as a path of the first folder
     * @param doubt what is not known about it
     */
    private record Place(String path, String found, Optional<Finding> doubt) {}

    /**
     * Starts in the first folder.
     *
     * @param isFolder whether a path of the first folder is that of a folder
     */
    WorkingFolder(Source source, Predicate<String> isFolder) {
        this.source = source;
        this.isFolder = isFolder;
    }

    /** Returns what is not known about the current folder. */
    Optional<Finding> doubt() {
        return current.doubt();
    }

    /** Returns what {@code pwd} prints. */
    String printed() {
        String found = current.found();
        return found.equals(FIRST) ? String.valueOf(START) : ScriptPath.isRooted(found) ? found : START + "/" + found;
    }

    /** Returns text in which the first folder is written as a dot. */
    static String plain(String text) {
        return text.indexOf(START) < 0 ? text : text.replace(START, '.');
    }

    /** Returns a path that is written in the current folder. */
    String path(String written) {
        return written.indexOf(START) < 0 ? ScriptPath.join(current.found(), written) : plain(written);
    }

    /** Returns a word with the folder in which it is written. */
    Argument placed(Argument word) {
        boolean fromStart = word.text().indexOf(START) >= 0;
        return fromStart || !current.found().equals(FIRST)
                ? new Argument(plain(word.text()), word.position(), word.dated(), fromStart ? FIRST : current.found())
                : word;
    }

    /** Goes to the first folder again. */
    void restart() {
        current = new Place(FIRST, FIRST, Optional.empty());
        before = current;
        subshells.clear();
        branches.clear();
        pushed.clear();
    }

    /** Goes into a subshell or out of one; false where the command is none of these. */
    boolean marks(Kind kind) {
        switch (kind) {
            case OPEN -> subshells.push(current);
            case CLOSE -> current = subshells.isEmpty() ? current : subshells.pop();
            case PATTERN -> current = branches.next(current, false);
            case RESTART -> restart();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Comes to a keyword in front of a command: no branch starts in the folder of another. */
    void meets(Word keyword) {
        switch (keyword.keyword()) {
            case "if", "case" -> branches.enter(current);
            case "then" -> branches.begin(current);
            case "elif", "else" ->
                current = branches.next(current, keyword.keyword().equals("else"));
            case "exit" -> branches.exit();
            case "fi", "esac" -> joined(keyword, branches.leave(current));
            default -> {}
        }
    }

    /** Whether the current command stands in a branch, which may not run. */
    boolean isInBranch() {
        return branches.isOpen();
    }

    private void joined(Word keyword, List<Place> ends) {
        current = ends.get(ends.size() - 1);
        if (ends.stream().map(Place::found).distinct().count() > 1) {
            // Who changes the folder in one branch only is there behind it, rather than where it was before.
            Place start = ends.get(0);
            current = ends.stream()
                    .filter(end -> !end.found().equals(start.found()))
                    .findFirst()
                    .orElse(start);
            current = new Place(
                    current.path(),
                    current.found(),
                    doubt(
                            keyword.position(),
                            "the branches end in different folders; the commands behind them are read in '"
                                    + current.found() + "'"));
        }
    }

    /** Runs a command that changes the folder; false for another. */
    boolean runs(List<Argument> command) {
        switch (command.get(0).text()) {
            case "cd", "chdir" -> change(command);
            case "pushd" -> {
                pushed.push(current);
                change(command);
            }
            case "popd" -> go(pushed.isEmpty() ? current : pushed.pop());
            case "git" -> {
                cloned(command);
                return false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void change(List<Argument> command) {
        Argument named = command.stream()
                .skip(1)
                .filter(word -> !OPTION.matcher(word.text()).matches())
                .findFirst()
                .orElse(command.get(0).with("~"));
        String target = named.text();
        if (target.equals("-")) {
            go(before);
            return;
        }
        String next = target.indexOf(START) < 0
                ? ScriptPath.join(current.path(), target)
                : ScriptPath.join("./.", "." + target.substring(target.indexOf(START) + 1));
        if (COMPUTED.matcher(target).find()
                || next.length() > LONGEST
                || PLACE_IN_STACK.matcher(target).matches()) {
            go(
                    new Place(
                            current.path(),
                            current.found(),
                            doubt(
                                    named,
                                    "the folder of 'cd' is only known when the script runs; paths are those of the folder before")));
        } else {
            go(place(named, withoutEnd(ScriptPath.name(next))));
        }
    }

    private static String withoutEnd(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private void go(Place next) {
        before = current;
        current = next;
    }

    /** A document is in the project that it describes, and so is the folder that it clones. */
    private Place place(Argument named, String path) {
        String below = belowClone(path);
        if (source == Source.DOCUMENT) {
            String own = ABOVE.matcher(below).replaceFirst("");
            boolean known = !ScriptPath.isRooted(own) && isFolder.test(own);
            return new Place(path, known ? own : FIRST, Optional.empty());
        }
        if (!below.equals(path) && !isFolder.test(path)) {
            return new Place(
                    path,
                    below,
                    doubt(named, "the folder '" + path + "', which the script clones, is taken as its own"));
        }
        return new Place(
                path,
                path,
                ScriptPath.isRooted(path)
                        ? doubt(
                                named,
                                "the folder '" + path + "' is outside of the project; paths in it are of this machine")
                        : Optional.empty());
    }

    /** Returns a path of a folder that is cloned as one of the first folder. */
    private String belowClone(String path) {
        String below = path;
        int slash = path.indexOf('/', 1);
        for (int depth = 0; depth < DEEPEST_CLONE && !clones.isEmpty(); depth++) {
            int end = slash < 0 ? path.length() : slash;
            if (clones.contains(path.substring(0, end))) {
                below = slash < 0 ? FIRST : path.substring(slash + 1);
            }
            if (slash < 0) {
                break;
            }
            slash = path.indexOf('/', slash + 1);
        }
        return below;
    }

    /** Remembers the folder that {@code git clone} makes. */
    private void cloned(List<Argument> command) {
        if (command.size() < 3 || !command.get(1).text().equals("clone") || clones.size() >= MOST_CLONES) {
            return;
        }
        List<String> words = new ArrayList<>();
        for (int i = 2; i < command.size(); i++) {
            String word = command.get(i).text();
            if (word.startsWith("-")) {
                i += OPTIONS_WITH_VALUE.contains(word) ? 1 : 0;
            } else {
                words.add(word);
            }
        }
        String last = words.isEmpty() ? "" : words.get(words.size() - 1).replaceFirst("/+$", "");
        String made = words.size() > 1
                ? last
                : last.substring(Math.max(last.lastIndexOf('/'), last.lastIndexOf(':')) + 1)
                        .replaceFirst("\\.git$", "");
        String path = plain(ScriptPath.join(current.path(), made));
        if (!made.isEmpty() && path.length() <= LONGEST) {
            clones.add(ScriptPath.name(path));
        }
    }

    private static Optional<Finding> doubt(Argument where, String reason) {
        return doubt(where.position(), reason);
    }

    private static Optional<Finding> doubt(Position where, String reason) {
        return Optional.of(
                new Finding(Code.SCRIPT_UNREAD, where.origin(""), reason, "write a path below the script's folder"));
    }
}
