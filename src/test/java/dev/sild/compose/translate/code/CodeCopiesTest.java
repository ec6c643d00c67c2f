package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.images.Dockerfile;
import dev.sild.images.ImageFacts;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The init container that copies source trees, and what its script does with a volume as the kubelet makes it. */
class CodeCopiesTest {
    @TempDir
    Path folder;

    @Test
    void theScriptCopiesPlainFilesOfAllBundles() throws Exception {
        volume("0-0", Map.of("package.json", "{}", "src/index.js", "1", ".eslintrc", "x"));
        volume("0-1", Map.of(".env", "A=1", "src/.env", "B=2"));
        volume("1-0", Map.of("main.py", "2"));
        Files.createDirectories(folder.resolve("code/0"));
        Files.createDirectories(folder.resolve("code/1"));

        assertThat(run("own", "0/node_modules/", "0/conf/app.yaml", "1/main.py"))
                .isZero();
        assertThat(run("open", "0/node_modules/")).as("a second run").isZero();

        assertThat(folder.resolve("code/0/src/index.js")).hasContent("1");
        assertThat(folder.resolve("code/0/src")).isDirectory().satisfies(path -> {
            assertThat(Files.isSymbolicLink(path)).isFalse();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwxrwxrwx");
        });
        assertThat(folder.resolve("code/0/src/.env")).hasContent("B=2");
        assertThat(folder.resolve("code/0/.eslintrc")).hasContent("x");
        assertThat(folder.resolve("code/0/node_modules")).isDirectory();
        assertThat(folder.resolve("code/0/conf/app.yaml")).isRegularFile();
        assertThat(folder.resolve("code/1/main.py")).hasContent("2");
        try (var all = Files.list(folder.resolve("code/0"))) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(".env", ".eslintrc", "conf", "node_modules", "package.json", "src");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("code/1/main.py"))))
                .isEqualTo("rw-rw-rw-");
    }

    @Test
    void aFileForItsOwnerIsForNobodyElse() throws Exception {
        volume("0-0", Map.of("acme.json", "{}"));
        Files.createDirectories(folder.resolve("code/0"));

        assertThat(run("own", "@0600:0/acme.json")).isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("code/0/acme.json"))))
                .isEqualTo("rw-------");
        assertThat(run("own", "@0600:0/missing")).isNotZero();
    }

    @Test
    void whoReadsTheCodeOwnsIt() throws Exception {
        assertThat(copier("FROM node:22\n").security().user()).contains(0L);
        assertThat(copier("FROM node:22\nUSER 1234:99\n").security().user()).contains(1234L);
        assertThat(copier("FROM node:22\nUSER app\n").command()).contains(Text.of("open"));
        assertThat(new CodeCopies().of(Container.of("web", Text.of("x")), Optional.empty(), "busybox"))
                .isEmpty();
    }

    private static Container copier(String dockerfile) throws Exception {
        ImageFacts facts = Dockerfile.parse(dockerfile, "Dockerfile").facts(Optional.empty(), Map.of());
        CodeCopies copies = new CodeCopies();
        copies.add("web", "web-code", List.of("a", "b"));
        Container container = copies.of(Container.of("web", Text.of("x")), Optional.of(facts), "busybox")
                .orElseThrow();
        assertThat(container.mounts())
                .extracting(Mount::path)
                .containsExactly("/sild-files/0-0", "/sild-files/0-1", "/sild-code/0");
        return container;
    }

    /** Makes a folder of links to links, as the kubelet does. */
    private void volume(String name, Map<String, String> files) throws Exception {
        Path volume = Files.createDirectories(folder.resolve("files").resolve(name));
        Path data = Files.createDirectories(volume.resolve("..2026_1"));
        Files.createSymbolicLink(volume.resolve("..data"), Path.of("..2026_1"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path place = data.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.getValue());
            String top = file.getKey().split("/")[0];
            if (!Files.exists(volume.resolve(top))) {
                Files.createSymbolicLink(volume.resolve(top), Path.of("..data").resolve(top));
            }
        }
    }

    private int run(String... arguments) throws Exception {
        String script =
                CodeCopies.SCRIPT.replace("/sild-code", folder + "/code").replace("/sild-files", folder + "/files");
        List<String> command = new ArrayList<>(List.of("sh", "-c", script));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
