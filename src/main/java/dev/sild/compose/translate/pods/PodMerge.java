package dev.sild.compose.translate.pods;

import dev.sild.model.Component;
import dev.sild.model.Identity;
import dev.sild.model.Placement;
import dev.sild.model.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What two pods say of themselves, as one pod says it. Where they differ the host's word counts, or both where there is
 * room for both; each difference that a container can notice is noted.
 */
final class PodMerge {
    private final Component host;
    private final Component guest;
    private final List<String> differences = new ArrayList<>();
    private final Pod pod;
    private final Placement placement;
    private final Optional<Identity> identity;
    private final Map<String, String> annotations;

    private PodMerge(Component host, Component guest) {
        this.host = host;
        this.guest = guest;
        pod = mergedPod();
        placement = mergedPlacement(host.placement(), guest.placement());
        identity = either("labels", host.identity(), guest.identity());
        annotations = new LinkedHashMap<>(host.annotations());
        guest.annotations().forEach((key, value) -> {
            String other = annotations.putIfAbsent(key, value);
            if (other != null && !other.equals(value)) {
                differ("labels");
            }
        });
    }

    /** Takes {@code guest} into {@code host}'s pod. */
    static PodMerge of(Component host, Component guest) {
        return new PodMerge(host, guest);
    }

    /**
     * Returns the attributes in which the two differ so that a container can notice it in one pod; none where none can.
     */
    List<String> differences() {
        return List.copyOf(new LinkedHashSet<>(differences));
    }

    Component with(List<dev.sild.model.Container> containers, List<dev.sild.model.Container> inits) {
        Map<String, String> labels = new LinkedHashMap<>(guest.labels());
        labels.putAll(host.labels());
        return Component.of(host.name(), host.workload(), containers, host.origin())
                .with(component -> component
                        .inits(inits)
                        .pod(pod)
                        .placement(placement)
                        .waits(host.waits())
                        .labels(labels)
                        .annotations(annotations)
                        .identity(identity)
                        .disruption(host.disruption())
                        .overlapping(host.overlapping() && guest.overlapping()));
    }

    private Placement mergedPlacement(Placement one, Placement other) {
        return Placement.ANYWHERE.with(builder -> builder.nodes(union("placement", one.nodes(), other.nodes()))
                .preferred(union("placement", one.preferred(), other.preferred()))
                .spreadOver(union("placement", one.spreadOver(), other.spreadOver()))
                .mostPerNode(mostPerNode(one.mostPerNode(), other.mostPerNode()))
                .nodeSelector(union("platform", one.nodeSelector(), other.nodeSelector())));
    }

    private Pod mergedPod() {
        Pod one = host.pod();
        Pod other = guest.pod();
        return Pod.PLAIN.with(builder -> builder.hostname(either("hostname", one.hostname(), other.hostname()))
                .subdomain(either("hostname", one.subdomain(), other.subdomain()))
                .hostNetwork(both("network_mode", one.hostNetwork(), other.hostNetwork()))
                .hostPid(both("pid", one.hostPid(), other.hostPid()))
                .hostIpc(both("ipc", one.hostIpc(), other.hostIpc()))
                .shareProcesses(one.shareProcesses() || other.shareProcesses())
                .hostUsers(either("userns_mode", one.hostUsers(), other.hostUsers()))
                .hostAliases(hostAliases(one.hostAliases(), other.hostAliases()))
                .dns(either("dns", one.dns(), other.dns()))
                .sysctls(union("sysctls", one.sysctls(), other.sysctls()))
                .fsGroup(either("user", one.fsGroup(), other.fsGroup()))
                .supplementalGroups(union("group_add", one.supplementalGroups(), other.supplementalGroups()))
                .graceSeconds(longer(one.graceSeconds(), other.graceSeconds()))
                .runtimeClass(either("runtime", one.runtimeClass(), other.runtimeClass()))
                .pullSecrets(distinct(one.pullSecrets(), other.pullSecrets()))
                .labels(all(one.labels(), other.labels())));
    }

    private static Map<String, String> all(Map<String, String> one, Map<String, String> other) {
        Map<String, String> all = new LinkedHashMap<>(other);
        all.putAll(one);
        return all;
    }

    private void differ(String attribute) {
        differences.add(attribute);
    }

    private boolean both(String attribute, boolean one, boolean other) {
        if (one != other) {
            differ(attribute);
        }
        return one || other;
    }

    private String either(String attribute, String one, String other) {
        if (!other.isEmpty() && !other.equals(one)) {
            differ(attribute);
        }
        return one.isEmpty() ? other : one;
    }

    private <T> Optional<T> either(String attribute, Optional<T> one, Optional<T> other) {
        if (other.isPresent() && !other.equals(one)) {
            differ(attribute);
        }
        return one.or(() -> other);
    }

    private Map<String, String> union(String attribute, Map<String, String> one, Map<String, String> other) {
        if (!one.entrySet().containsAll(other.entrySet())) {
            differ(attribute);
        }
        Map<String, String> all = new LinkedHashMap<>(one);
        other.forEach(all::putIfAbsent);
        return all;
    }

    private <T> List<T> union(String attribute, List<T> one, List<T> other) {
        if (!one.containsAll(other)) {
            differ(attribute);
        }
        return distinct(one, other);
    }

    private static <T> List<T> distinct(List<T> one, List<T> other) {
        Set<T> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    /** A name that one of them gives to another address keeps the host's. */
    private Map<String, List<String>> hostAliases(Map<String, List<String>> one, Map<String, List<String>> other) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        Set<String> known = new LinkedHashSet<>();
        one.forEach((address, names) -> {
            all.put(address, names);
            known.addAll(names);
        });
        other.forEach((address, names) -> {
            List<String> here = all.getOrDefault(address, List.of());
            if (!here.containsAll(names)) {
                differ("extra_hosts");
            }
            List<String> more = new ArrayList<>(here);
            names.stream().filter(known::add).forEach(more::add);
            if (!more.isEmpty()) {
                all.put(address, more);
            }
        });
        return all;
    }

    private int mostPerNode(int one, int other) {
        if (other != 0 && other != one) {
            differ("placement");
        }
        return one == 0 ? other : one;
    }

    private static Optional<Long> longer(Optional<Long> one, Optional<Long> other) {
        return one.isEmpty() || other.isEmpty() ? one.or(() -> other) : Optional.of(Math.max(one.get(), other.get()));
    }
}
