package dev.sild.works;

import dev.sild.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a container is started with, resolved from the manifests alone.
 *
 * @param raw the container as it stands in its pod
 * @param environment its variables
 * @param command in place of the image's entrypoint; empty for that
 * @param args in place of the image's command; empty for that
 * @param files what is mounted from ConfigMaps and Secrets
 * @param broken what would keep it from starting: references that lead nowhere
 * @param absent whether no pod that it is in is asked for
 */
record ResolvedContainer(
        Map<String, Object> raw,
        Map<String, String> environment,
        List<String> command,
        List<String> args,
        FileView files,
        List<String> broken,
        boolean absent) {

    /**
     * Resolves the containers of all pods, by what they run. The first of a pod runs what its pod is named for, and may
     * be called by another name of it; a name that only such a container has is the last to be believed.
     */
    static Map<String, ResolvedContainer> of(String manifests, boolean podman) {
        List<Map<String, Object>> objects = Tree.documents(manifests);
        Map<String, ResolvedContainer> containers = new LinkedHashMap<>();
        Map<String, ResolvedContainer> guests = new LinkedHashMap<>();
        Map<String, ResolvedContainer> hosts = new LinkedHashMap<>();
        Map<String, ResolvedContainer> first = new LinkedHashMap<>();
        Map<String, ResolvedContainer> byAlias = new LinkedHashMap<>();
        for (RunningPod pod : RunningPod.of(objects)) {
            List<Map<String, Object>> all = Tree.list(pod.spec(), "containers");
            for (int i = 0; i < all.size(); i++) {
                ResolvedContainer resolved = new Resolver(objects, pod, podman).resolve(all.get(i));
                if (i == 0) {
                    (all.size() == 1 ? containers : hosts).put(pod.name(), resolved);
                }
                (i == 0 ? byAlias : guests).put(Tree.text(all.get(i), "name"), resolved);
            }
            for (Map<String, Object> container : Tree.list(pod.spec(), "initContainers")) {
                first.putIfAbsent(Tree.text(container, "name"), new Resolver(objects, pod, podman).resolve(container));
            }
        }
        for (Map<String, ResolvedContainer> next : List.of(guests, hosts, first, byAlias)) {
            next.forEach(containers::putIfAbsent);
        }
        return containers;
    }

    private static final class Resolver {
        private static final int DEFAULT_MODE = 0644;

        private final List<Map<String, Object>> objects;
        private final RunningPod pod;
        private final boolean podman;
        private final List<String> broken = new ArrayList<>();

        Resolver(List<Map<String, Object>> objects, RunningPod pod, boolean podman) {
            this.objects = objects;
            this.pod = pod;
            this.podman = podman;
        }

        ResolvedContainer resolve(Map<String, Object> container) {
            Map<String, String> environment = environment(container);
            return new ResolvedContainer(
                    container,
                    environment,
                    expanded(container, "command", environment),
                    expanded(container, "args", environment),
                    files(container),
                    broken,
                    pod.absent());
        }

        private static List<String> expanded(
                Map<String, Object> container, String key, Map<String, String> environment) {
            return Tree.texts(container, key).stream()
                    .map(text -> VariableExpansion.expand(text, environment))
                    .toList();
        }

        /** A cluster expands plain values with those that stand before them; podman takes them as they are. */
        private Map<String, String> environment(Map<String, Object> container) {
            Map<String, String> all = new LinkedHashMap<>();
            if (!podman && !Boolean.FALSE.equals(pod.spec().get("enableServiceLinks"))) {
                objects.stream()
                        .filter(object -> Tree.text(object, "kind").equals("Service"))
                        .forEach(service -> all.put(
                                Tree.text(service, "metadata", "name")
                                                .toUpperCase()
                                                .replace('-', '_') + "_PORT",
                                "tcp://"));
            }
            for (Map<String, Object> from : Tree.list(container, "envFrom")) {
                String kind = from.containsKey("secretRef") ? "Secret" : "ConfigMap";
                String name = Tree.text(from, kind.equals("Secret") ? "secretRef" : "configMapRef", "name");
                data(kind, name)
                        .ifPresentOrElse(
                                data -> data.forEach(
                                        (key, value) -> all.put(Tree.text(from, "prefix") + key, string(value))),
                                () -> broken.add(kind + " " + name));
            }
            Map<String, String> before = new LinkedHashMap<>();
            for (Map<String, Object> variable : Tree.list(container, "env")) {
                String name = Tree.text(variable, "name");
                Map<String, Object> from = Tree.map(variable, "valueFrom");
                Optional<String> value = from.isEmpty()
                        ? Optional.of(
                                podman
                                        ? Tree.text(variable, "value")
                                        : VariableExpansion.expand(Tree.text(variable, "value"), before))
                        : referred(from);
                value.ifPresent(known -> before.put(name, known));
            }
            all.putAll(before);
            return all;
        }

        private Optional<String> referred(Map<String, Object> from) {
            String kind = from.containsKey("secretKeyRef") ? "Secret" : "ConfigMap";
            Map<String, Object> reference = Tree.map(from, kind.equals("Secret") ? "secretKeyRef" : "configMapKeyRef");
            Optional<String> value = data(kind, Tree.text(reference, "name"))
                    .flatMap(data -> Optional.ofNullable(data.get(Tree.text(reference, "key"))))
                    .map(Resolver::string);
            if (value.isEmpty() && !Boolean.TRUE.equals(reference.get("optional"))) {
                broken.add(kind + " " + Tree.text(reference, "name") + " key " + Tree.text(reference, "key"));
            }
            return value;
        }

        private static String string(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private Optional<Map<String, byte[]>> data(String kind, String name) {
            return objects.stream()
                    .filter(object -> Tree.text(object, "kind").equals(kind)
                            && Tree.text(object, "metadata", "name").equals(name))
                    .findFirst()
                    .map(object -> {
                        Map<String, byte[]> data = new LinkedHashMap<>();
                        boolean secret = kind.equals("Secret");
                        Tree.strings(object, "data")
                                .forEach((key, value) -> data.put(
                                        key,
                                        secret
                                                ? Base64.getDecoder().decode(value)
                                                : value.getBytes(StandardCharsets.UTF_8)));
                        Tree.strings(object, "binaryData")
                                .forEach((key, value) ->
                                        data.put(key, Base64.getDecoder().decode(value)));
                        Tree.strings(object, "stringData")
                                .forEach((key, value) -> data.put(key, value.getBytes(StandardCharsets.UTF_8)));
                        return data;
                    });
        }

        private FileView files(Map<String, Object> container) {
            FileView view = new FileView();
            List<Map<String, Object>> mounts = new ArrayList<>(Tree.list(container, "volumeMounts"));
            mounts.sort(
                    Comparator.comparing(mount -> Tree.text(mount, "mountPath").length()));
            for (Map<String, Object> mount : mounts) {
                Map<String, Object> volume = volume(mount);
                if (volume.isEmpty()) {
                    broken.add("volume " + Tree.text(mount, "name"));
                }
                view.mount(Tree.text(mount, "mountPath"), below(content(volume), Tree.text(mount, "subPath"), volume));
            }
            return view;
        }

        private Map<String, Object> volume(Map<String, Object> mount) {
            return Tree.list(pod.spec(), "volumes").stream()
                    .filter(each -> Tree.text(each, "name").equals(Tree.text(mount, "name")))
                    .findFirst()
                    .orElse(Map.of());
        }

        /** Returns the part of a volume that a sub-path selects. */
        private Map<String, FileView.File> below(
                Optional<Map<String, FileView.File>> content, String subPath, Map<String, Object> volume) {
            if (content.isEmpty() || subPath.isEmpty()) {
                return content.orElse(Map.of());
            }
            Map<String, FileView.File> below = new LinkedHashMap<>();
            content.get().forEach((path, file) -> {
                if (path.equals(subPath)) {
                    below.put("", file);
                } else if (path.startsWith(subPath + "/")) {
                    below.put(path.substring(subPath.length() + 1), file);
                }
            });
            if (below.isEmpty()) {
                broken.add("path " + subPath + " in volume " + Tree.text(volume, "name"));
            }
            return below;
        }

        /** Returns the files of a volume; nothing where they are not in the manifests. */
        private Optional<Map<String, FileView.File>> content(Map<String, Object> volume) {
            if (volume.containsKey("projected")) {
                Map<String, FileView.File> all = new LinkedHashMap<>();
                int mode = Tree.number(Tree.map(volume, "projected"), "defaultMode", DEFAULT_MODE);
                for (Map<String, Object> source : Tree.list(volume, "projected", "sources")) {
                    String kind = source.containsKey("secret") ? "Secret" : "ConfigMap";
                    Map<String, Object> projection = Tree.map(source, kind.equals("Secret") ? "secret" : "configMap");
                    files(kind, Tree.text(projection, "name"), projection, mode).ifPresent(all::putAll);
                }
                return Optional.of(all);
            }
            if (volume.containsKey("emptyDir")) {
                return copied(Tree.text(volume, "name"));
            }
            String kind = volume.containsKey("secret") ? "Secret" : "ConfigMap";
            Map<String, Object> source = Tree.map(volume, kind.equals("Secret") ? "secret" : "configMap");
            return source.isEmpty()
                    ? Optional.empty()
                    : files(
                            kind,
                            Tree.text(source, kind.equals("Secret") ? "secretName" : "name"),
                            source,
                            Tree.number(source, "defaultMode", DEFAULT_MODE));
        }

        /** Returns the files that an init container copies into a volume. */
        private Optional<Map<String, FileView.File>> copied(String volume) {
            for (Map<String, Object> first : Tree.list(pod.spec(), "initContainers")) {
                for (Map<String, Object> mount : Tree.list(first, "volumeMounts")) {
                    String to = Tree.text(mount, "mountPath");
                    if (Tree.text(mount, "name").equals(volume) && to.startsWith("/sild-code/")) {
                        String from = "/sild-files/" + to.substring("/sild-code/".length()) + "-";
                        Map<String, FileView.File> files = new LinkedHashMap<>();
                        Tree.list(first, "volumeMounts").stream()
                                .filter(each -> Tree.text(each, "mountPath").startsWith(from))
                                .forEach(each -> content(volume(each)).ifPresent(files::putAll));
                        return Optional.of(files);
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<Map<String, FileView.File>> files(
                String kind, String name, Map<String, Object> source, int mode) {
            Optional<Map<String, byte[]>> data = data(kind, name);
            if (data.isEmpty()) {
                broken.add(kind + " " + name);
                return Optional.empty();
            }
            Map<String, FileView.File> files = new LinkedHashMap<>();
            if (!source.containsKey("items")) {
                data.get().forEach((key, value) -> files.put(key, new FileView.File(value, mode, "")));
            }
            for (Map<String, Object> item : Tree.list(source, "items")) {
                byte[] value = data.get().get(Tree.text(item, "key"));
                if (value == null) {
                    broken.add(kind + " " + name + " key " + Tree.text(item, "key"));
                } else {
                    // Podman knows no modes of single files.
                    files.put(
                            Tree.text(item, "path"),
                            new FileView.File(value, podman ? mode : Tree.number(item, "mode", mode), ""));
                }
            }
            return Optional.of(files);
        }
    }
}
