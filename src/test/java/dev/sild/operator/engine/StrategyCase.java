package dev.sild.operator.engine;

import dev.sild.cluster.ControlPlane;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** A cluster with a stack of any objects, and the objects that tests of strategies put into it. */
abstract class StrategyCase {
    final ControlPlane plane;
    Bench bench;

    StrategyCase(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void open(TestInfo test) {
        String name = test.getTestMethod()
                .orElseThrow()
                .getName()
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
        bench = new Bench(plane, "s-" + name.substring(0, Math.min(name.length(), 55)));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    static String deployment(String spec) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api}
        spec:
          %s
          selector: {matchLabels: {app: api}}
          template:
            metadata: {labels: {app: api}}
            spec:
              containers: [{name: api, image: "shop:1", resources: {limits: {cpu: "0.5"}}}]
        """.formatted(spec);
    }

    static String configMap(String name, String data) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s}
        data: {%s}
        """.formatted(name, data);
    }

    static String claim(String size) {
        return claim(size, "none");
    }

    static String claim(String size, String storageClass) {
        return """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], storageClassName: %s, resources: {requests: {storage: %s}}}
        """.formatted(storageClass, size);
    }
}
