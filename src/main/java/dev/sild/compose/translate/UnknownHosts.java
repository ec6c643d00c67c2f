package dev.sild.compose.translate;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.network.Gateways;
import dev.sild.compose.translate.network.MachineNames;
import dev.sild.compose.translate.relations.ExternalNetworks;
import dev.sild.compose.translate.relations.ProxyTargets;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hosts in the configuration of proxies that no service has; a name with dots may be one of the internet's. */
final class UnknownHosts {
    /** A container of a service with a number, as compose names it. */
    private static final Pattern NUMBERED = Pattern.compile("(.+)[-_][0-9]{1,3}");

    private static final String REMOVE = ", or remove it from the file";

    /** The maximum number of hosts of a file that have findings of their own. */
    private static final int MOST = 5;

    private final ComposeProject project;
    private final Attribute root;
    private final ServiceNames names;
    private final boolean podman;
    private final Ledger ledger;
    private final Set<String> gateways;
    private final Map<String, Set<String>> reported = new LinkedHashMap<>();

    UnknownHosts(ComposeProject project, Attribute root, ServiceNames names, boolean podman, Ledger ledger) {
        this.project = project;
        this.root = root;
        this.names = names;
        this.podman = podman;
        this.ledger = ledger;
        gateways = Gateways.of(root.get("networks"));
    }

    /** Reports each host once for a file. */
    void report(Collection<ServiceFacts> services, List<ProxyTargets.Target> targets) {
        Map<String, Attribute> proxies = new HashMap<>();
        services.forEach(service -> proxies.put(service.name(), service.attribute()));
        for (ProxyTargets.Target target : targets) {
            Attribute proxy = proxies.get(target.component());
            boolean known =
                    isOfMachine(target, proxy) ? podman : target.host().indexOf('.') >= 0 || isFound(target.host());
            if (proxy != null
                    && !known
                    && !isGiven(proxy, target)
                    && reported.computeIfAbsent(target.file(), first -> new HashSet<>())
                            .add(target.host())
                    && reported.get(target.file()).size() <= MOST) {
                report(proxy, target);
            }
        }
        reported.forEach((file, hosts) -> {
            if (hosts.size() > MOST) {
                ledger.add(
                        Code.HOST_UNKNOWN,
                        new Origin(file, 1, 1, ""),
                        file + " names " + (hosts.size() - MOST) + " more hosts that no service has",
                        "add them to the aliases of networks, or remove them from the file");
            }
        });
    }

    private void report(Attribute proxy, ProxyTargets.Target target) {
        Optional<String> profile = profile(target.host());
        Optional<String> service = numbered(target.host());
        boolean machine = isOfMachine(target, proxy);
        String what = machine
                ? "the machine of the container engine"
                : profile.isPresent()
                        ? "a service of the inactive profile '" + profile.get() + "'"
                        : "which no service has";
        String remedy = machine
                ? MachineNames.remedy(target.host(), ":" + target.port(), root.get("services"), proxy) + REMOVE
                : profile.isPresent()
                        ? "convert with --profile " + profile.get() + REMOVE
                        : service.isPresent()
                                ? "write '" + service.get() + "', which leads to all of its pods"
                                : ExternalNetworks.reach(root, proxy)
                                        ? "convert the project that has it into the same namespace" + REMOVE
                                        : "add it to the aliases of a network" + REMOVE;
        ledger.add(
                Code.HOST_UNKNOWN,
                new Origin(target.file(), target.line(), 1, ""),
                target.file() + ":" + target.line() + " names the host '" + target.host() + "', " + what
                        + (target.strict() && !gateways.contains(target.host())
                                ? "; " + target.program() + " does not start without it"
                                : ""),
                remedy);
    }

    private boolean isOfMachine(ProxyTargets.Target target, @Nullable Attribute proxy) {
        return EngineMachine.is(target.host(), gateways)
                || proxy != null && MachineNames.ofGateway(proxy).containsKey(target.host());
    }

    private boolean isFound(String host) {
        String small = host.toLowerCase(Locale.ROOT);
        return small.equals("localhost")
                || host.chars().allMatch(Character::isDigit)
                || !names.answering(host).isEmpty()
                || !names.answering(small).isEmpty();
    }

    /** Whether the service's own file of hosts, or the container engine, has a host for it. */
    private boolean isGiven(Attribute proxy, ProxyTargets.Target target) {
        String host = target.host();
        return MachineNames.addressed(proxy).contains(host)
                || podman && MachineNames.ofGateway(proxy).containsKey(host)
                || proxy.get("external_links").items().stream()
                        .anyMatch(
                                link -> link.peek().equals(host) || link.peek().endsWith(":" + host));
    }

    private Optional<String> profile(String host) {
        return project.disabledProfiles().entrySet().stream()
                .filter(profile -> profile.getValue().contains(host))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<String> numbered(String host) {
        Matcher matcher = NUMBERED.matcher(host);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1);
        String own = project.name() + name.charAt(Math.min(project.name().length(), name.length() - 1));
        return Optional.of(name.startsWith(own) ? name.substring(own.length()) : name)
                .filter(service -> !names.answering(service).isEmpty());
    }
}
