package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.ComposeProject;
import dev.sild.report.Finding;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(5)
class HostileInputTest {
    @TempDir
    Path folder;

    @Test
    void namesAMissingFile() {
        Finding finding = only(ProjectFolders.refused(LoadRequest.of(folder).withFiles(List.of("nope.yaml"))));
        assertThat(finding.origin().file()).isEqualTo("nope.yaml");
        assertThat(finding.reason()).isEqualTo("nope.yaml does not exist");
    }

    @Test
    void refusesAFolderInPlaceOfAFile() throws IOException {
        Files.createDirectory(folder.resolve("compose.yaml"));
        assertThat(only(ProjectFolders.refused(LoadRequest.of(folder))).reason())
                .contains("is a folder");
    }

    @Test
    void saysWhereABytesIsNoUtf8() throws IOException {
        Files.write(folder.resolve("compose.yaml"), new byte[] {'a', ':', '\n', 'b', ' ', (byte) 0xE9, 'x'});
        Finding finding = only(ProjectFolders.refused(LoadRequest.of(folder)));
        assertThat(finding.origin().position()).isEqualTo("compose.yaml:2:3");
        assertThat(finding.reason()).contains("0xe9").contains("offset 5");
    }

    @Test
    void takesAByteOrderMark() throws Exception {
        ComposeProject project = ProjectFolders.load(folder, "compose.yaml", "\uFEFFservices: {a: {image: x}}");
        assertThat(ProjectFolders.scalar(project, "services.a.image").value()).isEqualTo("x");
    }

    @Test
    void refusesControlCharacters() throws IOException {
        Finding finding = only(ProjectFolders.refused(folder, "compose.yaml", "services:\n  a: {image: \u0001}"));
        assertThat(finding.origin().position()).isEqualTo("compose.yaml:2:14");
    }

    @Test
    void refusesTenThousandLevels() throws IOException {
        Finding finding = only(ProjectFolders.refused(folder, "compose.yaml", "a: " + "[".repeat(10_000)));
        assertThat(finding.reason()).contains("100 levels");
        Finding block = only(ProjectFolders.refused(folder, "compose.yaml", "{a: ".repeat(10_000)));
        assertThat(block.reason()).contains("100 levels");
    }

    @Test
    void refusesAnAliasBomb() throws IOException {
        StringBuilder bomb = new StringBuilder("x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            String alias = "*a" + (i - 1) + ", ";
            bomb.append("x-")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(alias.repeat(9))
                    .append("x]\n");
        }
        Finding finding = only(ProjectFolders.refused(folder, "compose.yaml", bomb.toString()));
        assertThat(finding.reason()).contains("after resolving aliases");
        assertThat(finding.origin().line()).isPositive();
    }

    @Test
    void namesAnAnchorThatContainsItself() throws IOException {
        Finding finding = only(
                ProjectFolders.refused(folder, "compose.yaml", "services:\n  a: &me\n    image: x\n    labels: *me\n"));
        assertThat(finding.reason()).contains("`&me` refers to itself");
        assertThat(finding.origin().position()).isEqualTo("compose.yaml:4:13");
    }

    @Test
    void refusesALargeFileBeforeReadingIt() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("compose.yaml").toFile(), "rw")) {
            file.setLength(50L << 20);
        }
        assertThat(only(ProjectFolders.refused(LoadRequest.of(folder))).reason())
                .contains("larger than 16 MiB");
    }

    @Test
    void tellsAKubernetesManifestApart() throws IOException {
        Finding finding = only(
                ProjectFolders.refused(folder, "compose.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n"));
        assertThat(finding.reason()).contains("Kubernetes manifest (Service)");
    }

    @Test
    void namesEveryFileOfAnIncludeCycle() throws IOException {
        Finding finding = only(ProjectFolders.refused(
                folder,
                "compose.yaml",
                "include: [b.yaml]\nservices: {a: {image: x}}",
                "b.yaml",
                "include: [c.yaml]\n",
                "c.yaml",
                "include: [b.yaml]\n"));
        assertThat(finding.reason()).contains("b.yaml → c.yaml → b.yaml");
    }

    @Test
    void refusesToIncludeAFolderWithoutAComposeFile() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        for (String included : List.of("/", "empty", "empty/..//empty", ".")) {
            Finding finding = only(ProjectFolders.refused(
                    folder, "compose.yaml", "include: ['" + included + "']\nservices: {a: {image: x}}"));
            assertThat(finding.origin().position()).as(included).isEqualTo("compose.yaml:1:11");
            assertThat(finding.reason())
                    .contains(included.equals(".") ? "circle" : "is a folder without a compose file");
        }
    }

    @Test
    void refusesTheRootFolderInPlaceOfAFile() {
        assertThat(only(ProjectFolders.refused(LoadRequest.of(folder).withFiles(List.of("/"))))
                        .reason())
                .contains("is a folder");
    }

    @Test
    void endsWhereFilesIncludeWithoutEnd() throws IOException {
        StringBuilder includes = new StringBuilder("include: [");
        for (int i = 0; i < 1_100; i++) {
            ProjectFolders.write(folder, "f" + i + ".yaml", "x-a: 1\n");
            includes.append("f").append(i).append(".yaml, ");
        }
        Finding finding = only(ProjectFolders.refused(folder, "compose.yaml", includes + "]\n"));
        assertThat(finding.reason()).contains("more than 1000 compose files");
    }

    @Test
    void refusesVariablesNestedWithoutEnd() throws IOException {
        String nested = "${A:-".repeat(5_000) + "x" + "}".repeat(5_000);
        Finding finding =
                only(ProjectFolders.refused(folder, "compose.yaml", "services: {a: {image: '" + nested + "'}}"));
        assertThat(finding.reason()).contains("nested more than");
    }

    @Test
    void refusesChainsOfExtendsAndIncludesWithoutEnd() throws IOException {
        StringBuilder services = new StringBuilder("services:\n");
        for (int i = 0; i < 20_000; i++) {
            services.append("  s")
                    .append(i)
                    .append(": {extends: s")
                    .append(i + 1)
                    .append("}\n");
        }
        Finding extended = only(ProjectFolders.refused(folder, "compose.yaml", services + "  s20000: {image: x}\n"));
        assertThat(extended.reason()).contains("chain of `extends` has more than 100 services");
        for (int i = 0; i < 500; i++) {
            ProjectFolders.write(folder, "f" + i + ".yaml", "include: [f" + (i + 1) + ".yaml]\n");
        }
        Finding included = only(ProjectFolders.refused(folder, "compose.yaml", "include: [f0.yaml]\n"));
        assertThat(included.reason()).contains("chain of `include` has more than 100 files");
    }

    @Test
    void endsWhereIncludesMultiply() throws IOException {
        for (int i = 0; i < 30; i++) {
            String next = "f" + (i + 1) + ".yaml";
            ProjectFolders.write(folder, "f" + i + ".yaml", "include: [" + next + ", " + next + "]\n");
        }
        ProjectFolders.write(folder, "f30.yaml", "services: {a: {image: x}}\n");
        assertThat(only(ProjectFolders.refused(folder, "compose.yaml", "include: [f0.yaml]\n"))
                        .reason())
                .contains("more than 1000 documents");
    }

    @Test
    void aChainOfDependenciesThatIsTooLongIsRefusedAndOverflowsNoStack() throws Exception {
        StringBuilder text = new StringBuilder("services:\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("  s")
                    .append(i)
                    .append(": {image: x, depends_on: [s")
                    .append(i + 1)
                    .append("]}\n");
        }
        Finding finding = only(ProjectFolders.refused(folder, "compose.yaml", text + "  s20000: {image: x}\n"));
        assertThat(finding.reason()).contains("chain of dependencies has more than 1000 services");
    }

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).remedy()).isNotBlank();
        return findings.get(0);
    }
}
