package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where variables and commands of a project name the machine of the container engine. One line says it all, with the
 * ports that are asked for and by whom: the same address answers for all of them.
 */
public final class MachineUses {
    private static final int MOST_PORTS = 5;
    private static final int MOST_SERVICES = 3;

    private final Attribute services;
    private final List<Attribute> places = new ArrayList<>();
    private final Map<Integer, Set<String>> byPort = new TreeMap<>();
    private final Set<String> remedies = new LinkedHashSet<>();

    private MachineUses(Attribute services) {
        this.services = services;
    }

    /** Reports the variables and commands of {@code services}, unless their files of hosts have the name. */
    public static void report(Attribute services) {
        Map<String, MachineUses> all = new LinkedHashMap<>();
        services.entries().forEach((service, attribute) -> {
            String known = MachineNames.given(attribute);
            Stream.of(
                            attribute.get("environment").entries().values().stream(),
                            attribute.get("entrypoint").items().stream(),
                            attribute.get("command").items().stream())
                    .flatMap(values -> values)
                    .forEach(value -> MachineNames.find(value.peek())
                            .filter(name -> !known.contains(name.group()))
                            .ifPresent(name -> all.computeIfAbsent(name.group(), key -> new MachineUses(services))
                                    .add(service, value, name)));
        });
        all.forEach((name, uses) -> uses.report(name));
    }

    private void add(String service, Attribute place, MatchResult name) {
        String after = place.peek().substring(name.end());
        places.add(place);
        remedies.add(MachineNames.remedy(after, services));
        MachineNames.portIn(after)
                .ifPresent(port -> byPort.computeIfAbsent(port, key -> new LinkedHashSet<>())
                        .add(service));
    }

    private void report(String name) {
        String reason = "'" + name + "' is the machine of the container engine, which no name leads to in a cluster";
        String ports = places.size() < 2 || byPort.isEmpty() ? "" : "; services connect to its ports " + ports();
        places.forEach(place -> place.note(Code.NAME_UNRESOLVABLE, reason + ports, String.join("; ", remedies)));
    }

    private String ports() {
        return byPort.entrySet().stream()
                        .limit(MOST_PORTS)
                        .map(port -> port.getKey() + " (" + services(port.getValue()) + ")")
                        .collect(Collectors.joining(", "))
                + (byPort.size() > MOST_PORTS ? " and " + (byPort.size() - MOST_PORTS) + " more" : "");
    }

    private static String services(Set<String> names) {
        int more = names.size() - MOST_SERVICES;
        return names.stream().limit(MOST_SERVICES).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
