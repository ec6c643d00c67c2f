package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.StorageOptions.BindKind;
import dev.sild.images.ContainerPaths;
import dev.sild.model.Text;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Named volumes that are bind mounts of a folder by their options: {@code o: bind} with the folder as {@code device}.
 * Their mounts are rewritten to bind mounts of the folder, so that the same becomes of both. A folder of the project
 * without files stays a volume, since an engine fills an empty volume from the image, and no bind mount.
 *
 * @see <a href="https://docs.docker.com/engine/storage/volumes/#create-a-volume-using-a-volume-driver">Volumes</a>
 */
public final class BoundVolumes {
    private static final Set<String> TYPES = Set.of("", "none", "bind");

    private final ComposeProject project;
    private final BindKind binds;
    private final BindFiles files;
    private final Map<String, MapNode> bound = new HashMap<>();

    private BoundVolumes(ComposeProject project, BindKind binds, BindFiles files) {
        this.project = project;
        this.binds = binds;
        this.files = files;
    }

    /**
     * Returns a project in which mounts of such volumes are bind mounts.
     *
     * @param binds what becomes of what cannot travel with the manifests
     * @param files what may be read of the project
     */
    public static ComposeProject asBinds(ComposeProject project, BindKind binds, BindFiles files) {
        return new BoundVolumes(project, binds, files).rewritten();
    }

    /** Whether the options of a volume make it a bind mount of a folder. */
    static boolean isOne(Attribute volume) {
        Attribute options = volume.get("driver_opts");
        return isOne(
                volume.get("driver").peek(),
                volume.get("external").peek(),
                options.get("type").peek(),
                options.get("o").peek(),
                options.get("device").peek());
    }

    private static boolean isOne(MapNode volume) {
        MapNode options = Nodes.map(volume, "driver_opts");
        return isOne(
                text(volume, "driver"),
                text(volume, "external"),
                text(options, "type"),
                text(options, "o"),
                text(options, "device"));
    }

    private static boolean isOne(String driver, String external, String type, String options, String device) {
        return (driver.isEmpty() || driver.equals("local"))
                && !external.equals("true")
                && TYPES.contains(type)
                && split(options).stream().anyMatch(option -> option.equals("bind") || option.equals("rbind"))
                && isPath(device);
    }

    /** Paths of Windows and of a home that compose leaves as they are lead nowhere. */
    private static boolean isPath(String device) {
        return !device.isEmpty() && !device.startsWith("~") && device.indexOf(':') != 1 && !device.startsWith("\\\\");
    }

    private static List<String> split(String options) {
        return Arrays.stream(options.split(",")).map(String::trim).toList();
    }

    private static String text(MapNode map, String key) {
        String text = Nodes.text(map.get(key));
        return text == null ? "" : text;
    }

    private ComposeProject rewritten() {
        MapNode root = project.root();
        MapNode volumes = Nodes.changed(
                Nodes.map(root, "volumes"),
                (key, value) -> value instanceof MapNode volume && isOne(volume) ? volume(key, volume) : value);
        MapNode services = bound.isEmpty()
                ? Nodes.map(root, "services")
                : Nodes.changed(
                        Nodes.map(root, "services"),
                        (name, value) -> value instanceof MapNode service ? service(service) : value);
        return root.get("volumes") instanceof MapNode
                ? project.withRoot(Nodes.with(Nodes.with(root, "volumes", volumes), "services", services))
                : project;
    }

    private Node volume(String key, MapNode volume) {
        if (binds != BindKind.HOSTPATH && hasNoFiles(volume)) {
            return Nodes.without(volume, "driver_opts");
        }
        bound.put(key, volume);
        return volume;
    }

    private boolean hasNoFiles(MapNode volume) {
        Path path = project.folder()
                .resolve(text(Nodes.map(volume, "driver_opts"), "device"))
                .normalize();
        return switch (files.kind(path)) {
            case MISSING -> true;
            case FOLDER ->
                files.names(path)
                        .filter(names -> names.stream().allMatch(DataFolders::isPlaceholder))
                        .isPresent();
            default -> false;
        };
    }

    private MapNode service(MapNode service) {
        return service.get("volumes") instanceof ListNode mounts
                ? Nodes.with(service, "volumes", Nodes.each(mounts, this::mount))
                : service;
    }

    private Node mount(Node node) {
        return node instanceof MapNode mount && text(mount, "type").equals("volume")
                ? Optional.ofNullable(bound.get(text(mount, "source")))
                        .<Node>map(volume -> bind(mount, Nodes.map(volume, "driver_opts")))
                        .orElse(node)
                : node;
    }

    private MapNode bind(MapNode mount, MapNode options) {
        Position position = mount.required("source").position();
        MapNode settings = Nodes.map(mount, "volume");
        Map<String, Entry> entries = new LinkedHashMap<>(mount.entries());
        entries.put("type", new Entry(position, Nodes.string("bind", position)));
        entries.put("source", new Entry(position, Nodes.string(source(options, text(settings, "subpath")), position)));
        if (split(text(options, "o")).contains("ro")) {
            entries.put("read_only", new Entry(position, Nodes.bool(true, position)));
        }
        // What else there is has no place in a bind mount, and is reported where it is left.
        MapNode rest = Nodes.without(Nodes.without(settings, "nocopy"), "subpath");
        entries.remove("volume");
        if (!rest.entries().isEmpty()) {
            entries.put("volume", new Entry(settings.position(), rest));
        }
        return new MapNode(entries, mount.position());
    }

    private Text source(MapNode options, String subPath) {
        ScalarNode device = (ScalarNode) options.required("device");
        String within = subPath.isEmpty() ? "" : ContainerPaths.absolute("/", subPath);
        if (!device.value().startsWith("/")) {
            String path = project.folder().resolve(device.value()).normalize() + within;
            return new Text.Variable(ComposeProject.FOLDER, path);
        }
        if (within.isEmpty()) {
            return device.text();
        }
        List<Text> parts =
                new ArrayList<>(device.text() instanceof Text.Concat concat ? concat.parts() : List.of(device.text()));
        parts.add(Text.of(within));
        return new Text.Concat(parts);
    }
}
