package dev.sild.inputs.inspect;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.project.Value;
import dev.sild.model.Lookup;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the objects of one or more files into one compose file. */
public final class InspectReader {
    private static final Pattern NEXT_LIST = Pattern.compile("(?m)^](\\s*)^\\[");
    private static final Pattern OBJECT = Pattern.compile("^\\{\\s*\"(?:Id|ID|Name|name|id|CreatedAt)\"\\s*:");

    private final Inspected objects = new Inspected();
    private final Remarks remarks;
    private final String folder;
    private final ComposeDraft file;
    /** The services by the ids and names of their containers. */
    private final Map<String, String> services = new LinkedHashMap<>();
    /** The first container of each service. */
    private final Map<String, Value> firsts = new LinkedHashMap<>();

    private InspectReader(Remarks remarks, Path folder, Position start) {
        this.remarks = remarks;
        this.folder = folder.toString();
        this.file = new ComposeDraft(start);
    }

    /** Whether a text looks like one that an engine prints: a list of objects, or one of them. */
    public static boolean isInspect(String text) {
        String start = text.stripLeading();
        start = start.substring(0, Math.min(start.length(), 2_000));
        return start.startsWith("[") && start.substring(1).stripLeading().startsWith("{")
                || OBJECT.matcher(start).find();
    }

    /** Returns a text with several lists, each of a command of its own, as YAML with as many documents. */
    public static String documents(String text) {
        return NEXT_LIST.matcher(text).replaceAll("]$1--- [");
    }

    /**
     * Returns the compose file that objects come to.
     *
     * @param roots the documents of all files
     * @param folder the current folder, absolute: host paths below it become relative
     */
    public static ComposeDraft read(List<Node> roots, Path folder, Remarks remarks) {
        InspectReader reader = new InspectReader(remarks, folder, roots.get(0).position());
        for (Node root : roots) {
            if (root instanceof ListNode list) {
                list.items().forEach(item -> reader.objects.add(Value.of(item, "")));
            } else {
                reader.objects.add(Value.of(root, ""));
            }
        }
        reader.build();
        return reader.file;
    }

    private void build() {
        for (Value other : objects.others()) {
            boolean object = other.node() instanceof MapNode;
            remarks.lost(
                    other,
                    object ? "this is not a container, image, pod, network or volume" : "expected an object",
                    "save the output of 'podman inspect' or 'docker inspect'");
        }
        List<Value> containers = objects.containers();
        for (Value container : containers) {
            name(container);
        }
        Map<String, String> leaders = new LinkedHashMap<>();
        for (Value container : containers) {
            service(container, leaders);
        }
    }

    /** Gives a container its service; those of one service of compose are one. */
    private void name(Value container) {
        Value labels = container.get("Config", "Labels");
        String name = container.get("Name").text().replaceFirst("^/", "");
        String service = LabelSettings.service(labels);
        if (LabelSettings.isOfUp(labels)) {
            String prefix = LabelSettings.project(labels) + "-" + service + "-";
            service = name.startsWith(prefix) ? name.substring(prefix.length()) : service;
        }
        String key = ComposeDraft.legalKey(service.isEmpty() ? name : service);
        services.put(container.get("Id").text(), key);
        services.put(name, key);
        firsts.putIfAbsent(key, container);
    }

    private void service(Value container, Map<String, String> leaders) {
        Value labels = container.get("Config", "Labels");
        String project = LabelSettings.project(labels);
        String key = Lookup.required(services, container.get("Id").text());
        Position where = container.position();
        if (!project.isEmpty() && !file.has("name")) {
            file.set("name", ComposeDraft.legalKey(project).toLowerCase(java.util.Locale.ROOT), where);
        }
        ComposeDraft all = file.map("services", where);
        if (all.has(key)) {
            again(container, all.map(key, where), key);
            return;
        }
        ComposeDraft service = all.map(key, where);
        String base = LabelSettings.folder(labels);
        InspectSource source =
                new InspectSource(container, objects.image(container), base.isEmpty() ? folder : base, remarks);
        if (source.image().isEmpty()) {
            remarks.differs(
                    container.any("ImageName", "Image"),
                    "the image is not in the input, so the container's settings include those of the image",
                    "add the output of 'image inspect' to the input");
        }
        Value pod = objects.pod(container);
        new ProcessSettings(source, service)
                .add(pod.get("Name").text(), objects.environment(source.image(), source.ofImage("Env")));
        new HostSettings(source, service).add();
        MountSettings mounts = new MountSettings(source, service, objects.volumes());
        mounts.add();
        mounts.named()
                .forEach((volume, name) ->
                        ResourceSettings.volume(file, volume, objects.volumes().get(name), where));
        container.get("Config", "Secrets").items().forEach(secret -> ResourceSettings.secret(file, secret));
        network(source, service, key, leaders);
        new InspectedDependencies(source, objects, services, firsts).add(service, key);
    }

    /** Remarks another container of the same service. */
    private void again(Value container, ComposeDraft service, String key) {
        Value number = container.get("Config", "Labels", "com.docker.compose.container-number");
        if (number.isEmpty()) {
            remarks.lost(
                    container.get("Name"), "another container is service '" + key + "' already", "rename one of them");
            return;
        }
        long known = service.text("scale").isEmpty() ? 1 : Long.parseLong(service.text("scale"));
        service.set("scale", String.valueOf(known + 1), number.position());
    }

    private void network(InspectSource source, ComposeDraft service, String key, Map<String, String> leaders) {
        NetworkSettings settings = new NetworkSettings(source, service);
        Value mode = source.host().get("NetworkMode");
        String pod = source.container().get("Pod").text();
        String other = mode.text().startsWith("container:") ? mode.text().substring("container:".length()) : "";
        if (!pod.isEmpty() && leaders.putIfAbsent(pod, key) != null) {
            service.set("network_mode", "service:" + leaders.get(pod), mode.position());
            return;
        }
        if (services.containsKey(other)) {
            service.set("network_mode", "service:" + services.get(other), mode.position());
            return;
        }
        if (!other.isEmpty() && pod.isEmpty()) {
            remarks.lost(mode, "the container whose network it shares is not in the input", "add it to the input");
        }
        Value known = objects.pod(source.container());
        if (!pod.isEmpty() && known.isEmpty()) {
            remarks.differs(
                    source.container().get("Pod"),
                    "the pod is not in the input, so its ports are not known",
                    "add the output of 'podman pod inspect' to the input");
        }
        settings.ports(known);
        settings.networks(file, known, objects.networks());
        String name = known.get("Name").text();
        if (!name.isEmpty()
                && !name.equals(key)
                && !LabelSettings.isOfUp(source.labels())
                && !service.has("network_mode")) {
            ComposeDraft networks = service.map("networks", known.position());
            List<String> joined = networks.keys();
            networks.map(joined.isEmpty() ? "default" : joined.get(0), known.position())
                    .add("aliases", InspectSource.escaped(name), known.position());
        }
    }
}
