package dev.sild.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.podman.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The package for npm, installed into a prefix of its own, without the network. */
@OnPackages({"npm", "node"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NpmPackageTest {
    private static final String SIGTERM = "TERM";
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    @TempDir
    private static Path temporary;

    private static Path prefix;

    @BeforeAll
    static void install() throws Exception {
        prefix = Files.createDirectories(temporary.resolve("a prefix"));
        npm("install", BuiltPackages.ending(".tgz").toString());
    }

    @Test
    void runsByBothNames() throws Exception {
        assertThat(sild(Map.of(), "sild", "--version").orFail()).isEqualTo("sild " + BuiltPackages.version() + "\n");
        assertThat(sild(Map.of(), "kubectl-sild", "status", "--help").orFail()).contains("kubectl sild status");
    }

    @Test
    void convertsAnExample() {
        assertThat(sild(Map.of(), "sild", "convert", "--env-file", ".env.example")
                        .orFail())
                .contains("kind: Deployment");
    }

    @Test
    void passesExitCodesThrough() {
        CommandRunner.Result wrong = sild(Map.of(), "sild", "convert", "--no-such-option");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.errors()).contains("--no-such-option");
    }

    @Test
    void passesSignalsThrough() throws Exception {
        Process process = new ProcessBuilder(program("sild"), "convert", "-")
                .directory(BuiltPackages.EXAMPLE.toFile())
                .redirectErrorStream(true)
                .start();
        // It waits for standard input then.
        ProcessHandle java = null;
        for (int i = 0; i < 300 && java == null; i++) {
            Thread.sleep(100);
            java = process.descendants()
                    .filter(child -> child.info().command().orElse("").endsWith("/java"))
                    .findFirst()
                    .orElse(null);
        }
        assertThat(java).as("a JVM").isNotNull();
        Thread.sleep(1000);
        BuiltPackages.run(temporary, Map.of(), "kill", "-" + SIGTERM, String.valueOf(process.pid()))
                .orFail();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
        java.onExit().get(30, TimeUnit.SECONDS);
    }

    @Test
    void saysThatItNeedsJava() throws Exception {
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("node"), Path.of(find("node")));

        CommandRunner.Result result = sild(Map.of("PATH", bin.toString(), "JAVA_HOME", ""), "sild", "--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).contains("needs Java 17 or newer");
    }

    /** Node is told that it runs on Windows: this tests the script, not Windows. */
    @Test
    void runsJavaItselfOnWindows() throws Exception {
        Path home = Files.createDirectories(temporary.resolve("windows/bin")).getParent();
        Files.createSymbolicLink(home.resolve("bin/java.exe"), Path.of(System.getProperty("java.home"), "bin/java"));
        String script = "Object.defineProperty(process, 'platform', { value: 'win32' });"
                + "process.argv = ['node', 'sild', '--version']; require(process.env.SCRIPT)";
        Map<String, String> variables = Map.of(
                "SCRIPT", prefix.resolve("lib/node_modules/sild/bin/sild.js").toString(), "JAVA_HOME", home.toString());

        assertThat(BuiltPackages.run(temporary, variables, "node", "-e", script).orFail())
                .isEqualTo("sild " + BuiltPackages.version() + "\n");
        Files.delete(home.resolve("bin/java.exe"));
        CommandRunner.Result none = BuiltPackages.run(temporary, variables, "node", "-e", script);
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.errors()).contains("java.exe: install Java 17 or newer");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void leavesNothingBehindWhenItIsRemoved() throws Exception {
        assertThat(prefix.resolve("bin/sild")).exists();

        npm("uninstall", "sild");

        try (Stream<Path> files = Files.walk(prefix)) {
            assertThat(files.filter(file -> !Files.isDirectory(file))).isEmpty();
        }
        assertThat(prefix.resolve("lib/node_modules/sild")).doesNotExist();
    }

    private static void npm(String verb, String what) {
        Map<String, String> variables =
                Map.of("npm_config_cache", temporary.resolve("cache").toString());
        BuiltPackages.run(
                        temporary,
                        variables,
                        "npm",
                        verb,
                        "--global",
                        "--offline",
                        "--no-audit",
                        "--no-fund",
                        "--no-update-notifier",
                        "--prefix",
                        prefix.toString(),
                        what)
                .orFail();
    }

    private static CommandRunner.Result sild(Map<String, String> variables, String name, String... arguments) {
        String[] command =
                Stream.concat(Stream.of(program(name)), Stream.of(arguments)).toArray(String[]::new);
        return BuiltPackages.run(BuiltPackages.EXAMPLE, variables, command);
    }

    private static String program(String name) {
        return prefix.resolve("bin").resolve(name).toString();
    }

    private static String find(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
    }
}
