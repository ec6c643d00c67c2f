package dev.sild.inputs.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The branches of a script's {@code if} and {@code case}, of which a shell runs one: each starts where the first does.
 *
 * @param <P> a place that commands of a branch may change
 */
final class Branches<P> {
    private final Deque<Alternatives<P>> open = new ArrayDeque<>();

    private static final class Alternatives<P> {
        private final List<P> ends = new ArrayList<>();
        private P start;
        /** Whether a branch has begun: the condition of the first one always runs. */
        private boolean begun;
        /** Whether the script ends in the current branch. */
        private boolean exits;
        /** Whether one of the branches runs in any case. */
        private boolean complete;

        Alternatives(P start) {
            this.start = start;
        }
    }

    /** Whether a branch has begun and not ended. */
    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Comes to the first word of alternatives. */
    void enter(P current) {
        open.push(new Alternatives<>(current));
    }

    /** Begins a branch of which the condition is behind it. */
    void begin(P current) {
        Alternatives<P> inner = open.peek();
        if (inner != null && !inner.begun) {
            inner.start = current;
            inner.begun = true;
        }
    }

    /**
     * Begins the next branch, and returns where it starts.
     *
     * @param last whether it runs if no other does
     */
    P next(P current, boolean last) {
        Alternatives<P> inner = open.peek();
        if (inner == null) {
            return current;
        }
        end(inner, current);
        inner.begun = true;
        inner.complete |= last;
        return inner.start;
    }

    /** Ends the script in the current branch. */
    void exit() {
        if (!open.isEmpty()) {
            open.peek().exits = true;
        }
    }

    /** Comes to the last word of alternatives, and returns where a shell may be then: in one place at least. */
    List<P> leave(P current) {
        if (open.isEmpty()) {
            return List.of(current);
        }
        Alternatives<P> inner = open.pop();
        end(inner, current);
        if (!inner.complete) {
            inner.ends.add(0, inner.start);
        }
        return inner.ends.isEmpty() ? List.of(current) : inner.ends;
    }

    private void end(Alternatives<P> inner, P current) {
        if (inner.begun && !inner.exits) {
            inner.ends.add(current);
        }
        inner.exits = false;
    }

    /** Forgets all alternatives. */
    void clear() {
        open.clear();
    }
}
