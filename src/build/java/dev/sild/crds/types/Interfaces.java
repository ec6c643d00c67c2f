package dev.sild.crds.types;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The interfaces, written by hand, that generated classes implement: each class those whose getters it has. */
final class Interfaces {
    private static final Pattern GETTER = Pattern.compile("^ {4}\\S.* (get\\w+)\\(\\)(?=[; ])", Pattern.MULTILINE);
    private static final Pattern HEAD = Pattern.compile("public interface (\\w+)(?: extends ([\\w, ]+))? \\{");
    private static final String MARKER = "implements io.fabric8.kubernetes.api.model.KubernetesResource";

    private final Map<String, String> sources = new TreeMap<>();

    /** Reads the interfaces of a folder. */
    Interfaces(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String source = Files.readString(file);
                Matcher head = HEAD.matcher(source);
                if (head.find()) {
                    sources.put(head.group(1), source);
                }
            }
        }
    }

    /** Returns the source of a class that implements the interfaces that fit. */
    String addTo(String source) {
        Set<String> getters = getters(source);
        Set<String> names = sources.keySet().stream()
                .filter(name -> getters.containsAll(all(name)))
                .collect(Collectors.toCollection(TreeSet::new));
        return source.replaceFirst(
                MARKER,
                Stream.concat(Stream.of(MARKER), names.stream().map(name -> SharedTypes.PACKAGE + "." + name))
                        .collect(Collectors.joining(", ")));
    }

    private Set<String> all(String name) {
        Set<String> getters = getters(sources.get(name));
        Matcher head = HEAD.matcher(sources.get(name));
        if (head.find() && head.group(2) != null) {
            Arrays.stream(head.group(2).split(", ")).forEach(parent -> getters.addAll(all(parent)));
        }
        return getters;
    }

    private static Set<String> getters(String source) {
        return GETTER.matcher(source)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
