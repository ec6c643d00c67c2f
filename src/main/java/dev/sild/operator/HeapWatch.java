package dev.sild.operator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decides whether a process is out of memory in all but name: it collects garbage most of the time, and its heap is
 * nearly full afterwards. Such a process answers, and does no work. The decision is made from figures alone.
 */
final class HeapWatch {
    /** How far back it looks. */
    static final Duration WINDOW = Duration.ofMinutes(1);
    /** The share of the window spent in collections, in percent, above which it is exhausted. */
    static final int COLLECTING = 50;
    /** The share of the heap still used after each collection, in percent, above which it is exhausted. */
    static final int OCCUPIED = 85;

    /**
     * The state of a heap at one time.
     *
     * @param at the time since the process began
     * @param collecting the time spent in collections since the process began
     * @param occupied what the last collection left of the heap, in percent of its greatest size
     */
    record Sample(Duration at, Duration collecting, int occupied) {}

    private final Duration window;
    private final Deque<Sample> samples = new ArrayDeque<>();

    HeapWatch(Duration window) {
        this.window = window;
    }

    /** Takes a sample, later than those before, and returns whether the heap is exhausted. */
    synchronized boolean add(Sample sample) {
        samples.addLast(sample);
        // The newest of those that are as old as the window stays: the window begins with it.
        while (samples.size() > 1 && isFullWindow(second(), sample)) {
            samples.removeFirst();
        }
        return isExhausted();
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }

    private boolean isFullWindow(Sample from, Sample to) {
        return to.at().minus(from.at()).compareTo(window) >= 0;
    }

    synchronized boolean isExhausted() {
        if (samples.isEmpty() || !isFullWindow(samples.getFirst(), samples.getLast())) {
            return false;
        }
        long elapsed = samples.getLast().at().minus(samples.getFirst().at()).toMillis();
        long collecting = samples.getLast()
                .collecting()
                .minus(samples.getFirst().collecting())
                .toMillis();
        return collecting * 100 > elapsed * COLLECTING
                && samples.stream().allMatch(sample -> sample.occupied() > OCCUPIED);
    }
}
