package dev.sild.compose.load.variables;

import dev.sild.compose.load.files.ProjectFiles;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.report.Finding;
import dev.sild.report.UnsetVariables;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Leads to the file that has a variable without a value. Docker compose fills in variables from the shell and
 * {@code .env} only, and not from the files that {@code env_file} gives to containers, which is often mistaken.
 */
public final class UnsetHints {
    private static final Pattern BESIDE = Pattern.compile("\\.?env([._-][\\w.-]+)?|[\\w.-]+\\.env([._-][\\w.-]+)?");
    /** A variable with the first character of its value; the values themselves do not matter. */
    private static final Pattern LINE = Pattern.compile(
            "(?m)^[ \\t]*(?:export[ \\t]+)?([A-Za-z_]\\w*)[ \\t]*[=:][ \\t]*((?:\"\"|'')(?=\\s|$)|[^\\s#]?)");

    private static final Pattern EXAMPLE = Pattern.compile("(?i).*(example|sample|template|dist|default).*");

    private static final int MOST_FOLDERS = 20;

    private final ProjectFiles files;
    private final List<String> used;
    private final String target;
    private final Map<String, UnsetVariables.Source> sources = new LinkedHashMap<>();

    private UnsetHints(ProjectFiles files, List<String> used, String target) {
        this.files = files;
        this.used = used;
        this.target = target;
    }

    /**
     * Adds to findings about variables without a value which file has one.
     *
     * @param folder the project's folder, where further files are looked for
     * @param used the files that are used for variables already, as {@code --env-file} names them
     */
    public static void add(MapNode model, Path folder, List<String> used, ProjectFiles files, Problems problems) {
        if (problems.unset().isEmpty()) {
            return;
        }
        UnsetHints hints = new UnsetHints(files, used, target(folder, used, files));
        Set<Path> named = new LinkedHashSet<>();
        for (Map.Entry<String, Entry> service :
                Nodes.map(model, "services").entries().entrySet()) {
            if (((MapNode) service.getValue().value()).get("env_file") instanceof ListNode list) {
                list.items()
                        .forEach(file -> named.add(
                                ProjectFiles.resolve(folder, Nodes.requiredText(((MapNode) file).required("path")))));
            }
        }
        hints.read(folder, named);
        problems.lead(hints::source, hints.target);
    }

    /**
     * Returns findings, those about variables that the compose file demands with the file that has one.
     *
     * @param folder the project's folder
     * @param used as for {@link #add}
     * @param set the variables that are set already, which a further file would not replace if they are empty
     */
    public static List<Finding> toDemanded(
            List<Finding> findings, Path folder, List<String> used, Set<String> set, ProjectFiles files) {
        if (findings.stream()
                .allMatch(finding -> UnsetVariables.demanded(finding).isEmpty())) {
            return findings;
        }
        UnsetHints hints = new UnsetHints(files, used, target(folder, used, files));
        hints.read(folder, Set.of());
        return findings.stream()
                .map(finding -> UnsetVariables.demanded(finding)
                        .filter(name -> !set.contains(name))
                        .flatMap(hints::source)
                        .map(source -> UnsetVariables.demandedFrom(source, finding))
                        .orElse(finding))
                .toList();
    }

    private Optional<UnsetVariables.Source> source(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /** Reads the files that services name, and those beside them and the project; examples last. */
    private void read(Path folder, Set<Path> named) {
        Stream<Path> beside = Stream.concat(Stream.of(folder), named.stream().map(Path::getParent))
                .distinct()
                .limit(MOST_FOLDERS)
                .flatMap(each -> files.nearby().in(each, BESIDE).stream());
        Stream.concat(named.stream(), beside)
                .sorted(Comparator.comparing(UnsetHints::isExample))
                .forEach(this::read);
    }

    /** Returns the file in which variables are to be set: the last one that is used, or the one that compose reads. */
    private static String target(Path folder, List<String> used, ProjectFiles files) {
        String file = used.isEmpty() ? files.nearby().name(folder.resolve(".env")) : used.get(used.size() - 1);
        return UnsetVariables.Source.isNamed(file) ? file : ".env";
    }

    /** Returns the command that copies an example beside a missing env file to it; empty where there is none. */
    static Optional<String> copy(Path missing, ProjectFiles files) {
        String target = files.nearby().name(missing);
        String name = missing.getFileName().toString();
        return files
                .nearby()
                .in(Objects.requireNonNull(missing.getParent(), "a file without a folder"), BESIDE)
                .stream()
                .filter(UnsetHints::isExample)
                .filter(file -> file.getFileName().toString().startsWith(name)
                        || name.equals(".env") && file.getFileName().toString().matches("env\\W.*|.*\\.env"))
                .map(files.nearby()::name)
                .filter(example -> UnsetVariables.Source.isNamed(example) && UnsetVariables.Source.isNamed(target))
                .findFirst()
                .map(example -> "cp " + example + " " + target);
    }

    private static boolean isExample(Path file) {
        return EXAMPLE.matcher(file.getFileName().toString()).matches();
    }

    /** Notes the variables of a file that no file before has. */
    private void read(Path file) {
        String shown = files.nearby().name(file);
        Optional<String> text = UnsetVariables.Source.isNamed(shown) && !used.contains(shown)
                ? files.nearby().envText(file)
                : Optional.empty();
        if (text.isEmpty()) {
            return;
        }
        boolean example = isExample(file);
        Matcher line = LINE.matcher(text.get());
        while (line.find()) {
            boolean empty = line.group(2).isEmpty() || line.group(2).length() == 2;
            if (example || !empty) {
                sources.putIfAbsent(line.group(1), new UnsetVariables.Source(shown, example, empty, used, target));
            }
        }
    }
}
