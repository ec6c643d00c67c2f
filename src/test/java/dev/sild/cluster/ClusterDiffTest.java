package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.cli.TestedCommandLine;
import dev.sild.cli.terminal.Console;
import dev.sild.operator.engine.Preview;
import dev.sild.operator.engine.plan.AdoptionConsent;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.Step;
import dev.sild.stacks.web.WebStacks;
import dev.sild.v1alpha1.WebStack;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** {@code sild diff} against a cluster: before a stack is there, when all is as it should be, and after a change. */
@Tag("executable")
@OnControlPlane
class ClusterDiffTest {
    private static final String SHOP = """
      apiVersion: sild.dev/v1alpha1
      kind: WebStack
      metadata: {name: shop, namespace: NAMESPACE}
      spec: {api: {image: "shop:1.0"}}
      """;

    private record Run(int code, String out, String err) {}

    private final ControlPlane plane;
    private String namespace;
    private String shop;

    ClusterDiffTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void makeRoom(TestInfo test) {
        namespace = "diff-" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        shop = SHOP.replace("NAMESPACE", namespace);
        plane.defineTheKinds();
        plane.makeNamespace(namespace, "");
    }

    @AfterEach
    void leaveNothing() {
        plane.client().removeNamespace(namespace);
    }

    private Run diff(String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                Path.of("").toAbsolutePath(),
                Map.of(),
                new ByteArrayInputStream(shop.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> arguments = new java.util.ArrayList<>(
                List.of("diff", "-", "--kubeconfig", plane.kubeconfig().toString()));
        arguments.addAll(List.of(more));
        return new Run(
                TestedCommandLine.run(console, arguments.toArray(String[]::new)),
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void showsWhatWouldBeMadeAndMakesNothing() {
        Run run = diff();

        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("WebStack/shop:\n")
                .contains("  + Deployment/shop-api is created\n", "  + Secret/shop-database is created\n");
        assertThat(plane.kubectl("get", "deployments,secrets,services", "-n", namespace, "-o", "name")
                        .require())
                .isEmpty();
    }

    @Test
    void saysOnceThatNoOperatorWatchesTheNamespace() {
        shop = shop + "---\n" + shop.replace("name: shop", "name: second");
        // Tests of the chart may have left one that watches all namespaces.
        plane.kubectl(
                        "delete",
                        "deployments",
                        "--all-namespaces",
                        "--selector=app.kubernetes.io/part-of=sild,app.kubernetes.io/component=operator")
                .require();
        plane.kubectl("create", "deployment", "sild", "--image=sild", "-n", namespace)
                .require();
        plane.kubectl("set", "env", "deployment/sild", "QUARKUS_OPERATOR_SDK_NAMESPACES=other", "-n", namespace)
                .require();
        plane.kubectl(
                        "label",
                        "deployment/sild",
                        "app.kubernetes.io/part-of=sild",
                        "app.kubernetes.io/component=operator",
                        "-n",
                        namespace)
                .require();

        Run run = diff();

        assertThat(run.out()).contains("WebStack/shop:\n", "WebStack/second:\n");
        assertThat(run.err())
                .containsOnlyOnce("no operator that can be read watches namespace " + namespace
                        + "; cAdvisor and rights to see all namespaces count as allowed");
    }

    @Test
    void showsFieldByFieldWhatHasChangedAndNoValueOfASecret() throws JsonProcessingException {
        bringAbout();
        Run same = diff();

        plane.kubectl("set", "image", "deployment/shop-api", "-n", namespace, "api=evil:2")
                .require();
        plane.kubectl(
                        "label",
                        "--overwrite",
                        "secret",
                        "shop-database",
                        "-n",
                        namespace,
                        "app.kubernetes.io/part-of=hunter2")
                .require();
        plane.kubectl("create", "configmap", "shop-left", "-n", namespace).require();
        Run changed = diff("--color", "always");

        assertThat(same.code()).as(same.out() + same.err()).isZero();
        assertThat(same.out()).isEqualTo("WebStack/shop: no differences\n");
        assertThat(changed.code()).as(changed.err()).isEqualTo(1);
        assertThat(changed.out())
                .contains(
                        "~ Deployment/shop-api is changed back",
                        "    spec.template.spec.containers[name=api].image\n"
                                + "\u001b[31m      - evil:2\u001b[0m\n\u001b[32m      + shop:1.0\u001b[0m",
                        "~ Secret/shop-database is changed back",
                        "    metadata.labels[app.kubernetes.io/part-of]\n")
                .doesNotContain("hunter2", "shop-left", "Deployment/shop-proxy");
    }

    @Test
    void showsFieldsThatAreStatedNoMore() throws JsonProcessingException {
        String without = shop;
        shop = shop.replace("{image:", "{labels: {team: shop}, env: [{name: LEVEL, value: info}], image:");
        bringAbout();

        shop = without;
        Run run = diff();

        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("""
                          ~ Deployment/shop-api is changed
                            spec.template.metadata.labels.team
                              - shop
                            spec.template.spec.containers[name=api].env[name=LEVEL]
                              - {name=LEVEL, value=info}
                        """);
    }

    @Test
    void anErrorIsNoDifference() {
        assertThat(diff("--context", "nowhere").code()).isEqualTo(2);
        assertThat(diff("--kubeconfig", "nowhere").code()).isEqualTo(2);
    }

    /** Does what the plan says until there is nothing left, as the operator would. */
    private void bringAbout() throws JsonProcessingException {
        plane.kubectlWithInput(shop, "apply", "-f", "-").require();
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(plane.kubeconfig().toFile()))
                .build()) {
            WebStack stack = client.resources(WebStack.class)
                    .inNamespace(namespace)
                    .withName("shop")
                    .get();
            for (int round = 0; round < 4; round++) {
                Plan plan = new Preview(client, Clock.systemUTC())
                        .of(Owner.of(stack), AdoptionConsent.NONE, inputs -> WebStacks.translate(stack, inputs));
                for (Step step : plan.steps()) {
                    Desired desired = step instanceof Step.Create create
                            ? create.desired()
                            : step instanceof Step.Apply apply ? apply.desired() : null;
                    if (Objects.nonNull(desired)) {
                        plane.client()
                                .apply(new ObjectMapper().writeValueAsString(desired.tree()), namespace, "sild")
                                .require();
                    }
                }
            }
        }
    }
}
