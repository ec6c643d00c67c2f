package dev.sild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.cli.CommandRun;
import dev.sild.podman.CommandRunner;
import dev.sild.podman.PodmanMachine;
import dev.sild.podman.Sild;
import dev.sild.podman.StandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A stack writes dumps to a real S3 server, and stacks in other namespaces get them: by a restore, and when they are
 * new. All namespaces enforce {@code restricted}, and the cluster enforces the network policies.
 */
@OnNode
class S3BackupOnNodeTest {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final Path CRDS = Path.of("crds").toAbsolutePath();
    private static final String SERVER = "localhost/s3proxy:2.7.0";
    private static final String POSTGRES = "docker.io/library/postgres:17-alpine";
    private static final String RCLONE = "docker.io/rclone/rclone:1.71.2";

    /** A checksum of each table, of what is in none, and of the schema. */
    private static final String SUMS = """
      SELECT md5(string_agg(o::text, ';' ORDER BY id)), count(*) FROM orders o;
      SELECT md5(string_agg(c::text, ';' ORDER BY name)), count(*) FROM customers c;
      SELECT last_value FROM orders_id_seq; SELECT lo_get(4711);""";

    private static final String DATA = """
      CREATE TABLE customers (name text PRIMARY KEY, note text);
      INSERT INTO customers VALUES ('Õie', E'it''s\\\\n; --'), ('漢 😀', NULL), ('', '');
      CREATE TABLE orders (id bigserial PRIMARY KEY, customer text REFERENCES customers, picture bytea, extra jsonb);
      INSERT INTO orders (customer, picture, extra) SELECT 'Õie', decode(md5(n::text), 'hex'), jsonb_build_object('n', n)
        FROM generate_series(1, 200000) n;
      SELECT lo_from_bytea(4711, 'a large object');""";

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void makeTheImages() throws IOException {
        podman = PodmanMachine.start();
        StandIns.busybox();
        podman.run("tag", PodmanMachine.BUSYBOX, "docker.io/library/busybox:1.37.0");
        StandIns.debian("postgres:17-alpine", "rclone/rclone:1.71.2");
        Path context = podman.folder("s3proxy");
        CommandRunner.run(context, Map.of(), LIMIT, List.of("cp", "-r", "/usr/local/lib/s3proxy", "lib"))
                .orFail();
        Files.writeString(context.resolve("Containerfile"), """
        FROM docker.io/library/debian:trixie-slim
        RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends default-jre-headless
        COPY lib /usr/local/lib/s3proxy
        """);
        podman.build(context, "-t", SERVER);
    }

    @Test
    void whatIsRestoredInAnotherNamespaceEqualsTheSource() throws IOException {
        try (Node server = node("s3");
                Node source = node("source");
                Node copy = node("copy")) {
            for (String image : List.of(SERVER, POSTGRES, RCLONE, "docker.io/library/busybox:1.37.0")) {
                server.load(podman, image);
            }
            serve(server);
            apply(source, server, "");
            ask(source, DATA);
            String before = ask(source, SUMS);
            job(source, "now", "shop-backup");
            assertThat(message(source, "now")).contains("\"rows\":200003", "\"kept\":1");
            String dump = message(source, "now").replaceAll("(?s).*\"dump\":\"([^\"]+)\".*", "$1");
            job(source, "check", "shop-backup-verify");
            assertThat(message(source, "check")).contains(dump, "\"rows\":200003");

            // By a restore, in place, after a loss.
            ask(source, "DELETE FROM orders WHERE id % 2 = 0; DROP TABLE customers CASCADE; SELECT lo_unlink(4711)");
            job(source, "restore", "shop-backup-restore");
            assertThat(ask(source, SUMS)).isEqualTo(before);

            // By the verbs, which find the schedules by the stack.
            source.run("apply", "--server-side", "--force-conflicts", "-f", CRDS.toString());
            source.run(
                    "apply",
                    "-f",
                    podman.folder("node-source").resolve("shop.yaml").toString());
            assertThat(source.sild("backups").out()).contains(dump);
            ask(source, "DELETE FROM orders");
            CommandRun restored = source.sild("restore", dump, "--yes");
            assertThat(restored.code()).as(restored.out() + restored.err()).isZero();
            assertThat(ask(source, SUMS)).isEqualTo(before);

            // A new stack elsewhere, whose api starts once all is there.
            apply(copy, server, """
                bootstrap: {fromBackup: {prefix: %s/shop/database, dump: %s}}
            """.formatted(source.namespace(), dump));
            await().atMost(LIMIT).until(() -> !copy.podOf("api").isEmpty());
            assertThat(ask(copy, SUMS)).isEqualTo(before);
        }
    }

    private static Node node(String name) {
        return new Node(podman.folder("node-" + name), "sild-" + name, "restricted");
    }

    private static void serve(Node node) {
        Sild.file(podman.folder("node-s3"), "s3.yaml", """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: s3}
        data:
          s3.conf: |
            s3proxy.endpoint=http://0.0.0.0:9000
            s3proxy.authorization=aws-v4
            s3proxy.identity=backups
            s3proxy.credential=s3-secret-Aa0
            jclouds.provider=filesystem-nio2
            jclouds.identity=unused
            jclouds.credential=unused
            jclouds.filesystem.basedir=/data
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: s3}
        spec: {selector: {app: s3}, ports: [{port: 9000}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: s3, labels: {app: s3}}
        spec:
          automountServiceAccountToken: false
          securityContext: {runAsNonRoot: true, runAsUser: 65534, fsGroup: 65534, seccompProfile: {type: RuntimeDefault}}
          containers:
          - name: s3
            image: %s
            command: [sh, -c, 'mkdir -p /data/dumps && exec java -Xmx256m -cp "/usr/local/lib/s3proxy:/usr/local/lib/s3proxy/*" org.gaul.s3proxy.Main --properties /etc/s3/s3.conf']
            securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
            readinessProbe: {tcpSocket: {port: 9000}, periodSeconds: 1}
            volumeMounts: [{name: conf, mountPath: /etc/s3}, {name: data, mountPath: /data}]
          volumes: [{name: conf, configMap: {name: s3}}, {name: data, emptyDir: {}}]
        """.formatted(SERVER));
        node.run("apply", "-f", "s3.yaml");
        node.run("wait", "--for=condition=Ready", "pod/s3", "--timeout=120s");
    }

    private static void apply(Node node, Node server, String bootstrap) {
        Path folder = podman.folder("node-" + (bootstrap.isEmpty() ? "source" : "copy"));
        Sild.file(folder, "shop.yaml", """
        apiVersion: sild.dev/v1alpha1
        kind: WebStack
        metadata: {name: shop, namespace: %s}
        spec:
          api: {image: "docker.io/library/busybox:1.37.0", command: [sleep, "100000"], securityContext: {runAsUser: 1000}}
          cache: {enabled: false}
          proxy: {enabled: false}
          database:
            storage: {size: 1Gi}
            backup:
              enabled: true
              to: {s3: {endpoint: "http://s3.%s.svc:9000", bucket: dumps, credentialsFrom: {name: bucket}}}
              verify: {}
        %s""".formatted(node.namespace(), server.namespace(), bootstrap.indent(0)));
        node.run(
                "create",
                "secret",
                "generic",
                "bucket",
                "--from-literal=AWS_ACCESS_KEY_ID=backups",
                "--from-literal=AWS_SECRET_ACCESS_KEY=s3-secret-Aa0");
        CommandRunner.run(
                        folder,
                        Map.of(),
                        LIMIT,
                        Sild.command("render", "shop.yaml", "--with-secrets", "-o", "objects.yaml"))
                .orFail();
        node.run("apply", "--server-side", "-f", "objects.yaml");
        await().atMost(LIMIT)
                .until(() -> node.exec("database", "pg_isready -U app -h localhost")
                        .output()
                        .contains("accepting"));
    }

    private static String ask(Node node, String sql) {
        String quoted = sql.replace("'", "'\\''");
        return node.exec(
                        "database",
                        "PGPASSWORD=$POSTGRES_PASSWORD psql -h localhost -U app -XqAt -v ON_ERROR_STOP=1 app -c '"
                                + quoted + "'")
                .orFail();
    }

    private static void job(Node node, String name, String schedule) {
        node.run("create", "job", name, "--from=cronjob/" + schedule);
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> {
            String conditions = node.run("get", "job", name, "-o", "jsonpath={.status.conditions[*].type}");
            if (conditions.contains("Failed")) {
                throw new AssertionError(name + " failed: "
                        + node.tryRun("logs", "-l", "job-name=" + name, "--all-containers", "--prefix")
                                .output());
            }
            return conditions.contains("Complete");
        });
    }

    private static String message(Node node, String job) {
        return node.run(
                "get",
                "pods",
                "-l",
                "job-name=" + job,
                "-o",
                "jsonpath={.items[*].status.containerStatuses[?(@.name==\"bucket\")].state.terminated.message}");
    }
}
