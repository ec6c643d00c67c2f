package dev.sild.inputs.shell;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Where the loops, functions and groups of a script end. */
final class Blocks {
    private static final Set<String> LOOPS = Set.of("for", "while", "until", "select");
    /** Keywords in front of a command. */
    private static final Set<String> HEADS = Set.of("then", "else", "do", "{", "!", "time");

    private final List<WrittenCommand> written;
    private final int[] ends;
    /** Where the groups in braces end that begin in front of a command; 0 for none. */
    private final int[] groupEnds;

    Blocks(List<WrittenCommand> written) {
        this.written = written;
        ends = new int[written.size()];
        groupEnds = new int[written.size()];
        Arrays.fill(ends, written.size() - 1);
        pair();
    }

    private void pair() {
        Deque<Integer> loops = new ArrayDeque<>();
        Deque<Integer> braces = new ArrayDeque<>();
        Deque<Integer> groups = new ArrayDeque<>();
        int function = -1;
        for (int i = 0; i < written.size(); i++) {
            List<Word> words = written.get(i).words();
            for (int at = 0; at <= Math.min(first(words), words.size() - 1); at++) {
                String keyword = words.get(at).keyword();
                if (LOOPS.contains(keyword)) {
                    loops.push(i);
                } else if (keyword.equals("done") && !loops.isEmpty()) {
                    ends[loops.pop()] = i;
                } else if (keyword.equals("{")) {
                    braces.push(function);
                    groups.push(i);
                    function = -1;
                } else if (keyword.equals("}") && !braces.isEmpty()) {
                    int head = braces.pop();
                    groupEnds[groups.pop()] = i;
                    if (head >= 0) {
                        ends[head] = i;
                    }
                }
            }
            function = written.get(i).kind() == WrittenCommand.Kind.FUNCTION ? i : function;
        }
    }

    /** Returns the place of the command that ends the loop or function at {@code start}: the last where none does. */
    int end(int start) {
        return ends[start];
    }

    /**
     * Returns the place of the command that ends the group in braces in front of the one at {@code start}; 0 for none.
     */
    int groupEnd(int start) {
        return groupEnds[start];
    }

    /** Returns the place of the first word that is no keyword in front of a command; the number of words for none. */
    static int first(List<Word> words) {
        int first = 0;
        while (first < words.size() && HEADS.contains(words.get(first).keyword())) {
            first++;
        }
        return first;
    }
}
