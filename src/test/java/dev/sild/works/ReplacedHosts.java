package dev.sild.works;

import dev.sild.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Addresses of one attribute that the report says are replaced, each with what it may become. */
final class ReplacedHosts {
    private ReplacedHosts() {}

    /** Returns them by what they were; empty if the report says neither of its two sentences about the attribute. */
    static Map<String, String> of(ComposeNetworks networks, Node root, ConversionReport report, String attribute) {
        Map<String, String> replaced = new LinkedHashMap<>();
        String service = attribute.split("\\.")[1];
        if (report.says("SILD-HOST-REPLACED", attribute, "'" + service + "' listens at its own name")) {
            replaced.put(service, "0.0.0.0");
        }
        if (report.says("SILD-HOST-REPLACED", attribute, "leads to a port that another service publishes")) {
            for (String other : networks.services()) {
                for (Node port : Model.items(Model.at(root, "services", other), "ports")) {
                    String target = Model.text(port, "target");
                    String published = Model.text(port, "published");
                    replaced.put("localhost:" + published, report.container(other) + ":" + target);
                    replaced.put("127.0.0.1:" + published, report.container(other) + ":" + target);
                    replaced.put("localhost/", report.container(other) + "/");
                }
            }
        }
        return replaced;
    }
}
