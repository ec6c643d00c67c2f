package dev.sild.output.chart;

import dev.sild.model.Names;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys of services and volumes in the values of a chart: their names in camel case, as Helm's guide has it, so that
 * templates need no {@code index}. Names that would share a key keep their own form.
 *
 * @see <a href="https://helm.sh/docs/chart_best_practices/values/">Values</a>
 */
final class ChartKeys {
    /** The keys of what belongs to no service. */
    static final Set<String> RESERVED =
            Set.of("global", "enabled", "nameOverride", "persistence", "secrets", "helperImages", "tests");

    private final Map<String, String> keys = new TreeMap<>();

    ChartKeys(Collection<String> names) {
        Set<String> taken = new HashSet<>(RESERVED);
        Set<String> all = new TreeSet<>(names);
        // A name that is in camel case already has no other form to keep.
        all.stream()
                .filter(name ->
                        !RESERVED.contains(name) && Names.camelCase(name).equals(name))
                .forEach(name -> {
                    keys.put(name, name);
                    taken.add(name);
                });
        all.removeAll(keys.keySet());
        for (String name : all) {
            String key = RESERVED.contains(Names.camelCase(name)) ? name + "Service" : Names.camelCase(name);
            keys.put(name, taken.add(key) ? key : name);
        }
    }

    /** Returns the key of one of the names. */
    String of(String name) {
        return keys.getOrDefault(name, name);
    }
}
