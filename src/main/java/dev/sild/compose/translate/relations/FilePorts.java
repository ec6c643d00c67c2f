package dev.sild.compose.translate.relations;

import dev.sild.images.ports.AddressPorts;
import dev.sild.images.text.PrintedText;
import dev.sild.model.Files;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Finds in the files that travel with the application at which ports services reach each other: nothing else says it.
 */
public final class FilePorts {
    /** Documentation files, which contain examples. */
    private static final List<String> DOCUMENTS = List.of(".md", ".rst", ".adoc");

    /** Longer files hold data. */
    private static final int LONGEST = 128 * 1024;

    /** Receives what the files of bundles say. */
    public interface Finder {
        /**
         * Hears of one host in one file.
         *
         * @param file the file's path as the user knows it
         * @param line the line that names the host first, counted from 1
         */
        void found(String host, Set<Integer> ports, String bundle, String file, int line);
    }

    private FilePorts() {}

    /**
     * Hands each file's addresses of {@code hosts} to {@code finder}.
     *
     * @param shown returns the path of a file of a bundle as the user knows it
     */
    public static void find(
            List<Files> bundles, Set<String> hosts, BiFunction<Files, Files.Entry, String> shown, Finder finder) {
        for (Files bundle : bundles) {
            for (Files.Entry entry : bundle.entries()) {
                if (entry.content().length <= LONGEST && DOCUMENTS.stream().noneMatch(entry.path()::endsWith)) {
                    // A byte a character: names of hosts and numbers are ASCII.
                    String text = PrintedText.withoutInFile(
                            entry.path(), new String(entry.content(), StandardCharsets.ISO_8859_1));
                    Map<String, Set<Integer>> written = new LinkedHashMap<>();
                    // A scheme's default port is not searched for: a link to a page at that name
                    // cannot be distinguished from a connection to it.
                    AddressPorts.find(text, hosts)
                            .forEach((host, ports) -> ports.stream()
                                    .filter(port -> place(text, host + ":" + port) >= 0)
                                    .forEach(port -> written.computeIfAbsent(host, key -> new TreeSet<>())
                                            .add(port)));
                    written.forEach((host, ports) -> finder.found(
                            host,
                            ports,
                            bundle.name(),
                            shown.apply(bundle, entry),
                            line(
                                    text,
                                    ports.stream()
                                            .mapToInt(port -> place(text, host + ":" + port))
                                            .min()
                                            .orElse(0))));
                }
            }
        }
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /** Returns where an address first occurs with no further digit after its port; less than 0 if it does not. */
    private static int place(String text, String address) {
        int at = text.indexOf(address);
        while (at >= 0
                && at + address.length() < text.length()
                && Character.isDigit(text.charAt(at + address.length()))) {
            at = text.indexOf(address, at + 1);
        }
        return at;
    }
}
