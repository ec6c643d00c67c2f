package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.GoldenCases;
import dev.sild.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Podman makes the pods of every golden case. Nothing is started, since the images are not here: one of busybox stands
 * in under each of their names. What a case says that somebody else makes is made here, and a folder of the machine
 * that this machine lacks is a temporary one.
 */
@OnPodman
class GoldenPlayTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void start() {
        podman = PodmanMachine.alone();
        StandIns.busybox(podman);
    }

    @TestFactory
    Stream<DynamicTest> podmanMakesThePodsOfTheGoldenCase() throws IOException {
        List<Path> played = GoldenCases.files("out.podman.yaml");
        assertThat(played).hasSizeGreaterThan(50);
        standIn(played);
        return played.stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getParent().getFileName().toString(), () -> play(file)));
    }

    private static void play(Path file) throws IOException {
        Manifests manifests = new Manifests(file);
        String copy = manifests.playable().toAbsolutePath().toString();
        try {
            podman.tryRun(LIMIT, "kube", "play", "--quiet", "--start=false", copy)
                    .orFail();
            assertThat(podman.run("pod", "ps", "--format", "{{.Name}}").lines()).hasSize(manifests.pods());
        } finally {
            podman.run("pod", "rm", "--all", "--force", "--time", "0");
            if (manifests.haveFiles()) {
                podman.run("secret", "rm", "--all");
                podman.run("volume", "rm", "--all", "--force");
            }
        }
    }

    /** Gives busybox every name that an image has in any case, at once: each run of podman takes its time. */
    private static void standIn(List<Path> cases) throws IOException {
        List<String> command = new ArrayList<>(List.of("tag", PodmanMachine.BUSYBOX));
        Set<String> names = new LinkedHashSet<>();
        for (Path file : cases) {
            names.addAll(new Manifests(file).images());
        }
        command.addAll(names);
        podman.run(command.toArray(String[]::new));
    }

    /** The objects of a case, and what they need of this machine. */
    private static final class Manifests {
        private final Path file;
        private final List<Map<String, Object>> objects;
        private final Map<String, Map<String, Object>> made = new LinkedHashMap<>();
        private boolean changed;

        Manifests(Path file) throws IOException {
            this.file = file;
            objects = Tree.documents(Files.readString(file));
        }

        /** Returns how many pods there are to be. */
        int pods() {
            return (int)
                    objects.stream().filter(object -> podSpec(object) != null).count();
        }

        /** Whether there are Secrets or volumes to clear away. */
        boolean haveFiles() {
            return !made.isEmpty()
                    || pods(objects).anyMatch(pod -> !Tree.list(pod, "volumes").isEmpty())
                    || objects.stream()
                            .anyMatch(object ->
                                    !List.of("Pod", "Deployment", "Job").contains(object.get("kind")));
        }

        /** Returns the names of images that another can have: those without a digest. */
        Set<String> images() {
            return Stream.concat(
                            containers().map(container -> (String) container.get("image")),
                            pods(objects)
                                    .flatMap(pod -> Tree.list(pod, "volumes").stream())
                                    .map(volume -> Tree.text(volume, "image", "reference")))
                    .filter(image -> !image.isEmpty() && !image.contains("@sha256:"))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /**
         * Names busybox where an image is named by its digest, and has nothing pulled, since there is nothing to pull
         * from.
         */
        private void standIn() {
            containers().forEach(container -> {
                if (((String) container.get("image")).contains("@sha256:")) {
                    container.put("image", PodmanMachine.BUSYBOX);
                    changed = true;
                }
                changed |= container.remove("imagePullPolicy") != null;
            });
        }

        /** Returns the file itself, or a copy in which what this machine lacks is there. */
        Path playable() throws IOException {
            standIn();
            Set<String> known = new LinkedHashSet<>();
            objects.forEach(object -> known.add(
                    object.get("kind") + "/" + Tree.map(object, "metadata").get("name")));
            // Users of their own need ranges of numbers that root must have set up on the machine.
            pods(objects).forEach(pod -> changed |= pod.remove("hostUsers") != null);
            containers().forEach(container -> devices(Tree.map(container, "resources", "limits")));
            containers()
                    .flatMap(container -> Tree.list(container, "env").stream())
                    .map(variable -> Tree.map(variable, "valueFrom", "secretKeyRef"))
                    .forEach(key -> need(
                            known,
                            "Secret",
                            Map.of("secretName", key.getOrDefault("name", ""), "items", List.of(key)),
                            "secretName"));
            pods(objects)
                    .forEach(pod -> Tree.list(pod, "volumes").forEach(volume -> {
                        hostPath(Tree.map(volume, "hostPath"));
                        need(known, "ConfigMap", Tree.map(volume, "configMap"), "name");
                        need(known, "Secret", Tree.map(volume, "secret"), "secretName");
                    }));
            if (!changed && made.isEmpty()) {
                return file;
            }
            List<Map<String, Object>> all = new ArrayList<>(made.values());
            all.addAll(objects);
            List<String> documents = new ArrayList<>();
            for (Map<String, Object> object : all) {
                documents.add(json(object));
            }
            return Files.writeString(
                    podman.folder("copies").resolve(file.getParent().getFileName() + ".yaml"),
                    String.join("\n---\n", documents));
        }

        private void hostPath(Map<String, Object> source) {
            String path = (String) source.get("path");
            if (path != null && !"DirectoryOrCreate".equals(source.get("type")) && !Files.exists(Path.of(path))) {
                source.put("path", podman.folder("host" + path).toString());
                changed = true;
            }
        }

        /** Takes the devices away that this machine lacks. */
        private void devices(Map<String, Object> limits) {
            String path = "podman.io/device=";
            changed |= limits.keySet()
                    .removeIf(name -> name.contains("=")
                            && !(name.startsWith(path)
                                    && Files.exists(Path.of(
                                            name.substring(path.length()).split(":")[0]))));
        }

        private void need(Set<String> known, String kind, Map<String, Object> source, String name) {
            String wanted = (String) source.get(name);
            if (wanted == null || wanted.isEmpty() || known.contains(kind + "/" + wanted)) {
                return;
            }
            Map<String, Object> object = made.computeIfAbsent(
                    kind + "/" + wanted,
                    key -> Map.of(
                            "apiVersion",
                            "v1",
                            "kind",
                            kind,
                            "metadata",
                            Map.of("name", wanted),
                            "data",
                            new LinkedHashMap<>()));
            Tree.list(source, "items").forEach(item -> Tree.map(object, "data").put((String) item.get("key"), ""));
            mounts(wanted).forEach(key -> Tree.map(object, "data").putIfAbsent(key, ""));
        }

        /** Returns the keys that are mounted of a volume of files that somebody else makes. */
        private Set<String> mounts(String object) {
            Set<String> keys = new LinkedHashSet<>();
            pods(objects)
                    .forEach(pod -> Tree.list(pod, "volumes").stream()
                            .filter(volume -> object.equals(
                                            Tree.map(volume, "configMap").get("name"))
                                    || object.equals(Tree.map(volume, "secret").get("secretName")))
                            .forEach(volume -> containers()
                                    .flatMap(container -> Tree.list(container, "volumeMounts").stream())
                                    .filter(mount -> volume.get("name").equals(mount.get("name"))
                                            && mount.get("subPath") != null)
                                    .forEach(mount -> keys.add((String) mount.get("subPath")))));
            return keys;
        }

        private Stream<Map<String, Object>> containers() {
            return pods(objects)
                    .flatMap(pod -> Stream.concat(
                            Tree.list(pod, "initContainers").stream(), Tree.list(pod, "containers").stream()));
        }

        private static Stream<Map<String, Object>> pods(List<Map<String, Object>> objects) {
            return objects.stream().map(Manifests::podSpec).filter(spec -> spec != null);
        }

        /** Returns the pod that an object is or makes; null for none. */
        private static Map<String, Object> podSpec(Map<String, Object> object) {
            Map<String, Object> spec = Tree.map(object, "spec");
            return object.get("kind").equals("Pod")
                    ? spec
                    : spec.containsKey("template") ? Tree.map(spec, "template", "spec") : null;
        }

        private static String json(Map<String, Object> object) {
            try {
                return new ObjectMapper().writeValueAsString(object);
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
    }
}
