package dev.sild.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.Samples;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.RenderOptions.Monitoring;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Naming;
import dev.sild.model.Scrape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitorsTest {
    private static final Scrape EVERY_MINUTE =
            new Scrape("api", Samples.METRICS, "/figures", "1m", Map.of("release", "prometheus"));

    @Test
    void annotationsOfThePodsSayWhereTheirFiguresAre() {
        Rendering rendering = rendering(Monitoring.ANNOTATIONS, EVERY_MINUTE);

        assertThat(annotations(rendering, "api"))
                .isEqualTo(Map.of(
                        "prometheus.io/scrape",
                        "true",
                        "prometheus.io/port",
                        "9113",
                        "prometheus.io/path",
                        "/figures"));
        assertThat(annotations(rendering, "other")).isEmpty();
        assertThat(rendering.names("ServiceMonitor")).isEmpty();
        assertThat(rendering.names("Service")).containsExactly("shop-api");
    }

    @Test
    void aServiceMonitorFindsThePodsByAServiceOfItsOwnAlone() {
        Rendering rendering = rendering(Monitoring.SERVICE_MONITORS, EVERY_MINUTE);

        assertThat(annotations(rendering, "api")).isEmpty();
        Map<String, Object> monitor = rendering.tree("ServiceMonitor/shop-api-metrics");
        assertThat(Tree.strings(monitor, "metadata", "labels")).containsEntry("release", "prometheus");
        assertThat(Tree.list(monitor, "spec", "endpoints"))
                .containsExactly(Map.of("port", "port-9113", "path", "/figures", "interval", "1m"));
        Map<String, String> selector = Tree.strings(monitor, "spec", "selector", "matchLabels");
        assertThat(rendering.names("Service").stream()
                        .filter(name -> Tree.strings(rendering.tree("Service/" + name), "metadata", "labels")
                                .entrySet()
                                .containsAll(selector.entrySet())))
                .containsExactly("shop-api-metrics");
        assertThat(Tree.list(rendering.tree("Service/shop-api-metrics"), "spec", "ports"))
                .containsExactly(Map.of("name", "port-9113", "port", 9113, "targetPort", 9113));
    }

    @Test
    void bothLeaveThePodsAsAnnotationsAloneDo() {
        Rendering both = rendering(Monitoring.BOTH, EVERY_MINUTE);

        assertThat(both.tree("Deployment/shop-api"))
                .isEqualTo(rendering(Monitoring.ANNOTATIONS, EVERY_MINUTE).tree("Deployment/shop-api"));
        assertThat(both.names("ServiceMonitor")).containsExactly("shop-api-metrics");
    }

    @Test
    void figuresAtSeveralPathsOfOnePortNeedOnePortOfTheService() {
        Rendering rendering = rendering(
                Monitoring.SERVICE_MONITORS, EVERY_MINUTE, new Scrape("api", Samples.METRICS, "/more", "", Map.of()));

        assertThat(Tree.list(rendering.tree("ServiceMonitor/shop-api-metrics"), "spec", "endpoints"))
                .containsExactly(
                        Map.of("port", "port-9113", "path", "/figures", "interval", "1m"),
                        Map.of("port", "port-9113", "path", "/more"));
        assertThat(Tree.list(rendering.tree("Service/shop-api-metrics"), "spec", "ports"))
                .hasSize(1);
    }

    private static Map<String, String> annotations(Rendering rendering, String component) {
        return Tree.strings(
                rendering.tree("Deployment/shop-" + component), "spec", "template", "metadata", "annotations");
    }

    private static Rendering rendering(Monitoring monitoring, Scrape... scrapes) {
        Component api = Samples.component("api", Samples.replicas(2), Samples.HTTP, Samples.METRICS);
        Component other = Samples.component("other", Samples.replicas(2), Samples.HTTP);
        return Rendering.of(
                Application.of("shop", List.of(api, other))
                        .with(application -> application
                                .endpoints(List.of(new Endpoint(
                                        "api", List.of("api"), List.of(Samples.HTTP, Samples.METRICS), false, false)))
                                .naming(Naming.of("webstack", "shop"))
                                .scrapes(List.of(scrapes))),
                RenderOptions.ofStack(monitoring));
    }
}
