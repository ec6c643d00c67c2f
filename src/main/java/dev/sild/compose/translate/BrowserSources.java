package dev.sild.compose.translate;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.images.BuildSteps;
import dev.sild.model.Files;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Places in the files of pages and servers that lead to localhost: in what images are built from, and in mounted files.
 */
final class BrowserSources {
    /** What bundlers read, which is not searched with the rest. */
    private static final List<String> SETTINGS = List.of(".env", ".env.local", ".env.production");

    private static final Pattern CODE = Pattern.compile(
            "(?i)(?:.*/)?(?:[^/]*\\.(?:[cm]?[jt]sx?|vue|svelte|astro|html?|dart|py|rb|php|go|java|kt|cs|json))");

    /** Settings of servers for development and of packages, tests, and what shows programs how they are used. */
    private static final Pattern NOT_OF_PAGES = Pattern.compile(
            "(?i)(?:.*/)?(?:(?:vite|vue|webpack[^/]*|rspack|rsbuild|craco|jest|playwright|cypress)\\.config\\.\\w+"
                    + "|\\.?lighthouserc\\.\\w+|(?:karma|protractor|wdio|nightwatch|codecept)\\.conf\\.\\w+|cypress\\.json"
                    + "|setupProxy\\.\\w+|proxy\\.conf[^/]*|package(?:-lock)?\\.json|launchSettings\\.json"
                    + "|(?:tests?|__tests__|specs?|docs?|examples?|mocks?|fixtures|e2e|node_modules|vendor)/.*"
                    + "|[^/]*(?:[.-]test|[.-]spec|\\.stories|_test)\\.\\w+|test_[^/]*)");

    /** How many lines of a file are named for one port. */
    private static final int MOST_LINES = 4;

    /** Longer files hold data. */
    private static final int LONGEST = 256 << 10;

    private final BindFiles reader;
    private final ContextSearch<List<BrowserLines.Line>> contexts;
    private final Function<Path, String> shown;
    private final BiFunction<Files, Files.Entry, String> shownEntry;
    private final Set<Integer> ofServers;
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
     * @param ofServers the ports of databases and the like, to which other servers connect
     */
    BrowserSources(
            BindFiles reader,
            Function<Path, String> shown,
            BiFunction<Files, Files.Entry, String> shownEntry,
            Set<Integer> ofServers) {
        this.reader = reader;
        this.ofServers = ofServers;
        contexts = new ContextSearch<>(
                reader,
                (file, text) -> Optional.of(BrowserLines.of(file.toString(), text))
                        .filter(lines -> !lines.isEmpty() && !ImageSources.isLoadTest(text)));
        this.shown = shown;
        this.shownEntry = shownEntry;
    }

    /** Returns the places in what the image of a service is built from; those of several images once. */
    List<Place> built(ServiceFacts service, BuildContext context) {
        BuildSteps steps = service.image().steps().orElse(BuildSteps.UNKNOWN);
        Set<String> names =
                new HashSet<>(service.attribute().get("environment").entries().keySet());
        names.addAll(service.attribute().get("build").get("args").entries().keySet());
        BrowserLines.Variables set = BrowserLines.Variables.of(names);
        List<Place> places = new ArrayList<>();
        contexts.of(context.folder()).forEach((file, lines) -> {
            String path = context.relative(file);
            if (isOfPages(path)
                    && !ImageSources.isOfOtherServer(path, service.image())
                    && context.includes(file)
                    && steps.takes(path)
                    && found.add(file)) {
                add(shown.apply(file), lines, set, places);
            }
        });
        for (String name : SETTINGS) {
            Path file = context.folder().resolve(name);
            if (context.includes(file) && steps.takes(name) && found.add(file)) {
                reader.peek(file, LONGEST)
                        .ifPresent(content -> add(shown.apply(file), lines(name, content), set, places));
            }
        }
        return places;
    }

    /** Returns the places in files that travel with the application. */
    List<Place> mounted(List<Files> bundles) {
        BrowserLines.Variables none = BrowserLines.Variables.of(Set.of());
        Map<String, List<Place>> places = new HashMap<>();
        List<Place> all = new ArrayList<>();
        for (Files bundle : bundles) {
            for (Files.Entry entry : bundle.entries()) {
                String file = shownEntry.apply(bundle, entry);
                if (entry.content().length <= LONGEST && isOfPages(file)) {
                    places.computeIfAbsent(file, first -> {
                        List<Place> its = new ArrayList<>();
                        add(file, lines(file, entry.content()), none, its);
                        all.addAll(its);
                        return its;
                    });
                }
            }
        }
        return all;
    }

    private static boolean isOfPages(String path) {
        return CODE.matcher(path).matches() && !NOT_OF_PAGES.matcher(path).matches() && !CodeNames.isBeside(path);
    }

    private static List<BrowserLines.Line> lines(String path, byte[] content) {
        return BrowserLines.of(path, new String(content, StandardCharsets.UTF_8));
    }

    /** Adds the places of each port in a file; a line with a variable that is set has a default that is not used. */
    private void add(String file, List<BrowserLines.Line> lines, BrowserLines.Variables set, List<Place> places) {
        Map<Integer, List<BrowserLines.Line>> byPort = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> !line.isReplacedBy(set))
                .forEach(line -> line.ports().stream()
                        .filter(port -> !line.mayBeOfServer() || !ofServers.contains(port))
                        .forEach(port -> byPort.computeIfAbsent(port, first -> new ArrayList<>())
                                .add(line)));
        byPort.forEach((port, its) -> places.add(new Place(
                file,
                its.stream().map(BrowserLines.Line::number).toList(),
                its.get(0).column(),
                port)));
    }
}
