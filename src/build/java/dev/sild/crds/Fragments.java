package dev.sild.crds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fragments by name, {@code file} or {@code file.key}, as their files write them. */
final class Fragments {
    private final Map<String, Map<String, Object>> files;
    private final Set<String> used = new TreeSet<>();

    Fragments(Map<String, Map<String, Object>> files) {
        this.files = new TreeMap<>(files);
    }

    Map<String, Object> get(String name) {
        int dot = name.indexOf('.');
        Object found = files.get(dot < 0 ? name : name.substring(0, dot));
        if (found instanceof Map<?, ?> file && dot >= 0) {
            found = file.get(name.substring(dot + 1));
        }
        if (!(found instanceof Map<?, ?>)) {
            throw new CrdSourceException("no fragment is named \"" + name + "\"");
        }
        used.add(name);
        return Yaml.map(found);
    }

    /** The fragments that no {@link #get} asked for. */
    List<String> unused() {
        List<String> unused = new ArrayList<>();
        files.forEach((file, content) -> {
            if (used.stream().noneMatch(name -> name.startsWith(file + "."))) {
                unused.add(file);
            } else {
                content.keySet().stream().map(key -> file + "." + key).forEach(unused::add);
            }
        });
        unused.removeAll(used);
        return unused;
    }
}
