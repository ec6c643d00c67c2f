package dev.sild.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.load.files.MountedFiles;
import dev.sild.compose.translate.Translator;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.play.plan.PlannedPod;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project's text reaches podman as data: as a file or an argument, never as a variable of podman's own environment.
 */
class PodImagesTest {
    @TempDir
    Path folder;

    private Path podman;

    /** A podman that has no image, and writes down how each build was called. */
    @BeforeEach
    void makePodman() throws IOException {
        podman = folder.resolve("podman");
        Files.writeString(podman, """
        #!/bin/sh
        here=${0%/*}
        printf '%s\\n' "$*" >> "$here/calls"
        case "$1" in image) exit 1 ;; esac
        env | sort >> "$here/environment"
        while [ $# -gt 0 ]; do
          case "$1" in
            --build-arg-file) stat -c '%a' "$2" >> "$here/modes"; cat "$2" >> "$here/arguments" ;;
            --secret) file=${2##*,src=}; stat -c '%a' "$file" >> "$here/modes"; cat "$file" >> "$here/secrets" ;;
          esac
          shift
        done
        [ ! -e "$here/fails" ]
        """);
        assertThat(podman.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void namesThatProgramsObeyReachNoEnvironment() throws Exception {
        List<String> names = List.of(
                "LD_PRELOAD",
                "LD_LIBRARY_PATH",
                "PATH",
                "BASH_ENV",
                "ENV",
                "GIT_SSH_COMMAND",
                "http_proxy",
                "HTTPS_PROXY",
                "CONTAINERS_CONF",
                "CONTAINER_HOST",
                "XDG_CONFIG_HOME",
                "HOME",
                "PODMAN_HOME",
                "TMPDIR",
                "API_TOKEN");
        StringBuilder args = new StringBuilder();
        names.forEach(name ->
                args.append(name).append(": hunter2-password-").append(name).append(", "));
        build("services: {web: {build: {context: ., args: {" + args + "}}}}", names);

        assertThat(read("environment")).doesNotContain("hunter2");
        assertThat(read("calls")).doesNotContain("hunter2-password-API_TOKEN");
        names.forEach(
                name -> assertThat(read("arguments") + read("calls")).contains(name + "=hunter2-password-" + name));
    }

    @Test
    void secretArgumentsAndSecretsAreFilesOfTheirOwnerAlone() throws Exception {
        build("""
        services:
          web: {build: {context: ., args: {API_TOKEN: 'a "b" #c \\ $$HOME '}, secrets: [{source: key, target: id}]}}
        secrets: {key: {environment: KEY}}
        """, List.of("API_TOKEN"));

        assertThat(read("arguments")).isEqualTo("API_TOKEN=a \"b\" #c \\ $HOME \n");
        assertThat(read("secrets")).isEqualTo("line one\nline two");
        assertThat(read("modes").lines()).containsOnly("600").hasSize(2);
        assertThat(read("calls")).contains("--secret id=id,src=").doesNotContain("line one", "$HOME");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void filesAreDeletedWhenTheBuildFails() throws Exception {
        Files.createFile(folder.resolve("fails"));

        assertThatThrownBy(() -> build(
                        "services: {web: {build: {context: ., args: {API_TOKEN: hunter2}}}}", List.of("API_TOKEN")))
                .isInstanceOf(PodmanException.class)
                .hasMessageContaining("failed");
        assertThat(read("arguments")).isEqualTo("API_TOKEN=hunter2\n");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void anArgumentOfSeveralLinesIsRefusedAndNotCut() {
        assertThatThrownBy(() -> build(
                        "services: {web: {build: {context: ., args: {API_TOKEN: \"one\\nLD_PRELOAD=x\"}}}}",
                        List.of("API_TOKEN")))
                .isInstanceOf(PodmanException.class)
                .hasMessageContaining("API_TOKEN", "several lines");
        assertThat(folder.resolve("arguments")).doesNotExist();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        assertThatThrownBy(() -> build("""
        services: {web: {build: {context: ., secrets: [key]}}}
        secrets: {key: {environment: NOT_THERE}}
        """, List.of())).hasMessageContaining("NOT_THERE");
    }

    @Test
    void podmanGetsTheUsersVariablesThatItReadsAndNoOthers() throws Exception {
        Map<String, String> user = Map.of(
                "PATH",
                System.getenv("PATH"),
                "HOME",
                "/home/me",
                "https_proxy",
                "http://proxy",
                "LC_ALL",
                "C",
                "REGISTRY_AUTH_FILE",
                "/auth.json",
                "LD_PRELOAD",
                "/x.so",
                "GITHUB_TOKEN",
                "t",
                "GIT_SSH_COMMAND",
                "touch x",
                "BASH_ENV",
                "/x");
        new Podman(podman.toString(), folder, user).run("version");

        assertThat(read("environment").lines())
                .contains("HOME=/home/me", "https_proxy=http://proxy", "LC_ALL=C", "REGISTRY_AUTH_FILE=/auth.json");
        assertThat(read("environment")).doesNotContain("LD_PRELOAD", "GITHUB_TOKEN", "GIT_SSH_COMMAND", "BASH_ENV");
    }

    @Test
    void anImageIsNeverTakenForAnOption() throws Exception {
        Pod started = new PodBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage("--help")
                .withImagePullPolicy("Always")
                .endContainer()
                .endSpec()
                .build();
        PlannedPod pod = new PlannedPod("web", started, List.of(), Set.of(), Set.of(), List.of(), Map.of());
        new PodImages(new Podman(podman.toString(), folder, Map.of()), new Silent()).pull(List.of(pod));

        assertThat(read("calls")).contains("image exists -- --help", "pull --quiet -- --help");
    }

    /** Builds the images of a project; {@code secret} are the arguments that must count as secret. */
    private void build(String yaml, List<String> secret) throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), yaml);
        Map<String, String> environment = new HashMap<>(Map.of("KEY", "line one\nline two"));
        ComposeProject project = ProjectLoader.load(LoadRequest.of(folder).withShellEnvironment(environment));
        var builds = Translator.translate(
                        project, TranslateOptions.ofPlayed(), new MountedFiles(folder, List.of(), List.of()))
                .builds();
        Map<String, String> variables = new HashMap<>(project.environment());
        new PodImages(new Podman(podman.toString(), folder, Map.of("PATH", System.getenv("PATH"))), new Silent())
                .build(builds, folder, variables, true);
    }

    private String read(String name) {
        try {
            return Files.exists(folder.resolve(name)) ? Files.readString(folder.resolve(name)) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the files that podman was told to read and that are still there. */
    private List<Path> leftBehind() {
        return Pattern.compile("(?:--build-arg-file |,src=)(\\S+)")
                .matcher(read("calls"))
                .results()
                .map(match -> Path.of(match.group(1)))
                .filter(file -> Files.exists(file) || Files.exists(file.getParent()))
                .toList();
    }

    private static final class Silent implements Progress {
        @Override
        public void say(String subject, String what, Tone tone) {}

        @Override
        public void line(String text) {}
    }
}
