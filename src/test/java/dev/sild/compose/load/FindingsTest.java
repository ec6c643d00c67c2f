package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.ComposeProject;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
    @TempDir
    Path folder;

    @Test
    void tellsAllErrorsOfAFileAtOnce() throws Exception {
        List<Finding> findings = ProjectFolders.refused(folder, "compose.yaml", """
        services:
          a:
            imagee: x
            ports: "80:80"
            user: 1000
          b:
            image: y
            restart: no
            healthcheck: {interval: 5}
        volums: {}
        """);
        assertThat(findings)
                .extracting(finding ->
                        finding.origin().position() + " " + finding.origin().path())
                .containsExactly(
                        "compose.yaml:3:5 services.a.imagee",
                        "compose.yaml:4:12 services.a.ports",
                        "compose.yaml:5:11 services.a.user",
                        "compose.yaml:9:29 services.b.healthcheck.interval",
                        "compose.yaml:10:1 volums");
        assertThat(findings.get(0).remedy()).isEqualTo("did you mean `image`?");
        assertThat(findings.get(4).remedy()).isEqualTo("did you mean `volumes`?");
    }

    @Test
    void refusesASizeWithoutEnd() throws Exception {
        assertThat(ProjectFolders.refused(
                        folder, "compose.yaml", "services: {a: {image: x, mem_limit: .inf, shm_size: .nan}}"))
                .extracting(finding -> finding.origin().path())
                .containsExactly("services.a.mem_limit", "services.a.shm_size");
    }

    @Test
    void warnsOfAnUnsetVariableOnceForEachPlace() throws Exception {
        ComposeProject project =
                ProjectFolders.load(folder, "compose.yaml", "services:\n  a: {image: 'x:$TAG$TAG', hostname: $TAG}\n");
        assertThat(project.findings()).extracting(Finding::code).containsOnly(Code.VARIABLE_UNSET);
        assertThat(project.findings())
                .extracting(finding -> finding.origin().path())
                .containsExactly("services.a.image", "services.a.hostname");
    }

    @Test
    void warnsOfAnUnsetVariableInAnEnvFile() throws Exception {
        ComposeProject project = ProjectFolders.load(
                folder, "compose.yaml", "services: {a: {image: x, env_file: a.env}}", "a.env", "A=1\nB=$NOPE\n");
        assertThat(project.findings())
                .extracting(finding -> finding.origin().position())
                .containsExactly("a.env:2:3");
    }

    @Test
    void warnsOfACommandThatNeedsAShell() throws Exception {
        ComposeProject project =
                ProjectFolders.load(folder, "compose.yaml", "services: {a: {image: x, command: 'a && b'}}");
        assertThat(project.findings()).extracting(Finding::code).containsExactly(Code.COMMAND_CUT);
        assertThat(((dev.sild.yaml.Node.ListNode) ProjectFolders.at(project, "services.a.command")).items())
                .hasSize(1);
    }

    @Test
    void mentionsThatVersionIsObsolete() throws Exception {
        ComposeProject project =
                ProjectFolders.load(folder, "compose.yaml", "version: '3'\nservices: {a: {image: x}}\n");
        assertThat(project.findings()).extracting(Finding::code).containsExactly(Code.OBSOLETE);
        assertThat(project.root().get("version")).isNull();
    }

    @Test
    void declaresWhatIsUsedAndNotDeclaredAndSaysHow() throws Exception {
        ComposeProject project = ProjectFolders.load(
                folder, "compose.yaml", "name: p\nservices: {a: {image: x, volumes: ['data:/d'], networks: [n]}}\n");
        assertThat(project.findings()).extracting(Finding::code).containsExactly(Code.UNDECLARED, Code.UNDECLARED);
        assertThat(project.findings().get(1).remedy()).contains("volumes:\n  data: {}");
        assertThat(ProjectFolders.scalar(project, "volumes.data.name").value()).isEqualTo("p_data");
        assertThat(ProjectFolders.scalar(project, "networks.n.name").value()).isEqualTo("p_n");
    }

    @Test
    void refusesWhatIsNotDeclaredWhereItMustBeStrict() throws Exception {
        ProjectFolders.write(folder, "compose.yaml", "services: {a: {image: x, volumes: ['data:/d']}}\n");
        assertThat(ProjectFolders.refused(LoadRequest.of(folder).withStrict(true)))
                .hasSize(1);
    }

    @Test
    void neverShowsTheValueOfAVariable() throws Exception {
        ProjectFolders.write(folder, "compose.yaml", "services: {a: {image: x, scale: '$SECRET'}}\n");
        List<Finding> findings =
                ProjectFolders.refused(LoadRequest.of(folder).withShellEnvironment(Map.of("SECRET", "hunter2")));
        assertThat(findings.toString()).doesNotContain("hunter2");
    }

    @Test
    void namesTheFileThatAMistakeStandsIn() throws Exception {
        List<Finding> findings = ProjectFolders.refused(
                folder,
                "compose.yaml",
                "services: {a: {image: x}}",
                "compose.override.yaml",
                "services:\n  a:\n    tty: perhaps\n");
        assertThat(findings.get(0).origin().position()).isEqualTo("compose.override.yaml:3:10");
    }
}
