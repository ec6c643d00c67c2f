package dev.sild.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/**
 * Finds any of many strings in one pass over a text, regardless of what they have in common (Aho-Corasick). Works on
 * folded characters: lower-case letters, and one character for everything that is not a letter or digit.
 */
final class PatternSet {
    /** Receives each match; for a truncated pattern, the match has the complete value, which must still be compared. */
    interface Found {
        void at(int start, String value);
    }

    private static final int NONE = -1;

    private final List<String> values;
    private final int[] patternLengths;
    /** The transitions, as an open hash table from a node and a character to a node. */
    private long[] keys = new long[64];

    private int[] targets = new int[64];
    private int size;
    private int nodes = 1;
    private int[] failure;
    /** The value that ends at a node, and the next node behind with one. */
    private int[] ending = new int[16];

    private int[] next;
    private long[] starts = new long[0];

    PatternSet(Collection<String> patterns, int longest) {
        values = List.copyOf(patterns);
        patternLengths = new int[values.size()];
        Arrays.fill(keys, NONE);
        Arrays.fill(ending, NONE);
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < patternLengths.length; i++) {
            String value = values.get(i);
            patternLengths[i] = Math.min(value.length(), longest);
            int node = 0;
            for (int k = 0; k < patternLengths[i]; k++) {
                char c = fold(value.charAt(k));
                int to = target(node, c);
                if (to == NONE) {
                    to = nodes++;
                    put(node, c, to);
                    edges.add(new int[] {node, c, to});
                }
                node = to;
            }
            if (node >= ending.length) {
                int before = ending.length;
                ending = Arrays.copyOf(ending, Math.max(node + 1, before * 2));
                Arrays.fill(ending, before, ending.length, NONE);
            }
            // Of two that are the same when folded, or begin alike, the first is looked for.
            ending[node] = ending[node] == NONE ? i : ending[node];
        }
        ending = Arrays.copyOf(ending, Math.max(ending.length, nodes));
        link(edges);
        starts = new long[1024];
        edges.stream()
                .filter(edge -> edge[0] == 0)
                .forEach(edge -> starts[edge[1] >> 6 & 1023] |= 1L << (edge[1] & 63));
    }

    private void link(List<int[]> edges) {
        failure = new int[nodes];
        next = new int[nodes];
        Arrays.fill(next, NONE);
        List<List<int[]>> from = new ArrayList<>(nodes);
        for (int i = 0; i < nodes; i++) {
            from.add(null);
        }
        for (int[] edge : edges) {
            if (from.get(edge[0]) == null) {
                from.set(edge[0], new ArrayList<>(1));
            }
            from.get(edge[0]).add(edge);
        }
        Queue<Integer> queue = new ArrayDeque<>(List.of(0));
        while (!queue.isEmpty()) {
            int node = queue.remove();
            if (from.get(node) == null) {
                continue;
            }
            for (int[] edge : from.get(node)) {
                int fail = node;
                int to = NONE;
                while (fail != 0 && to == NONE) {
                    fail = failure[fail];
                    to = target(fail, (char) edge[1]);
                }
                failure[edge[2]] = to == NONE ? 0 : to;
                int behind = failure[edge[2]];
                next[edge[2]] = ending[behind] != NONE ? behind : next[behind];
                queue.add(edge[2]);
            }
        }
    }

    /** Reports every occurrence. */
    void find(String text, Found found) {
        int node = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = fold(text.charAt(i));
            if (node == 0 && (starts[c >> 6] >> (c & 63) & 1) == 0) {
                continue;
            }
            int to = target(node, c);
            while (to == NONE && node != 0) {
                node = failure[node];
                to = target(node, c);
            }
            node = to == NONE ? 0 : to;
            for (int at = ending[node] == NONE ? next[node] : node; at != NONE; at = next[at]) {
                int value = ending[at];
                int start = i + 1 - patternLengths[value];
                if (start + values.get(value).length() <= text.length()) {
                    found.at(start, values.get(value));
                }
            }
        }
    }

    /** Whether {@code value} is at {@code start}, folded. */
    static boolean isFolded(String text, int start, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (fold(text.charAt(start + i)) != fold(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns a value as it is compared. */
    static String folded(String value) {
        char[] folded = value.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }

    private static char fold(char c) {
        if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
            return c;
        }
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c < 128 ? '-' : Character.toLowerCase(c);
    }

    private int target(int node, char c) {
        long key = (long) node << 16 | c;
        int at = slot(key);
        return keys[at] == key ? targets[at] : NONE;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (keys[at] != NONE && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void put(int node, char c, int to) {
        if (++size * 2 > keys.length) {
            long[] oldKeys = keys;
            int[] oldTargets = targets;
            keys = new long[oldKeys.length * 2];
            targets = new int[keys.length];
            Arrays.fill(keys, NONE);
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] != NONE) {
                    int at = slot(oldKeys[i]);
                    keys[at] = oldKeys[i];
                    targets[at] = oldTargets[i];
                }
            }
        }
        int at = slot((long) node << 16 | c);
        keys[at] = (long) node << 16 | c;
        targets[at] = to;
    }
}
