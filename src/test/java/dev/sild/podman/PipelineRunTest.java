package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The pipeline of examples/web-stack, run for real: a commit goes in, its image is in a registry, and a GitOps
 * repository has one more commit. Only trivy is a stand-in: it needs an image to be there, and a database that only the
 * internet has.
 */
@OnPodman(also = {"mmdebstrap", "git", "docker-registry"})
class PipelineRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(600);
    private static final int PORT = PodmanMachine.freePort();
    private static final String REGISTRY = "127.0.0.1:" + PORT;
    private static final String USER = "pusher";
    private static final String PASSWORD = "of-the-test";
    /** What bcrypt makes of the password. */
    private static final String HASH = "$2b$05$abcdefghijklmnopqrstuuZQDFqlfhxikusxVp2uYfh7fKmiQU08a";

    @AutoClose
    private static PodmanMachine podman;

    private static Process registry;
    private static Path programs;

    @BeforeAll
    static void startRegistry() throws IOException {
        podman = PodmanMachine.start();
        StandIns.debian();
        Path folder = podman.folder("registry");
        Sild.file(folder, "htpasswd", USER + ":" + HASH + "\n");
        Sild.file(folder, "config.yml", """
        version: 0.1
        storage: {filesystem: {rootdirectory: %1$s/data}}
        http: {addr: "%2$s"}
        auth: {htpasswd: {realm: test, path: %1$s/htpasswd}}
        """.formatted(folder, REGISTRY));
        registry = new ProcessBuilder("docker-registry", "serve", folder + "/config.yml")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Files.writeString(
                folder.resolveSibling("registries.conf"),
                "[[registry]]\nlocation = \"" + REGISTRY + "\"\ninsecure = true\n",
                StandardOpenOption.APPEND);
        programs = podman.folder("programs");
        // It calls podman by its name, which must not lead back to it.
        program("podman", "PATH='" + System.getenv("PATH") + "' exec " + podman.program() + " \"$@\"");
        program("sild", "exec " + String.join(" ", Sild.command()) + " \"$@\"");
        program("trivy", """
        echo "$@" >> "$TRIVY_CALLS"
        while [ $# -gt 1 ]; do
          case $1 in
            --input) tar -tf "$2" > /dev/null || exit 1 ;;
            --output) echo '{}' > "$2" ;;
          esac
          shift
        done
        """);
    }

    @AfterAll
    static void stopRegistry() {
        registry.destroy();
    }

    private static void program(String name, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "tekton"})
    void aCommitBecomesAnImageAndACommitOfTheGitOpsRepository(String system) throws Exception {
        Path gitOps = gitOps(system);
        Path source = podman.folder(system + "-source");
        Sild.copy(Path.of("examples/web-stack"), source);
        git(source, "init", "--quiet", "--initial-branch", "main");
        String prefix = REGISTRY + "/" + system;
        String pipeline = sild(
                source,
                "pipeline",
                system,
                "--builder",
                "podman",
                "--sbom",
                "--image-prefix",
                prefix,
                "--gitops",
                "file://" + gitOps,
                "--gitops-path",
                "clusters/one");
        String first = commit(source, "first");

        run(source, system, pipeline, first);

        assertThat(tags(system + "/web-stack-api").toString()).isEqualTo("[" + first + "]");
        assertThat(Files.readString(source.resolve("web-stack-api.digest"))).isEqualTo(digest(system, first));
        assertThat(git(gitOps, "log", "--format=%s", "main")).isEqualTo("web-stack: " + first + "\nempty\n");
        String api = git(gitOps, "show", "main:clusters/one/base/api.yaml");
        assertThat(api + git(gitOps, "show", "main:clusters/one/base/kustomization.yaml"))
                .contains(first);
        assertThat(git(gitOps, "grep", "-l", "kind: Deployment", "main")).contains("nginx.yaml", "postgres.yaml");
        assertThat(Files.readAllLines(source.resolve(".git/trivy-calls")))
                .hasSize(2)
                .anyMatch(call -> call.contains("--exit-code 1"))
                .anyMatch(call -> call.contains("--format cyclonedx"));

        run(source, system, pipeline, first);
        assertThat(git(gitOps, "rev-list", "--count", "main")).isEqualTo("2\n");

        Files.writeString(source.resolve("api/static/style.css"), "body { color: green }\n");
        String second = commit(source, "second");
        run(source, system, pipeline, second);
        assertThat(tags(system + "/web-stack-api")).hasSize(2).asString().contains(first, second);
        assertThat(git(gitOps, "rev-list", "--count", "main")).isEqualTo("3\n");
    }

    private static Path gitOps(String system) {
        Path seed = podman.folder(system + "-seed");
        git(seed, "init", "--quiet", "--initial-branch", "main");
        git(
                seed,
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@localhost",
                "commit",
                "--quiet",
                "--allow-empty",
                "-m",
                "empty");
        Path bare = podman.folder(system + "-gitops.git");
        git(bare, "clone", "--quiet", "--bare", seed.toString(), ".");
        return bare;
    }

    private static String commit(Path source, String message) {
        git(source, "add", "--all", "--", "api", "nginx", "postgres", "compose.yaml", ".gitignore");
        git(source, "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "--quiet", "-m", message);
        return git(source, "rev-parse", "HEAD").strip();
    }

    /** Runs the scripts of all jobs, one after the other, as the server would on a push. */
    private static void run(Path source, String system, String pipeline, String commit) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TAG",
                commit,
                "PUBLISH",
                "yes",
                "URL",
                "file://" + source,
                "REGISTRY_USER",
                USER,
                "REGISTRY_PASSWORD",
                PASSWORD,
                "REGISTRY_AUTH_FILE",
                podman.folder(system) + "/login.json",
                "TRIVY_CALLS",
                source + "/.git/trivy-calls",
                "HOME",
                podman.folder(system).toString()));
        environment.put("PATH", programs + ":" + System.getenv("PATH"));
        List<String> scripts = scripts(pipeline);
        assertThat(scripts).hasSizeGreaterThan(7);
        for (String script : scripts) {
            CommandRunner.run(source, environment, LIMIT, List.of("bash", "-e", "-c", script))
                    .orFail();
        }
    }

    private static List<String> scripts(String pipeline) {
        List<String> scripts = new ArrayList<>();
        collect(new Load(LoadSettings.builder().build()).loadFromString(pipeline), scripts);
        // The test has a sild of its own, and needs no clone: it works where it commits.
        scripts.removeIf(script -> script.contains("cat > ") || script.contains("git fetch"));
        return scripts;
    }

    private static void collect(Object node, List<String> scripts) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof String script && (key.equals("run") || key.equals("script"))) {
                    scripts.add(script);
                } else {
                    collect(value, scripts);
                }
            });
        } else if (node instanceof List<?> list) {
            list.forEach(each -> collect(each, scripts));
        }
    }

    private static String sild(Path folder, String... words) {
        return CommandRunner.run(folder, Map.of(), LIMIT, Sild.command(words)).orFail();
    }

    private static String git(Path folder, String... words) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        return CommandRunner.run(folder, Map.of("GIT_CONFIG_NOSYSTEM", "1"), LIMIT, command)
                .orFail();
    }

    private static List<?> tags(String repository) throws Exception {
        Object list = new Load(LoadSettings.builder().build())
                .loadFromString(ask("/v2/" + repository + "/tags/list", "*/*").body());
        return (List<?>) ((Map<?, ?>) list).get("tags");
    }

    private static String digest(String system, String tag) throws Exception {
        return ask("/v2/" + system + "/web-stack-api/manifests/" + tag, "application/vnd.oci.image.manifest.v1+json")
                .headers()
                .firstValue("Docker-Content-Digest")
                .orElseThrow();
    }

    private static HttpResponse<String> ask(String path, String accept) throws Exception {
        String login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + REGISTRY + path))
                                .header("Authorization", "Basic " + login)
                                .header("Accept", accept)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
