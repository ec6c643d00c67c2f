package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.InputLimits;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A project says what it reads outside of its folder, and never reads what the kernel shows of itself. */
@Timeout(20)
class PlacesTest {
    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectories(parent.resolve("project"));
        ProjectFolders.write(
                parent,
                "common.env",
                "A=b\n",
                "other/compose.yaml",
                "services: {b: {image: x}}\n",
                "other/.env",
                "B=c\n");
    }

    @Test
    void anEnvFileOutsideIsReadAndReported() throws Exception {
        ComposeProject project =
                ProjectFolders.load(folder, "compose.yaml", "services: {a: {image: x, env_file: ../common.env}}\n");

        assertThat(ProjectFolders.scalar(project, "services.a.environment.A").value())
                .isEqualTo("b");
        Finding finding = outside(project).get(0);
        assertThat(finding.origin().position()).isEqualTo("compose.yaml:1:36");
        assertThat(finding.origin().path()).isEqualTo("services.a.env_file[0]");
        assertThat(finding.reason()).contains("common.env is outside the project root");
        assertThat(finding.remedy()).contains("--allow-path");
    }

    @Test
    void eachFileOutsideIsReportedOnce() throws Exception {
        ComposeProject project = ProjectFolders.load(
                folder,
                "compose.yaml",
                "services: {a: {image: x, env_file: ../common.env}, b: {image: x, env_file: ../common.env,"
                        + " label_file: [../common.env]}}\n");

        assertThat(outside(project)).hasSize(1);
    }

    @Test
    void whatTheUserAllowsIsNotReported() throws Exception {
        ProjectFolders.write(folder, "compose.yaml", "services: {a: {image: x, env_file: ../common.env}}\n");

        assertThat(outside(ProjectLoader.load(LoadRequest.of(folder).withAllowedPaths(List.of("..")))))
                .isEmpty();
        assertThat(outside(ProjectLoader.load(LoadRequest.of(folder).withAllowedPaths(List.of("../common.env")))))
                .isEmpty();
        assertThat(outside(ProjectLoader.load(LoadRequest.of(folder).withAllowedPaths(List.of("../comm")))))
                .hasSize(1);
    }

    @Test
    void includedAndExtendedFilesAndTheirEnvFilesAreReported() throws Exception {
        ComposeProject included = ProjectFolders.load(
                folder, "compose.yaml", "include: [../other/compose.yaml]\nservices: {a: {image: x}}\n");
        ComposeProject extended = ProjectFolders.load(
                folder, "compose.yaml", "services: {a: {extends: {file: ../other/compose.yaml, service: b}}}\n");

        assertThat(outside(included))
                .extracting(finding -> finding.reason().split(" is ")[0])
                .containsExactlyInAnyOrder(parent + "/other/compose.yaml", parent + "/other/.env");
        assertThat(outside(extended)).hasSize(1);
    }

    @Test
    void linksCountAsWhatTheyLeadTo() throws Exception {
        Files.createSymbolicLink(folder.resolve(".env"), Path.of("../common.env"));
        Files.createSymbolicLink(folder.resolve("in.env"), Path.of("real.env"));
        ComposeProject project = ProjectFolders.load(
                folder, "real.env", "C=d\n", "compose.yaml", "services: {a: {image: x, env_file: in.env}}\n");

        assertThat(outside(project))
                .extracting(Finding::reason)
                .singleElement()
                .asString()
                .startsWith(".env is outside")
                .contains(parent.toRealPath() + "/common.env");
    }

    @Test
    void aFolderWhoseNameBeginsAlikeIsOutside() throws Exception {
        ComposeProject project = ProjectFolders.load(
                folder,
                "../project-2/x.env",
                "A=b\n",
                "compose.yaml",
                "services: {a: {image: x, env_file: ../project-2/x.env}}\n");

        assertThat(outside(project)).hasSize(1);
    }

    @Test
    void filesThatTheUserNamesAreInside() throws Exception {
        ProjectFolders.write(folder, "compose.yaml", "services: {a: {image: x}}\n");
        LoadRequest named = LoadRequest.of(folder).withFiles(List.of("../other/compose.yaml", "compose.yaml"));

        assertThat(outside(ProjectLoader.load(named))).isEmpty();
        assertThat(outside(ProjectLoader.load(LoadRequest.of(folder)
                        .withShellEnvironment(Map.of(
                                "COMPOSE_FILE", "../other/compose.yaml", "COMPOSE_ENV_FILES", "../common.env")))))
                .isEmpty();
    }

    @Test
    void filesThatTheProjectsOwnVariablesNameAreReported() throws Exception {
        ProjectFolders.write(folder, ".env", "COMPOSE_FILE=../other/compose.yaml\n");

        assertThat(outside(ProjectLoader.load(LoadRequest.of(folder))))
                .extracting(Finding::reason)
                .anyMatch(reason -> reason.contains("other/compose.yaml"));
    }

    @Test
    void whatTheKernelShowsOfItselfIsNeverRead() throws Exception {
        Files.createSymbolicLink(folder.resolve("link.env"), Path.of("/proc/self/environ"));
        for (String path : List.of(
                "/proc/self/environ",
                "../../../../../../../../proc/self/environ",
                "link.env",
                "/dev/stdin",
                "/dev/null",
                "/sys/kernel/mm/transparent_hugepage/enabled")) {
            ProjectFolders.write(folder, "compose.yaml", "services: {a: {image: x, env_file: '" + path + "'}}\n");
            List<Finding> findings =
                    ProjectFolders.refused(LoadRequest.of(folder).withAllowedPaths(List.of("/")));
            assertThat(findings)
                    .as(path)
                    .singleElement()
                    .extracting(Finding::reason)
                    .asString()
                    .contains("/proc, /sys and /dev");
            assertThat(findings.get(0).origin().position()).startsWith("compose.yaml:1:");
        }
        Files.delete(folder.resolve("compose.yaml"));
        assertThat(ProjectFolders.refused(LoadRequest.of(folder).withFiles(List.of("/proc/self/environ")))
                        .get(0)
                        .reason())
                .contains("/proc");
    }

    @Test
    void aNamedPipeIsNeverOpened() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString())
                        .start()
                        .waitFor(10, TimeUnit.SECONDS))
                .isTrue();
        ProjectFolders.write(folder, "compose.yaml", "services: {a: {image: x, env_file: pipe}}\n");

        assertThat(ProjectFolders.refused(LoadRequest.of(folder)).get(0).reason())
                .contains("not a regular file");
        assertThat(ProjectFolders.refused(LoadRequest.of(folder).withFiles(List.of("pipe")))
                        .get(0)
                        .reason())
                .contains("not a regular file");
    }

    @Test
    void theLongestPathIsAllowedAndNoLongerOne() throws Exception {
        String longest = "/" + "a".repeat(InputLimits.DEFAULT.path() - 1);

        ProjectFolders.load(folder, "compose.yaml", "services: {a: {image: x, working_dir: " + longest + "}}\n");
        assertThat(ProjectFolders.refused(
                                folder, "compose.yaml", "services: {a: {image: x, working_dir: " + longest + "a}}\n")
                        .get(0)
                        .reason())
                .contains("limit: path");
    }

    @Test
    void aPathWithANulIsRefusedAtItsPlace() throws IOException {
        for (String attribute : List.of(
                "env_file: \"a\\0b\"",
                "build: \"a\\0b\"",
                "volumes: [\"./a\\0b:/x\"]",
                "label_file: \"a\\0b\"",
                "volumes: [{type: bind, source: ., target: \"/a\\0b\"}]",
                "working_dir: \"/a\\0b\"",
                "extends: {service: b, file: \"a\\0b\"}",
                "build: {context: ., dockerfile: \"a\\0b\"}")) {
            List<Finding> findings =
                    ProjectFolders.refused(folder, "compose.yaml", "services: {a: {image: x, " + attribute + "}}\n");
            assertThat(findings)
                    .as(attribute)
                    .singleElement()
                    .extracting(Finding::reason)
                    .asString()
                    .contains("NUL");
            assertThat(findings.get(0).origin().position()).startsWith("compose.yaml:1:");
        }
        assertThat(ProjectFolders.refused(folder, "compose.yaml", "include: [\"a\\0b\"]\n")
                        .get(0)
                        .reason())
                .contains("NUL");
        assertThat(ProjectFolders.refused(
                                folder,
                                "compose.yaml",
                                "services: {a: {image: x, secrets: [s]}}\nsecrets: {s: {file: \"a\\0b\"}}\n")
                        .get(0)
                        .reason())
                .contains("NUL");
    }

    private static List<Finding> outside(ComposeProject project) {
        return project.findings().stream()
                .filter(finding -> finding.code() == Code.READ_OUTSIDE)
                .toList();
    }
}
