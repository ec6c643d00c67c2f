package dev.sild.compose.translate.claims;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that a server keeps its data in because its settings say so, as Loki's {@code path_prefix} and the
 * {@code dir} of Redis.
 */
public final class SettingsFolders {
    /** Before the name of a setting, among what names the data folder of an image. */
    private static final String SETTING = "@";

    /** Between the name of a setting and the file that is read by default, which is none where nothing follows. */
    private static final String READ_FROM = ":";

    /** Longer files hold data. */
    private static final long LONGEST = 64 << 10;

    private SettingsFolders() {}

    /**
     * Returns the absolute folder; empty where the settings that the server reads name none, or its command does.
     *
     * @param brought returns the texts of settings that a Dockerfile copies, by their places in the container
     */
    public static Optional<String> of(
            Attribute service, Optional<ImageFacts> image, FileBundles bundles, Supplier<Map<String, String>> brought) {
        List<String> options = image.map(ImageFacts::dataOptions).orElse(List.of()).stream()
                .filter(option -> option.startsWith(SETTING))
                .map(option -> option.substring(SETTING.length()))
                .toList();
        if (options.isEmpty() || CommandFolders.of(service, image).isPresent()) {
            return Optional.empty();
        }
        String names = options.stream()
                .map(option -> Pattern.quote(option.split(READ_FROM, 2)[0]))
                .collect(Collectors.joining("|"));
        Pattern setting = Pattern.compile(
                "(?m)^[ \\t]*+(?:" + names + ")(?:[ \\t]*+:[ \\t]*+|[ \\t]++)[\"']?+(/[^\\s\"'#]{0,300}+)");
        Map<String, String> mounted = new LinkedHashMap<>(brought.get());
        for (Attribute volume : service.get("volumes").below()) {
            if (volume.get("type").peek().equals("bind")) {
                Path source = bundles.place(volume.get("source").peek());
                addFiles(source, volume.get("target").peek(), bundles.reader(), mounted);
            }
        }
        return read(mounted, service, image.get(), options).stream()
                .map(setting::matcher)
                .filter(Matcher::find)
                .map(found -> ContainerPaths.absolute("/", found.group(1)))
                .reduce((first, second) -> second);
    }

    /** Adds the texts of files by their places in the container. */
    private static void addFiles(Path path, String target, BindFiles reader, Map<String, String> to) {
        boolean folder = reader.kind(path) == BindFiles.Kind.FOLDER;
        if (reader.kind(path) == BindFiles.Kind.OUTSIDE) {
            return;
        }
        for (BindFile file :
                reader.read(path, LONGEST).map(BindFiles.Contents::files).orElse(List.of())) {
            to.put(
                    ContainerPaths.absolute("/", folder ? target + "/" + file.path() : target),
                    new String(file.content(), StandardCharsets.ISO_8859_1));
        }
    }

    /**
     * Returns the files that the server reads, a later one over an earlier one: those that its command names, or the
     * one that it reads by default; of an unknown place, a file counts if it is the only one.
     */
    private static List<String> read(
            Map<String, String> mounted, Attribute service, ImageFacts image, List<String> options) {
        String folder = service.get("working_dir").peek();
        String base = folder.isEmpty() ? ContainerPaths.absolute("/", image.workingDir()) : folder;
        List<String> named = CommandFolders.words(service, image).stream()
                .flatMap(word -> Stream.of(word.substring(word.indexOf('=') + 1).split(",")))
                .filter(file -> !file.isEmpty())
                .map(file -> mounted.get(ContainerPaths.absolute(base, file)))
                .filter(Objects::nonNull)
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        if (options.stream().anyMatch(option -> option.endsWith(READ_FROM))) {
            return List.of();
        }
        Optional<String> byDefault = options.stream()
                .filter(option -> option.contains(READ_FROM))
                .map(option -> mounted.get(option.split(READ_FROM, 2)[1]))
                .filter(Objects::nonNull)
                .findFirst();
        return byDefault.map(List::of).orElse(mounted.size() == 1 ? List.copyOf(mounted.values()) : List.of());
    }
}
