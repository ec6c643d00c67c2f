package dev.sild.compose.load.files;

import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.tree.Source;
import dev.sild.inputs.units.UnitSource;
import dev.sild.inputs.units.Units;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of units: those of a folder, those that belong together, and their drop-ins. */
public final class UnitFiles {
    /** How deep units are looked for in a folder. */
    private static final int DEEPEST = 8;
    /** How many files of a folder are looked at. */
    private static final int MOST_FILES = 20_000;

    private UnitFiles() {}

    /** Returns sources with folders in place of which their units are, and all units as one. */
    public static List<Source> together(List<Source> sources, ProjectFiles files) throws InputException {
        List<Source> together = new ArrayList<>();
        Map<Path, Source> units = new LinkedHashMap<>();
        Path first = null;
        int at = 0;
        for (Source source : sources) {
            boolean folder = !source.isStdin() && source.path().getParent() != null && Files.isDirectory(source.path());
            List<Source> found =
                    folder ? in(source, files) : Units.isUnit(source.display()) ? List.of(source) : List.of();
            if (found.isEmpty()) {
                together.add(source);
                continue;
            }
            if (units.isEmpty()) {
                first = folder ? source.path() : source.folder();
                at = together.size();
            }
            found.forEach(unit -> units.putIfAbsent(unit.path(), unit));
        }
        if (!units.isEmpty()) {
            List<Source> all = new ArrayList<>(units.values());
            together.add(
                    at,
                    new Source(
                            Objects.requireNonNull(first, "units without a folder")
                                    .resolve("units"),
                            all.get(0).display(),
                            all));
        }
        return together;
    }

    private static List<Source> in(Source folder, ProjectFiles files) throws InputException {
        try (Stream<Path> found = Files.walk(folder.path(), DEEPEST)) {
            return found.limit(MOST_FILES)
                    .filter(file -> Units.isUnit(file.getFileName().toString()) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(Path::toString))
                    .map(file -> new Source(file, files.display(file)))
                    .toList();
        } catch (IOException | java.io.UncheckedIOException failure) {
            throw Problems.fatal(
                    Code.INPUT_UNREADABLE,
                    new Position(folder.display(), 0, 0),
                    "",
                    "cannot read the folder " + folder.display(),
                    "check its permissions");
        }
    }

    /** Returns the texts of units with their drop-ins. */
    public static List<UnitSource> read(Source source, ProjectFiles files, Position from, String path)
            throws InputException {
        List<UnitSource> read = new ArrayList<>();
        for (Source unit : source.units().isEmpty() ? List.of(source) : source.units()) {
            String folder = source.folder().relativize(unit.folder()).toString();
            Source file = template(unit, files);
            String text = files.composeText(file.path(), file.display(), from, path);
            read.add(new UnitSource(
                    unit.path().getFileName().toString(),
                    file.display(),
                    folder.isEmpty() ? "" : folder + "/",
                    text,
                    dropIns(unit, files, from, path),
                    unit.path().toString().endsWith(".kube") ? kube(unit, text, files) : UnitSource.KubeFiles.NONE));
        }
        return read;
    }

    /** Returns the Kubernetes YAML that a unit names; none where a file is not there, or may not be read. */
    private static UnitSource.KubeFiles kube(Source unit, String text, ProjectFiles files) throws InputException {
        List<Node> documents = new ArrayList<>();
        for (String named : Units.kubeFiles(text, unit.display())) {
            Source yaml = new Source(ProjectFiles.resolve(unit.folder(), named), named);
            String content;
            try {
                content = files.composeText(yaml.path(), files.display(yaml.path()), Position.NONE, "");
            } catch (InputException unreadable) {
                return UnitSource.KubeFiles.NONE;
            }
            YamlReader.read(content, files.display(yaml.path()), new KubernetesDialect(), YamlLimits.DEFAULT)
                    .forEach(document -> documents.add(document.root()));
        }
        return new UnitSource.KubeFiles(documents, files.workingDirectory());
    }

    /** Returns the template of an instance that has no file of its own. */
    private static Source template(Source unit, ProjectFiles files) {
        String name = unit.path().getFileName().toString();
        Path template = unit.path().resolveSibling(name.replaceFirst("@.*(?=\\.)", "@"));
        return Files.exists(unit.path()) || name.indexOf('@') < 0 || !Files.exists(template)
                ? unit
                : new Source(template, files.display(template));
    }

    private static UnitSource unit(String name, Source file, String folder, String text, List<UnitSource> dropIns) {
        return new UnitSource(name, file.display(), folder, text, dropIns);
    }

    /** Returns what adds to a unit: of files with the same name only that of the most special folder. */
    private static List<UnitSource> dropIns(Source unit, ProjectFiles files, Position from, String path)
            throws InputException {
        Map<String, Path> found = new TreeMap<>();
        for (String folder : dropInFolders(unit.path().getFileName().toString())) {
            Path place = unit.path().resolveSibling(folder);
            if (!Files.isDirectory(place)) {
                continue;
            }
            try (Stream<Path> confs = Files.list(place)) {
                confs.limit(MOST_FILES)
                        .filter(file -> file.toString().endsWith(".conf") && Files.isRegularFile(file))
                        .forEach(file -> found.put(file.getFileName().toString(), file));
            } catch (IOException failure) {
                throw Problems.fatal(
                        Code.INPUT_UNREADABLE,
                        new Position(files.display(place), 0, 0),
                        "",
                        "cannot read the folder " + files.display(place),
                        "check its permissions");
            }
        }
        List<UnitSource> dropIns = new ArrayList<>();
        for (Path file : found.values()) {
            Source source = new Source(file, files.display(file));
            String text = files.composeText(file, source.display(), from, path);
            dropIns.add(unit(file.getFileName().toString(), source, "", text, List.of()));
        }
        return dropIns;
    }

    /** Returns the folders of a unit's drop-ins, the most special last. */
    private static List<String> dropInFolders(String name) {
        int dot = name.lastIndexOf('.');
        String stem = name.substring(0, dot);
        String end = name.substring(dot) + ".d";
        List<String> folders = new ArrayList<>();
        folders.add(end.substring(1));
        for (int dash = stem.indexOf('-'); dash >= 0; dash = stem.indexOf('-', dash + 1)) {
            folders.add(stem.substring(0, dash + 1) + end);
        }
        int at = stem.indexOf('@');
        if (at >= 0 && at < stem.length() - 1) {
            folders.add(stem.substring(0, at + 1) + end);
        }
        folders.add(stem + end);
        return folders;
    }
}
