package dev.sild.compose.translate;

import dev.sild.compose.translate.relations.OwnAddress;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.storage.KeptData;
import dev.sild.images.ImageFacts;
import dev.sild.model.Mount;
import dev.sild.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The host names of pods, where they are not those of the pods themselves. */
final class HostNames {
    /** An address of a listener that names no host, for which the program takes that of its machine. */
    private static final String NO_HOST = "://:";

    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final ServiceNames names;
    private final boolean podman;

    HostNames(ServiceNames names, boolean podman) {
        this.names = names;
        this.podman = podman;
    }

    /**
     * Returns the host name of a service's pod: as specified, or its own name, under which it is reached, where its
     * data, the other programs or what it listens at depend on it; empty where any will do.
     */
    String of(ServiceFacts facts, Workload workload, KeptData kept, List<Mount> mounts) {
        Attribute specified = facts.attribute().get("hostname");
        String name = names.hostName(facts.key(), specified.string());
        if (!name.isEmpty() || specified.present()) {
            return name;
        }
        // The pods of a StatefulSet have the names that it gives them.
        boolean may = workload instanceof Workload.Replicated
                && workload.mostPods() == 1
                && !facts.process().isClient();
        if (!may || podman) {
            return kept.hostName(mounts);
        }
        return listensAt(facts).orElseGet(() -> announces(facts) ? facts.name() : kept.hostName(mounts));
    }

    /** Returns the name of its own at which its program may listen: the host name leads to the pod itself. */
    private Optional<String> listensAt(ServiceFacts facts) {
        Map<String, String> environment = facts.environment().values();
        return facts.hosts().stream()
                // The host name leads a pod to itself alone, also where the name is written with capitals.
                .filter(host -> LABEL.matcher(host).matches()
                        && !names.meansAnother(host, Set.of(facts.name()))
                        && OwnAddress.mayBeListenedAt(
                                environment, facts.process().words(), host))
                .findFirst();
    }

    /** Whether its program tells others the name of its host, which they do not resolve if it is a pod's. */
    private static boolean announces(ServiceFacts facts) {
        return facts.image()
                .facts()
                .flatMap(ImageFacts::announced)
                .filter(conditions -> areMet(conditions, facts))
                .isPresent();
    }

    private static boolean areMet(List<String> conditions, ServiceFacts facts) {
        List<String> words = List.of(String.join(" ", facts.process().words()).split("\\s+"));
        Map<String, String> environment = facts.environment().values();
        List<String> options = conditions.stream()
                .filter(condition -> !condition.startsWith("$"))
                .toList();
        boolean asked = options.isEmpty()
                || words.stream()
                        .anyMatch(word -> options.contains(word)
                                || options.stream().anyMatch(option -> word.startsWith(option + "=")));
        return asked
                && conditions.stream()
                        .filter(condition -> condition.startsWith("$"))
                        .map(variable -> environment.getOrDefault(variable.substring(1), NO_HOST))
                        .allMatch(value -> value.contains(NO_HOST));
    }
}
