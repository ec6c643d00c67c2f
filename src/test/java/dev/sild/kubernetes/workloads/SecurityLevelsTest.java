package dev.sild.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.Samples;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Origin;
import dev.sild.model.Pod;
import dev.sild.model.PodSecurity;
import dev.sild.model.Security;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecurityLevelsTest {
    private static final Security BINDS = Security.DEFAULT.withAddCapabilities(List.of("NET_BIND_SERVICE"));

    @Test
    void restrictedClosesThePodAndEachOfItsContainers() {
        Map<String, Object> pod = pod(PodSecurity.RESTRICTED);

        assertThat(Tree.map(pod, "securityContext"))
                .isEqualTo(Map.of(
                        "fsGroup",
                        70L,
                        "fsGroupChangePolicy",
                        "OnRootMismatch",
                        "runAsNonRoot",
                        true,
                        "seccompProfile",
                        Map.of("type", "RuntimeDefault")));
        for (String list : List.of("initContainers", "containers")) {
            assertThat(Tree.list(pod, list))
                    .singleElement()
                    .satisfies(container -> assertThat(Tree.map(container, "securityContext"))
                            .isEqualTo(Map.of(
                                    "allowPrivilegeEscalation",
                                    false,
                                    "capabilities",
                                    Map.of("add", List.of("NET_BIND_SERVICE"), "drop", List.of("ALL")))));
        }
    }

    @Test
    void baselineLeavesRootAndTheCapabilitiesAlone() {
        Map<String, Object> pod = pod(PodSecurity.BASELINE);

        assertThat(Tree.map(pod, "securityContext"))
                .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"))
                .doesNotContainKey("runAsNonRoot");
        assertThat(Tree.map(Tree.list(pod, "containers").get(0), "securityContext"))
                .isEqualTo(Map.of("capabilities", Map.of("add", List.of("NET_BIND_SERVICE"))));
    }

    @Test
    void privilegedIsJustWhatIsSaid() {
        assertThat(Tree.map(pod(PodSecurity.PRIVILEGED), "securityContext"))
                .isEqualTo(Map.of("fsGroup", 70L, "fsGroupChangePolicy", "OnRootMismatch"));
    }

    private static Map<String, Object> pod(PodSecurity level) {
        Container plain = Samples.container("api", List.of(), List.of(), List.of());
        Container container = Container.of("api", plain.image())
                .with(builder -> builder.pullPolicy(plain.pullPolicy())
                        .resources(plain.resources())
                        .security(BINDS)
                        .hooks(plain.hooks()));
        Container init = Container.of("init", plain.image())
                .with(builder -> builder.pullPolicy(plain.pullPolicy())
                        .resources(plain.resources())
                        .security(BINDS)
                        .hooks(plain.hooks()));
        Component component = Component.of("api", Samples.replicas(1), List.of(container), Origin.NONE)
                .with(builder -> builder.inits(List.of(init))
                        .pod(Pod.secured(level, Optional.of(70L), Optional.empty(), List.of(), Map.of(), Map.of())));
        return Tree.map(
                Rendering.of(Samples.stack("shop", component)).tree("Deployment/shop-api"), "spec", "template", "spec");
    }
}
