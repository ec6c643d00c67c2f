package dev.sild.output.chart;

import static dev.sild.yaml.YamlMap.map;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Component;
import dev.sild.model.Workload;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.SildMark;
import dev.sild.syntax.HelmText;
import dev.sild.yaml.TemplateLines;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pod of {@code helm test}, which connects to each Service. */
final class ChartTest {
    private static final String REPOSITORY = "docker.io/library/busybox";
    private static final String TAG = "1.37.0";

    /** Its arguments are the names and ports of Services by turns. */
    private static final String SCRIPT = """
      failed=0
      while [ $# -gt 0 ]; do
        if nc -z -w 5 "$1" "$2"; then echo "$1:$2 answers"; else echo "$1:$2 does not answer"; failed=1; fi
        shift 2
      done
      exit $failed
      """;

    private final ChartContext chart;
    private final boolean hasLabels;
    private final List<HasMetadata> objects;
    private final List<Object> ports = new ArrayList<>();

    ChartTest(Manifests manifests, List<HasMetadata> objects, boolean hasLabels, ChartContext chart) {
        this.chart = chart;
        this.hasLabels = hasLabels;
        this.objects = objects;
        Set<String> lasting = manifests.applications().stream()
                .flatMap(application -> application.components().stream())
                .filter(component -> !(component.workload() instanceof Workload.Once
                        || component.workload() instanceof Workload.Scheduled))
                .map(Component::name)
                .collect(Collectors.toSet());
        for (HasMetadata object : objects) {
            boolean isOfJob =
                    chart.services().component(object).filter(lasting::contains).isEmpty();
            if (object instanceof Service service
                    && !isOfJob
                    && service.getSpec().getPorts() != null) {
                String running = running(chart.services().of(object));
                if (!running.isEmpty()) {
                    ports.add(TemplateLines.of(HelmText.line("if " + running)));
                }
                service.getSpec().getPorts().stream()
                        .filter(port ->
                                port.getProtocol() == null || port.getProtocol().equals("TCP"))
                        .forEach(port -> {
                            ports.add(service.getMetadata().getName());
                            ports.add(port.getPort().toString());
                        });
                if (!running.isEmpty()) {
                    ports.add(TemplateLines.of(HelmText.line("end")));
                }
            }
        }
    }

    /** Returns the condition that a service has pods; empty where it always has. */
    private String running(String key) {
        ValuePath replicas = ValuePath.of(key, "replicas");
        return chart.values().has(replicas) ? "ne (toString " + replicas.expression() + ") \"0\"" : "";
    }

    /** Returns the file; empty where there is no Service that takes connections. */
    Optional<LayoutFile> file() {
        if (ports.stream().noneMatch(String.class::isInstance)) {
            return Optional.empty();
        }
        Map<String, Object> container = map("name", "connect", "image", REPOSITORY + ":" + TAG);
        new ImageTemplate(chart).image(container, ValuePath.of("tests", "image"), "", "the image of helm test");
        container.put("command", List.of("sh", "-c", SCRIPT, "connect"));
        container.put("args", ports);
        container.put(
                "resources", map("limits", map("memory", "32Mi"), "requests", map("cpu", "10m", "memory", "8Mi")));
        container.put(
                "securityContext",
                map(
                        "allowPrivilegeEscalation",
                        false,
                        "readOnlyRootFilesystem",
                        true,
                        "capabilities",
                        map("drop", List.of("ALL"))));
        Map<String, Object> spec = map(
                "restartPolicy",
                "Never",
                "automountServiceAccountToken",
                false,
                "securityContext",
                map("runAsNonRoot", true, "runAsUser", 65_534, "seccompProfile", map("type", "RuntimeDefault")),
                "containers",
                List.of(container));
        PodTemplate.pullSecrets(chart, spec);
        Map<String, Object> pod = map("apiVersion", "v1", "kind", "Pod", "metadata", metadata(), "spec", spec);
        return Optional.of(LayoutFile.of(
                "templates/tests/connection.yaml",
                HelmText.comment(SildMark.WORDS + ".") + YamlWriter.write(List.of(pod), HelmText::literal)));
    }

    private Map<String, Object> metadata() {
        Map<String, Object> labels = new LinkedHashMap<>();
        if (hasLabels) {
            labels.put(
                    "\0labels",
                    TemplateLines.of(HelmText.line(
                            "include " + HelmText.string(chart.names().helper("labels")) + " . | nindent "
                                    + TemplateLines.INDENTATION)));
            labels.put(Labels.COMPONENT, "helm-test");
        } else {
            labels.put(Labels.MANAGED_BY, "sild");
        }
        networks().forEach(labels::put);
        return map(
                "name",
                chart.names().chart() + "-test",
                "labels",
                labels,
                "annotations",
                map("helm.sh/hook", "test", "helm.sh/hook-delete-policy", "before-hook-creation"));
    }

    /** It is in every network. */
    private Map<String, Object> networks() {
        Map<String, Object> networks = new TreeMap<>();
        for (HasMetadata object : objects) {
            if (object.getKind().equals("NetworkPolicy")) {
                Trees.map(Trees.map(Trees.map(ObjectTree.of(object), "spec"), "podSelector"), "matchLabels")
                        .forEach((key, value) -> {
                            if (key.startsWith(Labels.NETWORK)) {
                                networks.put(key, value);
                            }
                        });
            }
        }
        return networks;
    }
}
