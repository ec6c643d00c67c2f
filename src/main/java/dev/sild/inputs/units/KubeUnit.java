package dev.sild.inputs.units;

import dev.sild.inputs.kube.KubeReader;
import dev.sild.inputs.kube.KubeReader.Pod;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.units.UnitSource.KubeFiles;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;

/** A Quadlet unit of Kubernetes YAML: what the YAML describes, with the networks and ports of the unit. */
final class KubeUnit {
    private final Unit unit;
    private final UnitSet units;
    private final Remarks remarks;

    KubeUnit(Unit unit, UnitSet units, Remarks remarks) {
        this.unit = unit;
        this.units = units;
        this.remarks = remarks;
    }

    /** Returns the files that the text of a unit names, relative to its folder. */
    static List<String> files(String text, String file) {
        List<String> files = new ArrayList<>();
        for (Setting setting : UnitReader.read(text, file, new Remarks())) {
            boolean named = setting.key().equals("Yaml") || setting.key().equals("ConfigMap");
            if (named && setting.section().equals("Kube") && !setting.value().isEmpty()) {
                files.add(UnitValues.unquoted(setting.value()));
            }
        }
        return files;
    }

    /** Adds the services of the unit. */
    void add(KubeFiles kube, ComposeDraft file) {
        if (kube.documents().isEmpty()) {
            unread();
            return;
        }
        List<Pod> pods = KubeReader.add(kube.documents(), kube.folder(), remarks, file);
        for (Pod pod : pods) {
            Position where = unit.position();
            ComposeDraft service = file.map("services", where).map(pod.first(), where);
            unit.all("Kube", "Network").forEach(setting -> network(setting, pod, service, file));
        }
        for (Setting setting : unit.all("Kube", "PublishPort")) {
            Argument port = units.values(unit).of(setting);
            pods.stream()
                    .filter(pod -> pod.ports().contains(inside(port.text())))
                    .findFirst()
                    .or(() -> pods.stream().findFirst())
                    .ifPresent(pod -> file.map("services", port.position())
                            .map(pod.first(), port.position())
                            .add("ports", port.text(), port.position()));
        }
    }

    private void network(Setting setting, Pod pod, ComposeDraft service, ComposeDraft file) {
        Argument network = new Paths(unit, units).network(setting);
        Position where = network.position();
        String name = network.text().replaceFirst(":.*", "");
        switch (name) {
            case "host", "none" -> {
                service.remove("networks");
                service.set("network_mode", name, where);
            }
            case "bridge", "podman", "private", "pasta", "slirp4netns", "" -> {}
            case "container", "ns" ->
                SectionOptions.lost(remarks, setting, "the containers of a pod share the network of their pod");
            default -> {
                file.map("networks", where).map(name, where);
                ComposeDraft networks = service.map("networks", where);
                networks.remove("default");
                ComposeDraft own = networks.map(name, where);
                if (!pod.name().equals(pod.first()) && !own.has("aliases")) {
                    own.add("aliases", Argument.escaped(pod.name()), where);
                }
            }
        }
    }

    /** Returns the port of the container in {@code [[IP:]HOST:]CONTAINER[/PROTOCOL]}. */
    private static String inside(String port) {
        String last = port.substring(port.lastIndexOf(':') + 1);
        return last.indexOf('/') < 0 ? last : last.substring(0, last.indexOf('/'));
    }

    private void unread() {
        Setting yaml = unit.last("Yaml").orElse(null);
        String file = yaml == null ? "" : units.values(unit).of(yaml).text();
        remarks.unread(
                yaml == null ? unit.position() : yaml.valuePosition(),
                "the Kubernetes YAML of this unit is not read" + (file.isEmpty() ? "" : ": " + file),
                "name a file below the folder of the unit, or convert it: sild convert -f "
                        + (file.isEmpty() ? "FILE" : file));
    }
}
