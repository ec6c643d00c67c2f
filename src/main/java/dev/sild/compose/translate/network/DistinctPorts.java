package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Exposure.Published;
import java.util.ArrayList;
import java.util.List;

/** Ports that one service publishes twice: a Service has each number once a protocol. */
final class DistinctPorts {
    private DistinctPorts() {}

    /** Returns the first of the ports with a number and protocol, and reports the others. */
    static List<Published> of(Attribute service, List<Published> open) {
        List<Published> distinct = new ArrayList<>();
        for (Published port : open) {
            if (distinct.stream()
                    .anyMatch(other -> other.number() == port.number()
                            && other.target().protocol() == port.target().protocol())) {
                service.get("ports").noteApproximated("port " + port.number() + " is published twice");
            } else {
                distinct.add(port);
            }
        }
        return distinct;
    }
}
