package dev.sild.compose.translate.image;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.SpringSettings;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.text.SpringRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the sources of applications of Spring Cloud say about the registries that they enter their address in. */
public final class SpringClients {
    private static final List<String> BUILD_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts");
    private static final long MAX_BYTES = 1 << 20;

    private final BindFiles reader;
    private final Map<List<Object>, Sources> known = new HashMap<>();

    /** The registries that a program is a client or a server of, and those whose settings say what it registers. */
    private record Sources(Set<SpringRegistry> clients, Set<SpringRegistry> servers, Set<SpringRegistry> decided) {}

    public SpringClients(FileBundles files) {
        reader = files.reader();
    }

    /**
     * Whether the program of a service registers the name of its machine: it is a client, and its settings leave open
     * what it registers. Nothing is known of sources that are not in the project.
     *
     * @param name the service's name in the compose file
     * @param configured whether its variables say where the registry is, so that it is a client in any case
     */
    public boolean registersHostName(SpringRegistry registry, Attribute service, String name, boolean configured) {
        Optional<Sources> sources = sources(service, name);
        return sources.isEmpty()
                ? configured
                : (configured || sources.get().clients().contains(registry))
                        && !sources.get().servers().contains(registry)
                        && !sources.get().decided().contains(registry);
    }

    /** Whether the sources of a service's program, if the project has them, make it a server of the registry. */
    public boolean isServer(SpringRegistry registry, Attribute service, String name) {
        return sources(service, name)
                .filter(sources -> sources.servers().contains(registry))
                .isPresent();
    }

    /** Whether the sources of a service's program, if the project has them, make it a client and no server. */
    public boolean isClient(SpringRegistry registry, Attribute service, String name) {
        return sources(service, name)
                .filter(sources -> sources.clients().contains(registry)
                        && !sources.servers().contains(registry))
                .isPresent();
    }

    private Optional<Sources> sources(Attribute service, String name) {
        String profiles =
                service.get("environment").get(SpringSettings.PROFILES).peek();
        return module(service, name, reader)
                .map(module -> known.computeIfAbsent(List.of(module, profiles), key -> read(module, profiles)));
    }

    private Sources read(Path module, String profiles) {
        Sources sources = new Sources(
                EnumSet.noneOf(SpringRegistry.class),
                EnumSet.noneOf(SpringRegistry.class),
                EnumSet.noneOf(SpringRegistry.class));
        for (String file : BUILD_FILES) {
            reader.peek(module.resolve(file), MAX_BYTES)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .ifPresent(text -> {
                        add(sources.clients(), registry -> registry.hasClient(text));
                        add(sources.servers(), registry -> registry.hasServer(text));
                    });
        }
        Map<Path, String> settings = new LinkedHashMap<>();
        reader.texts(module, (path, text) -> {
            String relative = module.relativize(path).toString().replace('\\', '/');
            if (SpringRegistry.isOfSettings(path.getFileName().toString()) && !relative.contains("src/test/")) {
                settings.put(path, text);
            }
        });
        boolean any = settings.values().stream().anyMatch(text -> SpringSettings.nameProfiles(text, profiles));
        settings.forEach((path, text) -> {
            if (any || SpringSettings.isActive(path.getFileName().toString(), profiles)) {
                add(sources.decided(), registry -> registry.decidesIn(text));
            }
        });
        return sources;
    }

    private static void add(Set<SpringRegistry> registries, Predicate<SpringRegistry> which) {
        Arrays.stream(SpringRegistry.values()).filter(which).forEach(registries::add);
    }

    /**
     * Returns the folder of the program's build file: the Dockerfile's, or one of the context that is named as the
     * service or in an argument of the build, or the context.
     */
    private static Optional<Path> module(Attribute service, String name, BindFiles reader) {
        Optional<BuildContext> context = BuildContext.of(service, reader);
        if (context.isEmpty()) {
            return Optional.empty();
        }
        Path folder = context.get().folder();
        Attribute build = service.get("build");
        Set<Path> places = new LinkedHashSet<>();
        Path dockerfile = BuildContext.dockerfile(build, folder, reader).getParent();
        if (dockerfile != null && !dockerfile.equals(folder)) {
            places.add(dockerfile);
        }
        build.get("args").entries().values().stream()
                .map(Attribute::peek)
                .filter(value -> value.matches("[\\w./-]{1,200}"))
                .forEach(value -> places.add(folder.resolve(value).normalize()));
        places.add(folder.resolve(name));
        places.add(folder);
        return places.stream()
                .filter(place ->
                        BUILD_FILES.stream().anyMatch(file -> reader.kind(place.resolve(file)) == BindFiles.Kind.FILE))
                .findFirst();
    }
}
