package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.EngineStart;
import dev.sild.compose.translate.image.OwnContainers;
import dev.sild.compose.translate.image.ServiceImage;
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
    private final OwnContainers containers;
    /** How services start, by their names. */
    private final Map<String, Start> starts = new HashMap<>();

    private int read;

    /** The image of a service, and the words of its process. */
    private record Start(ServiceImage image, List<String> process) {}

    EngineSocket(FileBundles files) {
        this.files = files;
        containers = new OwnContainers(files);
    }

    /** Notes how a service starts. */
    void lookAt(Attribute service, ServiceImage image, List<String> process) {
        starts.put(service.segment(), new Start(image, process));
    }

    /** Reports a mount of the socket, which nothing takes the place of. */
    Optional<Mount> report(Bind bind) {
        String image = bind.mounter().program();
        Optional<String> remedy = SocketUsers.remedy(image);
        Attribute service = bind.mounter().service();
        Optional<Start> start =
                Optional.ofNullable(starts.get(service.segment())).filter(known -> read++ < MOST_READ);
        Optional<OwnContainers.Use> runs = remedy.isPresent()
                ? Optional.empty()
                : start.flatMap(known -> containers.find(known.process(), service, known.image()));
        Optional<String> asked =
                start.flatMap(known -> EngineStart.find(known.process(), service, bind.image(), files));
        if (runs.isPresent()) {
            bind.volume()
                    .note(
                            Code.ENGINE_RUNS,
                            "'" + service.segment() + "' runs containers "
                                    + runs.get().place() + ", and pods do not have the engine's socket",
                            EngineService.remedy(service, starts.keySet(), runs.get(), asked.isPresent(), files));
            return Optional.empty();
        }
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
