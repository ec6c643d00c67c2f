package dev.sild.compose.translate.container;

import dev.sild.images.ImageFacts;
import dev.sild.images.text.NginxAccess;
import dev.sild.model.Health;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether the kubelet gets the answer that a program in the container gets: it asks at the pod's address, where a
 * listener on the loopback address does not answer, and a page for the loopback address is refused.
 */
public final class ProbeReach {
    private final Optional<ImageFacts> image;
    private final Ports declared;
    private final Supplier<NginxFiles> nginx;

    /**
     * Creates an instance.
     *
     * @param declared the ports that the compose file says the service has
     * @param nginx the service's configuration of nginx
     */
    public ProbeReach(Optional<ImageFacts> image, Ports declared, Supplier<NginxFiles> nginx) {
        this.image = image;
        this.declared = declared;
        this.nginx = nginx;
    }

    /** Whether a port is known to be open to others, and its configuration does not refuse them the page. */
    public boolean answers(Health.Check check) {
        if (check instanceof Health.Http http) {
            return isOpen(http.port())
                    && !new NginxAccess(nginx.get().read()).isLocal(http.port(), http.host(), http.path());
        }
        return !(check instanceof Health.Tcp tcp) || isOpen(tcp.port());
    }

    private boolean isOpen(int number) {
        return Stream.concat(declared.all().stream(), image.stream().flatMap(facts -> facts.ports().stream()))
                .anyMatch(port -> port.number() == number);
    }
}
