package dev.sild.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import dev.sild.Folders;
import dev.sild.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The operator's chart. Values are given as YAML, as a user writes them into a file. */
public final class Chart {
    /** The folder of the chart. */
    public static final Path FOLDER = Path.of("helm", "sild").toAbsolutePath();
    /** The name of the releases here. */
    public static final String RELEASE = "sild";
    /** The namespace of the releases here, unless a test needs another. */
    static final String NAMESPACE = "sild-system";

    /** Several tests look at the same releases. */
    private static final Map<List<String>, String> TEMPLATES = new ConcurrentHashMap<>();

    private Chart() {}

    /** Returns the objects of a release in {@code namespace}. */
    public static List<Map<String, Object>> render(String namespace, String values) {
        return Tree.documents(template(namespace, values));
    }

    /** Returns the objects of a release of another version of the chart. */
    public static List<Map<String, Object>> renderOf(Path chart, String namespace, String values) {
        Path copy = copyOf(chart);
        try {
            return Tree.documents(
                    withFile(values, file -> templateOfAnyCluster(copy, RELEASE, namespace, List.of(file))));
        } finally {
            Folders.delete(copy.getParent());
        }
    }

    /**
     * Returns the manifest of a release in {@code namespace}, as {@code helm template} prints it. What is watched has
     * no default; where the values do not name it, all namespaces are.
     *
     * @throws IllegalStateException where Helm refuses the values, with what it says
     */
    public static String template(String namespace, String values) {
        return templateOf(namespace, values.contains("watch:") ? values : withAllNamespaces(values));
    }

    private static String withAllNamespaces(String values) {
        return values.isEmpty()
                ? "watch: {allNamespaces: true}"
                : values.startsWith("{")
                        ? "{watch: {allNamespaces: true}, " + values.substring(1)
                        : values + "\nwatch: {allNamespaces: true}";
    }

    /** Returns the same for exactly these values. */
    public static String templateOf(String namespace, String values) {
        return TEMPLATES.computeIfAbsent(List.of(namespace, values), key -> filled(namespace, values));
    }

    private static String filled(String namespace, String values) {
        return withFile(
                values,
                file -> new Helm(OwnCopy.CHART)
                        .template()
                        .withName(RELEASE)
                        .withNamespace(namespace)
                        .withValuesFile(file)
                        .call());
    }

    /**
     * Returns the manifest of a release of a written chart, for a cluster of any version.
     *
     * @param values files of values; later ones take precedence
     */
    public static String templateOfAnyCluster(Path chart, String release, List<Path> values) {
        return templateOfAnyCluster(chart, release, "default", values);
    }

    /**
     * Fills a chart while its file has no {@code kubeVersion}, since this Helm assumes v1.20 for every cluster that it
     * is not connected to. A copy of each chart would cost more than what Helm does.
     */
    private static String templateOfAnyCluster(Path chart, String release, String namespace, List<Path> values) {
        Path about = chart.resolve("Chart.yaml");
        try {
            String text = Files.readString(about);
            try {
                Files.writeString(about, ofAnyCluster(text));
                TemplateCommand command =
                        new Helm(chart).template().withName(release).withNamespace(namespace);
                values.forEach(command::withValuesFile);
                return command.call();
            } finally {
                Files.writeString(about, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ofAnyCluster(String about) {
        return about.replaceAll("(?m)^kubeVersion: .*\\n", "");
    }

    /** Returns what {@code helm lint --strict} says. */
    public static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /** Calls {@code use} with a file that has these values. */
    public static <T> T withFile(String values, Function<Path, T> use) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                return use.apply(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the chart into a folder that is not there yet, and what its links lead to as files of its own. */
    public static Path copy(Path folder) {
        return copy(FOLDER, folder);
    }

    /** Returns a copy, alone in a folder. */
    private static Path copyOf(Path chart) {
        try {
            return copy(chart, Files.createTempDirectory("chart").resolve(chart.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copy(Path chart, Path folder) {
        try (Stream<Path> files = Files.walk(chart, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(chart.relativize(file)));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A copy of the operator's chart, for a cluster of any version and without links, for each of which Helm would
     * print a warning: one for all tests of a process.
     */
    private static final class OwnCopy {
        static final Path CHART = make();

        private static Path make() {
            Path chart = copyOf(FOLDER);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(chart.getParent())));
            try {
                Path about = chart.resolve("Chart.yaml");
                Files.writeString(about, ofAnyCluster(Files.readString(about)));
                return chart;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the objects of that kind. */
    public static List<Map<String, Object>> ofKind(List<Map<String, Object>> objects, String kind) {
        return objects.stream()
                .filter(object -> Tree.text(object, "kind").equals(kind))
                .toList();
    }

    /** Returns the image of the operator with these values. */
    static String image(String values) {
        return Tree.text(Tree.list(pod(render(NAMESPACE, values)), "containers").get(0), "image");
    }

    /** Returns the operator's Deployment. */
    static Map<String, Object> deployment(List<Map<String, Object>> objects) {
        return ofKind(objects, "Deployment").get(0);
    }

    /** Returns the spec of the operator's pod. */
    static Map<String, Object> pod(List<Map<String, Object>> objects) {
        return Tree.map(deployment(objects), "spec", "template", "spec");
    }

    /** Returns the environment of the operator's container. */
    static Map<String, String> environment(List<Map<String, Object>> objects) {
        Map<String, String> environment = new LinkedHashMap<>();
        Tree.list(Tree.list(pod(objects), "containers").get(0), "env")
                .forEach(variable -> environment.put(Tree.text(variable, "name"), Tree.text(variable, "value")));
        return environment;
    }
}
