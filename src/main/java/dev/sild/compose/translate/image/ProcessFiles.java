package dev.sild.compose.translate.image;

import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that a service's process finds in the folder that it starts in, as far as the project has them. */
public final class ProcessFiles {
    /** The settings that come with Redis have 107 KB. */
    private static final long MAX_BYTES = 128 << 10;

    private static final int MOST_FILES = 10;
    private static final Pattern SCRIPT = Pattern.compile("(?<![\\w$}./-])[\\w./-]{1,200}\\.sh\\b");
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#.*$");

    private ProcessFiles() {}

    /**
     * Returns the texts of a file, that of a mount first and those of the image's build context after it.
     *
     * @param file a path, relative to the folder that the process starts in or absolute
     */
    public static Stream<String> texts(String file, Attribute service, Optional<ImageFacts> image, FileBundles files) {
        return texts(file, service, service, image, files);
    }

    private static Stream<String> texts(
            String file, Attribute service, Attribute builder, Optional<ImageFacts> image, FileBundles files) {
        String stated = service.get("working_dir").peek();
        String start = stated.isEmpty() ? image.map(ImageFacts::workingDir).orElse("") : stated;
        String place = ContainerPaths.absolute(start.isEmpty() ? "/" : start, file);
        Stream<Path> mounted = service.get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind"))
                .flatMap(volume -> ContainerPaths.below(
                        ContainerPaths.absolute("/", volume.get("target").peek()), place)
                        .map(below -> files.place(volume.get("source").peek())
                                .resolve(below)
                                .normalize())
                        .stream());
        Stream<Path> copied = BuildContext.of(builder, files.reader()).stream()
                .flatMap(context -> Stream.concat(
                                image.flatMap(facts -> facts.copies().source(place)).stream(), Stream.of(file))
                        .map(path -> context.folder().resolve(path).normalize())
                        .filter(path -> path.startsWith(context.folder())));
        return Stream.concat(mounted, copied)
                .flatMap(path -> files.reader().peek(path, MAX_BYTES).stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Returns the words of a process in one line, and the scripts that it runs, and those that these call, without
     * comments; nothing for a process that is not known.
     */
    public static List<String> scripts(
            List<String> words, Attribute service, Optional<ImageFacts> image, FileBundles files) {
        return scripts(words, service, service, image, files);
    }

    /** Returns the same where another service may build the image. */
    static List<String> scripts(List<String> words, Attribute service, ServiceImage image, FileBundles files) {
        return scripts(words, service, image.madeBy(service), image.facts(), files);
    }

    private static List<String> scripts(
            List<String> words, Attribute service, Attribute builder, Optional<ImageFacts> image, FileBundles files) {
        if (words.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(List.of(String.join(" ", words)));
        Set<String> names = new LinkedHashSet<>(words);
        addCalled(texts.get(0), names);
        for (int i = 0; i < Math.min(names.size(), MOST_FILES); i++) {
            String name = List.copyOf(names).get(i);
            if (name.indexOf(' ') < 0 && !name.isEmpty()) {
                texts(name, service, builder, image, files)
                        .filter(text -> text.startsWith("#!") || name.endsWith(".sh"))
                        .findFirst()
                        .map(text -> COMMENT.matcher(text).replaceAll(""))
                        .ifPresent(text -> {
                            texts.add(text);
                            addCalled(text, names);
                        });
            }
        }
        return texts;
    }

    private static void addCalled(String script, Set<String> names) {
        Matcher called = SCRIPT.matcher(script);
        while (called.find() && names.size() < MOST_FILES) {
            names.add(called.group());
        }
    }
}
