package dev.sild.crds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder with a file for each definition, and the fragments below it. */
public final class CrdSources {
    private static final String SUFFIX = ".yaml";

    private final Assembler assembler;
    private final Map<String, Map<String, Object>> definitions = new TreeMap<>();

    public CrdSources(Path folder) throws IOException {
        Fragments fragments = new Fragments(files(folder.resolve("fragments")));
        assembler = new Assembler(fragments);
        files(folder).forEach((name, source) -> {
            try {
                definitions.put(name, assembler.assemble(source));
            } catch (CrdSourceException wrong) {
                throw new CrdSourceException(name + SUFFIX + ": " + wrong.getMessage());
            }
        });
        if (!fragments.unused().isEmpty()) {
            throw new CrdSourceException("fragments that nothing uses: " + String.join(", ", fragments.unused()));
        }
    }

    /** The assembled definitions by the name of their file, without its suffix. */
    public Map<String, Map<String, Object>> definitions() {
        return definitions;
    }

    public Assembler assembler() {
        return assembler;
    }

    private static Map<String, Map<String, Object>> files(Path folder) throws IOException {
        Map<String, Map<String, Object>> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file :
                    found.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                String name = file.getFileName().toString();
                files.put(name.substring(0, name.length() - SUFFIX.length()), Yaml.read(Files.readString(file)));
            }
        }
        return files;
    }
}
