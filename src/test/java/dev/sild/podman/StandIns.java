package dev.sild.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Images of official names, made of Debian's packages, for the official ones cannot be pulled on every machine that
 * runs these tests. They hold what the official ones promise and the examples rely on: POSTGRES_*, PGDATA, commands
 * that begin with an option, the data folders, the numbers of their users. Their other features, and Alpine, are not
 * tested here.
 */
public final class StandIns {
    private static final Path FOLDER =
            Path.of("src/test/resources/podman/stand-ins").toAbsolutePath();
    private static final String DEBIAN = "docker.io/library/debian:trixie-slim";
    private static final Duration BOOTSTRAP = Duration.ofSeconds(600);

    private StandIns() {}

    /** Makes {@link PodmanMachine#BUSYBOX} for all. */
    public static void busybox() {
        Shelf.put(PodmanMachine.BUSYBOX, () -> busybox(Shelf.podman()));
    }

    /**
     * Makes {@link PodmanMachine#BUSYBOX} from the machine's static busybox and nothing else, for one podman:
     * {@link PodmanMachine#alone} where it is to be mounted as a volume.
     */
    static void busybox(PodmanMachine podman) {
        Path context = podman.folder("busybox");
        CommandRunner.run(context, Map.of(), BOOTSTRAP, List.of("cp", "/bin/busybox", "busybox"))
                .orFail();
        Sild.file(context, "Containerfile", """
        FROM scratch
        COPY busybox /bin/busybox
        RUN ["/bin/busybox", "--install", "-s", "/bin"]
        RUN ["/bin/sh", "-c", "mkdir -p /tmp /etc /seed; echo from the image > /seed/file"]
        ENV PATH=/bin FROM_IMAGE=yes
        CMD ["sleep", "1000"]
        """);
        podman.build(context, "-t", PodmanMachine.BUSYBOX);
    }

    /**
     * Makes {@code docker.io/library/debian:trixie-slim}, and on it images of docker.io, such as
     * {@code nginx:1.28-alpine}.
     */
    public static void debian(String... images) {
        PodmanMachine podman = Shelf.podman();
        Shelf.put(DEBIAN, () -> {
            Path debian = podman.folder("images").resolve("debian.tar");
            CommandRunner.run(
                            Path.of("/tmp"),
                            Map.of(),
                            BOOTSTRAP,
                            List.of("mmdebstrap", "--quiet", "--variant=minbase", "trixie", debian.toString()))
                    .orFail();
            podman.run("import", "--quiet", debian.toString(), DEBIAN);
        });
        for (String image : images) {
            String target = image.substring(image.indexOf('/') + 1, image.indexOf(':'));
            String name = "docker.io/" + (image.contains("/") ? image : "library/" + image);
            String id = "POSTGRES_ID=" + (image.contains("alpine") ? "70" : "999");
            Shelf.put(name, () -> podman.build(FOLDER, "--target", target, "--build-arg", id, "-t", name));
        }
    }

    /**
     * Makes images of a JDK of this machine, laid out as Eclipse Temurin's are; {@link #debian} must have made its
     * base.
     */
    static void java(PodmanMachine podman, int oldest, List<String> images) throws IOException {
        Path context = podman.folder("java");
        // Debian links to what lies elsewhere.
        CommandRunner.run(
                        context,
                        Map.of(),
                        BOOTSTRAP,
                        List.of("cp", "-rL", Jdks.atLeast(oldest).orElseThrow().toString(), "jdk"))
                .orFail();
        Files.writeString(context.resolve("Containerfile"), """
        FROM docker.io/library/debian:trixie-slim
        COPY jdk /opt/java/openjdk
        ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
        """);
        List<String> tags = new ArrayList<>();
        images.forEach(image -> tags.addAll(List.of("-t", image)));
        podman.build(context, tags.toArray(String[]::new));
    }
}
