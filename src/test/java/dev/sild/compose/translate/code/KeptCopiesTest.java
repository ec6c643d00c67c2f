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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The init container that copies files into claims, and what its script does to what programs wrote there. */
class KeptCopiesTest {
    @TempDir
    Path folder;

    private Path project;
    private Path claim;

    @BeforeEach
    void makeFolders() throws Exception {
        project = Files.createDirectories(folder.resolve("files/0"));
        claim = Files.createDirectories(folder.resolve("kept/0"));
        // The kubelet keeps the files in a folder of another name.
        Path data = Files.createDirectories(project.resolve("..2026_1/in"));
        Files.writeString(data.resolve("a b.conf"), "1");
        Files.writeString(data.resolveSibling("b.conf"), "1");
        Files.createSymbolicLink(project.resolve("..data"), Path.of("..2026_1"));
        Files.createSymbolicLink(project.resolve("in"), Path.of("..data/in"));
        Files.createSymbolicLink(project.resolve("b.conf"), Path.of("..data/b.conf"));
    }

    @Test
    void aClaimGetsTheFiles() throws Exception {
        assertThat(run("own")).isZero();

        assertThat(claim.resolve("in/a b.conf")).hasContent("1");
        assertThat(claim.resolve("b.conf"))
                .hasContent("1")
                .satisfies(path -> assertThat(Files.isSymbolicLink(path)).isFalse());
        try (var all = Files.list(claim)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("in", "b.conf", ".sild-copied");
        }
    }

    @Test
    void whatProgramsWroteStays() throws Exception {
        Files.writeString(claim.resolve("b.conf"), "theirs before");
        run("own");
        assertThat(claim.resolve("b.conf")).hasContent("theirs before");

        Files.writeString(claim.resolve("in/a b.conf"), "changed");
        Files.writeString(project.resolve("..2026_1/in/a b.conf"), "2");
        run("own");
        assertThat(claim.resolve("in/a b.conf")).hasContent("changed");
    }

    @Test
    void whatProgramsDeletedStaysDeleted() throws Exception {
        run("own");
        Files.delete(claim.resolve("b.conf"));
        run("own");
        assertThat(claim.resolve("b.conf")).doesNotExist();
    }

    @Test
    void whatTheProjectChangedIsCopiedAgain() throws Exception {
        run("own");
        Files.writeString(project.resolve("..2026_1/b.conf"), "2");
        Files.writeString(project.resolve("..2026_1/in/new.conf"), "new");
        assertThat(run("own")).isZero();
        assertThat(claim.resolve("b.conf")).hasContent("2");
        assertThat(claim.resolve("in/new.conf")).hasContent("new");
    }

    @Test
    void aUserWhoIsUnknownMayWrite() throws Exception {
        Files.writeString(claim.resolve("theirs"), "");
        Files.setPosixFilePermissions(claim.resolve("theirs"), PosixFilePermissions.fromString("rw-------"));
        run("open");
        assertThat(modes("b.conf")).isEqualTo("rw-rw-rw-");
        assertThat(modes("in")).isEqualTo("rwxrwxrwx");
        assertThat(modes("theirs")).isEqualTo("rw-------");
    }

    @Test
    void whoWritesOwnsTheCopies() throws Exception {
        assertThat(copier("FROM node:22\nUSER 1234:99\n", true).security().user())
                .contains(1234L);
        assertThat(copier("FROM node:22\nUSER app\n", true).security().user()).contains(0L);
        assertThat(copier("FROM node:22\nUSER app\n", false).security().user()).contains(65534L);
        assertThat(copier("FROM node:22\nUSER app\n", true).command()).contains(Text.of("open"));
        assertThat(new KeptCopies().of(Container.of("web", Text.of("x")), Optional.empty(), "busybox", true))
                .isEmpty();
    }

    private static Container copier(String dockerfile, boolean mayBeRoot) throws Exception {
        ImageFacts facts = Dockerfile.parse(dockerfile, "Dockerfile").facts(Optional.empty(), Map.of());
        KeptCopies copies = new KeptCopies();
        copies.add("web", Mount.ofVolume("conf", "/etc/web", true), "web-conf");
        Container container = copies.of(Container.of("web", Text.of("x")), Optional.of(facts), "busybox", mayBeRoot)
                .orElseThrow();
        assertThat(CodeCopies.isCopier(container)).isTrue();
        assertThat(container.mounts()).extracting(Mount::path).containsExactly("/sild-files/0", "/sild-kept/0");
        assertThat(container.mounts()).extracting(Mount::readOnly).containsExactly(true, false);
        return container;
    }

    private String modes(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(claim.resolve(file)));
    }

    private int run(String who) throws Exception {
        String script =
                KeptCopies.SCRIPT.replace("/sild-kept", folder + "/kept").replace("/sild-files", folder + "/files");
        return new ProcessBuilder(List.of("sh", "-c", script, who))
                .inheritIO()
                .start()
                .waitFor();
    }
}
