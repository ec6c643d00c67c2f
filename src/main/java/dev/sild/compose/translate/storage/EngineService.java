package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.OwnContainers;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** A service with a container engine, which people add to a project for a program that runs containers. */
final class EngineService {
    private static final int MOST_FOLDERS = 5;

    /** Paths that need no quotes in the brackets of a list of YAML. */
    private static final Pattern PLAIN = Pattern.compile("/[\\w./-]{1,200}");

    private EngineService() {}

    /**
     * Returns what to change in the compose file.
     *
     * @param services the names of all services
     * @param atStart whether the program asks the engine when it starts, so that it has to wait for it
     */
    static String remedy(
            Attribute service, Collection<String> services, OwnContainers.Use use, boolean atStart, FileBundles files) {
        String name = name(services);
        List<String> folders = shared(service, files);
        List<String> volumes = new ArrayList<>();
        StringBuilder mounts = new StringBuilder();
        volumes.add(name + "-data");
        mounts.append(name).append("-data:/var/lib/docker");
        List<String> own = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            String volume = name + "-work" + (i == 0 ? "" : i + 1);
            volumes.add(volume);
            own.add("'" + volume + ":" + folders.get(i) + "'");
            mounts.append(", ").append(volume).append(':').append(folders.get(i));
        }
        return "add the service '" + name + ": {image: docker:28-dind, command: [--tls=false], privileged: true,"
                + " environment: {DOCKER_TLS_CERTDIR: \"\"}, volumes: [" + mounts + "]"
                + (atStart ? ", healthcheck: {test: docker info}" : "") + "}', and "
                + (volumes.size() == 1 ? "the volume " : "the volumes ") + String.join(", ", volumes)
                + " at the top level; in '" + service.segment() + "', set DOCKER_HOST to tcp://" + name
                + ":2375"
                + (atStart ? ", add 'depends_on: {" + name + ": {condition: service_healthy}}'" : "")
                + " and remove the mount of the socket"
                + (own.isEmpty()
                        ? ", and mount a named volume in both, at the same path, for each folder that it hands to its"
                                + " containers"
                        : ", and mount " + String.join(", ", own) + " in place of "
                                + (own.size() == 1 ? "the folder" : "the folders")
                                + " that it hands to its containers")
                + use.socket()
                        .map(place -> "; let " + place + " use DOCKER_HOST, where it has the path of the socket")
                        .orElse("")
                + "; convert again; bring images that are only on your machine with 'docker save IMAGE | kubectl exec -i"
                + " service/" + name + " -- docker load'; the namespace must allow privileged pods";
    }

    private static String name(Collection<String> services) {
        String name = "engine";
        for (int i = 2; services.contains(name); i++) {
            name = "engine" + i;
        }
        return name;
    }

    /**
     * Returns the folders that a service mounts at their own path: the engine finds what the program gives its
     * containers at the path that the program knows.
     */
    private static List<String> shared(Attribute service, FileBundles files) {
        return service.get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind"))
                .filter(volume ->
                        volume.get("source").peek().equals(volume.get("target").peek()))
                .map(volume -> ContainerPaths.absolute("/", volume.get("target").peek()))
                .filter(path -> PLAIN.matcher(path).matches() && !path.endsWith(".sock"))
                // An empty volume would hide files of the project.
                .filter(path -> files.reader().kind(files.place(path)) != BindFiles.Kind.FOLDER)
                .distinct()
                .limit(MOST_FOLDERS)
                .toList();
    }
}
