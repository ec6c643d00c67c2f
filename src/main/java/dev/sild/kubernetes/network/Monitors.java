package dev.sild.kubernetes.network;

import dev.sild.kubernetes.objects.CustomObjects;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Component;
import dev.sild.model.Scrape;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tells Prometheus whose figures to fetch: annotations of pods, or a ServiceMonitor and a Service for it alone. Of
 * a component's other Services there may be none or several, by each of which the same pods would be counted once more.
 *
 * @see <a href="https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor">
 *     ServiceMonitor</a>
 */
public final class Monitors {
    private static final String API_VERSION = "monitoring.coreos.com/v1";
    private static final String SUFFIX = "metrics";
    private static final String MARK = "sild.dev/metrics";

    private Monitors() {}

    /**
     * Adds the annotations by which a component's pods are found, where that is how. Pods have room for one port and
     * path.
     */
    public static void mark(Index index, Component component, Map<String, String> annotations) {
        if (index.options().monitoring() != RenderOptions.Monitoring.SERVICE_MONITORS) {
            index.scrapes(component).stream().limit(1).forEach(scrape -> {
                annotations.put("prometheus.io/scrape", "true");
                annotations.put(
                        "prometheus.io/port", Integer.toString(scrape.port().number()));
                annotations.put("prometheus.io/path", scrape.path());
            });
        }
    }

    /** Returns the ServiceMonitor of a component and its Service; none where annotations do, or nothing is fetched. */
    public static List<HasMetadata> of(Index index, Component component) {
        List<Scrape> scrapes = index.scrapes(component);
        return scrapes.isEmpty() || index.options().monitoring() == RenderOptions.Monitoring.ANNOTATIONS
                ? List.of()
                : List.of(service(index, component, scrapes), monitor(index, component, scrapes));
    }

    private static HasMetadata service(Index index, Component component, List<Scrape> scrapes) {
        ServiceSpec spec = new ServiceSpec();
        spec.setClusterIP("None");
        spec.setSelector(Labels.selector(index.application(), component.name()));
        spec.setPorts(scrapes.stream()
                .map(Scrape::port)
                .distinct()
                .map(port -> {
                    ServicePort servicePort = Services.port(port.unnamed(), port.number());
                    servicePort.setTargetPort(new IntOrString(port.number()));
                    return servicePort;
                })
                .toList());
        Map<String, String> labels = Labels.of(index.application(), component.name());
        labels.put(MARK, "true");
        Service service = new Service();
        service.setMetadata(ObjectMetadata.of(name(index, component), labels));
        service.setSpec(spec);
        return service;
    }

    private static HasMetadata monitor(Index index, Component component, List<Scrape> scrapes) {
        Map<String, Object> marked = new LinkedHashMap<>(Labels.selector(index.application(), component.name()));
        marked.put(MARK, "true");
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("selector", Map.of("matchLabels", marked));
        spec.put("endpoints", scrapes.stream().map(Monitors::endpoint).toList());
        Map<String, String> labels = new LinkedHashMap<>();
        scrapes.forEach(scrape -> labels.putAll(scrape.labels()));
        labels.putAll(Labels.of(index.application(), component.name()));
        return CustomObjects.object(
                API_VERSION, "ServiceMonitor", ObjectMetadata.of(name(index, component), labels), spec);
    }

    private static Map<String, Object> endpoint(Scrape scrape) {
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("port", Services.name(scrape.port().unnamed()));
        endpoint.put("path", scrape.path());
        if (!scrape.interval().isEmpty()) {
            endpoint.put("interval", scrape.interval());
        }
        return endpoint;
    }

    private static String name(Index index, Component component) {
        return index.application().naming().object(component.name(), SUFFIX);
    }
}
