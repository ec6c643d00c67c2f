package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sild.kinds.Kinds;
import org.junit.jupiter.api.Test;

/** Third-party objects that the author of a stack cannot reach through it. */
@OnControlPlane
class StackAuthorOwnershipTest extends StackAuthorCase {
    StackAuthorOwnershipTest(ControlPlane plane) {
        super(plane);
    }

    @Test
    void anObjectOfSomebodyElseIsNotChangedByAnAnnotationOfTheStack() {
        plane.kubectlWithInput("""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: taker-api}
        spec:
          selector: {matchLabels: {app: theirs}}
          template:
            metadata: {labels: {app: theirs}}
            spec:
              serviceAccountName: default
              containers: [{name: api, image: "theirs:1", securityContext: {privileged: true}, volumeMounts: [{name: node, mountPath: /node}]}]
              volumes: [{name: node, hostPath: {path: /}}]
        """, "apply", "-n", NAMESPACE, "-f", "-").require();
        String before = generationAndSpec("taker-api");

        create(
                        "WebStack",
                        "webstacks",
                        "taker",
                        "{\"api\": {\"image\": \"evil:1\"}}",
                        ", \"annotations\": {\"sild.dev/adopt\": \"*\"}")
                .require();

        assertThat(OperatorBench.condition(look(Kinds.WEB_STACK, "webstacks", "taker"), "Ready"))
                .startsWith("False Conflict")
                .contains("Deployment/taker-api", "sild.dev/adoptable-by");
        assertThat(generationAndSpec("taker-api")).isEqualTo(before);
        plane.kubectl("delete", "deployment", "taker-api", "-n", NAMESPACE).require();
    }

    @Test
    void theObjectsOfAnotherStackAreNotTakenByAStackWhoseNamesAreTheSame() {
        create("WebStack", "webstacks", "a-b", "{\"api\": {\"image\": \"victim:1\"}}", "")
                .require();
        look(Kinds.WEB_STACK, "webstacks", "a-b");
        String before = generationAndSpec("a-b-api");
        // The service b-api of the stack a has the name of the component api of the stack a-b.
        create(
                        "MicroserviceStack",
                        "microservicestacks",
                        "a",
                        "{\"services\": [{\"name\": \"b-api\", \"image\": \"evil:1\"}], \"gateway\": {\"routes\": [{\"path\": \"/\", \"service\": \"b-api\"}]}}",
                        ", \"annotations\": {\"sild.dev/adopt\": \"*\"}")
                .require();

        assertThat(OperatorBench.condition(look(Kinds.MICROSERVICE_STACK, "microservicestacks", "a"), "Ready"))
                .startsWith("False Conflict")
                .contains("WebStack/a-b");
        assertThat(generationAndSpec("a-b-api")).isEqualTo(before);
    }

    @Test
    void ownersThatTheAuthorNamesAreNotInheritedAndNothingIsMadeElsewhere() {
        create(
                        "WebStack",
                        "webstacks",
                        "owned",
                        "{\"api\": {\"image\": \"a:1\"}}",
                        ", \"ownerReferences\": [{\"apiVersion\": \"v1\","
                                + " \"kind\": \"ConfigMap\", \"name\": \"kube-root-ca.crt\", \"uid\": \""
                                + uidOfTheCertificates() + "\"}]")
                .require();

        JsonNode stack = look(Kinds.WEB_STACK, "webstacks", "owned");

        JsonNode deployment = get("apps/v1", "Deployment", "owned-api");
        assertThat(deployment.at("/metadata/ownerReferences")).hasSize(1);
        assertThat(deployment.at("/metadata/ownerReferences/0/uid").asText())
                .isEqualTo(stack.at("/metadata/uid").asText());
        noPodReachesItsNode();
        assertThat(plane.client()
                        .get("/apis/apps/v1/namespaces/" + OTHER + "/deployments")
                        .require()
                        .json()
                        .path("items"))
                .isEmpty();
    }

    private String uidOfTheCertificates() {
        return plane.kubectl("get", "configmap", "kube-root-ca.crt", "-n", NAMESPACE, "-o", "jsonpath={.metadata.uid}")
                .require();
    }

    private String generationAndSpec(String deployment) {
        JsonNode object = get("apps/v1", "Deployment", deployment);
        return object.at("/metadata/generation") + " " + object.path("spec");
    }
}
