package dev.sild.inputs.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names of a script's containers, and those of the services that they become. */
final class ContainerNames {
    private final Map<String, String> services = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * Returns the service of a container that is made now: of its own name, or of its image's if it has none.
     *
     * @param name may have variables, and be empty
     */
    String add(String name, String image) {
        if (!name.isEmpty()) {
            String key = legal(name);
            services.put(name, key);
            taken.add(key);
            return key;
        }
        int digest = image.indexOf('@');
        String path = digest < 0 ? image : image.substring(0, digest);
        String last = path.substring(path.lastIndexOf('/') + 1);
        String base = legal(last.indexOf(':') < 0 ? last : last.substring(0, last.indexOf(':')));
        String key = base;
        while (!taken.add(key)) {
            key = base + "-" + numbers.merge(base, 2, (before, two) -> before + 1);
        }
        return key;
    }

    /** Returns the service of a container that commands name. */
    String service(String name) {
        return services.getOrDefault(name, legal(name));
    }

    /** Remarks another name of a container; its service keeps its own. */
    void rename(String from, String to) {
        services.put(to, service(from));
    }

    /** A service's name has no variables: those are their names, or their defaults. */
    private static String legal(String name) {
        String plain = name.replaceAll("\\$\\{([A-Za-z0-9_]++)(?:[:?+-]++([^{}$]*+))?}", "$1$2")
                .replaceAll("[^A-Za-z0-9._-]", "-");
        return plain.isEmpty() ? "service" : plain;
    }
}
