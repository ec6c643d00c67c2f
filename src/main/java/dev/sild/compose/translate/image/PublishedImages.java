package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.images.ImageReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The images that files of a project say are on a registry: a pipeline pushes them, or its README has people pull them.
 */
final class PublishedImages {
    private static final List<String> README = List.of("README.md", "README.rst", "README.txt", "README");
    private static final List<String> PIPELINES = List.of(".gitlab-ci.yml", "Jenkinsfile", ".drone.yml", ".travis.yml");
    private static final Path WORKFLOWS = Path.of(".github", "workflows");

    private static final Pattern PUSHES = Pattern.compile(
            "build-push-action|--push\\b|\\bpush:\\s?true|(?:docker|podman|buildah|compose)\\s(?:image\\s)?push\\b");
    private static final Pattern PULLED =
            Pattern.compile("docker\\s(?:image\\s)?pull\\s|hub\\.docker\\.com|/docker/pulls/");

    private static final int MOST_FILES = 20;
    private static final long MAX_BYTES = 256 << 10;

    private final BindFiles reader;
    private final Path folder;
    /** The texts of pipelines that push images; empty before they are read. */
    private Optional<List<String>> pipelines = Optional.empty();

    private Optional<List<String>> guides = Optional.empty();

    PublishedImages(BindFiles reader, Path folder) {
        this.reader = reader;
        this.folder = folder;
    }

    /** Whether a script or guide pushes images. */
    static boolean isPushedIn(String text) {
        return PUSHES.matcher(text).find();
    }

    /** Whether a file says that an image is on a registry. */
    boolean has(ImageReference image) {
        if (pipelines.isEmpty()) {
            pipelines = Optional.of(texts(
                    Stream.concat(
                            PIPELINES.stream().map(folder::resolve),
                            reader.names(folder.resolve(WORKFLOWS)).orElse(List.of()).stream()
                                    .sorted()
                                    .map(name -> folder.resolve(WORKFLOWS).resolve(name))),
                    PUSHES));
            guides = Optional.of(texts(README.stream().map(folder::resolve), PULLED));
        }
        return pipelines.orElseThrow().stream().anyMatch(text -> text.contains(image.lastSegment()))
                || guides.orElseThrow().stream().anyMatch(text -> text.contains(image.familiarName()));
    }

    private List<String> texts(Stream<Path> files, Pattern having) {
        List<String> texts = new ArrayList<>();
        files.limit(MOST_FILES)
                .forEach(file -> reader.peek(file, MAX_BYTES)
                        .map(content -> new String(content, StandardCharsets.UTF_8))
                        .filter(text -> having.matcher(text).find())
                        .ifPresent(texts::add));
        return texts;
    }
}
