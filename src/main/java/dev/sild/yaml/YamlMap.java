package dev.sild.yaml;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps as {@link YamlWriter} writes them. */
public final class YamlMap {
    private YamlMap() {}

    /**
     * Returns a map of keys and values, in their order, which can be changed.
     *
     * @param keysAndValues a key, which is a string, its value, the next key and so on
     */
    public static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
