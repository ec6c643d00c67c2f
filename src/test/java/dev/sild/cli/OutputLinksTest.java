package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sild.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links, pipes and devices that a repository brings do not decide where a command writes. */
@Tag("executable")
class OutputLinksTest {
    private static final String WEB_STACK =
            "{apiVersion: sild.dev/v1alpha1, kind: WebStack, metadata: {name: shop}, spec: {api: {image:"
                    + " 'example/api:1'}}}";

    @TempDir
    Path temporary;

    /** What a user has; {@link #clone} is the repository in it. */
    private Path home;

    private Path clone;

    @BeforeEach
    void aCloneInAHomeFolder() throws IOException {
        home = temporary.toRealPath();
        clone = Files.createDirectory(home.resolve("clone"));
        Files.writeString(home.resolve(".bash_profile"), "mine");
        Files.createDirectory(home.resolve("folder"));
        Files.writeString(clone.resolve("compose.yaml"), """
        name: shop
        services:
          proxy: {image: "nginx:1", ports: ["80:80"]}
          api: {image: "example/api:1", environment: {API_TOKEN: abc}, build: .}
        """);
        Files.writeString(clone.resolve("Dockerfile"), "FROM scratch\nEXPOSE 8080\n");
        Files.writeString(clone.resolve("stack.yaml"), WEB_STACK);
    }

    private CommandRun run(String arguments) {
        return CommandRun.of(clone, "", arguments.split(" "));
    }

    /** Everything below the home folder: what a link leads to, and what a file contains. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.toList()) {
                String what = "other";
                if (Files.isSymbolicLink(path)) {
                    what = "link to " + Files.readSymbolicLink(path);
                } else if (Files.isDirectory(path)) {
                    what = "folder";
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    what = Files.readString(path);
                }
                all.put(home.relativize(path).toString(), what);
            }
        }
        return all;
    }

    private void assertRefused(String arguments, String message) throws IOException {
        Map<String, String> before = everything();

        CommandRun run = run(arguments);

        assertThat(run.code()).as(arguments).isEqualTo(1);
        assertThat(run.err()).as(arguments).contains(message);
        assertThat(everything()).as(arguments).isEqualTo(before);
    }

    private void link(String place, String target) throws IOException {
        Path path = clone.resolve(place);
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(target));
    }

    /** Writes once to see which files and folders there are; then each of them becomes a link in an empty folder. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "convert --layout list -o k8s/",
                "convert --layout files -o k8s/",
                "convert --layout files --secrets separate -o k8s/",
                "convert --layout kustomize --secrets inline -o k8s/",
                "convert --layout chart --secrets inline -o k8s/",
                "convert --target podman --layout quadlet -o k8s/",
                "convert -o k8s/ --build-script k8s/build.sh",
                "render stack.yaml --layout kustomize --with-secrets -o k8s/",
                "crds -o k8s/"
            })
    void noLinkInAnOutputFolderIsFollowed(String command) throws IOException {
        assertThat(run(command).code()).isZero();
        Path out = clone.resolve("k8s");
        List<Path> written = new ArrayList<>();
        try (Stream<Path> all = Files.walk(out)) {
            all.filter(path -> !path.equals(out)).map(clone::relativize).forEach(written::add);
        }
        assertThat(written).isNotEmpty();
        for (int i = 0; i < written.size(); i++) {
            Path path = written.get(i);
            String up = "../".repeat(path.getNameCount());
            // Each of them for each file would take minutes.
            String target = List.of(up + ".bash_profile", up + "missing", up + "folder", "inside", ".", "/dev/null")
                    .get(i % 6);
            Folders.delete(out);
            link(path.toString(), target);
            assertRefused(command, ": " + path + " is a symbolic link; remove it, or use another folder with --output");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/api.yaml", "k8s/.sild-files", "k8s/proxy.yaml"})
    void checkFollowsNoLinkEither(String place) throws IOException {
        Files.createDirectory(clone.resolve("k8s"));
        run("convert -o k8s/");
        Files.delete(clone.resolve(place));
        link(place, "../../.bash_profile");

        assertRefused("convert -o k8s/ --check", ": " + place + " is a symbolic link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/.sild-files", "k8s/proxy.yaml"})
    void aPipeInAnOutputFolderIsRefusedAndNeitherReadNorWritten(String place) throws Exception {
        Files.createDirectory(clone.resolve("k8s"));
        assumeTrue(new ProcessBuilder("mkfifo", clone.resolve(place).toString())
                        .start()
                        .waitFor()
                == 0);

        assertRefused("convert -o k8s/", ": " + place + " is a device, a pipe or a socket");
        assertRefused("convert -o k8s/ --check", ": " + place + " is a device, a pipe or a socket");
    }

    @ParameterizedTest
    @CsvSource({
        "convert -o out/",
        "convert -o out",
        "convert -o ./x/../out/",
        "convert -o out/ --check",
        "convert -o out/deep/er/",
        "convert --layout kustomize -o out/",
        "render stack.yaml -o out/",
        "crds -o out/",
        "crds -o ./out"
    })
    void anOutputFolderThatIsALinkOutOfTheWorkingFolderIsRefused(String command) throws IOException {
        for (String target : List.of("../folder", "..", home.resolve("folder").toString(), "../missing")) {
            link("out", target);
            assertRefused(command, ": the symbolic link out points outside the working folder; remove it");
            Files.delete(clone.resolve("out"));
        }
    }

    @Test
    void anOutputFolderThatIsALinkInsideTheWorkingFolderIsWrittenTo() throws IOException {
        link("k8s", "build/manifests");
        Files.createDirectories(clone.resolve("build/manifests"));

        assertThat(run("convert -o k8s").code()).isZero();
        assertThat(clone.resolve("build/manifests/proxy.yaml")).isRegularFile();
        assertThat(run("convert -o k8s --check").code()).isZero();
    }

    @Test
    void anAbsolutePathElsewhereMayHaveLinks() throws IOException {
        Files.createSymbolicLink(home.resolve("tmp"), Path.of("folder"));

        assertThat(run("convert -o " + home + "/tmp/").code()).isZero();
        assertThat(run("convert -o " + home + "/tmp/all.yaml").code()).isZero();
        assertThat(run("crds -o " + home + "/tmp/crds/").code()).isZero();
        assertThat(home.resolve("folder").toFile().list()).contains("proxy.yaml", "all.yaml", "crds", ".sild-files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convert -o out",
                "convert -o ./out",
                "convert -o out --check",
                "render stack.yaml -o out",
                "adopt --proxy proxy --api api -o out",
                "convert --build-script out",
                "adopt --proxy proxy --api api --build-script out",
                "convert -o all.yaml --build-script out"
            })
    void aFileThatIsALinkOutOfTheWorkingFolderIsRefused(String command) throws IOException {
        for (String target : List.of(
                "../.bash_profile",
                "../missing",
                "/dev/null",
                home.resolve(".bash_profile").toString())) {
            link("out", target);
            assertRefused(command, ": the symbolic link out points outside the working folder; remove it");
            Files.delete(clone.resolve("out"));
        }
    }

    @Test
    void aFileThatIsALinkInsideTheWorkingFolderKeepsItsLink() throws IOException {
        link("all.yaml", "build.yaml");
        Files.writeString(clone.resolve("build.yaml"), "before");

        assertThat(run("convert -o all.yaml").code()).isZero();
        assertThat(run("adopt --proxy proxy --api api -o other.yaml").code()).isZero();
        assertThat(clone.resolve("all.yaml")).isSymbolicLink();
        assertThat(clone.resolve("build.yaml")).content().contains("kind: Deployment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../.bash_profile", "../missing", "inside.yaml", "/dev/null"})
    void theFileOfSecretsBesideAnotherIsNoLink(String target) throws IOException {
        link("out/all-secrets.yaml", target);

        assertRefused(
                "convert --secrets separate -o out/all.yaml", ": out/all-secrets.yaml is a symbolic link; remove it");
    }

    @Test
    void theFileOfSecretsBesideAnotherReplacesOnlySildsOwn() throws IOException {
        assertThat(run("convert --secrets separate -o all.yaml").code()).isZero();
        Files.writeString(
                clone.resolve("all-secrets.yaml"), Files.readString(clone.resolve("all-secrets.yaml")) + "# edited\n");
        assertThat(run("convert --secrets separate -o all.yaml").code()).isZero();
        assertThat(clone.resolve("all-secrets.yaml")).content().doesNotContain("edited");
        Files.writeString(clone.resolve("all-secrets.yaml"), "kind: Secret # mine\n");

        assertRefused(
                "convert --secrets separate -o all.yaml",
                "cannot write all-secrets.yaml: the file exists and was not written by sild");
    }

    @Test
    void openFilesAndDevicesThatTheUserNamesAreWritten() {
        assertThat(run("convert -o /dev/null").code()).isZero();
        assertThat(run("convert -o - --build-script /dev/null").code()).isZero();
        assertThat(run("adopt --proxy proxy --api api -o /dev/null").code()).isZero();
    }
}
