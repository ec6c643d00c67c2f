package dev.sild.adopt.draft;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.ProjectFacts;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The texts that a service is given, by their places in its container: files and folders of the project, and configs.
 */
public final class MountedTexts {
    private static final long MOST_BYTES = 1 << 20;

    private final ProjectFacts project;
    private final Map<String, Mounted> byPath = new TreeMap<>();

    /**
     * A text.
     *
     * @param file what it was read from, as it is shown to the user
     * @param mount what mounts it
     */
    public record Mounted(String text, String file, Attribute mount) {}

    private MountedTexts(ProjectFacts project) {
        this.project = project;
    }

    public static MountedTexts of(ProjectFacts project, ServiceFacts service) {
        MountedTexts texts = new MountedTexts(project);
        service.attribute().get("volumes").items().stream()
                .filter(Volumes::isBind)
                .forEach(texts::bind);
        service.attribute().get("configs").items().forEach(texts::config);
        return texts;
    }

    private void bind(Attribute mount) {
        read(mount, project.files().place(mount.get("source").peek()), Volumes.target(mount));
    }

    private void config(Attribute mount) {
        String source = mount.get("source").peek();
        String target = mount.get("target").peek().isEmpty()
                ? "/" + source
                : mount.get("target").peek();
        Attribute config = project.root().get("configs").get(source);
        if (config.get("content").present()) {
            byPath.put(
                    target,
                    new Mounted(config.get("content").peek(), config.origin().file(), mount));
        } else if (config.get("file").present()) {
            read(mount, project.files().place(config.get("file").peek()), target);
        }
    }

    private void read(Attribute mount, Path place, String target) {
        BindFiles.Kind kind = project.files().reader().kind(place);
        if (kind != BindFiles.Kind.FILE && kind != BindFiles.Kind.FOLDER) {
            return;
        }
        project.files()
                .reader()
                .read(place, MOST_BYTES)
                .ifPresent(contents -> contents.files().forEach(file -> {
                    boolean folder = kind == BindFiles.Kind.FOLDER;
                    String shown = project.files().shown(place) + (folder ? "/" + file.path() : "");
                    byPath.put(
                            folder ? target + "/" + file.path() : target,
                            new Mounted(new String(file.content(), StandardCharsets.UTF_8), shown, mount));
                }));
    }

    /** Returns the text at a place. */
    public Optional<Mounted> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** Returns all of them by their places. */
    public Map<String, Mounted> all() {
        return byPath;
    }
}
