package dev.sild.inputs.inspect;

import dev.sild.inputs.project.Value;
import java.util.List;
import java.util.Set;

/** The labels that compose, podman-compose and Sild put on what they make. */
final class LabelSettings {
    static final String SILD = "sild.dev/";
    private static final String SILD_PROJECT = "sild.dev/project";
    private static final String COMPOSE = "com.docker.compose.";
    private static final List<String> ENGINES =
            List.of(COMPOSE, "io.podman.compose.", "io.buildah.version", "desktop.docker.io/", "PODMAN_SYSTEMD_UNIT");
    private static final Set<String> OF_UP =
            Set.of("app", "app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "app.kubernetes.io/part-of");

    private LabelSettings() {}

    /** Returns the project that something belongs to; empty for none. */
    static String project(Value labels) {
        return labels.any(SILD_PROJECT, COMPOSE + "project", "io.podman.compose.project")
                .text();
    }

    /** Returns the service that a container belongs to; empty for none. */
    static String service(Value labels) {
        return labels.any("sild.dev/service", COMPOSE + "service").text();
    }

    /** Whether {@code sild up} made it. */
    static boolean isOfUp(Value labels) {
        return !labels.get(SILD_PROJECT).isEmpty();
    }

    /** Returns the services that compose starts before, such as {@code db:service_healthy:true}. */
    static List<String> dependencies(Value labels) {
        String text = labels.get(COMPOSE + "depends_on").text();
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    /** Returns the folder of the compose project; empty where it is not known. */
    static String folder(Value labels) {
        return labels.get(COMPOSE + "project.working_dir").text();
    }

    /** Returns the name that a network or a volume has in the compose file; empty where it is not known. */
    static String key(Value labels) {
        return labels.any(COMPOSE + "network", COMPOSE + "volume").text();
    }

    /** Whether a label is the user's own and not what a program wrote by itself. */
    static boolean isOwn(String name, Value labels) {
        boolean up = isOfUp(labels) && (OF_UP.contains(name) || name.startsWith(SILD));
        return !up && ENGINES.stream().noneMatch(name::startsWith);
    }
}
