package dev.sild.compose.load.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.BindFiles.Listing;
import dev.sild.compose.load.ProjectFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paths of a folder that is too large to be read, or is meant to be. */
class FolderPathsTest {
    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void makeProject() throws Exception {
        folder = Files.createDirectory(parent.resolve("project"));
        ProjectFolders.write(folder, "b/c/deep.py", "1", "b/a.py", "1", "main.py", "1", "compose.yaml", "services: {}");
    }

    private Listing paths() {
        return new MountedFiles(folder, List.of(), List.of(folder.resolve("compose.yaml"))).paths(folder);
    }

    private void fill(String name, int files) throws Exception {
        Path many = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < files; i++) {
            Files.createFile(many.resolve("f" + i));
        }
    }

    @Test
    void thoseNearTheTopComeFirst() {
        assertThat(paths().files()).containsExactly("main.py", "b/a.py", "b/c/deep.py");
        assertThat(paths().leftOut()).containsExactly("compose.yaml");
        assertThat(paths().complete()).isTrue();
    }

    @Test
    void packagesAndHiddenFoldersAreLeftOut() throws Exception {
        ProjectFolders.write(
                folder, "myenv/pyvenv.cfg", "", "myenv/lib/x.py", "1", "web/node_modules/x.js", "1", ".next/x.js", "1");

        assertThat(paths().files()).containsExactly("main.py", "b/a.py", "b/c/deep.py");
        assertThat(paths().leftOut()).containsExactly("compose.yaml", "myenv", "web/node_modules");
    }

    @Test
    void noLinkIsFollowedOutOfTheProject() throws Exception {
        Files.writeString(parent.resolve("secret"), "s");
        Files.createSymbolicLink(folder.resolve("out.py"), parent.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("in.py"), folder.resolve("main.py"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);

        assertThat(paths().files()).containsExactly("in.py", "main.py", "b/a.py", "b/c/deep.py");
    }

    @Test
    void aFolderOfManyFilesHoldsNoCode() throws Exception {
        fill("pictures", FolderPaths.MAX_IN_FOLDER + 1);

        assertThat(paths().files()).containsExactly("main.py", "b/a.py", "b/c/deep.py");
        assertThat(paths().complete()).isTrue();
    }

    @Test
    void thatEndsSomewhere() {
        Listing some = FolderPaths.of(folder, new LeftOut(List.of()), link -> false, 4);

        assertThat(some.complete()).isFalse();
        assertThat(some.files()).containsExactly("compose.yaml", "main.py");
    }
}
