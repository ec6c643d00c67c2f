package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.kompose.KomposeScaling;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.images.KnownImages;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Services that are certain to get pods of their own that run forever and are as good as one another, known before
 * their ports, images and mounts are: the pods of a Deployment or a DaemonSet, on the cluster's network.
 */
public final class InterchangeablePods {
    /** No services. */
    public static final InterchangeablePods NONE = new InterchangeablePods();

    private final Set<String> services = new HashSet<>();
    private final Set<String> single = new HashSet<>();

    private InterchangeablePods() {}

    /** Finds these services; one that may yet become something else is not among them. */
    public static InterchangeablePods of(Map<String, Attribute> services, ServiceOrder order, StorageOptions storage) {
        InterchangeablePods lasting = new InterchangeablePods();
        services.forEach((service, attribute) -> {
            if (runsForEver(attribute, order.awaitedToComplete(service))
                    && !maybeStateful(service, attribute, storage)
                    && !attribute.get("network_mode").peek().equals("host")) {
                lasting.services.add(service);
                if (isOne(attribute)) {
                    lasting.single.add(service);
                }
            }
        });
        lasting.services.removeAll(companions(services));
        return lasting;
    }

    boolean contains(String service) {
        return services.contains(service);
    }

    /** Whether a service has one pod, which therefore has no other pods to find by the service's names. */
    boolean isOne(String service) {
        return single.contains(service);
    }

    /** Whether there are no such services. */
    boolean isEmpty() {
        return services.isEmpty();
    }

    /** Whether a service has one pod, as far as its attributes say. */
    public static boolean isOne(Attribute service) {
        Attribute deploy = service.get("deploy");
        boolean one = List.of("", "1")
                .containsAll(List.of(
                        deploy.get("replicas").peek(), service.get("scale").peek()));
        String kind = service.get("x-sild").get("kind").peek()
                + KomposeLabels.of(service).get("controller.type").peek();
        return one
                && !deploy.get("mode").peek().equals("global")
                && !kind.equalsIgnoreCase("daemonset")
                && !KomposeScaling.isAsked(KomposeLabels.of(service));
    }

    private static boolean runsForEver(Attribute service, boolean awaited) {
        KomposeLabels kompose = KomposeLabels.of(service);
        String kind = service.get("x-sild").get("kind").peek()
                + kompose.get("controller.type").peek();
        String mode = service.get("deploy").get("mode").peek();
        if (kompose.get("cronjob.schedule").present()) {
            return false;
        }
        if (!kind.isEmpty()) {
            return switch (kind.toLowerCase(Locale.ROOT)) {
                case "deployment", "daemonset" -> true;
                default -> false;
            };
        }
        boolean serves = !service.get("ports").below().isEmpty()
                || !service.get("expose").below().isEmpty();
        return mode.equals("global")
                || (mode.isEmpty() || mode.equals("replicated")) && !awaited && (serves || !maybeEnds(service));
    }

    /** Whether a service that declares no ports may end for good. */
    private static boolean maybeEnds(Attribute service) {
        String restart = service.get("restart").peek();
        Attribute policy = service.get("deploy").get("restart_policy");
        return restart.equals("no")
                || policy.get("condition").peek().equals("none")
                || restart.isEmpty()
                        && !policy.present()
                        && KnownImages.endsByItself(service.get("image").peek());
    }

    private static boolean maybeStateful(String service, Attribute attribute, StorageOptions storage) {
        return storage.stateful().contains(service)
                || storage.stateful().contains(StorageOptions.DATABASES)
                        && attribute.get("volumes").present();
    }

    /** Returns the services that may run in one pod with others: each pod has one host name. */
    private static Set<String> companions(Map<String, Attribute> services) {
        Map<String, String> byContainer = Namespaces.byContainer(services);
        Set<String> companions = new HashSet<>();
        services.forEach((service, attribute) -> {
            for (String kind : Namespaces.KINDS) {
                String mode = attribute.get(kind).peek();
                if (Namespaces.isShared(mode)) {
                    companions.add(service);
                    companions.add(target(mode, byContainer));
                }
            }
            for (Attribute from : attribute.get("volumes_from").below()) {
                companions.add(service);
                String text = from.peek();
                companions.add(target(text.startsWith("container:") ? text : "service:" + text, byContainer));
            }
            if (KomposeLabels.of(attribute).group().present()) {
                companions.add(service);
            }
        });
        return companions;
    }

    /** Returns the service that {@code service:NAME} or {@code container:NAME} refers to, whatever follows the name. */
    private static String target(String mode, Map<String, String> byContainer) {
        String name = mode.split(":", 3)[1];
        return mode.startsWith("service:") ? name : byContainer.getOrDefault(name, "");
    }
}
