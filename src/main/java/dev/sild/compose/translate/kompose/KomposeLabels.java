package dev.sild.compose.translate.kompose;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.ClaimTerms;
import dev.sild.compose.translate.source.MetadataKeys;
import dev.sild.images.ContainerPaths;
import dev.sild.model.Container;
import dev.sild.model.Container.PullPolicy;
import dev.sild.model.Identity;
import dev.sild.model.Names;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.units.ByteQuantity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The labels that specify for kompose what compose cannot express, so that a project written for kompose is converted
 * unchanged. Our own hints, where a service has both, go before them.
 *
 * @see <a href="https://kompose.io/user-guide/#labels">Labels</a>
 */
public final class KomposeLabels {
    private static final String PREFIX = "kompose.";
    private static final Set<String> KNOWN = Set.of("""
            controller.expose.port controller.port.expose controller.type cronjob.backoff_limit \
            cronjob.concurrency_policy cronjob.schedule hpa.cpu hpa.memory hpa.replicas.max hpa.replicas.min \
            image-pull-policy image-pull-secret init.containers.command init.containers.image \
            init.containers.name security-context.fsgroup service.expose service.expose.ingress-class-name \
            service.expose.tls-secret service.external-traffic-policy service.group \
            service.healthcheck.liveness.http_get_path service.healthcheck.liveness.http_get_port \
            service.healthcheck.liveness.tcp_port service.healthcheck.readiness.disable \
            service.healthcheck.readiness.http_get_path service.healthcheck.readiness.http_get_port \
            service.healthcheck.readiness.interval service.healthcheck.readiness.retries \
            service.healthcheck.readiness.start_period service.healthcheck.readiness.tcp_port \
            service.healthcheck.readiness.test service.healthcheck.readiness.timeout service.nodeport.port \
            service.type serviceaccount-name volume.size volume.storage-class-name volume.subpath \
            volume.type""".split(" "));

    /** What is mounted for the volumes of a service. */
    public enum VolumeKind {
        AS_WRITTEN,
        SCRATCH,
        HOST_PATH
    }

    /**
     * What a service's labels say of all it mounts.
     *
     * @param terms what its claims ask for
     * @param subPath the path within its volumes that it mounts; empty for all of them
     */
    public record Volumes(VolumeKind kind, ClaimTerms terms, String subPath) {}

    private final Attribute labels;

    private KomposeLabels(Attribute labels) {
        this.labels = labels;
    }

    /** Returns those of a service or volume. */
    public static KomposeLabels of(Attribute attribute) {
        return new KomposeLabels(attribute.get("labels"));
    }

    boolean present() {
        for (Attribute label : labels.below()) {
            if (isOne(label.segment())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a label is one of kompose's: it says something to the converter, and nothing to who reads annotations.
     */
    public static boolean isOne(String key) {
        return key.startsWith(PREFIX);
    }

    public Attribute get(String name) {
        return labels.get(PREFIX + name);
    }

    /** Says which of a service's labels there is nothing for. */
    public void reportUseless() {
        labels.entries().forEach((key, label) -> {
            if (isOne(key) && !KNOWN.contains(key.substring(PREFIX.length()))) {
                label.lost("unknown kompose label '" + key + "'", "check the spelling, or remove it");
            }
        });
    }

    /**
     * Returns the complete name of a label that is read here, from it, its path in a project, or a path with a
     * wildcard.
     */
    public static Optional<String> known(String name) {
        int at = name.indexOf(PREFIX);
        String key = at < 0 ? "" : name.substring(at + PREFIX.length());
        return KNOWN.contains(key) && (at == 0 || name.substring(0, at).matches("(services\\..*\\.)?labels\\."))
                ? Optional.of(PREFIX + key)
                : Optional.empty();
    }

    /** Whether the published ports are opened on the node as well, under their published numbers. */
    public boolean opensPortsOfTheNode() {
        boolean one = get("controller.port.expose").bool();
        return get("controller.expose.port").bool() || one;
    }

    /** Returns the kind of the workload, if a label says it. */
    public Optional<String> kind() {
        Attribute type = get("controller.type");
        return switch (type.string().toLowerCase(Locale.ROOT)) {
            case "" -> Optional.empty();
            case "deployment" -> Optional.of("Deployment");
            case "daemonset" -> Optional.of("DaemonSet");
            case "statefulset" -> Optional.of("StatefulSet");
            case "replicationcontroller" -> {
                type.note(Code.KOMPOSE_DIFFERS, "a Deployment is used instead of a ReplicationController");
                yield Optional.of("Deployment");
            }
            default -> {
                type.noteLost(
                        "'" + type.string() + "' is not a supported controller",
                        "use deployment, statefulset or daemonset");
                yield Optional.empty();
            }
        };
    }

    /** Whether the service's name must resolve to its pods themselves. */
    public boolean headless() {
        return get("service.type").string().equalsIgnoreCase("headless");
    }

    /** Returns when the image is pulled, if a label says it. */
    public Optional<PullPolicy> pullPolicy() {
        Attribute policy = get("image-pull-policy");
        return switch (policy.string()) {
            case "" -> Optional.empty();
            case "Always" -> Optional.of(PullPolicy.ALWAYS);
            case "IfNotPresent" -> Optional.of(PullPolicy.IF_NOT_PRESENT);
            case "Never" -> Optional.of(PullPolicy.NEVER);
            default -> {
                policy.noteLost(
                        "'" + policy.string() + "' is not a valid image pull policy",
                        "use Always, IfNotPresent or Never");
                yield Optional.empty();
            }
        };
    }

    /** Returns the Secret with the credentials of the image's registry, if a label names one. */
    public Optional<String> pullSecret() {
        return objectName(get("image-pull-secret"), "Secret");
    }

    /** Returns who the pods are for the API server, if a label says it; with podman there is none. */
    public Optional<Identity> identity(boolean podman) {
        Attribute account = get("serviceaccount-name");
        if (podman && account.present()) {
            account.notForPodman("podman has no API server and no service accounts", "remove it for podman");
            return Optional.empty();
        }
        Optional<String> named = objectName(account, "service account");
        named.ifPresent(name -> account.note(
                Code.ACCOUNT_TO_CREATE,
                "the service account '" + name + "' must exist, or no pod is created",
                "create it, and bind its roles",
                "kubectl create serviceaccount " + name));
        return named.map(name -> new Identity(Optional.of(name), List.of(), true, Map.of()));
    }

    /** Returns the group that owns mounted storage, if a label says it. */
    public Optional<Long> fsGroup() {
        return whole(get("security-context.fsgroup"));
    }

    /** Returns what claims are to ask for, as far as labels of a service or volume say it. */
    public ClaimTerms claimTerms() {
        Attribute size = get("volume.size");
        String quantity = size.string();
        if (!quantity.isEmpty() && !ByteQuantity.isOne(quantity)) {
            size.noteLost("'" + quantity + "' is not a valid storage quantity", "use a quantity such as 10Gi");
            quantity = "";
        }
        return new ClaimTerms(
                quantity,
                objectName(get("volume.storage-class-name"), "storage class").orElse(""),
                Optional.empty());
    }

    /** Returns the settings for everything that a service mounts. */
    public Volumes volumes() {
        String path = get("volume.subpath").string();
        return new Volumes(
                volumeKind(),
                claimTerms(),
                path.isEmpty() ? "" : ContainerPaths.absolute("/", path).substring(1));
    }

    private VolumeKind volumeKind() {
        Attribute type = get("volume.type");
        return switch (type.string()) {
            case "", "configMap", "persistentVolumeClaim" -> VolumeKind.AS_WRITTEN;
            case "emptyDir" -> VolumeKind.SCRATCH;
            case "hostPath" -> VolumeKind.HOST_PATH;
            default -> {
                type.noteLost(
                        "'" + type.string() + "' is not a supported volume type",
                        "use configMap, persistentVolumeClaim, emptyDir or hostPath");
                yield VolumeKind.AS_WRITTEN;
            }
        };
    }

    /** Returns the group of services that run in one pod; empty for none. */
    public Attribute group() {
        return get("service.group");
    }

    /** Returns the container that runs to its end before the service's own starts, if labels describe one. */
    public Optional<Container> initContainer(String component) {
        Attribute image = get("init.containers.image");
        Attribute command = get("init.containers.command");
        Attribute name = get("init.containers.name");
        if (image.string().isBlank()) {
            Stream.of(command, name)
                    .filter(Attribute::present)
                    .forEach(useless -> useless.lost(
                            "the init container has no image, so it is not created",
                            "set the image with 'kompose.init.containers.image'"));
            return Optional.empty();
        }
        String ownName = name.string();
        return Optional.of(
                Container.of(Names.label(component, ownName.isEmpty() ? "init-service" : ownName), image.text())
                        .with(builder -> builder.command(words(command.string()))));
    }

    /**
     * A list in brackets or with commas is one of words; anything else is one word, spaces and all, as kompose has it.
     */
    private static List<Text> words(String command) {
        if (command.isBlank()) {
            return List.of();
        }
        String inner = command.strip();
        if (inner.startsWith("[") && inner.endsWith("]")) {
            inner = inner.substring(1, inner.length() - 1);
        }
        return Arrays.stream(inner.split(","))
                .map(String::strip)
                .map(word -> word.replaceAll("^[\"']|[\"']$", ""))
                .map(Text::of)
                .toList();
    }

    private static Optional<String> objectName(Attribute label, String what) {
        String name = label.string();
        if (name.isEmpty() || MetadataKeys.objectName(name).equals(name)) {
            return Optional.of(name).filter(text -> !text.isEmpty());
        }
        label.noteLost("'" + name + "' is not a valid name of a " + what, "use a-z, 0-9, '-' and '.'");
        return Optional.empty();
    }

    /** Returns a label's whole number that is not negative; nothing, with a finding, where it is something else. */
    private static Optional<Long> whole(Attribute label) {
        Optional<Long> number = label.number().filter(value -> value >= 0 && value <= Integer.MAX_VALUE);
        if (label.present() && number.isEmpty()) {
            label.noteLost("'" + label.string() + "' is not an integer", "use an integer of at least 0");
        }
        return number;
    }
}
