package dev.sild.output.chart;

import dev.sild.images.KnownImages;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Application;
import dev.sild.model.Exposure;
import dev.sild.model.Port;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.SildMark;
import dev.sild.syntax.HelmText;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Helm prints once a release is made: how to see its pods, to reach it and to test it. */
final class ChartNotes {
    private static final String PODS = """

      %s is starting in the namespace {{ .Release.Namespace }}:

        kubectl --namespace {{ .Release.Namespace }} get pods --selector app.kubernetes.io/instance=%s
      """;

    private static final String HOSTS = """
      {{- if %1$s.enabled }}
      {{- range %1$s.%2$s }}

      %3$s is at http://{{ . }}
      {{- end }}
      {{- end }}
      """;

    private static final String FORWARD = """

      %s is at %slocalhost:%s once you forward its port:

        kubectl --namespace {{ .Release.Namespace }} port-forward service/%s %s:%s
      """;

    private static final String BUILT = """

      Build and push these images. Where nodes pull them from another place, set the value:

      %s""";

    private static final String BALANCER = """

      The address of %s:

        kubectl --namespace {{ .Release.Namespace }} get service %s
      """;

    private static final String MISSING = """

      These Secrets are not in the chart, and must exist in the namespace: %s
      """;

    private static final String TEST = """

      Test the connections to all services:

        helm --namespace {{ .Release.Namespace }} test {{ .Release.Name }}
      """;

    private static final Set<Integer> HTTP_PORTS = Set.of(80, 3000, 8000, 8080);
    private static final Set<Integer> TLS_PORTS = Set.of(443, 8443);

    private final Manifests manifests;
    private final List<HasMetadata> objects;
    private final ChartContext chart;

    private ChartNotes(Manifests manifests, List<HasMetadata> objects, ChartContext chart) {
        this.manifests = manifests;
        this.objects = objects;
        this.chart = chart;
    }

    static String of(Manifests manifests, List<HasMetadata> objects, ChartContext chart, boolean hasLabels) {
        return new ChartNotes(manifests, objects, chart).text(hasLabels);
    }

    private String text(boolean hasLabels) {
        String name = HelmText.literal(manifests.name());
        StringBuilder notes =
                new StringBuilder(HelmText.comment(SildMark.WORDS + ".").strip()
                        + PODS.formatted(name, hasLabels ? HelmText.action(".Release.Name") : name));
        for (HasMetadata object : objects) {
            String service = HelmText.literal(object.getMetadata().getName());
            String key = chart.services().of(object);
            switch (object.getKind()) {
                case "Ingress" -> hosts(notes, service, key, "ingress", "hosts");
                case "HTTPRoute" -> hosts(notes, service, key, "route", "hostnames");
                case "Service" -> {
                    if ("LoadBalancer".equals(((Service) object).getSpec().getType())) {
                        notes.append(BALANCER.formatted(service, service));
                    }
                }
                default -> {}
            }
        }
        manifests
                .applications()
                .forEach(application -> application.exposures().stream()
                        .filter(exposure -> exposure.kind() instanceof Exposure.PortForward)
                        .sorted(Comparator.comparing(exposure -> KnownImages.isDatabase(image(application, exposure))))
                        .forEach(exposure -> forward(notes, application, exposure)));
        String built = built();
        notes.append(built.isEmpty() ? "" : BUILT.formatted(built));
        String missing = missing();
        notes.append(missing.isEmpty() ? "" : MISSING.formatted(missing));
        if (chart.values().has(ValuePath.of("tests"))) {
            notes.append(TEST);
        }
        return notes.toString();
    }

    private void hosts(StringBuilder notes, String name, String key, String kind, String list) {
        ValuePath path = ValuePath.of(key, kind);
        if (!key.isEmpty() && chart.values().has(path.then(list))) {
            notes.append(HOSTS.formatted(path.expression(), list, name));
        }
    }

    private void forward(StringBuilder notes, Application application, Exposure exposure) {
        exposure.ports().stream().findFirst().ifPresent(port -> {
            Optional<Service> service = service(application, exposure.component());
            service.flatMap(object -> object.getSpec().getPorts().stream()
                            .filter(each -> each.getTargetPort() == null
                                    ? each.getPort().equals(port.target().number())
                                    : port.target().number()
                                            == number(each.getTargetPort().getIntVal()))
                            .findFirst())
                    .ifPresent(each -> notes.append(FORWARD.formatted(
                            HelmText.literal(exposure.component()),
                            isHttp(image(application, exposure), port.target()) ? "http://" : "",
                            port.number(),
                            HelmText.literal(service.get().getMetadata().getName()),
                            port.number(),
                            each.getPort())));
        });
    }

    private static String image(Application application, Exposure exposure) {
        return application
                .component(exposure.component())
                .map(component -> component.main().image().value())
                .orElse("");
    }

    /** Whether a port is known to speak HTTP. */
    private static boolean isHttp(String image, Port port) {
        boolean isWeb = HTTP_PORTS.contains(port.number())
                || port.appProtocol().equals("http")
                || KnownImages.isStatelessProxy(image) && !TLS_PORTS.contains(port.number());
        return isWeb && !KnownImages.isDatabase(image);
    }

    /** Returns the images that the user builds, a line each, with where their repository is. */
    private String built() {
        Map<String, String> values = new TreeMap<>();
        for (HasMetadata object : objects) {
            Map<String, Object> pod = Trees.pod(Trees.map(ObjectTree.of(object), "spec"));
            for (Map<String, Object> container : Trees.list(pod, "containers")) {
                String image = (String) container.get("image");
                ValuePath path = ValuePath.of(chart.services().of(object, Trees.name(container)), "image");
                if (manifests.built().contains(image) && chart.values().has(path)) {
                    values.merge(image, path.then("repository").toString(), (one, other) -> one + ", " + other);
                }
            }
        }
        return values.entrySet().stream()
                .map(value ->
                        "  " + HelmText.literal(value.getKey()) + ": " + HelmText.literal(value.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static int number(Integer number) {
        return number == null ? 0 : number;
    }

    private Optional<Service> service(Application application, String component) {
        String app = application.naming().app();
        return objects.stream()
                .filter(Service.class::isInstance)
                .map(Service.class::cast)
                .filter(service -> service.getSpec().getPorts() != null)
                .filter(service -> component.equals(
                        service.getMetadata().getLabels().get(app.isEmpty() ? Labels.NAME : Labels.COMPONENT)))
                .findFirst();
    }

    /** Returns the names of the Secrets that the project has and the chart does not. */
    private String missing() {
        return manifests.objects().stream()
                .filter(Secret.class::isInstance)
                .filter(secret -> !objects.contains(secret))
                .map(secret -> HelmText.literal(secret.getMetadata().getName()))
                .collect(Collectors.joining(", "));
    }
}
