package dev.sild.explain;

import dev.sild.syntax.YamlComment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Attributes and reasons as the lines of comments. */
final class SourceWords {
    private static final int WIDTH = 100;
    private static final int LEAST_WIDTH = 40;
    /** How many attributes are named; of more, the number. */
    private static final int MOST = 3;

    private final Path folder;
    private final Path current;
    private final String stdin;

    /**
     * Creates words that do not depend on where the command runs.
     *
     * @param folder the project's folder, which files are named below
     * @param current the folder that the files of positions are relative to
     * @param stdin what standard input is called
     */
    SourceWords(Path folder, Path current, String stdin) {
        this.stdin = stdin;
        this.folder = folder;
        this.current = current;
    }

    /** Returns attributes with their places, such as {@code ports[0] (compose.yaml:7)}. */
    String named(List<SourceAttribute> attributes, List<SourceAttribute> parts) {
        List<String> names = attributes.stream()
                .limit(MOST)
                .map(attribute -> shown(attribute, parts) + " ("
                        + file(attribute.position().file()) + ":"
                        + attribute.position().line() + ")")
                .collect(Collectors.toCollection(ArrayList::new));
        if (attributes.size() > MOST) {
            names.add((attributes.size() - MOST) + " more");
        }
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }

    /** Below a single service its attributes are shown without it. */
    private static String shown(SourceAttribute attribute, List<SourceAttribute> parts) {
        String only = parts.size() == 1 ? parts.get(0).path() + "." : "";
        return !only.isEmpty() && attribute.path().startsWith(only)
                ? attribute.path().substring(only.length())
                : attribute.path();
    }

    private String file(String name) {
        if (name.equals("-")) {
            return stdin;
        }
        try {
            Path file = current.resolve(name).toAbsolutePath().normalize();
            return folder.toAbsolutePath()
                    .normalize()
                    .relativize(file)
                    .toString()
                    .replace('\\', '/');
        } catch (IllegalArgumentException elsewhere) {
            return name;
        }
    }

    /** Returns a text as comment lines for a field that is so many columns in. */
    static List<String> lines(String text, int indent) {
        int width = Math.max(LEAST_WIDTH, WIDTH - indent);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("#");
        for (String word : YamlComment.part(text).split(" +")) {
            if (line.length() > 1 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
