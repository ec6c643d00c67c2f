package dev.sild.compose.load;

import dev.sild.compose.load.files.ProjectFiles;
import dev.sild.compose.load.files.UnitFiles;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.tree.Source;
import dev.sild.inputs.Inputs;
import dev.sild.inputs.Reading;
import dev.sild.inputs.engine.ComposeFiles;
import dev.sild.inputs.shell.ScriptPath;
import dev.sild.inputs.units.Units;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that describe containers in another way than compose files, each by itself and with its variables. */
public final class InputFiles {
    private static final int MOST_LINES = 10_000;

    private InputFiles() {}

    /**
     * Reads the files of a request.
     *
     * @throws InputException where one cannot be read, or is a compose file already
     */
    public static List<Reading> read(LoadRequest request) throws InputException {
        Problems problems = new Problems(request.limits());
        ProjectFiles files = new ProjectFiles(request.workingDirectory(), request.stdin(), problems);
        List<Reading> readings = new ArrayList<>();
        List<Source> sources = ProjectLocation.of(request, files, problems).sources();
        List<Source> inspected = inspected(sources, files);
        if (!inspected.isEmpty()) {
            readings.add(together(inspected, files));
        }
        for (Source source : sources) {
            if (inspected.contains(source)) {
                continue;
            }
            String text = text(source, files, Position.NONE, "");
            Optional<Reading> reading = read(source, text, files, Position.NONE, "");
            readings.add(
                    reading.orElseThrow(
                            () -> Problems.fatal(
                                    Code.INPUT_INVALID,
                                    new Position(source.display(), 0, 0),
                                    "",
                                    "this file has no command of docker or podman, and is no unit or output of inspect",
                                    "use a script, a Markdown file, a unit, JSON of inspect, or a command after --; for compose files, use sild config")));
        }
        return readings;
    }

    /** Returns the text of a source; nothing for units, whose texts {@link #read} reads. */
    static String text(Source source, ProjectFiles files, Position from, String path) throws InputException {
        if (areUnits(source)) {
            return "";
        }
        return source.isStdin() ? files.stdinText() : files.composeText(source.path(), source.display(), from, path);
    }

    /** Reads a source that is no compose file; empty for one that is. */
    static Optional<Reading> read(Source source, String text, ProjectFiles files, Position from, String path)
            throws InputException {
        return areUnits(source)
                ? Optional.of(Inputs.ofUnits(UnitFiles.read(source, files, from, path)))
                : Inputs.read(source.display(), text, files.workingDirectory(), new Beside(source.folder()));
    }

    /** What there is beside a script. */
    private record Beside(Path folder) implements ComposeFiles {
        @Override
        public List<String> at(String path) {
            return ProjectLocation.composeFilesAt(folder, path);
        }

        @Override
        public boolean isFolder(String path) {
            return Files.isDirectory(ProjectFiles.resolve(folder, path));
        }

        @Override
        public boolean isFile(String path) {
            return Files.isRegularFile(ProjectFiles.resolve(folder, path));
        }
    }

    /** Returns what a script writes, by the paths of the files; far down in a long script a text counts by itself. */
    static Map<Path, ProjectFiles.Written> written(Reading reading, Source script) {
        Map<Path, ProjectFiles.Written> files = new HashMap<>();
        reading.written().forEach((path, text) -> {
            boolean shown = text.line() > 0 && text.line() <= MOST_LINES;
            files.put(
                    ProjectFiles.resolve(script.folder(), path),
                    new ProjectFiles.Written(
                            text.content(),
                            text.value(),
                            ScriptPath.ofConfig(path),
                            shown ? script.display() : path,
                            shown ? text.line() : 1));
        });
        return files;
    }

    private static boolean areUnits(Source source) {
        return !source.units().isEmpty() || Units.isUnit(source.display());
    }

    /** Returns the files that say what engines have; several of them are read as one. */
    static List<Source> inspected(List<Source> sources, ProjectFiles files) throws InputException {
        List<Source> inspected = new ArrayList<>();
        for (Source source : sources) {
            if (!source.isStdin()
                    && !areUnits(source)
                    && Inputs.isInspect(files.text(source.path(), source.display(), Position.NONE, ""))) {
                inspected.add(source);
            }
        }
        return inspected;
    }

    /** Reads files for which {@link #inspected} holds. */
    static Reading together(List<Source> inspected, ProjectFiles files) throws InputException {
        List<Inputs.InputText> texts = new ArrayList<>();
        for (Source source : inspected) {
            texts.add(new Inputs.InputText(
                    source.display(), files.composeText(source.path(), source.display(), Position.NONE, "")));
        }
        return Inputs.inspected(texts, files.workingDirectory());
    }
}
