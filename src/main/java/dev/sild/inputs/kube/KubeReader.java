package dev.sild.inputs.kube;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.project.Value;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the objects of a file into a compose file. */
public final class KubeReader {
    private static final Pattern WORKLOAD = Pattern.compile("(?m)^kind:\\s*[\"']?(?:Pod|Deployment|DaemonSet|Job)\\b");
    private static final Pattern VERSION = Pattern.compile("(?m)^apiVersion:\\s*[\"']?(?:v1|apps/v1|batch/v1)\\b");
    private static final Pattern SERVICES = Pattern.compile("(?m)^services\\s*:");

    private final KubeObjects objects = new KubeObjects();
    private final Remarks remarks;
    private final String folder;
    private final ComposeDraft file;
    private final Set<String> names = new HashSet<>();
    private final List<Pod> pods = new ArrayList<>();

    private KubeReader(Remarks remarks, Path folder, ComposeDraft file) {
        this.remarks = remarks;
        this.folder = folder.toString();
        this.file = file;
        if (file.has("services")) {
            names.addAll(file.map("services", file.position()).keys());
        }
    }

    /**
     * A pod that became services.
     *
     * @param name its name
     * @param first the service that has its network
     * @param ports the ports of its containers
     */
    public record Pod(String name, String first, Set<String> ports) {}

    /** Whether a text has pods, or what makes some. */
    public static boolean isKube(String text) {
        return WORKLOAD.matcher(text).find()
                && VERSION.matcher(text).find()
                && !SERVICES.matcher(text).find();
    }

    /**
     * Returns the compose file that objects come to.
     *
     * @param folder the current folder, absolute: host paths below it become relative
     */
    public static ComposeDraft read(List<Node> documents, Path folder, Remarks remarks) {
        ComposeDraft file = new ComposeDraft(documents.get(0).position());
        add(documents, folder, remarks, file);
        return file;
    }

    /** Adds what objects come to, to a compose file that has services already, and returns the pods. */
    public static List<Pod> add(List<Node> documents, Path folder, Remarks remarks, ComposeDraft file) {
        KubeReader reader = new KubeReader(remarks, folder, file);
        for (Node document : documents) {
            if (document instanceof MapNode) {
                reader.objects.add(Value.of(document, ""));
            }
        }
        reader.build();
        return reader.pods;
    }

    private void build() {
        for (Value other : objects.others()) {
            String kind = other.get("kind").text();
            remarks.lost(
                    other.get("kind"),
                    kind.equals("Service")
                            ? "a Service is not read: each service of a compose file has one for its ports"
                            : "an object of kind '" + kind + "' is not read",
                    kind.equals("Service") ? "remove it" : "apply it beside the converted objects");
        }
        objects.workloads().forEach(this::workload);
        for (Map.Entry<String, Value> claim : objects.claims().entrySet()) {
            claim(claim.getKey(), claim.getValue());
        }
    }

    private void workload(Value object) {
        String kind = object.get("kind").text();
        Value template = kind.equals("Pod") ? object : object.get("spec", "template");
        KubePod pod = KubePod.of(object, template, objects, remarks, folder);
        List<Value> containers = template.get("spec", "containers").items();
        if (containers.isEmpty()) {
            remarks.lost(object.get("spec"), "no containers", "add spec.containers");
        }
        ComposeDraft services = file.map("services", object.position());
        String first = "";
        Set<String> own = new HashSet<>();
        for (Value container : containers) {
            String key = key(container, pod);
            own.add(key);
            ComposeDraft service = services.map(key, container.position());
            new ContainerReader(pod, container, service, file).read();
            pod.add(service);
            if (first.isEmpty()) {
                first = key;
                pod.network(service, key);
            } else if (!pod.isOnHost()) {
                service.set("network_mode", "service:" + first, container.position());
            } else {
                service.set("network_mode", "host", container.position());
            }
            shape(kind, object, service);
        }
        if (!first.isEmpty()) {
            Set<String> ports = new HashSet<>();
            containers.forEach(container -> container
                    .get("ports")
                    .items()
                    .forEach(port -> ports.add(port.get("containerPort").text())));
            pods.add(new Pod(pod.name(), first, ports));
            pod.ports(services.map(first, object.position()), containers);
        }
        prepare(template, pod, services, first, own);
        pod.unknown();
    }

    /** Init containers end one after the other before the others start. */
    private void prepare(Value template, KubePod pod, ComposeDraft services, String first, Set<String> own) {
        String last = "";
        for (Value container : template.get("spec", "initContainers").items()) {
            String key = key(container, pod);
            ComposeDraft service = services.map(key, container.position());
            new ContainerReader(pod, container, service, file).read();
            if (container.get("restartPolicy").text().equals("Always")) {
                service.set("network_mode", "service:" + first, container.position());
                continue;
            }
            remarks.differs(
                    container, "the init container becomes a one-shot service of its own", "check what it prepares");
            service.set("restart", "no", container.position());
            after(service, last, container.position());
            last = key;
        }
        for (String each : own) {
            after(services.map(each, template.position()), last, template.position());
        }
    }

    private static void after(ComposeDraft service, String other, Position where) {
        if (!other.isEmpty()) {
            service.map("depends_on", where)
                    .map(other, where)
                    .set("condition", "service_completed_successfully", where);
        }
    }

    private void shape(String kind, Value object, ComposeDraft service) {
        Value replicas = object.get("spec", "replicas");
        switch (kind) {
            case "Deployment" -> {
                if (!replicas.text().isEmpty() && replicas.number() != 1) {
                    service.set("scale", replicas.text(), replicas.position());
                }
            }
            case "DaemonSet", "Job" -> service.map("x-sild", object.position()).set("kind", kind, object.position());
            default -> {}
        }
    }

    /** Returns the service of a container: its own name, or that of its pod with it where it is taken. */
    private String key(Value container, KubePod pod) {
        String name = container.get("name").text().replaceAll("[^A-Za-z0-9._-]", "-");
        name = name.isEmpty() ? pod.name() : name;
        String key = names.contains(name) ? pod.name() + "-" + name : name;
        while (!names.add(key)) {
            key = pod.name() + "-" + name + "-" + names.size();
        }
        return key;
    }

    private void claim(String name, Value claim) {
        if (name.matches("[0-9a-f]{64}")) {
            return;
        }
        ComposeDraft volume = file.map("volumes", claim.position()).map(ComposeDraft.legalKey(name), claim.position());
        for (Map.Entry<String, Value> each :
                claim.get("metadata", "annotations").entries().entrySet()) {
            String option = each.getKey().replaceFirst("^volume\\.podman\\.io/", "");
            String text = KubePod.escaped(each.getValue().text());
            switch (option) {
                case "driver" -> {
                    if (!text.equals("local")) {
                        volume.set("driver", text, each.getValue().position());
                    }
                }
                case "device", "type" ->
                    volume.map("driver_opts", claim.position())
                            .set(option, text, each.getValue().position());
                case "mount-options" ->
                    volume.map("driver_opts", claim.position())
                            .set("o", text, each.getValue().position());
                default -> remarks.lost(each.getValue(), "'" + each.getKey() + "' is not converted", "set it by hand");
            }
        }
        claim.get("metadata", "labels")
                .entries()
                .forEach((key, label) -> volume.map("labels", label.position())
                        .set(KubePod.escaped(key), KubePod.escaped(label.text()), label.position()));
    }
}
