package dev.sild.compose.translate;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.network.LocalHosts;
import dev.sild.images.BuildSteps;
import dev.sild.model.Files;
import dev.sild.model.Lookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Places in the files of pages and servers that lead to localhost: in what images are built from, and in mounted files.
 */
final class BrowserSources {
    /** What bundlers read, which is not searched with the rest. */
    private static final List<String> SETTINGS = List.of(".env", ".env.local", ".env.production");

    /** The port of a place that is a list of hosts. */
    static final int HOSTS = 0;

    private static final Pattern CODE = Pattern.compile(
            "(?i)(?:.*/)?(?:[^/]*\\.(?:[cm]?[jt]sx?|vue|svelte|astro|html?|dart|py|rb|php|go|java|kt|cs|json))");

    /** Settings of servers for development and of packages, tests, and what shows programs how they are used. */
    private static final Pattern NOT_OF_PAGES = Pattern.compile(
            "(?i)(?:.*/)?(?:(?:vite|vue|webpack[^/]*|rspack|rsbuild|craco|jest|playwright|cypress)\\.config\\.\\w+"
                    + "|setupProxy\\.\\w+|proxy\\.conf[^/]*|package(?:-lock)?\\.json|launchSettings\\.json"
                    + "|(?:tests?|__tests__|specs?|docs?|examples?|mocks?|fixtures|e2e|node_modules|vendor)/.*"
                    + "|[^/]*(?:[.-]test|[.-]spec|\\.stories|_test)\\.\\w+|test_[^/]*)");

    /** Lines that say where a server listens. */
    private static final Pattern SHOWN =
            Pattern.compile("(?i)\\b(?:console\\.|print|puts\\b|echo\\b|log(?:ger|ging)?\\b|fmt\\.)");

    private static final Pattern ALLOWED_HOSTS =
            Pattern.compile("\\bALLOWED_HOSTS\\s{0,9}=\\s{0,9}\\[([^\\]]{1,400})]");

    private static final Pattern NOT_WORD = Pattern.compile("\\W+");

    /** How many lines of a file are named for one port. */
    private static final int MOST_LINES = 4;

    /** Longer files hold data. */
    private static final int LONGEST = 256 << 10;

    private static final int LONGEST_LINE = 1000;

    private final BindFiles reader;
    private final Function<Path, String> shown;
    private final BiFunction<Files, Files.Entry, String> shownEntry;
    private final Set<Path> found = new HashSet<>();

    /**
     * Where a file leads to a port of localhost.
     *
     * @param lines count from 1; a comment may be one of them, so the first alone may not be what matters
     * @param column of the first of them, likewise
     */
    record Place(String file, List<Integer> lines, int column, int port) {
        Place {
            lines = List.copyOf(lines);
        }

        /** Returns it as in {@code main.py:2,5}. */
        String named() {
            return file + ":"
                    + lines.stream().limit(MOST_LINES).map(String::valueOf).collect(Collectors.joining(","))
                    + (lines.size() > MOST_LINES ? "..." : "");
        }
    }

    /**
     * Creates an instance that has found nothing yet.
     *
     * @param shown returns a path as it is shown to the user
     * @param shownEntry returns the path of a file of a bundle as the user knows it
     */
    BrowserSources(BindFiles reader, Function<Path, String> shown, BiFunction<Files, Files.Entry, String> shownEntry) {
        this.reader = reader;
        this.shown = shown;
        this.shownEntry = shownEntry;
    }

    /** Returns the places in what the image of a service is built from; those of several images once. */
    List<Place> built(ServiceFacts service, BuildContext context) {
        BuildSteps steps = service.image().steps().orElse(BuildSteps.UNKNOWN);
        Set<String> set =
                new HashSet<>(service.attribute().get("environment").entries().keySet());
        set.addAll(service.attribute().get("build").get("args").entries().keySet());
        List<Place> places = new ArrayList<>();
        reader.texts(context.folder(), (file, text) -> {
            String path = context.relative(file);
            if (isOfPages(path) && context.includes(file) && steps.takes(path) && found.add(file)) {
                find(shown.apply(file), text, set, places);
            }
        });
        for (String name : SETTINGS) {
            Path file = context.folder().resolve(name);
            if (context.includes(file) && steps.takes(name)) {
                reader.peek(file, LONGEST)
                        .filter(content -> found.add(file))
                        .ifPresent(content ->
                                find(shown.apply(file), new String(content, StandardCharsets.UTF_8), set, places));
            }
        }
        return places;
    }

    /** Returns the places in files that travel with the application. */
    List<Place> mounted(List<Files> bundles) {
        Map<String, List<Place>> places = new HashMap<>();
        List<Place> all = new ArrayList<>();
        for (Files bundle : bundles) {
            for (Files.Entry entry : bundle.entries()) {
                String file = shownEntry.apply(bundle, entry);
                if (entry.content().length <= LONGEST && isOfPages(file)) {
                    places.computeIfAbsent(file, first -> {
                        List<Place> its = new ArrayList<>();
                        find(file, new String(entry.content(), StandardCharsets.UTF_8), Set.of(), its);
                        all.addAll(its);
                        return its;
                    });
                }
            }
        }
        return all;
    }

    private static boolean isOfPages(String path) {
        return CODE.matcher(path).matches() && !NOT_OF_PAGES.matcher(path).matches();
    }

    /** Adds the places of each port in a text; a line with a variable that is set has a default that is not used. */
    private static void find(String file, String text, Set<String> set, List<Place> places) {
        if (text.length() > LONGEST || !text.contains("localhost") && !text.contains("127.0.0.1")) {
            return;
        }
        Map<Integer, List<Integer>> lines = new LinkedHashMap<>();
        Map<Integer, Integer> columns = new HashMap<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.length() > LONGEST_LINE
                    || !line.contains("localhost") && !line.contains("127.0.0.1")
                    || ImageSources.isComment(line)
                    || SHOWN.matcher(line).find()
                    || NOT_WORD.splitAsStream(line).anyMatch(set::contains)) {
                continue;
            }
            int column = Math.max(line.indexOf("localhost"), line.indexOf("127.0.0.1")) + 1;
            Set<Integer> ports = LocalHosts.ports(line);
            Matcher hosts = ALLOWED_HOSTS.matcher(line);
            if (hosts.find() && LocalHosts.areAll(hosts.group(1))) {
                ports.add(HOSTS);
            }
            for (int port : ports) {
                lines.computeIfAbsent(port, first -> new ArrayList<>()).add(number);
                columns.putIfAbsent(port, column);
            }
        }
        lines.forEach((port, its) -> places.add(new Place(file, its, Lookup.required(columns, port), port)));
    }
}
