package dev.sild.compose.translate.claims;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder that a server keeps its data in because its mounted settings say so, as Loki's {@code path_prefix}. */
public final class SettingsFolders {
    /** Before the name of a setting, among what names the data folder of an image. */
    private static final String SETTING = "@";

    /** Longer files hold data. */
    private static final long LONGEST = 64 << 10;

    private SettingsFolders() {}

    /** Returns the absolute folder; empty where no mounted file of the project names one. */
    public static Optional<String> of(Attribute service, Optional<ImageFacts> image, FileBundles bundles) {
        String names = image.map(ImageFacts::dataOptions).orElse(List.of()).stream()
                .filter(option -> option.startsWith(SETTING))
                .map(option -> Pattern.quote(option.substring(SETTING.length())))
                .collect(Collectors.joining("|"));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Pattern setting = Pattern.compile("(?m)^[ \\t]*+(?:" + names + "):[ \\t]*+[\"']?+(/[^\\s\"'#]{0,300}+)");
        return service.get("volumes").below().stream()
                .filter(volume -> volume.get("type").peek().equals("bind"))
                .flatMap(volume -> files(bundles.place(volume.get("source").peek()), bundles.reader()))
                .map(file -> setting.matcher(new String(file.content(), StandardCharsets.ISO_8859_1)))
                .filter(Matcher::find)
                .map(found -> ContainerPaths.absolute("/", found.group(1)))
                .findFirst();
    }

    private static Stream<BindFile> files(Path path, BindFiles reader) {
        return reader.kind(path) == BindFiles.Kind.OUTSIDE
                ? Stream.empty()
                : reader.read(path, LONGEST).map(BindFiles.Contents::files).orElse(List.of()).stream();
    }
}
