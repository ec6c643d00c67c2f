package dev.sild.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sild.report.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitCommitTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "fedcba9876543210fedcba9876543210fedcba98";

    @TempDir
    Path folder;

    @Test
    void commitOfTheBranchIsReadInAnyFolderOfTheWorkingTree() throws Exception {
        write(".git/HEAD", "ref: refs/heads/feature/one\n");
        write(".git/refs/heads/feature/one", COMMIT + "\n");

        assertThat(GitCommit.of(Files.createDirectories(folder.resolve("services/api"))))
                .isEqualTo(COMMIT);
    }

    @Test
    void commitWithoutABranchIsHeadItself() throws Exception {
        write(".git/HEAD", COMMIT + "\n");

        assertThat(GitCommit.of(folder)).isEqualTo(COMMIT);
    }

    @Test
    void commitOfAPackedBranchIsFound() throws Exception {
        write(".git/HEAD", "ref: refs/heads/main");
        write(
                ".git/packed-refs",
                "# pack-refs with: peeled fully-peeled sorted\n" + OTHER + " refs/heads/not/refs/heads/main2\n" + COMMIT
                        + " refs/heads/main\n^" + OTHER + "\n");

        assertThat(GitCommit.of(folder)).isEqualTo(COMMIT);
    }

    @Test
    void aLooseBranchWinsOverAPackedOne() throws Exception {
        write(".git/HEAD", "ref: refs/heads/main");
        write(".git/packed-refs", OTHER + " refs/heads/main\n");
        write(".git/refs/heads/main", COMMIT);

        assertThat(GitCommit.of(folder)).isEqualTo(COMMIT);
    }

    @Test
    void aFurtherWorkingTreeHasABranchOfItsOwn() throws Exception {
        write("first/.git/HEAD", "ref: refs/heads/main");
        write("first/.git/refs/heads/main", OTHER);
        write("first/.git/refs/heads/topic", COMMIT);
        write("first/.git/worktrees/second/HEAD", "ref: refs/heads/topic");
        write("first/.git/worktrees/second/commondir", "../..\n");
        write("second/.git", "gitdir: ../first/.git/worktrees/second\n");

        assertThat(GitCommit.of(folder.resolve("second"))).isEqualTo(COMMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ref: refs/heads/main",
                "ref: refs/heads/.invalid",
                "ref: refs/../../secret",
                "ref: /etc/passwd",
                "ref: refs/heads/a\0b",
                "ref: refs/heads/loop",
                "not a commit",
                "",
                COMMIT + "0",
                "0123456789ABCDEF0123456789ABCDEF01234567"
            })
    void aRepositoryWithoutACommitIsAnError(String head) throws Exception {
        write(".git/HEAD", head);
        write(".git/refs/heads/loop", "ref: refs/heads/loop");
        write("secret", COMMIT);

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> GitCommit.of(folder))
                .withMessageContaining("has no commit");
    }

    @Test
    void aFolderThatIsNoRepositoryIsAnError() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> GitCommit.of(Path.of("/proc/self")))
                .withMessageContaining("no Git repository");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
