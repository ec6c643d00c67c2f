package dev.sild.compose.translate.container;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.CopiedFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.text.NginxAccess;
import dev.sild.images.text.NginxDirective;
import dev.sild.images.text.NginxReader;
import dev.sild.model.Health;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether the kubelet gets the answer that a program in the container gets: it asks at the pod's address, where a
 * listener on the loopback address does not answer, and a page for the loopback address is refused.
 */
public final class ProbeReach {
    /** Longer files hold data. */
    private static final long LONGEST = 128 << 10;

    private static final int MOST_FILES = 100;
    /** How deep below a mounted folder files are looked for: {@code conf.d/default.conf}. */
    private static final int DEPTH = 2;

    private final Attribute service;
    private final Optional<ImageFacts> image;
    private final Ports declared;
    private final Attribute configs;
    private final FileBundles files;

    /**
     * Creates an instance.
     *
     * @param declared the ports that the compose file says the service has
     * @param root the project
     */
    public ProbeReach(
            Attribute service, Optional<ImageFacts> image, Ports declared, Attribute root, FileBundles files) {
        this.service = service;
        this.image = image;
        this.declared = declared;
        configs = root.get("configs");
        this.files = files;
    }

    /** Whether a port is known to be open to others, and its configuration does not refuse them the page. */
    public boolean answers(Health.Check check) {
        if (check instanceof Health.Http http) {
            return isOpen(http.port())
                    && !new NginxAccess(configurations()).isLocal(http.port(), http.host(), http.path());
        }
        return !(check instanceof Health.Tcp tcp) || isOpen(tcp.port());
    }

    private boolean isOpen(int number) {
        return Stream.concat(declared.all().stream(), image.stream().flatMap(facts -> facts.ports().stream()))
                .anyMatch(port -> port.number() == number);
    }

    /** Returns what nginx may read in the container, by its place there; a mount hides what the image has. */
    private Map<String, List<NginxDirective>> configurations() {
        Map<String, List<NginxDirective>> read = new TreeMap<>();
        service.get("configs").items().forEach(mount -> {
            Attribute config = configs.get(mount.get("source").peek());
            String target = mount.get("target").peek();
            String file = config.get("file").peek();
            add(target, config.get("content").peek(), read);
            if (!file.isEmpty()) {
                add(target, files.place(file), read);
            }
        });
        List<Attribute> binds = service.get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind"))
                .toList();
        List<String> mounted = Stream.concat(
                        read.keySet().stream(), binds.stream().map(ProbeReach::target))
                .toList();
        binds.forEach(
                bind -> addAll(target(bind), files.place(bind.get("source").peek()), DEPTH, read));
        image.flatMap(facts -> BuildContext.of(service, files.reader())
                        .flatMap(context -> CopiedFiles.of("", facts, context, mounted, files.reader(), files::shown)))
                .ifPresent(copied -> copied.entries()
                        .forEach(entry -> add(entry.key(), new String(entry.content(), StandardCharsets.UTF_8), read)));
        return read;
    }

    private static String target(Attribute bind) {
        return ContainerPaths.absolute("/", bind.get("target").peek());
    }

    private void addAll(String place, Path path, int depth, Map<String, List<NginxDirective>> read) {
        if (files.reader().kind(path) != BindFiles.Kind.FOLDER) {
            add(place, path, read);
        } else if (depth > 0 && place.contains("nginx")) {
            files.reader().names(path).orElse(List.of()).stream()
                    .sorted()
                    .limit(MOST_FILES)
                    .forEach(name -> addAll(place + "/" + name, path.resolve(name), depth - 1, read));
        }
    }

    private void add(String place, Path path, Map<String, List<NginxDirective>> read) {
        if (place.contains("nginx")) {
            files.reader()
                    .peek(path, LONGEST)
                    .ifPresent(bytes -> add(place, new String(bytes, StandardCharsets.UTF_8), read));
        }
    }

    private static void add(String place, String text, Map<String, List<NginxDirective>> read) {
        if (place.contains("nginx") && !text.isEmpty() && read.size() < MOST_FILES) {
            NginxReader.read(text, place).ifPresent(directives -> read.putIfAbsent(place, directives));
        }
    }
}
