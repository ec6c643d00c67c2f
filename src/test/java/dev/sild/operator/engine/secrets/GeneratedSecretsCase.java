package dev.sild.operator.engine.secrets;

import dev.sild.cluster.ControlPlane;
import dev.sild.operator.engine.Bench;
import dev.sild.operator.engine.StackBench;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** A stack with a database and its generated passwords. */
abstract class GeneratedSecretsCase {
    static final String DATABASE = "shop-database";
    final ControlPlane plane;
    StackBench shop;
    Bench bench;

    GeneratedSecretsCase(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void open(TestInfo test) {
        shop = new StackBench(plane, test);
        bench = shop.bench;
    }

    @AfterEach
    void close() {
        shop.close();
    }

    Map<String, Long> generations() {
        Map<String, Long> generations = new TreeMap<>();
        Stream.concat(
                        bench
                                .client
                                .apps()
                                .deployments()
                                .inNamespace(bench.owner.namespace())
                                .list()
                                .getItems()
                                .stream(),
                        bench
                                .client
                                .apps()
                                .statefulSets()
                                .inNamespace(bench.owner.namespace())
                                .list()
                                .getItems()
                                .stream())
                .forEach(workload -> generations.put(
                        workload.getKind() + "/" + workload.getMetadata().getName(),
                        workload.getMetadata().getGeneration()));
        return generations;
    }

    Secret secret(String name) {
        return bench.client
                .secrets()
                .inNamespace(bench.owner.namespace())
                .withName(name)
                .get();
    }

    Map<String, String> values(String name) {
        return decoded(secret(name));
    }

    static Map<String, String> decoded(Secret secret) {
        Map<String, String> decoded = new TreeMap<>();
        secret.getData()
                .forEach((key, value) ->
                        decoded.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return decoded;
    }
}
