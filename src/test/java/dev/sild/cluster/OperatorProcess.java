package dev.sild.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The operator as it is shipped: a process of its own, from the jar that the gate built. */
public final class OperatorProcess implements AutoCloseable {
    static final Path JAR = Path.of("target", "sild-operator.jar").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(90);
    /** A start is faster without the second compiler, and most tests are over before that one pays. */
    private static final List<String> FAST_START = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m");

    private final Process process;
    private final Path log;
    private final int port;

    private OperatorProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts one, and returns when it says that it is ready: it has all caches full, whether it leads or not. */
    public static OperatorProcess start(Path kubeconfig, Map<String, String> settings) {
        return start(JAR, kubeconfig, settings);
    }

    /** Does the same with a jar that may be another version's. */
    static OperatorProcess start(Path jar, Path kubeconfig, Map<String, String> settings) {
        OperatorProcess operator = launch(jar, kubeconfig, settings, FAST_START);
        operator.awaitReady();
        return operator;
    }

    /** Starts one and does not wait. */
    static OperatorProcess launch(Path kubeconfig, Map<String, String> settings) {
        return launch(kubeconfig, settings, FAST_START);
    }

    /** Starts one with options of the JVM, and does not wait. */
    static OperatorProcess launch(Path kubeconfig, Map<String, String> settings, List<String> options) {
        return launch(JAR, kubeconfig, settings, options);
    }

    private static OperatorProcess launch(
            Path jar, Path kubeconfig, Map<String, String> settings, List<String> options) {
        if (jar.equals(JAR)) {
            requireBuilt();
        }
        try {
            int port = freePort();
            Path log = Files.createTempFile("sild-operator", ".log");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-jar", jar.toString()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(kubeconfig.getParent().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
            builder.environment().put("HOSTNAME", identity(port));
            builder.environment().putAll(settings);
            Process process = builder.start();
            // Should the tests end without closing it: nothing is left running.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new OperatorProcess(process, log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireBuilt() {
        if (!Files.exists(JAR)) {
            throw new AssertionError(JAR + " is not there: the gate builds it, ./mvnw verify");
        }
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java", "dev", "sild"))) {
            Path newest = sources.filter(Files::isRegularFile)
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow();
            if (newest.toFile().lastModified() > JAR.toFile().lastModified()) {
                throw new AssertionError(newest + " is newer than " + JAR + ": build it again, ./mvnw package");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void awaitReady() {
        await("the operator is ready")
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("the operator ended with " + process.exitValue() + "\n" + log());
                    }
                    return get("/q/health/ready").startsWith("200 ");
                });
    }

    /** Returns code and body of one of its pages. */
    String get(String path) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return "0 " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns by which name it holds the Lease. */
    public String identity() {
        return identity(port);
    }

    private static String identity(int port) {
        return "operator-" + port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a node that loses its power does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Asks it to end, as a kubelet does. */
    public void terminate() {
        process.destroy();
    }

    void awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the operator did not end within " + limit.toSeconds() + " s\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
        log.toFile().delete();
    }
}
