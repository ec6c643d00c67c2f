package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Attribute;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Services that run in more than one pod, as far as the compose file says before they are translated. */
final class SeveralPods {
    private static final Set<String> ON_NODES = Set.of("global", "DaemonSet");

    private static final Pattern MORE_THAN_ONE = Pattern.compile("[2-9]|\\d{2,}");

    private SeveralPods() {}

    static boolean has(Attribute service) {
        KomposeLabels labels = KomposeLabels.of(service);
        return onNodes(service)
                || Stream.of("hpa.replicas.min", "hpa.replicas.max", "hpa.cpu", "hpa.memory")
                        .anyMatch(name -> labels.get(name).present())
                || Stream.of(service.get("deploy").get("replicas"), service.get("scale"))
                        .anyMatch(number -> MORE_THAN_ONE.matcher(number.peek()).matches());
    }

    /** Whether each node has a pod, which does not start where it cannot reach a claim. */
    static boolean onNodes(Attribute service) {
        String mode = service.get("deploy").get("mode").peek();
        String hint = service.get("x-sild").get("kind").peek();
        return ON_NODES.contains(
                hint.isEmpty() ? KomposeLabels.of(service).kind().orElse(mode) : hint);
    }
}
