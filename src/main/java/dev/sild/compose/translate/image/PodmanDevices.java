package dev.sild.compose.translate.image;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.MetadataKeys;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The devices of a service as {@code podman kube play} takes them: the name of a limit is a path of the machine, or a
 * name of the Container Device Interface, of which the machine has to have a specification.
 *
 * @see <a href="https://docs.podman.io/en/latest/markdown/podman-kube-play.1.html">podman kube play</a>
 */
public final class PodmanDevices {
    private static final String PATH = "podman.io/device=";
    private static final String NVIDIA = "nvidia.com/gpu=";
    private static final String AMD = "amd.com/gpu=";
    /** The most GPUs that are named one by one. */
    private static final long MOST = 64;

    private final Set<String> names = new LinkedHashSet<>();

    private PodmanDevices() {}

    /** Returns the names of the limits that give a container its devices; each has the value 1. */
    public static Set<String> of(Attribute service, Attribute reservations) {
        PodmanDevices devices = new PodmanDevices();
        service.get("gpus").items().forEach(gpu -> devices.request(gpu, true));
        reservations.get("devices").items().forEach(device -> devices.request(device, false));
        reservations
                .get("generic_resources")
                .items()
                .forEach(resource -> resource.notForPodman(
                        "podman does not count resources", "name the device with 'devices: [vendor.com/class=name]'"));
        boolean privileged = service.get("privileged").bool();
        service.get("devices").items().forEach(device -> devices.device(device, privileged));
        return devices.names;
    }

    private void request(Attribute request, boolean gpu) {
        List<String> capabilities = request.get("capabilities").strings();
        String driver = request.get("driver").string().toLowerCase(Locale.ROOT);
        if (driver.equals("cdi")) {
            request.get("device_ids").items().forEach(id -> named(id, id.string()));
            return;
        }
        boolean amd = driver.equals("amd") || driver.isEmpty() && capabilities.contains("amd");
        boolean nvidia = driver.equals("nvidia")
                || driver.isEmpty() && (gpu || capabilities.contains("gpu") || capabilities.contains("nvidia"));
        if (!amd && !nvidia) {
            request.notForPodman(
                    "podman has names only for NVIDIA and AMD GPUs, not for '"
                            + (driver.isEmpty() ? String.join(", ", capabilities) : driver) + "'",
                    "name the device with 'devices: [vendor.com/class=name]'");
            return;
        }
        gpus(request, amd ? AMD : NVIDIA);
        if (request.get("options").present()) {
            request.get("options").lost("podman passes no options to a device", "remove them");
        }
    }

    private void gpus(Attribute request, String kind) {
        List<String> ids = request.get("device_ids").strings();
        Attribute count = request.get("count");
        Optional<Long> number = count.number().filter(value -> value >= 0);
        ids.forEach(id -> names.add(kind + id));
        if (!ids.isEmpty()) {
            return;
        }
        if (number.isEmpty()) {
            names.add(kind + "all");
            return;
        }
        if (number.get() > MOST) {
            names.add(kind + "all");
            count.noteApproximated(
                    "podman does not count more than " + MOST + " GPUs; the service gets all of them",
                    "choose them with 'device_ids'");
            return;
        }
        for (long index = 0; index < number.get(); index++) {
            names.add(kind + index);
        }
        if (number.get() > 0) {
            count.noteApproximated(
                    "podman does not choose GPUs; the service gets the first "
                            + (number.get() == 1 ? "one" : number.get()),
                    "choose others with 'device_ids'");
        }
    }

    private void device(Attribute device, boolean privileged) {
        String source = device.get("source").string();
        String target = device.get("target").string();
        String permissions = device.get("permissions").string();
        if (!source.startsWith("/") && source.indexOf('=') > 0) {
            named(device, source);
        } else if (privileged && source.equals(target)) {
            device.nodeLevel("a privileged container can use every device of its node");
        } else if ((source + target).indexOf(':') >= 0) {
            device.notForPodman("podman cannot name a device with a colon", "use another link to it");
        } else {
            boolean all = permissions.isEmpty() || permissions.equals("rwm");
            names.add(PATH
                    + source
                    + (source.equals(target) && all ? "" : ":" + target)
                    + (all ? "" : ":" + permissions));
        }
    }

    private void named(Attribute where, String name) {
        String kind = name.substring(0, Math.max(0, name.indexOf('=')));
        if (kind.indexOf('/') > 0 && MetadataKeys.isKey(kind)) {
            names.add(name);
        } else {
            where.lost("'" + name + "' is not the name of a device", "use the form 'vendor.com/class=name'");
        }
    }
}
