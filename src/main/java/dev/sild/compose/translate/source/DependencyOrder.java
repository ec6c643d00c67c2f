package dev.sild.compose.translate.source;

import dev.sild.model.Lookup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An order in which each thing comes after those it needs. */
public final class DependencyOrder {
    private final Map<String, ? extends Collection<String>> after;
    private final Set<String> visited = new LinkedHashSet<>();
    private final List<String> sorted = new ArrayList<>();

    private DependencyOrder(Map<String, ? extends Collection<String>> after) {
        this.after = after;
    }

    /**
     * Returns the keys of {@code after}, each behind its values, else in the map's order; cycles end where they close.
     */
    public static List<String> each(Map<String, ? extends Collection<String>> after) {
        DependencyOrder order = new DependencyOrder(after);
        after.keySet().forEach(order::visit);
        return order.sorted;
    }

    /** Goes down what is needed without recursion: a chain may be thousands long. */
    private void visit(String first) {
        Deque<Map.Entry<String, Iterator<String>>> path = new ArrayDeque<>();
        enter(first, path);
        while (!path.isEmpty()) {
            Map.Entry<String, Iterator<String>> last = path.peek();
            if (last.getValue().hasNext()) {
                enter(last.getValue().next(), path);
            } else {
                sorted.add(path.pop().getKey());
            }
        }
    }

    private void enter(String one, Deque<Map.Entry<String, Iterator<String>>> path) {
        if (visited.add(one)) {
            path.push(Map.entry(one, Lookup.required(after, one).iterator()));
        }
    }
}
