package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose size or place no golden case can hold: what becomes of them when they are mounted. */
class MountedContentTest {
    @TempDir
    Path parent;

    private ConvertRun convert(String mounts) throws IOException {
        Files.writeString(project().resolve("compose.yaml"), """
        name: shop
        services:
          web:
            image: example/web:1
            volumes: [%s]
        """.formatted(mounts));
        return ConvertRun.run(project());
    }

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

    @Test
    void whatIsNotThereIsAPathOfTheNodeWhereThatIsAskedFor() throws IOException {
        String missing = project().resolve("missing").toString();
        String outside = parent.resolve("outside").toString();

        ConvertRun conversion = convert("0", "'./missing:/missing', '../outside:/outside:ro'", "--bind", "hostpath");

        assertThat(conversion.out())
                .contains(
                        "path: " + missing + "\n",
                        "path: " + outside + "\n",
                        "type: DirectoryOrCreate",
                        "name: web-missing\n")
                .doesNotContain("PersistentVolumeClaim", "ConfigMap");
        assertThat(conversion.err())
                .contains(missing + " is a folder of whichever node the pod is on", "SILD-BIND-NODE-DATA")
                .doesNotContain("SILD-BIND-OUTSIDE");
    }

    private Path project() throws IOException {
        return Files.createDirectories(parent.resolve("project"));
    }

    @Test
    void aFileThatNoConfigMapHoldsIsNotMountedAndSaidSo() throws IOException {
        Files.writeString(project().resolve("large.conf"), "x".repeat(1_200_000));

        ConvertRun conversion = convert("'./large.conf:/etc/large.conf:ro'");

        assertThat(conversion.code()).isZero();
        assertThat(conversion.out()).doesNotContain("kind: ConfigMap", "mountPath");
        assertThat(conversion.err())
                .contains("compose.yaml:5:15: lost:", "too large for a ConfigMap (1 MiB)", "SILD-BIND-TOO-LARGE");
    }

    @Test
    void aFileThatKubectlApplyRefusesIsMountedAndSaidSo() throws IOException {
        Files.writeString(project().resolve("big.conf"), "x\n".repeat(150_000));

        ConvertRun conversion = convert("'./big.conf:/etc/big.conf:ro'");

        assertThat(conversion.out()).contains("kind: ConfigMap", "mountPath: /etc/big.conf");
        assertThat(conversion.err()).contains("250 KiB", "kubectl apply --server-side", "SILD-FILES-LARGE");
    }

    @Test
    void aFolderThatNoConfigMapHoldsBecomesAnEmptyClaimAndIsSaid() throws IOException {
        Path data = Files.createDirectory(project().resolve("data"));
        Files.writeString(data.resolve("a"), "x".repeat(700_000));
        Files.writeString(data.resolve("b"), "x".repeat(700_000));

        ConvertRun conversion = convert("'./data:/data'");

        assertThat(conversion.out()).contains("kind: PersistentVolumeClaim").doesNotContain("kind: ConfigMap");
        assertThat(conversion.err()).contains("SILD-CLAIM-TO-FILL", "#fill-a-claim");
    }

    @Test
    void whatNoConfigMapHoldsIsAPathOfTheNodeWhereThatIsAskedFor() throws IOException {
        Path data = Files.createDirectory(project().resolve("data"));
        Files.writeString(data.resolve("a"), "x".repeat(1_200_000));
        Files.writeString(project().resolve("large.conf"), "x".repeat(1_200_000));

        ConvertRun conversion = convert("0", "'./data:/data', './large.conf:/etc/large.conf:ro'", "--bind", "hostpath");

        assertThat(conversion.out())
                .contains("path: " + data + "\n", "path: " + project().resolve("large.conf") + "\n")
                .doesNotContain("PersistentVolumeClaim", "ConfigMap");
        assertThat(conversion.err())
                .contains(data + " is a folder of whichever node the pod is on", "SILD-BIND-NODE-DATA")
                .doesNotContain("SILD-BIND-TOO-LARGE");
    }

    @Test
    void aFileThatOnlyItsOwnerMayReadBecomesASecret() throws IOException {
        Files.createFile(
                project().resolve("owner.conf"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(project().resolve("owner.conf"), "hidden-text");

        ConvertRun conversion = convert("'./owner.conf:/etc/owner.conf:ro'");

        assertThat(conversion.out())
                .contains("kind: Secret", "mode: 384")
                .doesNotContain("kind: ConfigMap", "hidden-text");
    }

    @Test
    void aFileWithAPasswordInItBecomesASecret() throws IOException {
        Files.writeString(project().resolve("app.yaml"), "db:\n  password: hidden-text\n");

        ConvertRun conversion = convert("'./app.yaml:/etc/app.yaml:ro'");

        assertThat(conversion.out()).contains("kind: Secret").doesNotContain("kind: ConfigMap", "hidden-text");
    }

    @Test
    void theProjectsFolderIsMountedWithoutItsHistoryAndItsComposeFile() throws IOException {
        Files.createDirectories(project().resolve(".git"));
        Files.writeString(project().resolve(".git/config"), "credential-text");
        Files.writeString(project().resolve(".env"), "A=env-text");
        Files.writeString(project().resolve("app.py"), "run()");

        ConvertRun conversion = convert("'.:/app:ro'");

        assertThat(conversion.out())
                .contains("kind: ConfigMap", "run()", "kind: Secret", "\".env\": QT1lbnYtdGV4dA==")
                .doesNotContain("credential-text", "env-text", "compose.yaml");
        assertThat(conversion.err())
                .contains(
                        "compose.yaml:5:15: info: left out of /app",
                        ": .git, compose.yaml",
                        "SILD-FILES-LEFT-OUT",
                        "read .env, compose.yaml and 1 more file");
    }

    @Test
    void theSummaryNamesTenFilesAndTheJsonReportAll() throws IOException {
        Files.createDirectories(project().resolve("conf"));
        for (int i = 10; i < 30; i++) {
            Files.writeString(project().resolve("conf/" + i + ".conf"), "x");
        }

        ConvertRun text = convert("'./conf:/etc/app:ro'");
        ConvertRun json = ConvertRun.run(project(), "--report", "json");

        assertThat(text.err())
                .contains("read compose.yaml, conf/10.conf", "conf/18.conf and 11 more files")
                .doesNotContain("conf/19.conf");
        assertThat(json.err()).contains("\"conf/29.conf\"").doesNotContain(parent.toString());
    }

    @Test
    void aLinkOutOfTheProjectIsNotFollowed() throws IOException {
        Files.writeString(parent.resolve("outside.conf"), "outside-text");
        Files.createSymbolicLink(project().resolve("link.conf"), parent.resolve("outside.conf"));

        ConvertRun conversion = convert("'./link.conf:/etc/link.conf:ro'");

        assertThat(conversion.out()).doesNotContain("outside-text", "b3V0c2lkZS10ZXh0");
        assertThat(conversion.err()).contains("compose.yaml:5:15: lost:");
    }

    @Test
    void aVolumeThatIsTakenForADriveIsRefused(@TempDir Path drive) throws IOException {
        Files.writeString(
                drive.resolve("compose.yaml"),
                "services: {db: {image: 'example/db:1', volumes: ['d:/data']}}\nvolumes: {d: {}}\n");

        ConvertRun conversion = ConvertRun.run(drive);

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.err())
                .contains("a mount path cannot contain a colon", "[services.db.volumes[0] SILD-INPUT-INVALID]");
    }

    @Test
    void aLabelForSelinuxAtTheEndOfAPathIsNoPartOfIt() throws IOException {
        Files.writeString(project().resolve("own.conf"), "a = 1");

        ConvertRun conversion = convert("{type: bind, source: ./own.conf, target: '/etc/own.conf:z', read_only: true}");

        assertThat(conversion.code()).isZero();
        assertThat(conversion.out()).contains("mountPath: /etc/own.conf\n");
        assertThat(conversion.err())
                .contains("compose.yaml:5:")
                .contains("it is mounted at /etc/own.conf; remove the part of the path");
    }

    @Test
    void aFileOutsideTheProjectIsReadOnlyWhereAllowed() throws IOException {
        Files.createDirectories(parent.resolve("shared"));
        Files.writeString(parent.resolve("shared/outside.conf"), "outside-text");

        ConvertRun closed = convert("'../shared/outside.conf:/etc/outside.conf:ro'");
        ConvertRun open = ConvertRun.run(project(), "--allow-path", "../shared");

        assertThat(closed.out()).doesNotContain("outside-text");
        assertThat(closed.err()).contains("SILD-BIND-OUTSIDE", "--allow-path");
        assertThat(open.out()).contains("outside-text");
        assertThat(open.err()).doesNotContain("SILD-BIND-OUTSIDE");
    }

    @Test
    void aChangedFileChangesThePodsAndAnUnchangedOneDoesNot() throws IOException {
        Files.writeString(project().resolve("a.conf"), "one");
        String before = convert("'./a.conf:/etc/a.conf:ro'").out();
        String again = convert("'./a.conf:/etc/a.conf:ro'").out();
        Files.writeString(project().resolve("a.conf"), "two");
        String after = convert("'./a.conf:/etc/a.conf:ro'").out();

        assertThat(again).isEqualTo(before);
        assertThat(checksum(after)).isNotEqualTo(checksum(before)).startsWith("sha256-");
    }

    private static String checksum(String out) {
        int start = out.indexOf("sild.dev/files: ") + "sild.dev/files: ".length();
        return out.substring(start, out.indexOf('\n', start));
    }
}
