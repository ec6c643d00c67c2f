package dev.sild.model;

import java.util.Map;

/** Lookups in maps that have the key. */
public final class Lookup {
    private Lookup() {}

    /**
     * Returns the value of a key that the map has by the way it was built.
     *
     * @throws IllegalStateException if the map has no value for it: a mistake in Sild, never one of the input
     */
    public static <V> V required(Map<?, V> map, Object key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("no value for " + key);
        }
        return value;
    }
}
