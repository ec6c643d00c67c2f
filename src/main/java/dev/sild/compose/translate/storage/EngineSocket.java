package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.EngineStart;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageReference;
import dev.sild.images.SocketUsers;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports that the socket of a container engine is not mounted, and what its user needs instead. */
final class EngineSocket {
    /** How many programs are read: a thousand services may mount the socket. */
    private static final int MOST_READ = 20;

    private final FileBundles files;
    /** The words of the processes of services, by their names. */
    private final Map<String, List<String>> processes = new HashMap<>();

    private int read;

    EngineSocket(FileBundles files) {
        this.files = files;
    }

    /** Notes how a service starts. */
    void lookAt(Attribute service, List<String> process) {
        processes.put(service.segment(), process);
    }

    /** Reports a mount of the socket, which nothing takes the place of. */
    Optional<Mount> report(Bind bind) {
        String image = bind.mounter().program();
        Optional<String> remedy = SocketUsers.remedy(image);
        Attribute service = bind.mounter().service();
        Optional<String> asked = read++ < MOST_READ
                ? EngineStart.find(processes.getOrDefault(service.segment(), List.of()), service, bind.image(), files)
                : Optional.empty();
        if (asked.isPresent()) {
            bind.volume()
                    .note(
                            Code.ENGINE_NEEDED,
                            "'" + service.segment() + "' asks the container engine " + asked.get()
                                    + " when it starts, and pods do not have the engine's socket",
                            remedy.orElse(
                                    "leave the service out (give it a profile, or 'scale: 0' where others depend on it), or set"
                                            + " DOCKER_HOST to an engine that pods reach"));
            return Optional.empty();
        }
        String program = ImageReference.parse(image).lastSegment();
        bind.volume()
                .note(
                        Code.ENGINE_SOCKET,
                        // A tool that is known has a line of its own in the report.
                        remedy.map(known -> program + " does not get ").orElse("")
                                + "the container engine's socket"
                                + (remedy.isEmpty() ? " is not mounted" : "")
                                + ": it gives control over the node, and a node may not have it",
                        remedy.orElse("use the Kubernetes API with a service account"));
        return Optional.empty();
    }
}
