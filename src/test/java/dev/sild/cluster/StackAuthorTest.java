package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sild.kinds.Kinds;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What someone who may edit the stacks of one namespace, and nothing else, gets done by the operator, which has the
 * rights that the chart gives it and the chart's default settings.
 */
@OnControlPlane
class StackAuthorTest extends StackAuthorCase {
    StackAuthorTest(ControlPlane plane) {
        super(plane);
    }

    @Test
    void theAuthorMayDoNothingButEditStacks() {
        for (String path : List.of(
                "/api/v1/namespaces/authors/secrets",
                "/api/v1/namespaces/authors/pods",
                "/apis/apps/v1/namespaces/authors/deployments",
                "/apis/sild.dev/v1alpha1/namespaces/authors-other/webstacks")) {
            assertThat(author.get(path).code()).as(path).isEqualTo(403);
        }
        assertThat(author.get("/apis/sild.dev/v1alpha1/namespaces/authors/webstacks")
                        .code())
                .isEqualTo(200);
    }

    @Test
    void whatTheSchemaRefusesIsNeverSeenByTheOperator() {
        for (String spec : List.of(
                "{\"api\": {\"image\": \"a:1\", \"secretEnv\": [{\"name\": \"A\", \"secretName\": \"authors-other/key\", \"key\": \"k\"}]}}",
                "{\"api\": {\"image\": \"a:1\", \"mounts\": [{\"path\": \"/host\", \"hostPath\": \"/\"}]}}",
                "{\"api\": {\"image\": \"a:1\", \"securityContext\": {\"privileged\": true}}}",
                "{\"api\": {\"image\": \"a:1\", \"hostNetwork\": true}}",
                "{\"api\": {\"image\": \"a:1\", \"labels\": {\"app.kubernetes.io/instance\": \"other\"}}}",
                "{\"api\": {\"image\": \"a:1\", \"labels\": {\"network.sild.dev/back\": \"true\"}}}")) {
            assertThat(create("WebStack", "webstacks", "refused", spec, "").code())
                    .as(spec)
                    .isIn(400, 422);
        }
        for (String field :
                List.of("\"image\": \"evil:1\"", "\"args\": [\"a\"]", "\"env\": [{\"name\": \"LD_PRELOAD\"}]")) {
            assertThat(create("MonitoringStack", "monitoringstacks", "refused", "{\"cadvisor\": {" + field + "}}", "")
                            .code())
                    .as(field)
                    .isEqualTo(400);
        }
    }

    @Test
    void aMonitoringStackGetsNoFolderOfANode() {
        create("MonitoringStack", "monitoringstacks", "watch", "{\"cadvisor\": {\"enabled\": true}}", "")
                .require();

        JsonNode stack = look(Kinds.MONITORING_STACK, "monitoringstacks", "watch");

        assertThat(OperatorBench.condition(stack, "Ready"))
                .startsWith("False NotAllowed")
                .contains("monitoring.cadvisor.namespaces");
        assertThat(names("apps/v1", "Deployment")).as("the rest runs").contains("watch-logs");
        assertThat(names("apps/v1", "DaemonSet")).isEmpty();
        noPodReachesItsNode();
    }

    @Test
    void aPowerfulServiceAccountIsNotTheAuthorsToUse() {
        plane.makeAccount("powerful", NAMESPACE);
        create(
                        "WebStack",
                        "webstacks",
                        "robber",
                        "{\"api\": {\"image\": \"a:1\", \"serviceAccountName\": \"powerful\", \"automountServiceAccountToken\": true}}",
                        "")
                .require();

        assertThat(OperatorBench.condition(look(Kinds.WEB_STACK, "webstacks", "robber"), "Ready"))
                .startsWith("False NotAllowed")
                .contains("authors/powerful", "stacks.serviceAccounts");
        assertThat(names("apps/v1", "Deployment")).noneMatch(name -> name.startsWith("robber-"));
    }

    @Test
    void aSnippetForASharedProxyIsNotWritten() {
        create(
                        "WebStack",
                        "webstacks",
                        "snippet",
                        "{\"api\": {\"image\": \"a:1\"}, \"exposure\": {\"type\": \"Ingress\","
                                + " \"annotations\": {\"nginx.ingress.kubernetes.io/server-snippet\": \"return 200;\"}}}",
                        "")
                .require();

        assertThat(OperatorBench.condition(look(Kinds.WEB_STACK, "webstacks", "snippet"), "Ready"))
                .startsWith("False NotAllowed")
                .contains("server-snippet");
        assertThat(names("networking.k8s.io/v1", "Ingress")).isEmpty();
    }
}
