package dev.sild.compose.translate.image;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.MetadataKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The devices of a service as resources of the cluster: a pod asks for so many of a kind, and the device plugin of a
 * node chooses which.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/deploy/#devices">devices</a>
 * @see <a href="https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/">Schedule GPUs</a>
 */
final class Devices {
    private static final String NVIDIA = "nvidia.com/gpu";
    private static final String AMD = "amd.com/gpu";
    /** The capabilities that NVIDIA's container runtime provides unless more are requested. */
    private static final List<String> COMMON_CAPABILITIES = List.of("gpu", "nvidia", "amd", "compute", "utility");

    private final Map<String, Long> counts = new LinkedHashMap<>();

    private Devices() {}

    /** Returns how many of each resource {@code gpus}, {@code devices} and {@code reservations} ask for. */
    static Map<String, Long> of(Attribute service, Attribute reservations) {
        Devices devices = new Devices();
        service.get("gpus").items().forEach(gpu -> devices.request(gpu, true));
        reservations.get("devices").items().forEach(device -> devices.request(device, false));
        reservations.get("generic_resources").items().forEach(devices::generic);
        boolean privileged = service.get("privileged").bool();
        service.get("devices").items().forEach(device -> devices.device(device, privileged));
        return devices.counts;
    }

    /** Several requests of one kind add up. */
    private void add(String resource, long count) {
        counts.merge(resource, count, Long::sum);
    }

    private void request(Attribute request, boolean gpu) {
        List<String> capabilities = request.get("capabilities").strings();
        String driver = request.get("driver").string().toLowerCase(Locale.ROOT);
        if (driver.equals("cdi")) {
            request.get("device_ids").items().forEach(id -> cdi(id, id.string()));
            return;
        }
        boolean amd = driver.equals("amd") || (driver.isEmpty() && capabilities.contains("amd"));
        boolean known = amd || driver.equals("nvidia") || driver.isEmpty();
        if (!known || !(gpu || capabilities.contains("gpu") || capabilities.contains("nvidia") || amd)) {
            request.lost(
                    "Kubernetes has known resource names only for NVIDIA and AMD GPUs, not for '"
                            + (driver.isEmpty() ? String.join(", ", capabilities) : driver) + "'",
                    "request a device plugin's resource with 'devices: [vendor.com/class=name]'");
            return;
        }
        add(amd ? AMD : NVIDIA, count(request));
        if (!amd && !COMMON_CAPABILITIES.containsAll(capabilities)) {
            request.get("capabilities")
                    .noteApproximated(
                            "driver capabilities are set in the image or the environment in Kubernetes",
                            "set NVIDIA_DRIVER_CAPABILITIES in 'environment' to "
                                    + String.join(
                                            ",",
                                            capabilities.stream()
                                                    .filter(name -> !name.equals("gpu"))
                                                    .toList()));
        }
        if (request.get("options").present()) {
            request.get("options")
                    .lost("a pod cannot pass options to a device plugin", "set them in the cluster's device plugin");
        }
    }

    private static long count(Attribute request) {
        Attribute ids = request.get("device_ids");
        Attribute count = request.get("count");
        List<String> named = ids.strings();
        if (!named.isEmpty() && !named.equals(List.of("all"))) {
            ids.noteApproximated(
                    "a pod cannot select specific GPUs; it gets any " + named.size() + " GPUs of its node",
                    "select nodes with 'deploy.placement.constraints'");
            return named.size();
        }
        Optional<Long> number = count.number().filter(value -> value > 0);
        if (number.isEmpty()) {
            count.or(request)
                    .noteApproximated(
                            "a pod cannot request all GPUs of a node; it requests one", "set the number with 'count'");
        }
        return number.orElse(1L);
    }

    private void generic(Attribute resource) {
        Attribute spec = resource.get("discrete_resource_spec");
        String kind = spec.get("kind").string();
        long count = spec.get("value").number().filter(value -> value > 0).orElse(1L);
        String lower = kind.toLowerCase(Locale.ROOT);
        if (lower.equals("gpu") || lower.equals("nvidia-gpu")) {
            resource.noteApproximated("the swarm resource '" + kind + "' is converted to " + NVIDIA);
            add(NVIDIA, count);
        } else if (isResource(kind)) {
            add(kind, count);
        } else {
            resource.lost(
                    "'" + kind + "' is a resource of swarm nodes",
                    "advertise it as an extended resource of the nodes, and use the name 'vendor.com/"
                            + resourceName(lower) + "'");
        }
    }

    /**
     * A device is a path of the machine, or one that the Container Device Interface names:
     * {@code vendor.com/class=name}.
     */
    private void device(Attribute device, boolean privileged) {
        String path = device.get("source").string();
        device.get("permissions").done();
        if (!path.startsWith("/") && path.indexOf('=') > 0) {
            device.get("target").done();
            cdi(device, path);
        } else if (privileged && isAtItsOwnPath(device)) {
            device.nodeLevel("a privileged container can use every device of its node");
        } else {
            device.lost(
                    "pods get devices from a device plugin, not from the path '" + path + "'",
                    privileged
                            ? "a privileged container has the devices of its node at their original paths: use '" + path
                                    + "'"
                            : "use a device plugin's resource 'vendor.com/class=name', or mount the path and"
                                    + " set 'privileged: true'");
        }
    }

    private static boolean isAtItsOwnPath(Attribute device) {
        return device.get("source").string().equals(device.get("target").string());
    }

    private void cdi(Attribute where, String name) {
        int equals = name.indexOf('=');
        String resource = equals < 0 ? name : name.substring(0, equals);
        if (!isResource(resource)) {
            where.lost(
                    "'" + name + "' is not a device name that a cluster can have",
                    "use the form 'vendor.com/class=name'");
            return;
        }
        add(resource, 1);
        where.noteApproximated(
                "a pod cannot select a specific device; it gets any '" + resource + "' of its node",
                "install a device plugin that provides this resource");
    }

    /** Whether a cluster could have an extended resource of that name: its own names are another's business. */
    private static boolean isResource(String name) {
        int slash = name.indexOf('/');
        return slash > 0
                && MetadataKeys.isKey(name)
                && !name.substring(0, slash).endsWith("kubernetes.io")
                && !name.startsWith("requests.");
    }

    private static String resourceName(String kind) {
        return MetadataKeys.isKey(kind) && kind.indexOf('/') < 0 ? kind : "name";
    }
}
