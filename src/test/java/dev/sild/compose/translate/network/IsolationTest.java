package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationTest {
    @TempDir
    Path folder;

    private List<String> notExposed(String service) throws Exception {
        return TranslatedProject.of(
                        folder,
                        "services: {a: {" + service
                                + ", networks: [db]}}\nnetworks: {db: {external: true, name: edge}}")
                .reasons(Code.NOT_EXPOSED);
    }

    @Test
    void usersComeOverAnExternalNetworkToAServer() throws Exception {
        assertThat(notExposed("image: example/a, expose: ['8000']"))
                .containsExactly("no port is published: users come through other projects on the network 'edge'");
    }

    @Test
    void noUserComesToAWorker() throws Exception {
        assertThat(notExposed("image: 'python:3.12', command: [celery, -A, proj, worker]"))
                .isEmpty();
        assertThat(notExposed("image: example/backup, command: [python, backup_loop.py]"))
                .isEmpty();
    }

    private TranslatedProject onNetworks(String... names) throws Exception {
        StringBuilder text = new StringBuilder("services: {a: {image: example/a, expose: ['8000'], networks: [");
        text.append(String.join(", ", names)).append("]}}\nnetworks:\n");
        for (String name : names) {
            text.append("  ").append(name).append(": {external: true}\n");
        }
        return TranslatedProject.of(folder, text.toString());
    }

    @Test
    void theNetworkOfAProxyIsTheWayIn() throws Exception {
        assertThat(onNetworks("monitoring", "traefik_default").reasons(Code.NOT_EXPOSED))
                .containsExactly(
                        "no port is published: users come through other projects on the network 'traefik_default'");
        assertThat(onNetworks("monitoring", "webhooks").reasons(Code.NOT_EXPOSED))
                .containsExactly("no port is published: users come through other projects on the networks"
                        + " 'monitoring', 'webhooks'");
    }

    private List<String> sharing(String others) throws Exception {
        return TranslatedProject.of(folder, """
                services: {a: {image: example/a, networks: [edge]}, b: {image: example/b, networks: [%s]}}
                networks: {edge: {external: true}, back: {}}
                """.formatted(others)).reasons(Code.NETWORK_DIFFERS);
    }

    @Test
    void theLabelOfAnExternalNetworkIsNamedWhereAPolicyAsksForIt() throws Exception {
        assertThat(sharing("edge, back"))
                .containsExactly("pods of other projects are on the external network 'edge' if they have the label"
                        + " 'shared-network.sild.dev/edge: \"true\"', which Sild sets, and run in this namespace; other"
                        + " namespaces reach a service as SERVICE.NAMESPACE");
    }

    @Test
    void withoutAPolicyOnlyNamesDependOnTheNamespace() throws Exception {
        assertThat(sharing("edge"))
                .containsExactly(
                        "projects on the external network 'edge' reach each other's services by name if they run"
                                + " in one namespace; other namespaces reach a service as SERVICE.NAMESPACE");
    }
}
