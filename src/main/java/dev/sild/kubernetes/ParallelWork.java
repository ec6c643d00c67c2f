package dev.sild.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Work on many things that have nothing to do with each other, by all processors there are. */
public final class ParallelWork {
    /** Small enough that two processors end at about the same time, and more than a common project has of anything. */
    private static final int SIZE = 64;

    private ParallelWork() {}

    /**
     * Returns what {@code work} makes of each portion of {@code items}, in their order. Up to one portion is done by
     * the caller alone: to wake another thread takes longer than a small project.
     *
     * @param work uses nothing that other portions change
     */
    public static <T, R> List<R> map(List<T> items, Function<List<T>, R> work) {
        if (items.size() <= SIZE) {
            return List.of(work.apply(items));
        }
        List<List<T>> portions = new ArrayList<>();
        for (int start = 0; start < items.size(); start += SIZE) {
            portions.add(items.subList(start, Math.min(start + SIZE, items.size())));
        }
        return portions.parallelStream().map(work).toList();
    }
}
