package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.ComposeProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code $PWD} means, the folder in which compose would be run, and which .env it reads. */
class ShellFolderTest {
    @TempDir
    Path parent;

    private Path project;

    @BeforeEach
    void write() throws Exception {
        project = Files.createDirectories(parent.toRealPath().resolve("shop/deploy"));
        Files.createDirectories(project.resolve("sub"));
        Files.writeString(project.resolve("compose.yaml"), "services: {web: {image: a}}");
    }

    private String pwd(Path current, String... files) throws Exception {
        ComposeProject loaded = ProjectLoader.load(LoadRequest.of(current)
                .with(request -> request.files(List.of(files)).shellEnvironment(Map.of("PWD", "/elsewhere"))));
        return loaded.environment().get("PWD");
    }

    @Test
    void itIsTheProjectsFolderFromAnyFolderOutsideOfIts() throws Exception {
        String file = project.resolve("compose.yaml").toString();
        assertThat(pwd(project)).isEqualTo(project.toString());
        assertThat(pwd(project.resolve("sub"))).isEqualTo(project.toString());
        assertThat(pwd(Files.createDirectories(parent.resolve("other")), file)).isEqualTo(project.toString());
    }

    @Test
    void itIsTheFolderAroundTheProjectInItsRepository() throws Exception {
        Path repository = project.getParent();
        Files.createDirectories(repository.resolve(".git"));
        assertThat(pwd(repository, "deploy/compose.yaml")).isEqualTo(repository.toString());
        assertThat(pwd(parent.toRealPath(), "shop/deploy/compose.yaml")).isEqualTo(project.toString());
    }

    @Test
    void variablesAreThoseBesideTheFirstFile() throws Exception {
        Path around = project.getParent();
        Files.writeString(around.resolve(".env"), "A=around\nB=around\n");
        Files.writeString(project.resolve(".env"), "A=beside\n");
        ComposeProject loaded = ProjectLoader.load(
                LoadRequest.of(around).with(request -> request.files(List.of("deploy/compose.yaml"))));
        assertThat(loaded.environment()).containsEntry("A", "beside").doesNotContainKey("B");
    }
}
