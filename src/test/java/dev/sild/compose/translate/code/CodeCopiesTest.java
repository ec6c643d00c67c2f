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
    void linksAreMadeWithAnyNameAndTarget() throws Exception {
        volume("0-0", Map.of("public/index.php", "1"));
        Files.createDirectories(folder.resolve("code/0"));
        Map<String, String> links = Map.of(
                "public/storage",
                "/var/www/storage/app/public",
                "new/-n",
                "-s; touch " + folder + "/touched",
                "$(touch x)'\"",
                "/a b/$(touch " + folder + "/touched)",
                "@0777:0",
                "*");
        List<String> arguments = new ArrayList<>(List.of("own"));
        links.forEach((path, target) -> arguments.addAll(List.of("link", "0/" + path, target)));
        arguments.add("0/node_modules/");

        assertThat(run(CodeCopies.WITH_LINKS, arguments)).isZero();
        assertThat(run(CodeCopies.WITH_LINKS, arguments)).as("a second run").isZero();

        for (Map.Entry<String, String> link : links.entrySet()) {
            assertThat(Files.readSymbolicLink(folder.resolve("code/0").resolve(link.getKey())))
                    .isEqualTo(Path.of(link.getValue()));
        }
        assertThat(folder.resolve("code/0/node_modules")).isDirectory();
        assertThat(folder.resolve("touched")).doesNotExist();
    }

    @Test
    void linksAreMadeInCopiesOnly() throws Exception {
        Files.createDirectories(folder.resolve("code/0"));
        Files.createDirectories(folder.resolve("elsewhere"));

        assertThat(run(
                        CodeCopies.WITH_LINKS,
                        List.of("own", "link", "0/a", folder + "/elsewhere", "link", "0/a/b", "/x")))
                .isNotZero();
        assertThat(run(CodeCopies.WITH_LINKS, List.of("own", "link", "0/../../elsewhere/b", "/x")))
                .isNotZero();

        assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void onlyTreesWithLinksHaveTheScriptForThem() throws Exception {
        CodeCopies copies = new CodeCopies();
        copies.add("web", "web-code", List.of("a"), Map.of("public/storage", "/var/www/storage"), List.of());
        Container container = copies.of(Container.of("web", Text.of("x")), Optional.empty(), "busybox")
                .orElseThrow();

        assertThat(container.command())
                .contains(Text.of(CodeCopies.WITH_LINKS))
                .containsSubsequence(Text.listOf(List.of("link", "0/public/storage", "/var/www/storage")));
        assertThat(CodeCopies.isCopier(container)).isTrue();
        assertThat(copier("FROM node:22\n").command()).contains(Text.of(CodeCopies.SCRIPT));
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
        copies.add("web", "web-code", List.of("a", "b"), Map.of(), List.of("cache", "logs/app"));
        Container container = copies.of(Container.of("web", Text.of("x")), Optional.of(facts), "busybox")
                .orElseThrow();
        assertThat(container.mounts())
                .extracting(Mount::path)
                .containsExactly("/sild-files/0-0", "/sild-files/0-1", "/sild-code/0");
        assertThat(container.command()).endsWith(Text.of("0/cache/"), Text.of("0/logs/app/"));
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
        return run(CodeCopies.SCRIPT, List.of(arguments));
    }

    private int run(String text, List<String> arguments) throws Exception {
        String script =
                text.replace("/sild-code", folder.toRealPath() + "/code").replace("/sild-files", folder + "/files");
        List<String> command = new ArrayList<>(List.of("sh", "-c", script));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
