package dev.sild.crds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the definitions, assembled from their sources: {@code AssembleCrds <sources> <target folder>}. */
public final class AssembleCrds {
    private AssembleCrds() {}

    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, Map<String, Object>> definition :
                new CrdSources(Path.of(arguments[0])).definitions().entrySet()) {
            Path file = Path.of(arguments[1], definition.getKey() + ".sild.dev.yaml");
            String header = "# Assembled from crds/src/" + definition.getKey() + ".yaml: change that file.\n";
            Files.writeString(file, header + Yaml.write(valuesFirst(definition.getValue())));
        }
    }

    /** Each map's plain values before its maps and lists, so that a description comes before what it describes. */
    private static Map<String, Object> valuesFirst(Map<String, Object> map) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> collections = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                collections.put(key, inOrder(value));
            } else {
                values.put(key, value);
            }
        });
        values.putAll(collections);
        return values;
    }

    private static Object inOrder(Object value) {
        if (value instanceof Map<?, ?>) {
            return valuesFirst(Yaml.map(value));
        }
        List<Object> items = new ArrayList<>();
        Yaml.list(value).forEach(item -> items.add(item instanceof Map<?, ?> ? inOrder(item) : item));
        return items;
    }
}
