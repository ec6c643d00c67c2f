package dev.sild.operator.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.Desired;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a change of what is stated, and what does not. */
class ComparisonTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
      a default of the server's     | replicas: 2                                    | {replicas: 2, revisionHistoryLimit: 10}
      a canonical quantity          | limits: {cpu: "0.5", memory: 1024Mi}           | limits: {cpu: 500m, memory: 1Gi}
      a number by another type      | replicas: 2                                    | replicas: 2.0
      a sidecar                     | containers: [{name: api}]                      | containers: [{name: injected}, {name: api}]
      another manager's variable    | env: [{name: A, value: b}]                     | env: [{name: A, value: b}, {name: C, value: d}]
      a port's protocol             | ports: [{port: 80}]                            | ports: [{port: 80, protocol: TCP, nodePort: 30000}]
      a defaulted atomic list       | ingress: [{ports: [{port: 80}]}]               | ingress: [{ports: [{port: 80, protocol: TCP}]}]
      a list that is not there      | egress: []                                     | {}
      a node port nobody states     | type: NodePort                                 | {type: NodePort, clusterIP: 10.0.0.1}
      another manager's labels      | labels: {a: b}                                 | labels: {a: b, c: d}
      """)
    void isNoChange(String what, String stated, String live) {
        assertThat(changes(object(stated), object(live))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
      another value                 | replicas: 2                                    | replicas: 3                          | spec.replicas
      a field that went             | replicas: 2                                    | {}                                   | spec.replicas
      another quantity              | limits: {cpu: "0.5"}                           | limits: {cpu: 600m}                  | spec.limits.cpu
      an element that went          | containers: [{name: api}]                      | containers: [{name: web}]            | spec.containers[name=api]
      a field of an element         | containers: [{name: api, image: a}]            | containers: [{name: api, image: b}]  | spec.containers[name=api].image
      the order of variables        | env: [{name: A}, {name: B}]                    | env: [{name: B}, {name: A}]          | spec.env
      an atomic list with more      | args: [a]                                      | args: [a, b]                         | spec.args
      a peer that admits others     | ingress: [{from: [{podSelector: {}}]}]         | ingress: [{from: [{podSelector: {}, namespaceSelector: {}}]}] | spec.ingress[0].from[0].namespaceSelector
      a selector for fewer          | podSelector: {matchLabels: {a: b}}             | podSelector: {matchLabels: {a: b, c: d}} | spec.podSelector.matchLabels.c
      an empty directory no more    | volumes: [{name: tmp, emptyDir: {}}]           | volumes: [{name: tmp, hostPath: {path: /}}] | spec.volumes[name=tmp].emptyDir
      a port by its protocol        | ports: [{containerPort: 53, protocol: UDP}]    | ports: [{containerPort: 53, protocol: TCP}] | spec.ports[containerPort=53,protocol=UDP]
      """)
    void isAChange(String what, String stated, String live, String path) {
        assertThat(changes(object(stated), object(live)))
                .extracting(Change::toString)
                .containsExactly(path);
    }

    @Test
    void noChangeOfASecretHoldsItsValues() {
        String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {password: c2VjcmV0}}";

        assertThat(changes(secret, secret.replace("c2VjcmV0", "b3RoZXI=")))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change).hasToString("data.password");
                    assertThat(change.live().toString() + change.stated()).doesNotContain("c2VjcmV0", "b3RoZXI=");
                });
    }

    @Test
    void theHashOfASecretSaysNothingOfItsData() {
        String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {password: c2VjcmV0}}";
        Desired one = Objects.desired(secret);
        Desired other = Objects.desired(secret.replace("c2VjcmV0", "b3RoZXI="));

        assertThat(one.hash()).isEqualTo(other.hash());
        assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
    }

    @Test
    void theHashDoesNotDependOnTheOrderOfKeysAndIsTheSameForEver() {
        Desired one = Objects.desired("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: '1', b: '2'}}");
        Desired other =
                Objects.desired("{kind: ConfigMap, data: {b: '2', a: '1'}, metadata: {name: c}, apiVersion: v1}");

        assertThat(one.hash()).isEqualTo(other.hash()).isEqualTo("v1-bc920e0b2a7f299c1acab295");
    }

    /** Returns the changes but for those of owner and annotation, which are not what is looked at here. */
    private static List<Change> changes(String stated, String live) {
        return Comparison.changes(Objects.desired(stated), Objects.live(live)).stream()
                .filter(change -> !change.toString().startsWith("metadata."))
                .toList();
    }

    private static String object(String spec) {
        return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: object}, spec: "
                + (spec.startsWith("{") ? spec : "{" + spec + "}") + "}";
    }
}
