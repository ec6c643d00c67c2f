package dev.sild.node;

import java.time.Instant;

/**
 * Something that was done to a running stack, its operator or its node.
 *
 * @param interruption what of the stack docs/operations.md says may fail meanwhile
 * @param settled when the stack had been ready for a while again
 */
record Disturbance(String name, Interruption interruption, Instant start, Instant settled) {

    /** What may fail while a disturbance lasts; each has a line in docs/operations.md. */
    enum Interruption {
        /** Nothing but what is under way in a process that dies at that moment. */
        NONE,
        /** What needs the database or the cache, which run once. */
        DATA
    }

    /** Whether something that lasted from one moment to another met it. */
    boolean met(Instant from, Instant to) {
        return !to.isBefore(start) && !from.isAfter(settled);
    }
}
