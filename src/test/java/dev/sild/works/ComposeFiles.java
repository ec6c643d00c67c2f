package dev.sild.works;

import dev.sild.compose.ComposeProject;
import dev.sild.works.FileView.File;
import dev.sild.yaml.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The files that a service's container finds under compose, from a project's canonical model and the disk alone. */
final class ComposeFiles {
    private static final Path NOTHING = Path.of("/dev/null");

    private static final Set<String> PLACEHOLDERS = Set.of(".gitkeep", ".gitignore", ".keep", ".placeholder");

    private final ComposeProject project;
    private final String service;
    private final boolean podman;
    private final List<Mount> mounts = new ArrayList<>();

    private record Mount(String path, Map<String, File> files) {}

    private ComposeFiles(ComposeProject project, String service, boolean podman) {
        this.project = project;
        this.service = service;
        this.podman = podman;
    }

    /** Returns the files of a service's container; podman has the folders of named volumes itself. */
    static FileView of(ComposeProject project, String service, boolean podman) {
        ComposeFiles files = new ComposeFiles(project, service, podman);
        Node node = Model.at(project.root(), "services", service);
        files.volumesFrom(Model.texts(node, "volumes_from"));
        files.volumes(service, Model.items(node, "volumes"));
        files.resources("configs", "/", service, false);
        files.resources("secrets", "/run/secrets/", service, false);
        FileView view = new FileView();
        // What is mounted below another path is mounted after it, and what is written later covers the earlier.
        files.mounts.sort(Comparator.comparing(mount -> mount.path().length()));
        files.mounts.forEach(mount -> view.mount(mount.path(), mount.files()));
        return view;
    }

    private static String attribute(String service, String kind, int index) {
        return "services." + service + "." + kind + "[" + index + "]";
    }

    /** What another service mounts, too; what a container mounts that is none of the project's is not known. */
    private void volumesFrom(List<String> others) {
        for (String other : others) {
            String name = other.replaceAll(":(ro|rw|z|Z)$", "");
            Model.entries(project.root(), "services").forEach((service, node) -> {
                if (name.equals(service)
                        || (name.startsWith("container:")
                                && name.substring("container:".length()).equals(Model.text(node, "container_name")))) {
                    volumesFrom(Model.texts(node, "volumes_from"));
                    volumes(service, Model.items(node, "volumes"));
                    // Only files of this machine are mounts; docker compose copies the rest into the container that
                    // asks for it.
                    resources("configs", "/", service, true);
                    resources("secrets", "/run/secrets/", service, true);
                }
            });
        }
    }

    /** A device of the node is none of the project's files. */
    private static boolean isDevice(String target) {
        return target.startsWith("/dev/");
    }

    private void volumes(String service, List<Node> volumes) {
        for (int i = 0; i < volumes.size(); i++) {
            Node volume = volumes.get(i);
            String source = isDevice(Model.text(volume, "target")) ? "" : boundFolder(volume);
            mounts.add(new Mount(
                    clean(Model.text(volume, "target")),
                    source.isEmpty()
                            ? Map.of()
                            : onDisk(project.folder().resolve(source).normalize(), attribute(service, "volumes", i))));
        }
    }

    /** Returns what a mount binds, also by the options of a named volume; empty for other volumes. */
    private String boundFolder(Node mount) {
        String source = Model.text(mount, "source");
        if (Model.text(mount, "type").equals("bind")) {
            return source;
        }
        Node options = Model.at(project.root(), "volumes", source, "driver_opts");
        String within = Model.text(mount, "volume", "subpath");
        return !podman
                        && Model.text(mount, "type").equals("volume")
                        && Model.text(options, "o").startsWith("bind")
                ? Model.text(options, "device") + (within.isEmpty() ? "" : "/" + within)
                : "";
    }

    private static String clean(String path) {
        return Path.of(path).normalize().toString();
    }

    /** Returns the folder that the projects of these tests are converted in: the compose file may lie below it. */
    private Path repository() {
        for (Path folder = project.folder(); folder != null; folder = folder.getParent()) {
            if (folder.endsWith("in")) {
                return folder;
            }
        }
        return project.folder();
    }

    /**
     * Returns the files of the project at a path; what is elsewhere on the machine is none of them, but
     * {@code /dev/null}, which is an empty file.
     */
    private Map<String, File> onDisk(Path path, String from) {
        if (path.equals(NOTHING)) {
            return Map.of("", new File(new byte[0], -1, from));
        }
        Map<String, File> files = new LinkedHashMap<>();
        if (!path.startsWith(repository()) || !Files.exists(path)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> regular = all.filter(Files::isRegularFile).toList();
            // A file that keeps an empty folder in a repository is not content.
            boolean empty = regular.stream()
                    .allMatch(file -> PLACEHOLDERS.contains(file.getFileName().toString()));
            for (Path file : empty ? List.<Path>of() : regular) {
                files.put(path.relativize(file).toString(), new File(Files.readAllBytes(file), mode(file), from));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Returns who may read and run a file, as what a repository can say of that. */
    private static int mode(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        boolean all = permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.GROUP_READ);
        boolean runs = permissions.contains(PosixFilePermission.OWNER_EXECUTE);
        return all ? (runs ? 0755 : 0644) : (runs ? 0700 : 0600);
    }

    private void resources(String kind, String folder, String service, boolean onlyFiles) {
        List<Node> uses = Model.items(project.root(), "services", service, kind);
        for (int i = 0; i < uses.size(); i++) {
            Node use = uses.get(i);
            String source = Model.text(use, "source");
            if (onlyFiles && Model.text(project.root(), kind, source, "file").isEmpty()) {
                continue;
            }
            String target = Model.text(use, "target");
            String path = target.isEmpty() ? folder + source : target.startsWith("/") ? target : folder + target;
            String mode = Model.text(use, "mode");
            Map<String, File> files = new LinkedHashMap<>();
            content(kind, source, attribute(service, kind, i))
                    .forEach((relative, file) -> files.put(
                            relative,
                            new File(
                                    file.content(), mode.isEmpty() ? readable(file.mode()) : mode(mode), file.from())));
            mounts.add(new Mount(clean(path), files));
        }
    }

    /** What only its owner may read on this machine, a container of any user is to read in a cluster. */
    private static int readable(int mode) {
        return mode < 0 ? mode : mode | (mode & 0500) >> 3 | (mode & 0500) >> 6;
    }

    /** The loader hands on the bits as they are written: {@code 0440} in octal, or as the decimal number of it. */
    private static int mode(String written) {
        return Integer.parseInt(written, written.startsWith("0") ? 8 : 10) & 0777;
    }

    private Map<String, File> content(String kind, String source, String from) {
        Node resource = Model.at(project.root(), kind, source);
        String file = Model.text(resource, "file");
        if (!file.isEmpty()) {
            return onDisk(project.folder().resolve(file).normalize(), from);
        }
        String variable = Model.text(resource, "environment");
        String content = variable.isEmpty()
                ? Model.text(resource, "content")
                : project.environment().get(variable);
        boolean known = !Model.isTrue(resource, "external") && content != null;
        return known ? Map.of("", new File(content.getBytes(StandardCharsets.UTF_8), -1, from)) : Map.of();
    }
}
