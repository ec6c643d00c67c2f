package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Component;
import java.util.List;

/**
 * What the passes work on that find out which services run in which pod: each leaves the table as the next reads it.
 */
record PodGrouping(Relations relations, TranslateOptions options, PodTable pods, PodNetworks networks) {
    Attribute service(String service) {
        return relations.service(service);
    }

    String component(String service) {
        return relations.component(service);
    }

    /** Returns the name of the pod in which a service runs. */
    String podOf(String service) {
        return pods.podOf(component(service));
    }

    /** Returns the pod in which a service runs. */
    Component pod(String service) {
        return pods.pod(component(service));
    }

    boolean inOnePod(String one, String other) {
        return podOf(one).equals(podOf(other));
    }

    /** Whether {@code host}, as a pod's host name, resolves to a service outside the pod. */
    boolean meansAnother(String host, List<String> components) {
        return relations.names().meansAnother(host, components);
    }
}
