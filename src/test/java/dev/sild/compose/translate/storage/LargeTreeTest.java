package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.BindFiles;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.load.files.MountedFiles;
import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.Translator;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mounted trees that are too large for the manifests are handled as small ones: pictures decide nothing. */
class LargeTreeTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeProject() throws Exception {
        write("main.py", "1");
        write("assets/hero.png", "#".repeat(1_100_000));
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY . .\n");
    }

    private void write(String file, String content) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private TranslatedProject project(String volume) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {web: {build: ., volumes: ['" + volume + "']}}\n");
    }

    private static List<String> mounts(TranslatedProject project) {
        return project.pod("web").main().mounts().stream().map(Mount::path).toList();
    }

    @Test
    void theEnvFileThatTheImageLacksIsMounted() throws Exception {
        write(".env", "KEY=abc");
        write(".dockerignore", ".env\n");

        assertThat(mounts(project(".:/app"))).containsExactly("/app/.env");
    }

    @Test
    void whatIsKeptOutIsReported() throws Exception {
        write(".dockerignore", "seeds\n");
        write("seeds/first.json", "{}");

        assertThat(project(".:/app").translation().findings())
                .extracting(Finding::reason)
                .contains("the image lacks seeds in /app: .dockerignore excludes it");
    }

    @Test
    void filesBesideWhatIsCopiedAreMounted() throws Exception {
        write("worker.py", "2");
        write("lib/a.py", "1");
        write("lib/extra.py", "1");
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY main.py ./\nCOPY lib/a.py lib/\n");

        assertThat(mounts(project(".:/app"))).containsExactlyInAnyOrder("/app/worker.py", "/app/lib/extra.py");
    }

    @ParameterizedTest
    @CsvSource({
        ".:/app",
        "./assets:/app/assets",
        "./site:/app/site",
    })
    void isLeftToTheImageThatCopiesIt(String volume) throws Exception {
        write("site/index.html", "<html>");
        write("site/film.mp4", "#".repeat(1_100_000));

        TranslatedProject project = project(volume);

        assertThat(mounts(project)).isEmpty();
        assertThat(project.codes()).contains(Code.BIND_IN_IMAGE);
        assertThat(project.claims()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"media/a.jpg, media", "notebooks/a.ipynb, notebooks", "workspace/a.bin, workspace"})
    void aFolderThatIsNoPartOfASiteIsAClaim(String file, String mounted) throws Exception {
        write(file, "#".repeat(1_100_000));

        assertThat(mounts(project("./" + mounted + ":/app/" + mounted))).containsExactly("/app/" + mounted);
    }

    @Test
    void aLargeDatabaseThatTheImageHasIsATask() throws Exception {
        write("db.sqlite3", "#".repeat(1_100_000));

        assertThat(project("./db.sqlite3:/app/db.sqlite3").codes()).contains(Code.BIND_TOO_LARGE);
    }

    @Test
    void aTreeWithoutEndIsATask() throws Exception {
        write("compose.yaml", "name: shop\nservices: {web: {build: ., volumes: ['.:/app']}}\n");
        MountedFiles files = new MountedFiles(folder, List.of(), List.of());
        BindFiles endless = new BindFiles() {
            @Override
            public Kind kind(Path path) {
                return files.kind(path);
            }

            @Override
            public Optional<Contents> read(Path path, long maxBytes) {
                return files.read(path, maxBytes);
            }

            @Override
            public Listing paths(Path path) {
                Listing all = files.paths(path);
                return new Listing(all.files(), all.leftOut(), false);
            }
        };

        assertThat(Translator.translate(
                                ProjectLoader.load(LoadRequest.of(folder)),
                                TranslateOptions.builder().build(),
                                endless)
                        .findings())
                .extracting(Finding::code)
                .contains(Code.TREE_TOO_LARGE);
    }
}
