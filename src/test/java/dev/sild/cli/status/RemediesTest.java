package dev.sild.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.symptoms.Symptom;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever follows a remedy is not sent the wrong way: it depends on what exactly the cluster reports. */
class RemediesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            IMAGE         | dial tcp: lookup registry.invalid: no such host              | correct the registry's name in the image
            IMAGE         | dial tcp 192.0.2.1:443: i/o timeout                          | whether the nodes can connect to it
            IMAGE         | failed to resolve: 401 Unauthorized                          | check imagePullSecrets
            IMAGE         | registry.example.com/shop/api:9: not found                   | check name and tag of the image
            CONFIGURATION | secret "stripe" not found                                    | create secret generic stripe --from-literal=KEY=VALUE
            CONFIGURATION | configmap "shop-settings" not found                          | create configmap shop-settings --from-literal=KEY=VALUE
            CONFIGURATION | secret "a; rm -rf /" not found                               | get secrets,configmaps
            NO_NODE       | 0/3 nodes are available: 3 Insufficient cpu                  | lower resources.requests
            NO_NODE       | 0/3 nodes are available: 3 node(s) had untolerated taint {x} | add placement.tolerations
            NO_POD        | exceeded quota: few, requested: pods=1                       | lower replicas or resources, or ask
            NO_POD        | exceeded quota: few, requested: pods=1, used: pods=0, limited: pods=0 | ask an administrator to raise the quota, which allows none of them: kubectl -n shop describe quota few
            NO_POD        | exceeded quota: few, requested: pods=1, used: pods=5, limited: pods=5 | lower replicas, or ask
            NO_POD        | exceeded quota: big, requested: requests.cpu=2, used: requests.cpu=1, limited: requests.cpu=2 | lower resources or replicas, or ask
            PROBE         | Readiness probe failed: HTTP probe failed with statuscode: 404 | the program answers, but with an error
            NO_NODE       | 0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules | change the rules that keep pods apart
            NO_NODE       | 0/3 nodes are available: 3 node(s) had volume node affinity conflict | describe Pod
            PROBE         | Readiness probe failed: connection refused                   | or the program
            CRASH         | OOMKilled                                                    | raise resources.limits.memory
            """)
    void theRemedyFitsTheMessage(Symptom.Kind kind, String message, String remedy) {
        Symptom symptom = new Symptom(kind, "Pod/shop-api-1", "Reason", message, "api");

        assertThat(new Remedies("shop", SpecTerms.STACK).of(symptom, new Wanted(Optional.empty())))
                .contains(remedy);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            IMAGE         | registry.example.com/shop/api:9: not found                   | and --image-pull-secret for a private registry
            CONFIGURATION | secret "stripe" not found                                    | correct its name in the compose file
            NO_NODE       | 0/3 nodes are available: 3 didn't match Pod's node selector  | change deploy.placement.constraints, or have a node labelled: kubectl label node NODE KEY=VALUE
            NO_NODE       | 0/3 nodes are available: 3 Insufficient cpu                  | lower deploy.resources.reservations
            NO_VOLUME     | storageclass.storage.k8s.io "fast" not found                 | in --storage-class or x-sild: {class: NAME} of the volume, and delete the claim that waits: kubectl get storageclasses
            NO_POD        | violates PodSecurity "restricted:latest"                     | convert with --security restricted
            CRASH         | OOMKilled                                                    | raise deploy.resources.limits.memory
            """)
    void theRemedyOfAProjectIsInTheWordsOfComposeFiles(Symptom.Kind kind, String message, String remedy) {
        Symptom symptom = new Symptom(kind, "Pod/api-1", "Reason", message, "api");

        assertThat(new Remedies("shop", SpecTerms.PROJECT).of(symptom, new Wanted(Optional.empty())))
                .contains(remedy)
                .doesNotContain("the spec");
    }
}
