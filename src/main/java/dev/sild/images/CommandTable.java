package dev.sild.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code commands.txt} says of programs by their names; it says itself how a line is written. */
final class CommandTable {
    private static final String ASKS = "> ";
    private static final Map<String, List<Rule>> RULES = new HashMap<>();
    /** What reads from a terminal what to do. */
    private static final Set<String> ASKING = new HashSet<>();

    static {
        read();
    }

    private CommandTable() {}

    /** What a line of the table says of its programs. */
    enum Meaning {
        ENDS,
        /** It ends, and fails without its database. */
        MIGRATES,
        RUNS_ANOTHER,
        SUPERVISES,
        WORKS,
        /** It serves in front until it is stopped: no command of a script that follows it runs. */
        SERVES,
        SAYS_NOTHING
    }

    /** A line of the table without the names. */
    record Rule(Meaning meaning, List<String> words) {
        private boolean fits(List<String> given) {
            boolean any = false;
            boolean found = false;
            for (String word : words) {
                boolean forbidden = word.startsWith("!") && word.length() > 1;
                String wanted = forbidden ? word.substring(1) : word;
                boolean there = given.stream().anyMatch(one -> matches(one, wanted));
                if (forbidden && there) {
                    return false;
                }
                any |= !forbidden;
                found |= !forbidden && there;
            }
            return found || !any;
        }

        private static boolean matches(String given, String wanted) {
            boolean front = wanted.startsWith("*");
            boolean back = wanted.endsWith("*");
            String core = wanted.substring(front ? 1 : 0, wanted.length() - (back ? 1 : 0));
            return front && back
                    ? given.contains(core)
                    : front ? given.endsWith(core) : back ? given.startsWith(core) : given.equals(core);
        }
    }

    /** Returns the line that says most of a program: any before one that it runs another. */
    static @Nullable Rule rule(String program, List<String> rest) {
        Rule found = null;
        for (Rule rule : RULES.getOrDefault(program, List.of())) {
            if (rule.fits(rest) && (found == null || rule.meaning() != Meaning.RUNS_ANOTHER)) {
                found = rule;
            }
        }
        return found;
    }

    /** Whether a program with nothing to run reads from a terminal what to do. */
    static boolean asksATerminal(String program) {
        return ASKING.contains(program);
    }

    private static void read() {
        for (String line : text().split("\n")) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(ASKS)) {
                ASKING.addAll(Arrays.asList(line.substring(ASKS.length()).split(" ")));
                continue;
            }
            Meaning meaning = meaning(line);
            String rest = meaning == Meaning.ENDS ? line : line.substring(2);
            // A colon is the name of a program, too.
            int colon = meaning == Meaning.SAYS_NOTHING ? rest.length() : (rest + " ").indexOf(": ");
            List<String> words = colon + 1 >= rest.length()
                    ? List.of()
                    : Arrays.asList(rest.substring(colon + 2).split(" "));
            for (String name : rest.substring(0, colon).split(" ")) {
                RULES.computeIfAbsent(name, key -> new ArrayList<>(1)).add(new Rule(meaning, words));
            }
        }
    }

    private static Meaning meaning(String line) {
        return switch (line.substring(0, Math.min(2, line.length()))) {
            case "< " -> Meaning.RUNS_ANOTHER;
            case "+ " -> Meaning.SUPERVISES;
            case "@ " -> Meaning.MIGRATES;
            case "~ " -> Meaning.WORKS;
            case "= " -> Meaning.SERVES;
            case ". " -> Meaning.SAYS_NOTHING;
            default -> Meaning.ENDS;
        };
    }

    private static String text() {
        try (InputStream file = CommandTable.class.getResourceAsStream("commands.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
