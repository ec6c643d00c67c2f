package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ports of the machine that two services publish: compose starts only the first of them. */
final class PublishedTwice {
    private PublishedTwice() {}

    /** Reports each further service that publishes them, by the names of services; which podman reports itself. */
    static void report(Map<String, Attribute> services, boolean podman) {
        if (podman) {
            return;
        }
        Map<List<String>, String> owners = new HashMap<>();
        services.forEach((service, attribute) -> {
            Map<String, Set<String>> shared = new LinkedHashMap<>();
            for (Attribute port : attribute.get("ports").items()) {
                String published = port.get("published").peek();
                if (published.matches("[1-9][0-9]{0,4}")) {
                    String owner = owners.putIfAbsent(
                            List.of(
                                    published,
                                    port.get("host_ip").peek(),
                                    port.get("protocol").peek()),
                            service);
                    if (owner != null && !owner.equals(service)) {
                        shared.computeIfAbsent(owner, first -> new LinkedHashSet<>())
                                .add(published);
                    }
                }
            }
            shared.forEach((owner, ports) -> attribute
                    .get("ports")
                    .note(
                            Code.NOT_EXPOSED,
                            "'" + owner + "' publishes " + String.join(", ", ports)
                                    + " too, so compose does not start '" + service + "' beside it",
                            "publish other ports"));
        });
    }
}
