package dev.sild.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.Samples;
import dev.sild.model.Container;
import dev.sild.model.Health;
import dev.sild.model.Origin;
import dev.sild.model.Placement;
import dev.sild.model.Pod;
import dev.sild.model.Probe;
import dev.sild.model.Probe.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private static final Health.Check TCP = new Health.Tcp(80);

    @Test
    void eachUseHasACheckAndTimingsOfItsOwn() {
        Map<String, Object> container = container(
                Optional.empty(),
                new Probe(Use.STARTUP, TCP, 0, 2, 1, 30, 0),
                new Probe(
                        Use.READINESS,
                        new Health.Http(8080, "/ready", true, "shop.example", List.of()),
                        5,
                        10,
                        3,
                        4,
                        2),
                new Probe(Use.LIVENESS, new Health.Exec(List.of("check", "$(X)"))));

        assertThat(container.get("startupProbe"))
                .isEqualTo(Map.of(
                        "tcpSocket",
                        Map.of("port", 80),
                        "periodSeconds",
                        2,
                        "timeoutSeconds",
                        1,
                        "failureThreshold",
                        30));
        assertThat(container.get("readinessProbe"))
                .isEqualTo(Map.of(
                        "httpGet",
                        Map.of(
                                "path",
                                "/ready",
                                "port",
                                8080,
                                "scheme",
                                "HTTPS",
                                "httpHeaders",
                                List.of(Map.of("name", "Host", "value", "shop.example"))),
                        "initialDelaySeconds",
                        5,
                        "periodSeconds",
                        10,
                        "timeoutSeconds",
                        3,
                        "failureThreshold",
                        4,
                        "successThreshold",
                        2));
        assertThat(container.get("livenessProbe"))
                .isEqualTo(Map.of("exec", Map.of("command", List.of("check", "$$(X)"))));
    }

    @Test
    void grpcAsksForTheServersHealthOrAServices() {
        assertThat(container(Optional.empty(), new Probe(Use.READINESS, new Health.Grpc(50051, "")))
                        .get("readinessProbe"))
                .isEqualTo(Map.of("grpc", Map.of("port", 50051)));
        assertThat(container(Optional.empty(), new Probe(Use.READINESS, new Health.Grpc(50051, "shop.Cart")))
                        .get("readinessProbe"))
                .isEqualTo(Map.of("grpc", Map.of("port", 50051, "service", "shop.Cart")));
    }

    @Test
    void anHttpCheckWithoutAHostAsksThePodItself() {
        assertThat(container(Optional.empty(), new Probe(Use.READINESS, new Health.Http(80, "/", false, "", List.of())))
                        .get("readinessProbe"))
                .isEqualTo(Map.of("httpGet", Map.of("path", "/", "port", 80)));
    }

    @Test
    void healthCountsForWhatItIsAbout() {
        Health health = new Health(new Health.Tcp(1), 10, 2, 3, 0, 5, Health.Use.READINESS);

        Map<String, Object> container =
                container(Optional.of(health), new Probe(Use.READINESS, TCP), new Probe(Use.LIVENESS, TCP));

        assertThat(Tree.map(container, "readinessProbe", "tcpSocket")).isEqualTo(Map.of("port", 1));
        assertThat(Tree.map(container, "livenessProbe", "tcpSocket")).isEqualTo(Map.of("port", 80));
    }

    @Test
    void whatIsNotAskedForIsNotTried() {
        assertThat(container(Optional.empty())).doesNotContainKeys("startupProbe", "readinessProbe", "livenessProbe");
    }

    private static Map<String, Object> container(Optional<Health> health, Probe... probes) {
        Container plain = Samples.container("api", List.of(), List.of(), List.of(), List.of(probes), List.of());
        Container container = new Container(
                "api",
                plain.image(),
                plain.pullPolicy(),
                List.of(),
                List.of(),
                "",
                List.of(),
                List.of(),
                List.of(),
                health,
                plain.resources(),
                plain.security(),
                plain.hooks(),
                false,
                false,
                false,
                plain.probes(),
                List.of(),
                Origin.NONE);
        Map<String, Object> deployment = Rendering.of(Samples.stack(
                        "shop", Samples.component(container, Samples.replicas(1), Pod.PLAIN, Placement.ANYWHERE)))
                .tree("Deployment/shop-api");
        return Tree.list(deployment, "spec", "template", "spec", "containers").get(0);
    }
}
