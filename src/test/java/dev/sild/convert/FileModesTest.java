package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that only their owner may read, a mode that no golden case can hold: who reads them in a pod. */
class FileModesTest {
    @TempDir
    Path parent;

    private ConvertRun convert(String user, String mounts, String... options) throws IOException {
        Files.writeString(project().resolve("compose.yaml"), """
        name: shop
        services:
          web:
            image: example/web:1
            user: "%s"
            volumes: [%s]
        """.formatted(user, mounts));
        return ConvertRun.run(project(), options);
    }

    private Path project() throws IOException {
        return Files.createDirectories(parent.resolve("project"));
    }

    private void ownerOnly(String name) throws IOException {
        Files.writeString(project().resolve(name), "hidden-text");
        Files.setPosixFilePermissions(project().resolve(name), PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aUserWithANumberReadsAFileOfItsOwnThroughItsGroup() throws IOException {
        ownerOnly("own.conf");

        ConvertRun conversion = convert("1000:2000", "'./own.conf:/etc/own.conf:ro'");

        assertThat(conversion.out()).contains("fsGroup: 2000", "mode: 384");
        assertThat(conversion.err()).doesNotContain("warning");
    }

    @Test
    void aFileThatNobodyMayChangeStaysOne() throws IOException {
        ownerOnly("own.conf");
        Files.setPosixFilePermissions(project().resolve("own.conf"), PosixFilePermissions.fromString("r--------"));

        assertThat(convert("0", "'./own.conf:/etc/own.conf:ro'").out()).contains("mode: 256");
    }

    @Test
    void aKeyThatTheGroupOfThePodMayReadIsSaid() throws IOException {
        ownerOnly("own.key");

        assertThat(convert("1000", "'./own.key:/own.key:ro'").err())
                .contains("info: the group of the pod may read 'own.key', which only its owner may read here");
        assertThat(convert("0", "'./own.key:/own.key:ro'").err()).doesNotContain("group of the pod");
    }

    @Test
    void aUserWithoutANumberReadsAFileThatAllMayReadAndItIsSaid() throws IOException {
        ownerOnly("own.conf");

        ConvertRun conversion = convert("someone", "'./own.conf:/etc/own.conf:ro'");

        assertThat(conversion.out()).contains("kind: Secret").doesNotContain("fsGroup", "mode:");
        assertThat(conversion.err()).contains("compose.yaml:6:15: warning: the files are owned by root in the pod");
    }

    @Test
    void rootReadsAFileThatOnlyItMayRead() throws IOException {
        ownerOnly("own.conf");

        ConvertRun conversion = convert("0", "'./own.conf:/etc/own.conf:ro'");

        assertThat(conversion.out()).contains("mode: 384").doesNotContain("fsGroup");
    }

    @ParameterizedTest
    @CsvSource({"pgpass, true", "id_ed25519, true", "token, false"})
    void secretsThatProgramsRefuseToShareKeepTheirMode(String name, boolean kept) throws IOException {
        ownerOnly(name);
        Files.writeString(project().resolve("compose.yaml"), """
        name: shop
        services: {web: {image: "example/web:1", secrets: [%s]}}
        secrets: {%s: {file: ./%s}}
        """.formatted(name, name, name));

        assertThat(ConvertRun.run(project()).out().contains("mode: 384")).isEqualTo(kept);
    }

    @Test
    void podmanHasNoGroupForFilesSoAllMayReadThem() throws IOException {
        ownerOnly("own.conf");

        ConvertRun user = convert("1000", "'./own.conf:/etc/own.conf:ro'", "--target", "podman");
        ConvertRun root = convert("0", "'./own.conf:/etc/own.conf:ro'", "--target", "podman");

        assertThat(user.out()).contains("kind: Secret").doesNotContain("defaultMode");
        assertThat(root.out()).contains("defaultMode: 384");
    }
}
