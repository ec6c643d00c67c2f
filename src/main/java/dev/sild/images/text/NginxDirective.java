package dev.sild.images.text;

import dev.sild.model.Origin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directive of nginx.
 *
 * @param words its name and arguments as they are written, quotes kept
 * @param block the content of its braces; empty for a directive that ends with a semicolon
 * @param file the file that contains it
 * @param line the line there, counted from 1
 * @see <a href="https://nginx.org/en/docs/beginners_guide.html#conf_structure">Structure of the configuration</a>
 */
public record NginxDirective(List<String> words, Optional<List<NginxDirective>> block, String file, int line) {
    public NginxDirective {
        words = List.copyOf(words);
        block = block.map(List::copyOf);
    }

    /** Creates a directive that is not in a file. */
    public static NginxDirective of(String... words) {
        return new NginxDirective(List.of(words), Optional.empty(), "", 0);
    }

    public String name() {
        return words.get(0);
    }

    /** Returns the arguments, without the quotes around them. */
    public List<String> arguments() {
        return words.stream().skip(1).map(NginxDirective::bare).toList();
    }

    /** Returns the first argument; empty where there is none. */
    public String first() {
        return words.size() < 2 ? "" : bare(words.get(1));
    }

    public List<NginxDirective> inside() {
        return block.orElse(List.of());
    }

    /** Returns it and all that is in its braces. */
    Stream<NginxDirective> withInside() {
        return Stream.concat(Stream.of(this), inside().stream().flatMap(NginxDirective::withInside));
    }

    /** Returns the same with other words. */
    public NginxDirective with(List<String> others) {
        return new NginxDirective(others, block, file, line);
    }

    /** Returns the same with something else in its braces. */
    public NginxDirective containing(List<NginxDirective> others) {
        return new NginxDirective(words, Optional.of(others), file, line);
    }

    /** Returns its place, for the attribute at {@code path}. */
    public Origin origin(String path) {
        return new Origin(file, line, 1, path);
    }

    /** Returns a word without the quotes around it. */
    public static String bare(String word) {
        boolean quoted = word.length() > 1
                && (word.charAt(0) == '"' || word.charAt(0) == '\'')
                && word.charAt(word.length() - 1) == word.charAt(0);
        return quoted ? word.substring(1, word.length() - 1) : word;
    }

    /** Returns directives as text, each block two spaces deeper. */
    public static String print(List<NginxDirective> directives) {
        StringBuilder text = new StringBuilder();
        print(directives, "", text);
        return text.toString();
    }

    private static void print(List<NginxDirective> directives, String indent, StringBuilder text) {
        for (NginxDirective directive : directives) {
            text.append(indent).append(String.join(" ", directive.words));
            if (directive.block.isPresent()) {
                text.append(" {\n");
                print(directive.block.get(), indent + "  ", text);
                text.append(indent).append("}\n");
            } else {
                text.append(";\n");
            }
        }
    }
}
