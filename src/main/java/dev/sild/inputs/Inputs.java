package dev.sild.inputs;

import dev.sild.inputs.engine.ComposeFiles;
import dev.sild.inputs.engine.EngineCommands;
import dev.sild.inputs.inspect.InspectReader;
import dev.sild.inputs.kube.KubeReader;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Command;
import dev.sild.inputs.shell.Script;
import dev.sild.inputs.shell.Script.Source;
import dev.sild.inputs.shell.ScriptPath;
import dev.sild.inputs.units.UnitSource;
import dev.sild.inputs.units.Units;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.YamlDocument;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what a file describes containers with, and reads it. */
public final class Inputs {
    private static final Pattern SCRIPT = Pattern.compile(
            "(?m)^[ \\t]{0,100}(?:[$#] )?(?:sudo )?(?:docker|podman|docker-compose|podman-compose)[ \\t]+(?:-[^\n]{1,80})?[a-z]");
    private static final Pattern MAKE = Pattern.compile("(?:^|/)(?:gnu)?makefile$|\\.mk$");
    private static final Pattern COMPOSE = Pattern.compile("(?m)^(?:services|include|name|version)[ \\t]{0,20}:");

    /** Dollar signs of a text, doubled, in front of a variable or of what a shell runs. */
    private static final Pattern DOLLARS = Pattern.compile("((?:\\$\\$)++)(\\(|\\$\\{)?+");

    private Inputs() {}

    /**
     * A file.
     *
     * @param name its name, {@code -} for standard input
     * @param content its text
     */
    public record InputText(String name, String content) {}

    /** Whether a file says what engines have, so that it means more together with others that do. */
    public static boolean isInspect(String text) {
        return InspectReader.isInspect(text);
    }

    /**
     * Reads files for which {@link #isInspect} holds as one.
     *
     * @param folder the current folder: paths below it become relative
     * @throws InputException where one is not JSON, or costs more than the limits allow
     */
    public static Reading inspected(List<InputText> files, Path folder) throws InputException {
        List<Node> roots = new ArrayList<>();
        for (InputText file : files) {
            roots.addAll(documents(InspectReader.documents(file.content()), file.name()));
        }
        Remarks remarks = new Remarks();
        return new Reading(InspectReader.read(roots, folder, remarks).tree(), remarks.all());
    }

    private static List<Node> documents(String text, String name) throws InputException {
        return YamlReader.read(text, name, new KubernetesDialect(), YamlLimits.DEFAULT).stream()
                .map(YamlDocument::root)
                .toList();
    }

    /**
     * Reads a file that is no compose file; empty for one that is.
     *
     * @param name the name of the file, {@code -} for standard input
     * @param text its content
     * @param folder the current folder
     * @throws InputException where it cannot be read as what it is
     */
    public static Optional<Reading> read(String name, String text, Path folder) throws InputException {
        return read(name, text, folder, ComposeFiles.NONE);
    }

    /**
     * Reads a file that is no compose file; empty for one that is.
     *
     * @param name the name of the file, {@code -} for standard input
     * @param text its content
     * @param folder the current folder
     * @param present the compose files that commands may use
     * @throws InputException where it cannot be read as what it is
     */
    public static Optional<Reading> read(String name, String text, Path folder, ComposeFiles present)
            throws InputException {
        if (isInspect(text)) {
            return Optional.of(inspected(List.of(new InputText(name, text)), folder));
        }
        if (KubeReader.isKube(text)) {
            Remarks remarks = new Remarks();
            MapNode root =
                    KubeReader.read(documents(text, name), folder, remarks).tree();
            return Optional.of(new Reading(root, remarks.all()));
        }
        return commands(name, text, present);
    }

    private static Optional<Reading> commands(String name, String text, ComposeFiles present) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json")) {
            return Optional.empty();
        }
        boolean script = lower.endsWith(".sh") || lower.endsWith(".bash") || text.startsWith("#!");
        boolean document = lower.endsWith(".md") || lower.endsWith(".markdown");
        boolean found = script
                || document
                || !COMPOSE.matcher(text).find() && SCRIPT.matcher(text).find();
        String unit = script || document ? "" : Units.typeOf(text);
        if (!unit.isEmpty()) {
            return Optional.of(ofUnits(List.of(new UnitSource("unit." + unit, name, "", text, List.of()))));
        }
        if (!found) {
            return Optional.empty();
        }
        Script read = document
                ? Script.read(MarkdownBlocks.commands(text), name, Source.DOCUMENT, present::isFolder)
                : Script.read(text, name, MAKE.matcher(lower).find() ? Source.MAKE : Source.SCRIPT, present::isFolder);
        List<Command> commands = read.commands().stream()
                .filter(EngineCommands::concernsContainers)
                .toList();
        Map<String, String> files = written(read, present);
        Remarks remarks = new Remarks();
        Position start =
                commands.isEmpty() ? new Position(name, 1, 1) : commands.get(0).position();
        MapNode root = EngineCommands.ofScript(commands, start, remarks, files, present)
                .tree();
        List<Finding> findings = new ArrayList<>(read.findings());
        commands.stream()
                .filter(EngineCommands::usesFolder)
                .flatMap(command -> command.doubt().stream())
                .distinct()
                .forEach(findings::add);
        findings.addAll(remarks.all());
        findings.addAll(replaced(files, read.lines(), name, present));
        Map<String, Reading.WrittenText> written = new HashMap<>();
        files.forEach((path, content) -> written.put(
                path,
                new Reading.WrittenText(ofFile(content), content, read.lines().getOrDefault(path, 0))));
        return Optional.of(new Reading(root, findings, written));
    }

    /** Returns the files that a script writes: those that it only writes behind a test stay as they are. */
    private static Map<String, String> written(Script script, ComposeFiles present) {
        Map<String, String> files = new HashMap<>(script.files());
        files.keySet().removeIf(path -> script.tested().contains(path) && isThere(path, present));
        return files;
    }

    private static List<Finding> replaced(
            Map<String, String> files, Map<String, Integer> lines, String script, ComposeFiles present) {
        return files.keySet().stream()
                .sorted()
                .filter(path -> isThere(path, present))
                .map(path -> new Finding(
                        Code.SCRIPT_UNREAD,
                        new Position(script, lines.getOrDefault(path, 1), 1).origin(""),
                        "the script writes '" + path + "'; its text is used, not that of the file",
                        "delete the file, or remove the lines that write it"))
                .toList();
    }

    /** Whether a file is there; files elsewhere on this machine say nothing about a project. */
    private static boolean isThere(String path, ComposeFiles present) {
        return !ScriptPath.isRooted(path) && present.isFile(path);
    }

    /**
     * Returns the text of a compose file or an env file, as the script writes it. What a shell does not fill in is left
     * to compose, and what it would run is not for compose to fill in.
     */
    private static String ofFile(String text) {
        return DOLLARS.matcher(text).replaceAll(found -> {
            String next = found.group(2) == null ? "" : found.group(2);
            int literal = found.group(1).length() / 2;
            return Matcher.quoteReplacement("$".repeat(literal == 1 && !next.isEmpty() ? 2 : literal) + next);
        });
    }

    /** Reads units that make one project. */
    public static Reading ofUnits(List<UnitSource> units) {
        Remarks remarks = new Remarks();
        MapNode root = Units.read(units, remarks).tree();
        return new Reading(root, remarks.all());
    }
}
