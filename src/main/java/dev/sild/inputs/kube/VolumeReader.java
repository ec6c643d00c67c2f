package dev.sild.inputs.kube;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Value;
import dev.sild.model.Lookup;
import java.util.Map;
import java.util.Optional;

/** Reads what a container mounts of the volumes of its pod. */
final class VolumeReader {
    private final KubePod pod;
    private final ComposeDraft service;
    private final ComposeDraft file;

    VolumeReader(KubePod pod, ComposeDraft service, ComposeDraft file) {
        this.pod = pod;
        this.service = service;
        this.file = file;
    }

    void read(Value mounts) {
        for (Value mount : mounts.items()) {
            Value volume = pod.volumes().get(mount.get("name").text());
            if (volume == null) {
                pod.remarks()
                        .lost(
                                mount,
                                "the pod has no volume '" + mount.get("name").text() + "'",
                                "declare it");
            } else {
                mount(volume, mount);
            }
        }
    }

    private void mount(Value volume, Value mount) {
        String target = mount.get("mountPath").text();
        if (!volume.get("hostPath").isEmpty()) {
            bind(volume.get("hostPath"), mount);
        } else if (!volume.get("persistentVolumeClaim").isEmpty()) {
            String claim = volume.get("persistentVolumeClaim", "claimName").text();
            named(claim.matches("[0-9a-f]{64}") ? "" : ComposeDraft.legalKey(claim), mount);
        } else if (volume.get("emptyDir").node() != null) {
            Value folder = volume.get("emptyDir");
            if (folder.get("medium").text().equals("Memory")) {
                String size = folder.get("sizeLimit").text().replaceFirst("i$", "");
                service.add(
                        "tmpfs", KubePod.escaped(target + (size.isEmpty() ? "" : ":size=" + size)), mount.position());
            } else {
                named(
                        pod.shared().contains(volume.get("name").text())
                                ? ComposeDraft.legalKey(
                                        pod.name() + "-" + volume.get("name").text())
                                : "",
                        mount);
            }
        } else if (!volume.get("configMap").isEmpty()) {
            files(volume.get("configMap"), mount, false);
        } else if (!volume.get("secret").isEmpty()) {
            files(volume.get("secret"), mount, true);
        } else {
            pod.remarks().lost(volume, "a volume of this type is not converted", "use a hostPath or a claim");
        }
    }

    private void bind(Value host, Value mount) {
        String path = host.get("path").text();
        String sub = mount.get("subPath").text();
        String options = pod.bindOptions(path);
        String mode = mount.get("readOnly").isTrue() ? "ro" : "";
        mode = options.equalsIgnoreCase("z") ? mode + (mode.isEmpty() ? "" : ",") + options : mode;
        if (!options.isEmpty() && !options.equalsIgnoreCase("z")) {
            pod.remarks().lost(host, "the option '" + options + "' of the mount is not converted", "set it by hand");
        }
        String from = relative(sub.isEmpty() ? path : path + "/" + sub);
        String target = mount.get("mountPath").text();
        service.add(
                "volumes", KubePod.escaped(from + ":" + target + (mode.isEmpty() ? "" : ":" + mode)), mount.position());
    }

    private String relative(String path) {
        String folder = pod.folder();
        if (folder.isEmpty() || folder.equals("/")) {
            return path;
        }
        return path.equals(folder)
                ? "./"
                : path.startsWith(folder + "/") ? "." + path.substring(folder.length()) : path;
    }

    /** Mounts a volume; one without a name is the container's own. */
    private void named(String name, Value mount) {
        String target = mount.get("mountPath").text();
        String sub = mount.get("subPath").text();
        if (!name.isEmpty()) {
            file.map("volumes", mount.position()).map(name, mount.position());
        }
        // A compose file reads a name of one letter as a drive.
        if (sub.isEmpty() && name.length() != 1) {
            String mode = mount.get("readOnly").isTrue() ? ":ro" : "";
            service.add(
                    "volumes", KubePod.escaped(name.isEmpty() ? target : name + ":" + target + mode), mount.position());
            return;
        }
        ComposeDraft volume = service.addMap("volumes", mount.position());
        volume.set("type", "volume", mount.position());
        if (!name.isEmpty()) {
            volume.set("source", name, mount.position());
        }
        volume.set("target", KubePod.escaped(target), mount.position());
        if (!sub.isEmpty()) {
            volume.map("volume", mount.position()).set("subpath", KubePod.escaped(sub), mount.position());
        }
        if (mount.get("readOnly").isTrue()) {
            volume.set("read_only", true, mount.position());
        }
    }

    /** Mounts the keys of a ConfigMap or Secret as files. */
    private void files(Value source, Value mount, boolean secret) {
        String name = source.any("name", "secretName").text();
        Optional<Map<String, String>> object =
                secret ? pod.objects().secret(name) : pod.objects().configMap(name);
        if (object.isEmpty()) {
            if (!source.get("optional").isTrue()) {
                pod.remarks().lost(source, "the file has no object '" + name + "'", "add it to the file");
            }
            return;
        }
        if (pod.objects().copies().isUsedUp()) {
            pod.objects().copies().report(mount, pod.remarks());
            return;
        }
        Map<String, String> paths = new java.util.LinkedHashMap<>();
        object.get().keySet().forEach(key -> paths.put(key, key));
        if (!source.get("items").isEmpty()) {
            paths.clear();
            source.get("items")
                    .items()
                    .forEach(item ->
                            paths.put(item.get("key").text(), item.get("path").text()));
        }
        String sub = mount.get("subPath").text();
        String target = mount.get("mountPath").text();
        paths.forEach((key, path) -> {
            boolean meant = (sub.isEmpty() || sub.equals(path))
                    && object.get().containsKey(key)
                    && pod.objects().copies().allow(path.length());
            if (meant) {
                String attribute = secret ? "secrets" : "configs";
                String own = ComposeDraft.legalKey(name + "-" + key);
                declare(attribute, own, Lookup.required(object.get(), key), source);
                ComposeDraft use = service.addMap(attribute, mount.position());
                use.set("source", own, mount.position());
                use.set("target", KubePod.escaped(sub.isEmpty() ? target + "/" + path : target), mount.position());
            }
        });
    }

    /** A secret of a compose file has no content, so it is one that exists. */
    private void declare(String attribute, String name, String content, Value source) {
        if (file.map(attribute, source.position()).has(name)) {
            return;
        }
        ComposeDraft declared = file.map(attribute, source.position()).map(name, source.position());
        if (attribute.equals("configs")) {
            declared.set("content", KubePod.escaped(content), source.position());
        } else {
            declared.set("external", true, source.position());
            pod.remarks()
                    .differs(source, "the value of the secret '" + name + "' is not in the compose file", "create it");
        }
    }
}
