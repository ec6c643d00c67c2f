package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import java.util.Optional;

/**
 * A published port of a proxy at which connections arrive.
 *
 * @param proxy the proxy's service
 * @param number the published port
 * @param address the address that it is bound to, if the internet does not lead there; otherwise empty
 */
record StreamArrival(String proxy, int number, String address) {
    static StreamArrival of(String proxy, Ports.Publication publication, Optional<EntryPoints.Entry> entry) {
        String listening = internal(entry.map(EntryPoints.Entry::address).orElse(""));
        return new StreamArrival(
                proxy,
                publication.published().number(),
                listening.isEmpty() ? internal(publication.address()) : listening);
    }

    /** A host name may be any address. */
    private static String internal(String address) {
        boolean open = address.isEmpty()
                || AddressBlock.parse(address).filter(AddressBlock::isPublic).isPresent();
        return open ? "" : address;
    }

    /** Whether everyone reaches it. */
    boolean isOpen() {
        return address.isEmpty();
    }
}
