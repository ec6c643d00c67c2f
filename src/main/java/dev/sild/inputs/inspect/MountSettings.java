package dev.sild.inputs.inspect;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Value;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a container mounts, less the volumes that its image asks for. */
final class MountSettings {
    /** What engines put behind a memory folder by themselves. */
    private static final Set<String> USUAL = Set.of("rw", "rprivate", "private", "nosuid", "nodev", "tmpcopyup");

    private final InspectSource source;
    private final ComposeDraft service;
    private final Map<String, Value> volumes;

    MountSettings(InspectSource source, ComposeDraft service, Map<String, Value> volumes) {
        this.source = source;
        this.service = service;
        this.volumes = volumes;
    }

    void add() {
        for (Value mount : source.container().get("Mounts").items()) {
            switch (mount.get("Type").text()) {
                case "bind" -> bind(mount);
                case "volume" -> volume(mount);
                case "tmpfs" ->
                    memory(mount.get("Destination"), mount.get("Mode").text());
                default ->
                    source.remarks()
                            .lost(
                                    mount,
                                    "a mount of type '" + mount.get("Type").text() + "' is not converted",
                                    "use a bind mount or a volume");
            }
        }
        source.host()
                .get("Tmpfs")
                .entries()
                .forEach((target, options) -> memory(new Value(null, target, options.position()), options.text()));
        for (Value other : source.host().get("VolumesFrom").items()) {
            source.remarks()
                    .lost(other, "the mounts of the other container are in this container's own list", "check them");
        }
    }

    private void memory(Value target, String options) {
        String path = target.text().isEmpty() ? target.path() : target.text();
        String own = Stream.of(options.split(","))
                .filter(option -> !option.isEmpty() && !USUAL.contains(option))
                .collect(Collectors.joining(","));
        service.add("tmpfs", InspectSource.escaped(own.isEmpty() ? path : path + ":" + own), target.position());
    }

    private void bind(Value mount) {
        String path = mount.get("Source").text().replaceFirst("^/host_mnt(?=/)", "");
        String from = relative(path);
        String propagation = mount.get("Propagation").text();
        boolean usual = Set.of("", "rprivate", "private").contains(propagation);
        String target = mount.get("Destination").text();
        if (usual && (from + target).indexOf(':') < 0) {
            service.add("volumes", InspectSource.escaped(from + ":" + target + mode(mount)), mount.position());
            return;
        }
        ComposeDraft volume = service.addMap("volumes", mount.position());
        volume.set("type", "bind", mount.position());
        volume.set("source", InspectSource.escaped(from), mount.position());
        volume.set("target", InspectSource.escaped(target), mount.position());
        if (mount.get("RW").text().equals("false")) {
            volume.set("read_only", true, mount.position());
        }
        if (!selinux(mount).isEmpty()) {
            volume.map("bind", mount.position()).set("selinux", selinux(mount), mount.position());
        }
        if (!usual) {
            volume.map("bind", mount.position())
                    .set("propagation", InspectSource.escaped(propagation), mount.position());
        }
    }

    /** Docker prints {@code z} for volumes that nobody gave it. */
    private static String selinux(Value mount) {
        return Stream.of(mount.get("Mode").text().split(","))
                .filter(word ->
                        word.equalsIgnoreCase("z") && mount.get("Type").text().equals("bind"))
                .findFirst()
                .orElse("");
    }

    private static String mode(Value mount) {
        String mode = selinux(mount);
        String access = mount.get("RW").text().equals("false") ? "ro" : "";
        return access.isEmpty() && mode.isEmpty()
                ? ""
                : ":" + access + (access.isEmpty() || mode.isEmpty() ? "" : ",") + mode;
    }

    /** Returns a path below the project's folder as a relative one. */
    private String relative(String path) {
        String folder = source.folder();
        if (folder.isEmpty() || folder.equals("/")) {
            return path;
        }
        return path.equals(folder)
                ? "./"
                : path.startsWith(folder + "/") ? "." + path.substring(folder.length()) : path;
    }

    private void volume(Value mount) {
        String name = mount.get("Name").text();
        String target = mount.get("Destination").text();
        Value known = volumes.getOrDefault(name, new Value(null, "", mount.position()));
        boolean anonymous = known.get("Anonymous").isTrue()
                || name.isEmpty()
                || known.get("Labels").has("com.docker.volume.anonymous")
                || name.matches("[0-9a-f]{64}");
        if (anonymous && source.ofImage("Volumes").has(target)) {
            return;
        }
        if (known.get("Labels", "sild.dev/kind").text().equals("copy")) {
            source.remarks()
                    .lost(
                            mount.get("Destination"),
                            "'" + target + "' is a copy of files of the project, whose names are not kept",
                            "mount the file of the project there");
            return;
        }
        if (anonymous) {
            service.add("volumes", InspectSource.escaped(target), mount.position());
            return;
        }
        String key = key(name);
        // A compose file reads a name of one letter as a drive.
        Value subPath = mount.get("SubPath");
        if (subPath.isEmpty() && target.indexOf(':') < 0 && key.length() > 1) {
            service.add("volumes", InspectSource.escaped(key + ":" + target + mode(mount)), mount.position());
            return;
        }
        ComposeDraft volume = service.addMap("volumes", mount.position());
        volume.set("type", "volume", mount.position());
        volume.set("source", key, mount.position());
        volume.set("target", InspectSource.escaped(target), mount.position());
        if (!subPath.isEmpty()) {
            volume.map("volume", mount.position())
                    .set("subpath", InspectSource.escaped(subPath.text()), subPath.position());
        }
        if (mount.get("RW").text().equals("false")) {
            volume.set("read_only", true, mount.position());
        }
    }

    private String key(String name) {
        Value labels =
                volumes.containsKey(name) ? volumes.get(name).get("Labels") : new Value(null, "", service.position());
        String key = LabelSettings.key(labels);
        return ComposeDraft.legalKey(key.isEmpty() ? source.withoutProject(name) : key);
    }

    /** Returns the named volumes that the container mounts, by their keys in the compose file. */
    Map<String, String> named() {
        return source.container().get("Mounts").items().stream()
                .filter(mount -> mount.get("Type").text().equals("volume"))
                .map(mount -> mount.get("Name").text())
                .filter(name -> !name.isEmpty() && !name.matches("[0-9a-f]{64}"))
                .filter(name -> !volumes.containsKey(name)
                        || !volumes.get(name).get("Anonymous").isTrue()
                                && !volumes.get(name)
                                        .get("Labels", "sild.dev/kind")
                                        .text()
                                        .equals("copy"))
                .collect(Collectors.toMap(this::key, name -> name, (first, second) -> first));
    }
}
