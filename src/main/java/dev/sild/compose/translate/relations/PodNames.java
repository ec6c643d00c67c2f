package dev.sild.compose.translate.relations;

import dev.sild.model.Lookup;
import dev.sild.model.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of two labels, such as {@code wazuh.manager}, that a cluster finds as they are written: in its namespace a pod
 * is found by its host name and, behind a dot, its subdomain, where a headless Service of the subdomain's name selects
 * it. A pod has one such name. It takes the first that it can take of its service's own name, its container's, its
 * aliases, the links to it and its host's.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields">
 *     Pod's hostname and subdomain fields</a>
 */
final class PodNames {
    /** How public names end, besides with two letters. */
    private static final Set<String> PUBLIC = Set.of(
            "com", "net", "org", "edu", "gov", "info", "biz", "dev", "app", "cloud", "online", "site", "tech", "shop",
            "store", "xyz");

    /** No names. */
    static final PodNames NONE = new PodNames();

    private final Set<String> written = new LinkedHashSet<>();
    private final Map<String, Set<String>> holders = new LinkedHashMap<>();
    private final Map<String, List<PodName>> possible = new LinkedHashMap<>();
    private final Map<String, PodName> chosen = new HashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Map<String, String> ofNodes = new HashMap<>();

    /** A name in DNS: the pod's host name, and the headless Service that knows it. */
    record PodName(String hostname, String subdomain) {
        /** Reads a name; nothing where it has not two labels that may be these. */
        static Optional<PodName> of(String name) {
            String folded = name.toLowerCase(Locale.ROOT);
            int dot = folded.indexOf('.');
            return Names.isSubdomain(folded) && dot > 0 && Names.isLabel(folded.substring(dot + 1))
                    ? Optional.of(new PodName(folded.substring(0, dot), folded.substring(dot + 1)))
                    : Optional.empty();
        }

        /**
         * Reads a name of more labels as that of a node, which has to have a dot: all but the first become one label.
         */
        static Optional<PodName> ofNode(String name) {
            String folded = name.toLowerCase(Locale.ROOT);
            int dot = folded.indexOf('.');
            return Names.isSubdomain(folded)
                    ? of(folded.substring(0, dot + 1)
                            + folded.substring(dot + 1).replace('.', '-'))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return hostname + "." + subdomain;
        }
    }

    private PodNames() {}

    /**
     * Chooses the names.
     *
     * @param components what each service's objects are named
     * @param lasting the services whose pods can have a host name that stays
     */
    static PodNames of(GivenNames given, Map<String, String> components, InterchangeablePods lasting) {
        PodNames names = new PodNames();
        if (lasting.isEmpty()) {
            return names;
        }
        Map<String, Set<String>> known = known(given, components);
        components.keySet().forEach(service -> {
            List<PodName> possible = new ArrayList<>();
            for (String text : names.dotted(given, service, known)) {
                Optional<PodName> asWritten = PodName.of(text);
                Optional<PodName> read = asWritten.isEmpty() && given.isOfNode(text) ? PodName.ofNode(text) : asWritten;
                read.ifPresent(name -> {
                    if (asWritten.isPresent()) {
                        names.written.add(text);
                    } else {
                        names.ofNodes.put(text, name.toString());
                    }
                    names.holders
                            .computeIfAbsent(name.toString(), key -> new LinkedHashSet<>())
                            .add(service);
                    if (lasting.contains(service)
                            && isFree(
                                    name,
                                    lasting.isOne(service) ? Set.of(service) : Set.of(),
                                    asWritten.isEmpty() ? "" : given.hostName(service),
                                    known)) {
                        possible.add(name);
                    }
                });
            }
            if (!possible.isEmpty()) {
                names.possible.put(service, possible);
            }
        });
        names.choose();
        return names;
    }

    /** Returns every name in use, as DNS sees it, with the services that it resolves to. */
    private static Map<String, Set<String>> known(GivenNames given, Map<String, String> components) {
        Map<String, Set<String>> known = new HashMap<>();
        components.forEach((service, component) -> {
            List<String> all = new ArrayList<>(given.of(service));
            all.add(component);
            all.add(given.hostName(service));
            all.forEach(name -> known.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new HashSet<>())
                    .add(service));
        });
        return known;
    }

    /** A host name counts if it means nothing else and cannot be a public name. */
    private Collection<String> dotted(GivenNames given, String service, Map<String, Set<String>> known) {
        Set<String> dotted = new LinkedHashSet<>(given.of(service));
        String host = given.hostName(service);
        String end = host.substring(host.indexOf('.') + 1).toLowerCase(Locale.ROOT);
        if ((!isPublic(end) || given.isOfNode(host))
                && Lookup.required(known, host.toLowerCase(Locale.ROOT)).stream()
                        .noneMatch(other -> meansOnly(given, other, host))) {
            dotted.add(host);
        }
        dotted.removeIf(name -> name.indexOf('.') < 0);
        return dotted;
    }

    /** Whether the names of the internet often end so. */
    static boolean isPublic(String end) {
        return end.length() <= 2 || PUBLIC.contains(end);
    }

    private static boolean meansOnly(GivenNames given, String service, String host) {
        return given.of(service).stream().anyMatch(host::equalsIgnoreCase);
    }

    /**
     * Whether the second label is the name of nothing else, and the first is to the pod what it was to the container:
     * it leads a pod to itself.
     *
     * @param itself the services that the pod itself represents: empty if it is one of several pods, which may have to
     *     find each other
     */
    private static boolean isFree(PodName name, Set<String> itself, String hostName, Map<String, Set<String>> known) {
        boolean callsItselfSo = hostName.equalsIgnoreCase(name.hostname());
        boolean callsItselfOtherwise =
                !hostName.isEmpty() && !callsItselfSo && !hostName.equalsIgnoreCase(name.toString());
        return !known.containsKey(name.subdomain())
                && !callsItselfOtherwise
                && (callsItselfSo || itself.containsAll(known.getOrDefault(name.hostname(), Set.of())));
    }

    /** A name is kept if all pods that have it use it: otherwise it would resolve to only some of them. */
    private void choose() {
        Map<String, Set<String>> can = new HashMap<>();
        possible.forEach((service, names) -> names.forEach(name ->
                can.computeIfAbsent(name.toString(), key -> new HashSet<>()).add(service)));
        possible.values()
                .forEach(names -> names.removeIf(
                        name -> !Lookup.required(can, name.toString()).equals(holders.get(name.toString()))));
        Optional<String> torn;
        do {
            Map<String, Set<String>> taken = new LinkedHashMap<>();
            chosen.clear();
            possible.forEach((service, names) -> names.stream().findFirst().ifPresent(name -> {
                chosen.put(service, name);
                taken.computeIfAbsent(name.toString(), key -> new HashSet<>()).add(service);
            }));
            kept.clear();
            kept.addAll(taken.keySet());
            torn = taken.keySet().stream()
                    .filter(name -> !Lookup.required(taken, name).equals(holders.get(name)))
                    .findFirst();
            torn.ifPresent(name -> possible.values()
                    .forEach(names -> names.removeIf(each -> each.toString().equals(name))));
        } while (torn.isPresent());
    }

    /** Says of a name that is kept how it is found. */
    static String found(String name) {
        PodName dns = PodName.of(name).orElseThrow();
        return "'" + name + "' resolves as written, to the host '" + dns.hostname() + "' of the headless Service '"
                + dns.subdomain() + "'";
    }

    /** Whether a name is found as it is written. */
    boolean keeps(String name) {
        return kept.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Returns what the host of a node's name becomes, which has a dot as well; empty for other names. */
    Optional<String> ofNode(String name) {
        return Optional.ofNullable(ofNodes.get(name)).filter(kept::contains);
    }

    /** Whether a pod is named for the node in it, even if its container had another host name. */
    boolean isOfNode(PodName name) {
        return ofNodes.containsValue(name.toString());
    }

    /** Returns the names that are found as they are written, each as it is. */
    Set<String> kept() {
        return written.stream().filter(this::keeps).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the services that a kept name resolves to; empty for other names. */
    Set<String> services(String name) {
        return keeps(name) ? Lookup.required(holders, name.toLowerCase(Locale.ROOT)) : Set.of();
    }

    Optional<PodName> of(String service) {
        return Optional.ofNullable(chosen.get(service));
    }

    /** Returns the host names and subdomains of all pods that have such names. */
    Set<String> labels() {
        return chosen.values().stream()
                .flatMap(name -> Stream.of(name.hostname(), name.subdomain()))
                .collect(Collectors.toSet());
    }

    /** Returns the services behind each headless Service, by the subdomain that is its name. */
    Map<String, List<String>> subdomains() {
        Map<String, List<String>> subdomains = new LinkedHashMap<>();
        possible.keySet()
                .forEach(service -> of(service)
                        .ifPresent(name -> subdomains
                                .computeIfAbsent(name.subdomain(), key -> new ArrayList<>())
                                .add(service)));
        return Collections.unmodifiableMap(subdomains);
    }
}
