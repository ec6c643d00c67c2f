package dev.sild.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Immutable copies of maps that keep their order: {@code Map.copyOf} shuffles it again in every process. */
public final class Ordered {
    private Ordered() {}

    /** Returns an immutable copy in the same order. */
    public static <K, V> Map<K, V> copyOf(Map<K, V> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
