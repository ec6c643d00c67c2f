package dev.sild.compose.translate.storage;

import dev.sild.images.ImageReference;
import dev.sild.images.SocketUsers;
import dev.sild.report.Code;
import java.util.Optional;

/** Reports that the socket of a container engine is not mounted, and what its user needs instead. */
final class EngineSocket {
    private EngineSocket() {}

    static void report(Bind bind) {
        String image = bind.mounter().program();
        Optional<String> remedy = SocketUsers.remedy(image);
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
    }
}
