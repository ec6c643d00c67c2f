package dev.sild.cli.stack;

import dev.sild.cli.options.Options;
import dev.sild.cli.terminal.Console;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.schema.Resource;
import dev.sild.schema.ResourceReader;
import dev.sild.yaml.Utf8;
import dev.sild.yaml.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The custom resources that a command is given: files, folders whose YAML and JSON files are read, or {@code -} for
 * standard input.
 *
 * @param resources all of them, in order
 * @param files the files that were read, as they are shown to the user
 */
public record ResourceFiles(List<Resource> resources, List<String> files) {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private static final Pattern OF_SILD = Pattern.compile("(?m)^apiVersion:\\s*[\"']?sild\\.dev/");
    private static final long MAX_BYTES = 1 << 20;

    /** Whether a file holds a custom resource of Sild, for commands that also read compose files. */
    public static boolean isResource(Path folder, String file) {
        try {
            Path path = folder.resolve(file);
            return Files.isRegularFile(path)
                    && Files.size(path) <= MAX_BYTES
                    && OF_SILD.matcher(new String(Files.readAllBytes(path), StandardCharsets.UTF_8))
                            .find();
        } catch (IOException | InvalidPathException unreadable) {
            // Who reads it as a compose file says why.
            return false;
        }
    }

    public static void addTo(CommandSpec spec) {
        spec.addPositional(Options.arguments(
                "FILE", "Files with custom resources, folders of such files, or - for standard input."));
        spec.addOption(Options.list("FILE", "Same as FILE.", "-f", "--filename"));
    }

    /**
     * Reads what the command was given.
     *
     * @throws InputException with all that is wrong in any of the files
     */
    public static ResourceFiles read(Console console, Options options, ResourceReader reader) throws InputException {
        List<String> given = new ArrayList<>(options.arguments());
        given.addAll(options.list("--filename"));
        return read(console, options, given, reader);
    }

    /**
     * Reads the files of these names.
     *
     * @throws InputException with all that is wrong in any of them
     */
    public static ResourceFiles read(Console console, Options options, List<String> given, ResourceReader reader)
            throws InputException {
        if (given.isEmpty()) {
            throw options.wrong("add a file with custom resources, or - for standard input");
        }
        List<Finding> wrong = new ArrayList<>();
        List<Resource> resources = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (String name : given) {
            try {
                for (String file : expanded(console.folder(), name)) {
                    files.add(file);
                    add(reader.read(text(console, file), file), resources);
                }
            } catch (InputException unusable) {
                wrong.addAll(unusable.findings());
            }
        }
        if (!wrong.isEmpty()) {
            throw new InputException(wrong);
        }
        if (resources.isEmpty()) {
            throw refused(String.join(", ", given), "no resource found", "start the resource with apiVersion and kind");
        }
        return new ResourceFiles(resources, files);
    }

    private static void add(List<Resource> read, List<Resource> resources) throws InputException {
        Map<List<Object>, Resource> known = new LinkedHashMap<>();
        resources.forEach(resource -> known.put(identity(resource), resource));
        for (Resource resource : read) {
            Resource earlier = resource.name().isEmpty() ? null : known.putIfAbsent(identity(resource), resource);
            if (earlier != null) {
                throw new InputException(new Finding(
                        Code.INPUT_INVALID,
                        resource.root().position().origin(""),
                        "duplicate " + resource.crd().kind() + " " + resource.name() + "; first defined at "
                                + earlier.root().position().origin("").position(),
                        "remove one of them"));
            }
            resources.add(resource);
        }
    }

    private static List<Object> identity(Resource resource) {
        return List.of(resource.crd().name(), resource.namespace(), resource.name());
    }

    private static List<String> expanded(Path folder, String name) throws InputException {
        if (name.equals("-")) {
            return List.of(name);
        }
        try {
            Path path = folder.resolve(name);
            if (!Files.isDirectory(path)) {
                return List.of(name);
            }
            String start = name.endsWith("/") ? name : name + "/";
            try (Stream<Path> files = Files.list(path)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> file.getFileName().toString())
                        .filter(file -> ENDINGS.stream().anyMatch(file::endsWith))
                        .sorted()
                        .map(start::concat)
                        .toList();
            }
        } catch (InvalidPathException impossible) {
            throw refused(name.replace('\0', '?'), "not a valid file name", "correct the path");
        } catch (IOException unreadable) {
            throw refused(name, "cannot read the folder", "check its permissions");
        }
    }

    /** Returns the text of a file, or of standard input. */
    public static String text(Console console, String file) throws InputException {
        int most = YamlLimits.DEFAULT.bytes();
        try {
            Path path = console.folder().resolve(file);
            if (!file.equals("-") && !Files.isRegularFile(path)) {
                throw refused(file, Files.exists(path) ? "not a regular file" : "no such file", "correct the path");
            }
            byte[] bytes;
            try (InputStream stream = file.equals("-") ? console.in() : Files.newInputStream(path)) {
                bytes = stream.readNBytes(most + 1);
            }
            if (bytes.length > most) {
                throw refused(file, "larger than " + (most >> 20) + " MiB", "split it, or check the path");
            }
            return Utf8.decode(bytes, file);
        } catch (IOException unreadable) {
            throw refused(file, "cannot read the file", "check its permissions");
        }
    }

    private static InputException refused(String file, String reason, String remedy) {
        return new InputException(new Finding(Code.INPUT_UNREADABLE, new Origin(file, 0, 0, ""), reason, remedy));
    }
}
