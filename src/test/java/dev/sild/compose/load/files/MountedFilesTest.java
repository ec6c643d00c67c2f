package dev.sild.compose.load.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.BindFiles.Contents;
import dev.sild.compose.BindFiles.Kind;
import dev.sild.compose.load.ProjectFolders;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedFilesTest {
    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void makeProject() throws IOException {
        folder = Files.createDirectory(parent.resolve("project"));
        ProjectFolders.write(
                folder, "conf/b.txt", "bb", "conf/a.txt", "a", "conf/sub/c.txt", "c", "run.sh", "#!/bin/sh\n");
        Files.setPosixFilePermissions(folder.resolve("run.sh"), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(parent.resolve("secret"), "s");
    }

    @Test
    void readsAFileWithItsMode() {
        BindFile file = files().read(folder.resolve("run.sh"), 100)
                .orElseThrow()
                .files()
                .get(0);
        assertThat(file.path()).isEqualTo("run.sh");
        assertThat(file.content()).hasSize(10);
        assertThat(file.executable()).isTrue();
        assertThat(file.ownerOnly()).isTrue();
    }

    @Test
    void readsAFolderSortedWithItsSubfolders() {
        assertThat(files().read(folder.resolve("conf"), 100).orElseThrow().files())
                .extracting(BindFile::path)
                .containsExactly("a.txt", "b.txt", "sub/c.txt");
    }

    @Test
    void followsNoLinkOutOfTheProjectAndSaysSo() throws IOException {
        Files.createSymbolicLink(folder.resolve("conf/link"), parent.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("conf/inner"), folder.resolve("run.sh"));
        Files.createSymbolicLink(folder.resolve("conf/broken"), folder.resolve("nowhere"));
        Contents contents = files().read(folder.resolve("conf"), 100).orElseThrow();
        assertThat(contents.notRead()).containsExactly("broken", "link");
        assertThat(contents.files()).extracting(BindFile::path).contains("inner");
        assertThat(files().kind(folder.resolve("conf/link"))).isEqualTo(Kind.OUTSIDE);
    }

    @Test
    void returnsAbsoluteTargetsOfLinksThatAreNotRead() throws IOException {
        Files.createSymbolicLink(folder.resolve("conf/container"), Path.of("/no/such folder/$(x)"));
        Files.createSymbolicLink(folder.resolve("conf/relative"), Path.of("../../nowhere"));
        Files.createSymbolicLink(folder.resolve("conf/inner"), folder.resolve("run.sh"));
        Contents contents = files().read(folder.resolve("conf"), 100).orElseThrow();
        assertThat(contents.links()).containsExactly(Map.entry("container", "/no/such folder/$(x)"));
        assertThat(contents.notRead()).containsExactly("container", "relative");
    }

    @Test
    void comesBackFromALinkToItsOwnFolder() throws IOException {
        Files.createSymbolicLink(folder.resolve("conf/self"), folder.resolve("conf"));
        Optional<Contents> contents = files().read(folder.resolve("conf"), 1_000_000);
        assertThat(contents)
                .hasValueSatisfying(read -> assertThat(read.notRead()).isNotEmpty());
    }

    @Test
    void tellsWhatIsMissingOutsideOrTooLarge() {
        assertThat(files().kind(folder.resolve("nope"))).isEqualTo(Kind.MISSING);
        assertThat(files().kind(parent.resolve("secret"))).isEqualTo(Kind.OUTSIDE);
        assertThat(files().kind(Path.of("/etc/hostname"))).isEqualTo(Kind.OUTSIDE);
        assertThat(files().read(folder.resolve("conf"), 3)).isEmpty();
    }

    @Test
    void readsWhatTheUserAllowedBesidesTheProject() {
        assertThat(new MountedFiles(folder, List.of(parent), List.of()).kind(parent.resolve("secret")))
                .isEqualTo(Kind.FILE);
    }

    @Test
    void leavesVersionControlAndTheProjectsOwnFilesOutOfAFolder() throws IOException {
        ProjectFolders.write(
                folder, ".git/config", "token", "conf/.svn/entries", "x", ".env", "A=b", "compose.yaml", "x");
        Contents contents = files().read(folder, 1_000).orElseThrow();
        assertThat(contents.leftOut()).containsExactly(".env", ".git", "compose.yaml", "conf/.svn");
        assertThat(contents.files())
                .extracting(BindFile::path)
                .containsExactly("conf/a.txt", "conf/b.txt", "conf/sub/c.txt", "run.sh");
    }

    @Test
    void readsAnEnvFileThatIsMountedByItself() throws IOException {
        ProjectFolders.write(folder, ".env", "A=b");
        assertThat(files().read(folder.resolve(".env"), 1_000).orElseThrow().files())
                .hasSize(1);
    }

    @Test
    void namesEachFileThatWasReadRelativeToTheProject() {
        MountedFiles files = files();
        files.read(folder, 1_000);
        files.read(folder.resolve("conf"), 1_000);
        assertThat(files.read()).containsExactly("conf/a.txt", "conf/b.txt", "conf/sub/c.txt", "run.sh");
    }

    @Test
    void foldersDoNotUseUpWhatSingleFilesHave() throws IOException {
        MountedFiles files = files();
        for (int i = 0; i < 70; i++) {
            Path data = Files.createDirectories(folder.resolve("data" + i));
            Files.write(data.resolve("a.bin"), new byte[1 << 20]);
            assertThat(files.read(data, 1 << 20).isPresent()).isEqualTo(i < 64);
            assertThat(files.isOverBudget(data)).isEqualTo(i >= 64);
        }

        assertThat(files.read(folder.resolve("run.sh"), 1 << 20)).isPresent();
    }

    @Test
    void whatIsTooLargeByItselfUsesUpNothing() throws IOException {
        MountedFiles files = files();
        for (int i = 0; i < 3; i++) {
            Path data = Files.createDirectories(folder.resolve("jars" + i));
            try (var file = new RandomAccessFile(data.resolve("a.jar").toFile(), "rw")) {
                file.setLength(100 << 20);
            }
            assertThat(files.read(data, 1 << 20)).isEmpty();
            assertThat(files.isOverBudget(data)).isFalse();
        }

        assertThat(files.read(folder.resolve("conf"), 1 << 20)).isPresent();
    }

    private MountedFiles files() {
        return new MountedFiles(folder, List.of(), List.of(folder.resolve("compose.yaml")));
    }
}
