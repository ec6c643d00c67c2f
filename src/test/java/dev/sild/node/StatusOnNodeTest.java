package dev.sild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.cli.CommandRun;
import dev.sild.cluster.OperatorProcess;
import dev.sild.podman.CommandRunner;
import dev.sild.podman.PodmanMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Stacks that ten different things keep from being ready, side by side on a node: the first three lines of {@code sild
 * status} name each cause. What was printed is in {@code target/breaks.txt}.
 */
@OnNode
class StatusOnNodeTest {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final Path SEEN = Path.of("target", "breaks.txt");

    @AutoClose
    private static PodmanMachine podman;

    private static final Map<Break, Node> NODES = new LinkedHashMap<>();
    private static OperatorProcess operator;

    /**
     * What is wrong.
     *
     * @param level of the namespace's Pod Security
     * @param before an object that is there before the stack; empty for none
     * @param kind of the stack
     * @param spec of the stack, in YAML's flow style
     * @param cause a pattern in the first three lines
     */
    private record Break(String name, String level, String before, String kind, String spec, String cause) {}

    private static Break web(String name, String api, String rest, String cause) {
        return web(name, "baseline", "", api, rest, cause);
    }

    private static Break web(String name, String level, String before, String api, String rest, String cause) {
        String spec = """
            api: {%s, imagePullPolicy: IfNotPresent, port: 3000, replicas: 1, resources: {requests: {cpu: 10m}}}
            proxy: {enabled: false}
            cache: {enabled: false}
            %s
            """.formatted(api, rest);
        return new Break(name, level, before, "WebStack", spec, cause);
    }

    private static final String API = "image: '" + Shop.API + "'";
    private static final String DATABASE =
            "database: {image: 'docker.io/library/postgres:17-alpine', version: 17, resources: {requests: {cpu: 10m}}}";
    private static final String NO_DATABASE = "database: {enabled: false}";

    private static List<Break> breaks(Path folder) {
        return List.of(
                web(
                        "image",
                        "image: 'registry.invalid/shop/api:9'",
                        NO_DATABASE,
                        "(ErrImagePull|ImagePullBackOff).*registry.invalid/shop/api:9"),
                web(
                        "quota",
                        "baseline",
                        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: {pods: '0'}}}",
                        API,
                        NO_DATABASE,
                        "exceeded quota: few"),
                web(
                        "node-selector",
                        API + ", placement: {nodeSelector: {disk: none}}",
                        NO_DATABASE,
                        "(?s)Unschedulable.*node"),
                web(
                        "claim",
                        API,
                        DATABASE.replace("version: 17", "version: 17, storage: {storageClassName: nowhere}"),
                        "(?s)nowhere"),
                web(
                        "secret",
                        API + ", secretEnv: [{name: STRIPE_KEY, secretName: stripe, key: api-key}]",
                        NO_DATABASE,
                        "(?s)stripe.*"),
                web(
                        "probe",
                        API + ", command: [python3, -m, http.server, '3000']"
                                + ", probes: {readiness: {httpGet: {path: /nothing-here}}}",
                        NO_DATABASE,
                        "(?s)Readiness probe failed.*404"),
                web(
                        "crash",
                        API + ", command: [python3, -c, 'raise SystemExit(\"no settings file\")']",
                        NO_DATABASE,
                        "(?s)CrashLoopBackOff|no settings file"),
                web(
                        "policy",
                        "restricted",
                        "",
                        API + ", podSecurity: Baseline, securityContext: {runAsUser: 0}",
                        NO_DATABASE,
                        "violates PodSecurity \"restricted"),
                new Break(
                        "right",
                        "baseline",
                        "",
                        "MonitoringStack",
                        "clusterWide: true",
                        "(?s)CapabilityMissing.*clusterWide"),
                web(
                        "certificate",
                        "baseline",
                        expired(folder),
                        API + ", command: [python3, -m, http.server, '3000']",
                        NO_DATABASE
                                + "\nexposure: {type: Ingress, host: shop.example.com, tls: {secretName: shop-tls}}",
                        "(?s)shop-tls.*expired"));
    }

    /** A Secret with a certificate that ended long ago. */
    private static String expired(Path folder) {
        CommandRunner.run(folder, Map.of(), LIMIT, List.of("sh", "-ec", """
            openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj /CN=shop.example.com \
              -addext subjectAltName=DNS:shop.example.com -not_before 20240101000000Z -not_after 20240201000000Z
            """)).orFail();
        try {
            return "{apiVersion: v1, kind: Secret, metadata: {name: shop-tls}, type: kubernetes.io/tls, stringData: {tls.crt: \"%s\", tls.key: \"%s\"}}"
                    .formatted(
                            Files.readString(folder.resolve("cert.pem")).replace("\n", "\\n"),
                            Files.readString(folder.resolve("key.pem")).replace("\n", "\\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void makeTheStacks() throws IOException {
        podman = PodmanMachine.start();
        Shop.makeTheImages(podman);
        Path folder = podman.folder("breaks");
        for (Break broken : breaks(folder)) {
            NODES.put(broken, new Node(folder, "sild-" + broken.name(), broken.level()));
        }
        Node any = NODES.values().iterator().next();
        any.load(podman, Shop.API);
        any.load(podman, "docker.io/library/postgres:17-alpine");
        any.run(
                "apply",
                "--server-side",
                "--force-conflicts",
                "-f",
                Path.of("crds").toAbsolutePath().toString());
        List<String> namespaces = NODES.values().stream().map(Node::namespace).toList();
        operator = OperatorProcess.start(
                Path.of(Node.KUBECONFIG),
                Map.of(
                        "QUARKUS_OPERATOR_SDK_NAMESPACES",
                        String.join(",", namespaces),
                        "SILD_LEADER_ELECTION_ENABLED",
                        "false"));
        NODES.forEach((broken, node) -> {
            if (!broken.before().isEmpty()) {
                node.apply(broken.before());
            }
            node.apply("""
                apiVersion: sild.dev/v1alpha1
                kind: %s
                metadata: {name: shop}
                spec:
                %s""".formatted(broken.kind(), broken.spec().indent(2)));
        });
    }

    @AfterAll
    static void removeTheStacks() {
        if (operator != null) {
            operator.close();
        }
        NODES.values().forEach(Node::close);
    }

    @Test
    void theFirstThreeLinesOfTheStatusNameTheCause() throws IOException {
        List<String> unnamed = new ArrayList<>();
        StringBuilder seen = new StringBuilder();
        NODES.forEach((broken, node) -> {
            try {
                await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> names(broken, status(node)));
            } catch (ConditionTimeoutException e) {
                unnamed.add(broken.name());
            }
            seen.append("== ")
                    .append(node.namespace())
                    .append('\n')
                    .append(status(node))
                    .append('\n');
        });
        Files.writeString(SEEN, seen);
        assertThat(unnamed).as(seen + operator.log()).isEmpty();
    }

    private static boolean names(Break broken, String status) {
        String first = String.join("\n", status.lines().limit(3).toList());
        return Pattern.compile(broken.cause()).matcher(first).find();
    }

    private static String status(Node node) {
        CommandRun run =
                CommandRun.of(Path.of("."), "", "status", "-n", node.namespace(), "--kubeconfig", Node.KUBECONFIG);
        return run.out() + run.err();
    }
}
