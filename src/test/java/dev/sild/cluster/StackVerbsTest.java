package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sild.cli.CommandRun;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The commands about running stacks, against an API server without an operator: what they ask and what they change. */
@OnControlPlane
class StackVerbsTest {
    private static final String SHOP = """
            apiVersion: sild.dev/v1alpha1
            kind: WebStack
            metadata: {name: NAME}
            spec: {api: {image: "shop:1.0", env: [{name: SMTP_PASSWORD, value: hunter2-hunter2}]}}
            """;
    private static final String SERVICES = """
            apiVersion: sild.dev/v1alpha1
            kind: MicroserviceStack
            metadata: {name: shop}
            spec:
              gateway: {type: None}
              services:
              - {name: order, image: "order:1", database: {engine: Postgres}}
              - {name: user, image: "user:1", database: {engine: Postgres}}
            """;

    private final ControlPlane plane;
    private String namespace;

    @TempDir
    Path folder;

    StackVerbsTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void makeRoom(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        namespace = "v-" + name.substring(0, Math.min(name.length(), 55));
        plane.defineTheKinds();
        plane.makeNamespace(namespace, "");
    }

    @AfterEach
    void leaveNothing() {
        plane.client().removeNamespace(namespace);
    }

    private void apply(String text) {
        plane.kubectlWithInput(text, "apply", "-n", namespace, "-f", "-").require();
    }

    private CommandRun sild(String... arguments) {
        return answered("", arguments);
    }

    private CommandRun answered(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        List<String> cluster =
                List.of("-n", namespace, "--kubeconfig", plane.kubeconfig().toString());
        all.addAll(1, cluster);
        return CommandRun.of(folder, input, all.toArray(String[]::new));
    }

    private JsonNode stack(String kind, String name) {
        return plane.client()
                .get(plane.client().path("sild.dev/v1alpha1", kind, namespace) + "/" + name)
                .require()
                .json();
    }

    @Test
    void aStackThatNoOperatorLooksAtIsSaidToBeSo() {
        apply(SHOP.replace("NAME", "shop"));

        CommandRun run = sild("status");

        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out().lines().limit(2))
                .containsExactly(
                        "WebStack/shop in " + namespace + ": not ready",
                        "  the operator has not looked at WebStack/shop");
    }

    @Test
    void whichStackIsMeantIsFoundOrAsked() {
        CommandRun none = sild("status");
        apply(SHOP.replace("NAME", "shop"));
        apply(SHOP.replace("NAME", "cart"));
        CommandRun several = sild("status");
        CommandRun unnamed = sild("pause", "--no-wait");
        CommandRun wrong = sild("pause", "shp", "--no-wait");
        CommandRun named = sild("pause", "webs/shop", "--no-wait");

        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err())
                .contains("namespace " + namespace + " has no stack and no converted project; choose another");
        assertThat(several.out()).contains("WebStack/cart", "WebStack/shop").startsWith("NAMESPACE");
        assertThat(unnamed.err()).contains("has several stacks; name one of WebStack/cart, WebStack/shop");
        assertThat(wrong.err()).contains("has no stack 'shp'; it has WebStack/cart, WebStack/shop");
        assertThat(named.code()).as(named.err()).isZero();
        assertThat(stack("WebStack", "shop").at("/spec/paused").asBoolean()).isTrue();
        assertThat(stack("WebStack", "cart").at("/spec/paused").asBoolean()).isFalse();
    }

    @Test
    void aStackAndAProjectOfOneNameAreToldApart() {
        apply(SHOP.replace("NAME", "shop"));
        apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  labels: &labels
                    app.kubernetes.io/name: web
                    app.kubernetes.io/instance: shop
                    app.kubernetes.io/managed-by: sild
                spec:
                  selector: {matchLabels: {app.kubernetes.io/name: web, app.kubernetes.io/instance: shop}}
                  template:
                    metadata: {labels: *labels}
                    spec: {containers: [{name: web, image: "web:1"}]}
                """);

        CommandRun both = sild("status");
        CommandRun unclear = sild("status", "shop");
        CommandRun project = sild("status", "project/shop");
        CommandRun stack = sild("status", "webstack/shop");
        CommandRun wrong = sild("pause", "project/shop", "--no-wait");

        assertThat(both.out()).contains(" WebStack/shop ", " project/shop ");
        assertThat(unclear.err()).contains("'shop' is the name of WebStack/shop, project/shop; use one of these");
        assertThat(project.out())
                .startsWith("project/shop in " + namespace + ": not ready")
                .contains("web:1");
        assertThat(stack.out()).startsWith("WebStack/shop in ").doesNotContain("web:1", "Deployment/web");
        assertThat(wrong.err()).contains("project/shop is a converted project, and 'pause' is for stacks only");
        assertThat(sild("pause", "shop", "--no-wait").code()).isZero();
    }

    @Test
    void modesOfAStackAreSetAndTakenBack() {
        apply(SHOP.replace("NAME", "shop"));

        assertThat(sild("pause", "--no-wait").code()).isZero();
        assertThat(stack("WebStack", "shop").at("/spec/paused").asBoolean()).isTrue();
        assertThat(sild("resume", "--no-wait").code()).isZero();
        assertThat(stack("WebStack", "shop").at("/spec/paused").asBoolean()).isFalse();
        assertThat(sild("hibernate", "--no-wait").code()).isZero();
        assertThat(stack("WebStack", "shop")
                        .at("/metadata/annotations/sild.dev~1hibernate")
                        .asText())
                .isEqualTo("true");
        assertThat(sild("wake", "--no-wait").code()).isZero();
        assertThat(stack("WebStack", "shop")
                        .at("/metadata/annotations/sild.dev~1hibernate")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void onlyThePasswordsThatAreNamedAreRotated() {
        apply(SERVICES);

        CommandRun wrong = sild("rotate", "cart", "--no-wait");
        CommandRun run = sild("rotate", "shop", "user", "--no-wait");

        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("no generated password of 'cart'; it has those of order, user");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(stack("MicroserviceStack", "shop")
                        .at("/spec/services/0/database/passwordRotation")
                        .isMissingNode())
                .isTrue();
        assertThat(stack("MicroserviceStack", "shop")
                        .at("/spec/services/1/database/passwordRotation")
                        .asText())
                .startsWith("cli-20");
    }

    @Test
    void theDifferencesOfAllStacksAreThoseThatTheirFilesHave() {
        apply(SHOP.replace("NAME", "shop"));
        apply(SERVICES.replace("name: shop", "name: parts"));

        CommandRun run = sild("diff", "--all");

        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        namespace + "/MicroserviceStack/parts:\n",
                        namespace + "/WebStack/shop:\n",
                        "  + Deployment/shop-api is created\n",
                        "  + StatefulSet/parts-order-database is created\n");
    }

    @Test
    void withoutBackupsOrPodsCommandsSayWhatIsMissing() {
        apply(SHOP.replace("NAME", "shop"));

        assertThat(sild("backup").err()).contains("has no backups; set backup.enabled: true");
        assertThat(sild("backups").err()).contains("has no backups");
        assertThat(sild("restore", "--yes").err()).contains("has no backups");
        assertThat(sild("psql").err()).contains("WebStack/shop runs no pod of Postgres");
        assertThat(sild("logs", "api").err()).contains("has no pod of 'api'");
        assertThat(sild("restart").err()).contains("has nothing to restart");
    }

    @Test
    void backupsInABucketAreListedByAJobOfTheTemplateOfRestores() {
        apply(SHOP.replace("NAME", "shop"));
        plane.kubectl(
                        "apply",
                        "-n",
                        namespace,
                        "-f",
                        Path.of("src/test/resources/webstack/backups-to-a-bucket/out.yaml")
                                .toAbsolutePath()
                                .toString())
                .require();
        AuditLog log = AuditLog.ofNow(plane, "admin");
        try (KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(plane.kubeconfig().toFile()))
                        .build();
                Kubelet kubelet = new Kubelet(client, namespace)) {
            CommandRun list = sild("backups");
            CommandRun restore = sild("restore", "app-20260131T031500Z.dump", "--yes");
            CommandRun wrong = sild("restore", "order", "app-20260131T031500Z.dump", "--yes");

            // Nothing runs here, so that no dump is there.
            assertThat(list.code()).as(list.err()).isZero();
            assertThat(list.err()).contains("WebStack/shop has no backups yet");
            assertThat(restore.err())
                    .contains("no backup 'app-20260131T031500Z.dump' of database can be restored")
                    .doesNotContain("restore of");
            assertThat(wrong.err()).contains("has no backups of 'order'; it has backups of database");
        }
        assertThat(log.requests())
                .extracting(AuditLog.Request::toString)
                .anyMatch(request -> request.matches("delete .*/jobs/shop-backup-restore-list-[0-9]{10} 200"))
                .noneMatch(request -> request.contains("jobs/shop-backup-list"));
    }

    @Test
    void aReportHoldsNoSecret() throws IOException {
        apply(SHOP.replace("NAME", "shop"));
        apply("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: shop-database
                  labels: {app.kubernetes.io/managed-by: sild, app.kubernetes.io/instance: shop}
                stringData: {password: correct-horse-battery, host: shop-database}
                """);
        apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: shop-proxy
                  labels: {app.kubernetes.io/managed-by: sild, app.kubernetes.io/instance: shop}
                data: {app.conf: "url postgres://app:correct-horse-battery@shop-database/app"}
                """);

        CommandRun run = sild("report", "-o", "shop.zip");
        CommandRun again = sild("report", "-o", "shop.zip");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(again.err()).contains("shop.zip exists already");
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(folder.resolve("shop.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                names.add(entry.getName());
                String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                assertThat(text)
                        .as(entry.getName())
                        .doesNotContain("correct-horse", "hunter2", "Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5");
            }
        }
        assertThat(names).contains("status.txt", "stack.yaml", "objects/secrets/shop-database.yaml", "events.yaml");
    }
}
