package dev.sild.compose.load.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folder around a project is its repository. */
class WorkTreeTest {
    @TempDir
    Path temp;

    private Path root;
    private Path project;

    @BeforeEach
    void makeProject() throws Exception {
        root = temp.toRealPath();
        project = Files.createDirectories(root.resolve("home/shop/deploy/docker"));
    }

    private static Map<String, String> env(Path home) {
        return Map.of("HOME", home.toString());
    }

    @Test
    void isTheNearestWorkTreeOfGit() throws Exception {
        Path shop = root.resolve("home/shop");
        Files.createDirectories(root.resolve("home/.git"));
        Files.createDirectories(shop.resolve(".git"));
        assertThat(WorkTree.around(project, project, Map.of())).contains(shop);

        Files.writeString(shop.resolve("deploy/.git"), "gitdir: ../.git/worktrees/deploy\n");
        assertThat(WorkTree.around(project, shop, Map.of())).contains(shop.resolve("deploy"));
    }

    @Test
    void isNeverTheHomeFolderOrOneAroundIt() throws Exception {
        Files.createDirectories(root.resolve("home/.git"));
        assertThat(WorkTree.around(project, project, env(root.resolve("home")))).isEmpty();
        assertThat(WorkTree.around(project, project, env(root.resolve("home/user"))))
                .isEmpty();
        assertThat(WorkTree.around(project, project, env(root.resolve("other"))))
                .contains(root.resolve("home"));
    }

    @Test
    void isTheCurrentFolderOutsideOfGit() {
        Path shop = root.resolve("home/shop");
        assertThat(WorkTree.around(project, shop, env(root.resolve("home")))).contains(shop);
        assertThat(WorkTree.around(project, root.resolve("home"), env(root.resolve("home"))))
                .isEmpty();
        assertThat(WorkTree.around(project, root.resolve("elsewhere"), Map.of()))
                .isEmpty();
        assertThat(WorkTree.around(project, root.getRoot(), Map.of())).isEmpty();
        assertThat(WorkTree.around(project, root.getRoot().resolve(root.getName(0)), Map.of()))
                .isEmpty();
    }

    @Test
    void endsWhereGitDoes() throws Exception {
        Files.createDirectories(root.resolve("home/.git"));
        Path shop = root.resolve("home/shop");
        assertThat(WorkTree.around(project, project, Map.of("GIT_CEILING_DIRECTORIES", "/x:" + shop)))
                .contains(project);
    }

    @Test
    void readsNothingThatLinksLeadOutOfIt() throws Exception {
        Path shop = root.resolve("home/shop");
        Files.writeString(root.resolve("home/key"), "secret");
        Files.writeString(shop.resolve("config"), "a");
        Files.createSymbolicLink(shop.resolve("link"), root.resolve("home/key"));
        Files.createDirectories(shop.resolve(".git"));
        MountedFiles files =
                new MountedFiles(project, project, WorkTree.around(project, project, Map.of()), List.of(), List.of());

        assertThat(files.kind(shop.resolve("config"))).isEqualTo(MountedFiles.Kind.FILE);
        assertThat(files.kind(shop.resolve("link"))).isEqualTo(MountedFiles.Kind.OUTSIDE);
        assertThat(files.kind(root.resolve("home/key"))).isEqualTo(MountedFiles.Kind.OUTSIDE);
        assertThat(files.read(shop.resolve(".git"), 1000).orElseThrow().files()).isEmpty();
        assertThat(files.read(shop, 1000).orElseThrow().notRead()).containsExactly("link");
    }
}
