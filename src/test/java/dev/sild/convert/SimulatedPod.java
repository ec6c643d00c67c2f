package dev.sild.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The containers of a rendered pod, run on this machine as root: each in a file system of its own, with the volumes at
 * their places and the numbers of user and groups that the kubelet would give it.
 */
final class SimulatedPod {
    /**
     * Enters a file system with this machine's programs, those of busybox and a package manager that replaces what it
     * has installed before.
     */
    private static final String ENTER = """
        set -e
        root=$1 ids=$2 groups=$3 path=$4
        shift 4
        for d in usr dev; do mkdir -p "$root/$d"; mount --rbind "/$d" "$root/$d"; done
        for d in bin sbin lib lib64; do [ ! -e "/$d" ] || ln -sfn "usr/$d" "$root/$d"; done
        mkdir -p "$root/tmp" "$root/sild-test"
        chmod 1777 "$root/tmp"
        mount -t tmpfs tools "$root/sild-test"
        mkdir "$root/sild-test/tools"
        /bin/busybox --install -s "$root/sild-test/tools"
        printf '%s\\n' '#!/bin/sh' 'set -e' '[ -e package.json ]' 'rm -rf node_modules' 'mkdir node_modules' \\
          'echo 1 > node_modules/x' 'echo 1 > "$HOME/cache"' > "$root/sild-test/npm"
        chmod -R a+rX,u+x "$root/sild-test" && chmod 755 "$root/sild-test/npm"
        while [ "$1" != -- ]; do mkdir -p "$root$2"; mount --bind "$1" "$root$2"; shift 2; done
        shift
        exec env -i PATH="$path" HOSTNAME=pod POD=pod /usr/sbin/chroot --userspec="$ids" --groups="$groups" "$root" "$@"
        """;

    private final Path folder;
    private final Map<String, Object> spec;
    private final String imageUser;
    private final boolean busybox;

    /**
     * Makes the volumes of a pod as they are before its first start.
     *
     * @param spec the pod's spec
     * @param files the content of ConfigMaps and Secrets by their names
     * @param imageUser the number of the user that the image of the main container names
     * @param busybox whether the main container's image has no programs but those of busybox
     */
    SimulatedPod(
            Path folder,
            Map<String, Object> spec,
            Map<String, Map<String, byte[]>> files,
            String imageUser,
            boolean busybox)
            throws Exception {
        this.folder = folder;
        this.spec = spec;
        this.imageUser = imageUser;
        this.busybox = busybox;
        for (Map<String, Object> volume : list(spec.get("volumes"))) {
            Path path = Files.createDirectories(folder.resolve("volumes").resolve((String) volume.get("name")));
            boolean scratch = volume.containsKey("emptyDir");
            if (scratch || volume.containsKey("persistentVolumeClaim")) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(scratch ? "rwxrwxrwx" : "rwxr-xr-x"));
                if (!group().isEmpty()) {
                    Files.setAttribute(path, "unix:gid", Integer.valueOf(group()));
                    Files.setAttribute(path, "unix:mode", scratch ? 02777 : 02775);
                }
                continue;
            }
            for (String kind : List.of("configMap", "secret")) {
                Map<String, Object> source = map(volume.get(kind));
                Map<String, byte[]> content = files.get(source.getOrDefault("name", source.get("secretName")));
                for (Map<String, Object> item : list(source.get("items"))) {
                    Path file = path.resolve((String) item.get("path"));
                    Files.createDirectories(file.getParent());
                    Files.write(file, Objects.requireNonNull(content).get((String) item.get("key")));
                }
            }
        }
    }

    /** Returns the content of ConfigMaps and Secrets by their names. */
    static Map<String, byte[]> content(Map<String, Object> object) {
        Map<String, byte[]> all = new HashMap<>();
        map(object.get("data"))
                .forEach((key, text) -> all.put(
                        key,
                        object.get("kind").equals("Secret")
                                ? Base64.getDecoder().decode((String) text)
                                : ((String) text).getBytes(StandardCharsets.UTF_8)));
        map(object.get("stringData"))
                .forEach((key, text) -> all.put(key, ((String) text).getBytes(StandardCharsets.UTF_8)));
        map(object.get("binaryData"))
                .forEach((key, text) -> all.put(key, Base64.getDecoder().decode((String) text)));
        return all;
    }

    /** Returns the names of the init containers, in order. */
    List<String> inits() {
        return list(spec.get("initContainers")).stream()
                .map(container -> (String) container.get("name"))
                .toList();
    }

    /** Runs an init container, and returns its exit code. */
    int start(String init) throws Exception {
        Map<String, Object> container = list(spec.get("initContainers")).stream()
                .filter(one -> one.get("name").equals(init))
                .findFirst()
                .orElseThrow();
        List<String> command = new ArrayList<>();
        for (Object word : (List<?>) container.get("command")) {
            command.add(((String) word).replace("$$", "$"));
        }
        boolean ofBusybox = command.get(0).equals("/bin/busybox");
        if (busybox && command.get(0).equals("/bin/sh")) {
            command.set(0, "/sild-test/tools/sh");
        }
        return run(container, command, ofBusybox ? "0" : imageUser, ofBusybox || busybox);
    }

    /** Runs a script as the main container, as another user where one is given, and returns its exit code. */
    int program(String script, String user) throws Exception {
        Map<String, Object> main = list(spec.get("containers")).get(0);
        return run(main, List.of("/bin/sh", "-c", script), user.isEmpty() ? imageUser : user, false);
    }

    /** Returns the paths at which the main container mounts what it may write to. */
    List<String> writable() {
        return list(list(spec.get("containers")).get(0).get("volumeMounts")).stream()
                .filter(mount -> !mount.containsKey("readOnly"))
                .map(mount -> (String) mount.get("mountPath"))
                .toList();
    }

    private int run(Map<String, Object> container, List<String> command, String unset, boolean tools) throws Exception {
        Map<String, Object> own = map(container.get("securityContext"));
        Map<String, Object> pod = map(spec.get("securityContext"));
        String user = String.valueOf(own.getOrDefault("runAsUser", pod.getOrDefault("runAsUser", unset)));
        boolean known = own.containsKey("runAsUser") || pod.containsKey("runAsUser");
        String main =
                String.valueOf(own.getOrDefault("runAsGroup", pod.getOrDefault("runAsGroup", known ? "0" : user)));
        String path = "/sild-test:" + (tools ? "/sild-test/tools" : "/usr/bin:/bin");
        Path root = folder.resolve("roots").resolve((String) container.get("name"));
        boolean brought = list(container.get("env")).stream()
                .anyMatch(env -> env.get("name").equals("PATH"));
        Path image = folder.resolve("image");
        if (!Files.exists(root)) {
            end(new ProcessBuilder(
                    "sh",
                    "-c",
                    "mkdir -p \"$2\" && { [ ! -d \"$1\" ] || cp -a \"$1/.\" \"$2/\"; }",
                    "sh",
                    image.toString(),
                    root.toString()));
        }
        List<String> words = new ArrayList<>(List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                ENTER,
                "sh",
                root.toString(),
                user + ":" + main,
                group(),
                brought ? "/sild-tools" : path));
        for (Map<String, Object> mount : list(container.get("volumeMounts"))) {
            Path source = folder.resolve("volumes").resolve((String) mount.get("name"));
            source = source.resolve((String) mount.getOrDefault("subPath", ""));
            words.addAll(List.of(source.toString(), (String) mount.get("mountPath")));
        }
        words.add("--");
        words.addAll(command);
        return end(new ProcessBuilder(words));
    }

    private String group() {
        return String.valueOf(map(spec.get("securityContext")).getOrDefault("fsGroup", ""));
    }

    /** Returns what the containers have written. */
    String output() throws IOException {
        Path output = folder.resolve("output");
        return Files.exists(output) ? Files.readString(output) : "";
    }

    private int end(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()))
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "does not end: " + builder.command().stream().collect(Collectors.joining(" ")));
        }
        return process.exitValue();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }
}
