package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges of ports are not named one by one. */
class PortRunsTest {
    private static final String PROJECT = """
        services:
          localstack:
            image: localstack/localstack:3
            ports: ["4566:4566", "4510-4559:4510-4559%s"]
        """;

    @TempDir
    Path folder;

    @Test
    void commandForwardsARange() throws Exception {
        assertThat(commands(TranslatedProject.of(folder, PROJECT.formatted(""))))
                .containsExactly("kubectl port-forward service/localstack 4566:4566 $(seq 4510 4559)");
    }

    @Test
    void fewPortsAndThoseThatDifferHaveAPairEach() throws Exception {
        String project = """
            services:
              ftp: {image: "example/ftp:1", ports: ["30000-30002:30000-30002"]}
              other: {image: "example/other:1", ports: ["5000-5006:6000-6006"]}
            """;

        assertThat(commands(TranslatedProject.of(folder, project)))
                .containsExactlyInAnyOrder(
                        "kubectl port-forward service/ftp 30000:30000 30001:30001 30002:30002",
                        "kubectl port-forward service/other 5000:6000 5001:6001 5002:6002 5003:6003 5004:6004"
                                + " 5005:6005 5006:6006");
    }

    @Test
    void sentencesNameTheEndsOfARange() throws Exception {
        TranslateOptions ingress =
                TranslateOptions.builder().expose(Optional.of(Expose.INGRESS)).build();

        TranslatedProject project = TranslatedProject.of(folder, PROJECT.formatted(""), ingress);

        assertThat(project.reasons(Code.NETWORK_DIFFERS))
                .containsExactly("a host routes to a single port: 4566 is used, out of 4566, 4510-4559");
        assertThat(project.reasons(Code.NOT_EXPOSED))
                .containsExactly("compose opens the ports 4510-4559 to the outside, the ingress does not");
        assertThat(TranslatedProject.of(folder, PROJECT.formatted("/udp")).reasons(Code.NOT_EXPOSED))
                .anyMatch(reason -> reason.endsWith(" only open to pods: 4510-4559"));
    }

    private static List<String> commands(TranslatedProject project) {
        return project.translation().findings().stream()
                .map(Finding::command)
                .filter(command -> command.contains("port-forward"))
                .toList();
    }
}
