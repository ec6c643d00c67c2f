package dev.sild.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Projects of any number of services, each of which has the same of one thing. */
public enum ScaledProject {
    PORTS("a port, three variables and a health check", i -> "", n -> "", Map.of()),
    VOLUMES(
            "and two named volumes",
            i -> "    volumes: ['a" + i + ":/a', 'b" + i + ":/b']\n",
            n -> "volumes:\n" + repeat(n, i -> "  a" + i + ": {}\n  b" + i + ": {}\n"),
            Map.of()),
    BINDS("and two bind mounts", i -> "    volumes: ['./a" + i + ":/a', './b" + i + ":/b']\n", n -> "", Map.of()),
    NETWORKS(
            "and two of 20 networks",
            i -> "    networks: [n" + i % 20 + ", n" + (i + 7) % 20 + "]\n",
            n -> "networks:\n" + repeat(20, i -> "  n" + i + ": {}\n"),
            Map.of()),
    ENV_FILE("and an env file", i -> "    env_file: a.env\n", n -> "", Map.of("a.env", "X=1\nY=two\n")),
    DEPENDENCIES(
            "and two dependencies",
            i -> i < 20 ? "" : "    depends_on: [s" + i % 10 + ", s" + (10 + i % 7) + "]\n",
            n -> "",
            Map.of()),
    ONE_FILE(
            "and one mounted file of 200 kB, the same for all",
            i -> "    volumes: ['./one.conf:/etc/one.conf:ro']\n",
            n -> "",
            Map.of("one.conf", "key = a value\n".repeat(15_000)));

    private final String title;
    private final IntFunction<String> more;
    private final IntFunction<String> rest;
    private final Map<String, String> files;

    ScaledProject(String title, IntFunction<String> more, IntFunction<String> rest, Map<String, String> files) {
        this.title = title;
        this.more = more;
        this.rest = rest;
        this.files = files;
    }

    /** What each service has, in words. */
    public String title() {
        return title;
    }

    /** Writes the project with {@code services} services into an empty folder. */
    public void write(Path folder, int services) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services:\n"
                        + repeat(
                                services,
                                i -> "  s" + i + ":\n    image: nginx:1.27\n    ports: ['" + (10_000 + i) + ":80']\n"
                                        + "    environment: {A: '1', B: two, NEXT: 'http://s" + (i + 1) % services
                                        + "'}\n    healthcheck: {test: [CMD, curl, -f, 'http://localhost'],"
                                        + " interval: 30s}\n" + more.apply(i))
                        + rest.apply(services));
    }

    private static String repeat(int times, IntFunction<String> text) {
        return IntStream.range(0, times).mapToObj(text).collect(Collectors.joining());
    }
}
