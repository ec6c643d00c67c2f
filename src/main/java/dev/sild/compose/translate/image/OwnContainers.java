package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.BuildSteps;
import dev.sild.images.text.EngineRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether the sources of a service show that it runs containers of its own through the engine's socket. */
public final class OwnContainers {
    /** How many mounted folders of a service are read. */
    private static final int MOST_FOLDERS = 3;

    private final FileBundles files;
    /** Each folder is read once: several services may be built from it. */
    private final Map<Path, List<Found>> found = new HashMap<>();

    /** What a file has. */
    private record Found(Path file, OptionalInt run, OptionalInt socket, boolean ofProject) {}

    /**
     * How a service runs containers.
     *
     * @param place where it does so, in words
     * @param socket the file and line of its code that has the path of the socket; empty where a variable decides
     */
    public record Use(String place, Optional<String> socket) {}

    public OwnContainers(FileBundles files) {
        this.files = files;
    }

    /**
     * Returns how a service runs containers; empty where it does not, where that is not known, or where it works on the
     * containers of its own project.
     *
     * @param words the words of the service's process
     */
    public Optional<Use> find(List<String> words, Attribute service, ServiceImage image) {
        if (EngineStart.isElsewhere(service, image.facts())) {
            return Optional.empty();
        }
        List<Found> sources = sources(service, image);
        if (sources.stream().anyMatch(Found::ofProject)) {
            return Optional.empty();
        }
        Optional<String> socket = sources.stream()
                .filter(source -> source.socket().isPresent())
                .map(source -> shown(source.file(), source.socket()))
                .findFirst();
        return sources.stream()
                .filter(source -> source.run().isPresent())
                .map(source -> "in " + shown(source.file(), source.run()))
                .findFirst()
                .or(() -> inScript(words, service, image))
                .map(place -> new Use(place, socket));
    }

    private Optional<String> inScript(List<String> words, Attribute service, ServiceImage image) {
        List<String> resolved = ProjectScripts.resolve(words, service, image.facts(), files);
        List<String> scripts = ProcessFiles.scripts(resolved, service, image.facts(), files);
        for (int i = 0; i < scripts.size(); i++) {
            OptionalInt line = EngineRuns.inShell(scripts.get(i));
            if (line.isPresent()) {
                return Optional.of(i == 0 ? "by its command" : "in line " + line.getAsInt() + " of a script");
            }
        }
        return Optional.empty();
    }

    private List<Found> sources(Attribute service, ServiceImage image) {
        List<Found> sources = new ArrayList<>();
        service.get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind"))
                .map(volume -> files.place(volume.get("source").peek()))
                .filter(path -> files.reader().kind(path) == BindFiles.Kind.FOLDER)
                .limit(MOST_FOLDERS)
                .forEach(folder -> sources.addAll(of(folder)));
        BuildContext.of(image.madeBy(service), files.reader()).ifPresent(context -> {
            BuildSteps steps = image.steps().orElse(BuildSteps.UNKNOWN);
            of(context.folder()).stream()
                    .filter(source -> context.includes(source.file()) && steps.takes(context.relative(source.file())))
                    .forEach(sources::add);
        });
        return sources;
    }

    private List<Found> of(Path folder) {
        return found.computeIfAbsent(folder, this::read);
    }

    private List<Found> read(Path folder) {
        List<Found> all = new ArrayList<>();
        files.reader().texts(folder, (file, text) -> {
            String path = folder.relativize(file).toString().replace('\\', '/');
            Found each = new Found(
                    file,
                    EngineRuns.inCode(path, text),
                    EngineRuns.socket(path, text),
                    EngineRuns.isOfProject(path, text));
            if (each.run().isPresent() || each.socket().isPresent() || each.ofProject()) {
                all.add(each);
            }
        });
        return all;
    }

    private String shown(Path file, OptionalInt line) {
        return files.shown(file) + ":" + line.orElse(1);
    }
}
