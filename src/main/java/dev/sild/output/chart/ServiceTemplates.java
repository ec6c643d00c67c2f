package dev.sild.output.chart;

import dev.sild.model.Lookup;
import dev.sild.output.chart.ChartSettings.Setting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Services: the type and annotations of one for each service of the compose file. That is the one open to the outside,
 * or else the one that has its name.
 */
final class ServiceTemplates {
    private final ChartContext chart;
    private final Map<String, String> main = new HashMap<>();

    ServiceTemplates(ChartContext chart, List<HasMetadata> objects) {
        this.chart = chart;
        for (HasMetadata object : objects) {
            if (object instanceof Service service) {
                String name = service.getMetadata().getName();
                String component = chart.services().component(object).orElse("");
                if (component.isEmpty()) {
                    continue;
                }
                if (service.getSpec().getType() != null) {
                    main.put(component, name);
                } else if (name.equals(component)) {
                    main.putIfAbsent(component, name);
                }
            }
        }
    }

    void service(HasMetadata object, Map<String, Object> tree) {
        String component = chart.services().component(object).orElse("");
        if (!object.getMetadata().getName().equals(main.get(component))) {
            return;
        }
        String key = chart.services().of(object);
        ValuePath path = ValuePath.of(key, "service");
        chart.settings()
                .block(
                        Trees.map(tree, "metadata"),
                        "annotations",
                        new Setting(
                                path.then("annotations"), key, "Annotations of the Service", ValueSchemas.strings()),
                        Map.of());
        Map<String, Object> spec = Trees.map(tree, "spec");
        if (!"None".equals(spec.get("clusterIP"))) {
            if (!spec.containsKey("type")) {
                Trees.prepend(spec, "type", "ClusterIP");
            }
            spec.put(
                    "type",
                    chart.settings()
                            .scalar(
                                    new Setting(
                                            path.then("type"),
                                            key,
                                            "Type of the Service: ClusterIP, NodePort or LoadBalancer",
                                            ValueSchemas.pattern("^(ClusterIP|NodePort|LoadBalancer)$")),
                                    Lookup.required(spec, "type")));
        }
    }
}
