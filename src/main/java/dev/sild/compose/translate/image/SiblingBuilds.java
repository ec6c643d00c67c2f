package dev.sild.compose.translate.image;

import dev.sild.compose.ComposeFileName;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import dev.sild.images.text.Expansion;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.report.Findings;
import dev.sild.report.InputException;
import dev.sild.syntax.ShellText;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import dev.sild.yaml.YamlDocument;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The images that other compose files of the project's folder build, or commands in its scripts: a file for production
 * often names what the one for development builds.
 */
public final class SiblingBuilds {
    /** Names that compose allows, without those that a command would take for an option. */
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]{0,200}");

    /** A folder or file that is certainly a path, and has no variable. */
    private static final Pattern PATH = Pattern.compile("[\\w./ @+-]{1,300}");

    private static final List<String> PATHS = List.of("context", "dockerfile", "target");

    /** Another program, or another start of it, than what is published. */
    private static final Pattern OF_DEVELOPMENT = Pattern.compile("(?i)dev|test|debug|local");

    private static final int MOST_FILES = 8;
    private static final long MAX_BYTES = 256 << 10;
    private static final YamlLimits LIMITS = new YamlLimits((int) MAX_BYTES, 50, 20_000, 1_000);

    private final FileBundles files;
    private final String project;
    private final PublishedImages published;
    private final ScriptedBuilds scripts;
    /** What is built; empty before the files are read. */
    private Optional<Found> found = Optional.empty();

    /** The builds of other files: commands by image and tag, and services by image and by their own name. */
    private record Found(
            Map<String, String> commands, Map<String, Attribute> byImage, Map<String, Attribute> byService) {
        Found() {
            this(new HashMap<>(), new HashMap<>(), new HashMap<>());
        }
    }

    /** @param project the project's name, which compose gives to images without one */
    public SiblingBuilds(FileBundles files, String project) {
        this.files = files;
        this.project = project;
        this.published = new PublishedImages(files.reader(), files.folder());
        this.scripts = new ScriptedBuilds(files);
    }

    /** Returns the command that builds an image; empty if none of the files builds it. */
    Optional<String> command(String image) {
        return Optional.ofNullable(found().commands().get(BuiltImages.key(image)));
    }

    /**
     * Returns the service of another file that builds an image, whatever its tag; empty if none does. What runs as
     * {@code registry.example.com/me/shop-web} in production is often built without a name for development: then the
     * service of the same name builds it, unless it builds something for development alone.
     *
     * @param service the name of the service that runs the image
     */
    Optional<Attribute> builder(String image, String service) {
        ImageReference reference = ImageReference.parse(image);
        boolean official = reference.familiarName().indexOf('/') < 0 && !KnownImages.mayBeLocal(image);
        if (official || KnownImages.nameOf(image).isPresent()) {
            return Optional.empty();
        }
        Attribute named = found().byImage().get(reference.familiarName());
        return Optional.ofNullable(named)
                .or(() -> Optional.ofNullable(found().byService().get(service)).filter(SiblingBuilds::isPublished));
    }

    private static boolean isPublished(Attribute service) {
        return Stream.of("target", "dockerfile")
                .noneMatch(key -> OF_DEVELOPMENT
                        .matcher(service.get("build").get(key).peek())
                        .find());
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

    private Found found() {
        if (found.isEmpty()) {
            Found read = new Found();
            files.reader().names(files.folder()).orElse(List.of()).stream()
                    .filter(ComposeFileName::isOne)
                    .sorted()
                    .limit(MOST_FILES)
                    .forEach(name -> read(files.folder().resolve(name), read));
            found = Optional.of(read);
        }
        return found.get();
    }

    private void read(Path file, Found all) {
        Optional<byte[]> content = files.reader().peek(file, MAX_BYTES);
        if (content.isEmpty()) {
            return;
        }
        try {
            String text = new String(content.get(), StandardCharsets.UTF_8);
            for (YamlDocument document : YamlReader.read(text, files.shown(file), new KubernetesDialect(), LIMITS)) {
                if (document.root() instanceof MapNode root && root.get("services") instanceof MapNode services) {
                    services.entries().forEach((name, service) -> {
                        if (SERVICE.matcher(name).matches() && service.value() instanceof MapNode map) {
                            add(file, name, map, all);
                        }
                    });
                }
            }
        } catch (InputException unusable) {
            // It is not a file of the project, so that its mistakes are not reported.
            return;
        }
    }

    private void add(Path file, String name, MapNode service, Found all) {
        Node build = service.get("build");
        if (build == null) {
            return;
        }
        String image = image(service, name);
        all.commands()
                .putIfAbsent(
                        BuiltImages.key(image),
                        "docker compose -f " + ShellText.shortWord(files.shown(file)) + " build "
                                + ShellText.shortWord(name));
        plain(build).ifPresent(made -> {
            all.byImage().putIfAbsent(ImageReference.parse(image).familiarName(), made);
            all.byService().putIfAbsent(name, made);
        });
    }

    /**
     * Returns a service that builds what this {@code build} does, in its long form; empty where a variable or an
     * address says from what. Nothing is reported about it.
     */
    private Optional<Attribute> plain(Node build) {
        Map<String, Entry> given =
                build instanceof MapNode map ? map.entries() : Map.of("context", new Entry(build.position(), build));
        Map<String, Entry> kept = new LinkedHashMap<>();
        given.forEach((key, entry) -> {
            if (PATHS.contains(key) || key.equals("args") && isPlain(entry.value())) {
                kept.put(key, entry);
            }
        });
        boolean paths = PATHS.stream()
                .map(kept::get)
                .filter(Objects::nonNull)
                .allMatch(entry -> entry.value() instanceof ScalarNode scalar
                        && PATH.matcher(scalar.value()).matches());
        if (!paths) {
            return Optional.empty();
        }
        Position place = build.position();
        String context = kept.get("context") == null
                ? "."
                : ((ScalarNode) Lookup.required(kept, "context").value()).value();
        Text folder = Text.of(files.folder().resolve(context).normalize().toString());
        kept.put("context", new Entry(place, new ScalarNode(folder, Kind.STRING, place)));
        MapNode service = new MapNode(Map.of("build", new Entry(place, new MapNode(kept, place))), place);
        return Optional.of(Attribute.root(service, new Ledger(new Findings())));
    }

    private static boolean isPlain(Node arguments) {
        return arguments instanceof MapNode map
                && map.entries().values().stream()
                        .allMatch(entry -> entry.value() instanceof ScalarNode scalar
                                && scalar.value().indexOf('$') < 0);
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
