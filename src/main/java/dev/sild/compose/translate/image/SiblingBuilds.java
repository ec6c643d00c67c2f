package dev.sild.compose.translate.image;

import dev.sild.compose.ComposeFileName;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import dev.sild.images.text.Expansion;
import dev.sild.report.InputException;
import dev.sild.syntax.ShellText;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.YamlDocument;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The images that other compose files of the project's folder build, or commands in its scripts: a file for production
 * often names what the one for development builds.
 */
public final class SiblingBuilds {
    /** Names that compose allows, without those that a command would take for an option. */
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]{0,200}");

    private static final int MOST_FILES = 8;
    private static final long MAX_BYTES = 256 << 10;
    private static final YamlLimits LIMITS = new YamlLimits((int) MAX_BYTES, 50, 20_000, 1_000);

    private final FileBundles files;
    private final String project;
    private final PublishedImages published;
    private final ScriptedBuilds scripts;
    /** The command that builds each image; empty before the files are read. */
    private Optional<Map<String, String>> commands = Optional.empty();

    /** @param project the project's name, which compose gives to images without one */
    public SiblingBuilds(FileBundles files, String project) {
        this.files = files;
        this.project = project;
        this.published = new PublishedImages(files.reader(), files.folder());
        this.scripts = new ScriptedBuilds(files);
    }

    /** Returns the command that builds an image; empty if none of the files builds it. */
    Optional<String> command(String image) {
        if (commands.isEmpty()) {
            commands = Optional.of(read());
        }
        return Optional.ofNullable(commands.get().get(BuiltImages.key(image)));
    }

    /**
     * Whether an image has a name of Docker Hub, under which the project builds it, and nothing says that it is there.
     */
    boolean buildsUnpublished(String image) {
        ImageReference reference = ImageReference.parse(image);
        return mayBeOfProject(reference, image) && command(image).isPresent() && !published.has(reference);
    }

    /** Returns how a script, makefile or guide of the project builds such an image; empty if none does. */
    Optional<String> scriptOfUnpublished(String image) {
        ImageReference reference = ImageReference.parse(image);
        boolean official = reference.familiarName().indexOf('/') < 0 && !KnownImages.mayBeLocal(image);
        return mayBeOfProject(reference, image) && !official
                ? scripts.of(reference).filter(found -> !published.has(reference))
                : Optional.empty();
    }

    private static boolean mayBeOfProject(ImageReference reference, String image) {
        return reference.registry().isEmpty()
                && reference.digest().isEmpty()
                && KnownImages.nameOf(image).isEmpty();
    }

    private Map<String, String> read() {
        Map<String, String> found = new HashMap<>();
        files.reader().names(files.folder()).orElse(List.of()).stream()
                .filter(ComposeFileName::isOne)
                .sorted()
                .limit(MOST_FILES)
                .forEach(name -> read(files.folder().resolve(name), found));
        return found;
    }

    private void read(Path file, Map<String, String> found) {
        Optional<byte[]> content = files.reader().peek(file, MAX_BYTES);
        if (content.isEmpty()) {
            return;
        }
        try {
            String text = new String(content.get(), StandardCharsets.UTF_8);
            for (YamlDocument document : YamlReader.read(text, files.shown(file), new KubernetesDialect(), LIMITS)) {
                if (document.root() instanceof MapNode root && root.get("services") instanceof MapNode services) {
                    services.entries().forEach((name, service) -> {
                        if (SERVICE.matcher(name).matches()
                                && service.value() instanceof MapNode map
                                && map.get("build") != null) {
                            found.putIfAbsent(
                                    BuiltImages.key(image(map, name)),
                                    "docker compose -f " + ShellText.shortWord(files.shown(file)) + " build "
                                            + ShellText.shortWord(name));
                        }
                    });
                }
            }
        } catch (InputException unusable) {
            // It is not a file of the project, so that its mistakes are not reported.
            return;
        }
    }

    private String image(MapNode service, String name) {
        if (service.get("image") instanceof ScalarNode image) {
            String named = new Expansion('\\').word(image.value(), files.variables());
            if (ImageReference.isReference(named)) {
                return named;
            }
        }
        return BuiltImages.defaultName(project, name);
    }
}
