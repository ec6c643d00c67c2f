package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.text.AllowedNames;
import dev.sild.model.Names;
import dev.sild.model.Pod.Dns;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a pod finds hosts: names of its own, and DNS servers and domains besides the cluster's.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config">Pod's DNS
 *     Config</a>
 */
public final class PodDns {
    private static final int MAX_SERVERS = 3;
    private static final int MAX_SEARCHES = 32;

    /** Servers that answer for public names alone, as the server that a cluster's own asks does. */
    private static final Set<String> PUBLIC = Set.of("""
            8.8.8.8 8.8.4.4 2001:4860:4860::8888 2001:4860:4860::8844 1.1.1.1 1.0.0.1 2606:4700:4700::1111 \
            2606:4700:4700::1001 9.9.9.9 149.112.112.112 2620:fe::fe 208.67.222.222 208.67.220.220 4.2.2.1 4.2.2.2 \
            64.6.64.6 64.6.65.6 77.88.8.8 77.88.8.1 114.114.114.114 114.114.115.115 223.5.5.5 223.6.6.6 \
            119.29.29.29 180.76.76.76""".split(" "));

    /**
     * Variables with hosts to which no proxy leads, with the names that a server accepts as its own, and with the
     * machine of a developer's debugger.
     */
    private static final Pattern NO_TARGET = Pattern.compile("(?i)^no_?proxy$|XDEBUG|(?:ALLOWED|TRUSTED)_?HOSTS?$");

    private static final Pattern OF_HOST = Pattern.compile(
            "(?i)HOST|SERVER|ADDR|UR[IL]|ENDPOINT|DOMAIN|(?<![A-Z])IPS?(?![A-Z])|PROXY|BROKER|UPSTREAM|BACKEND|GATEWAY"
                    + "|TARGET|PEER|NODE|MASTER");

    private PodDns() {}

    /**
     * Returns names by address from {@code extra_hosts}; compose prints {@code name=address} and also takes
     * {@code name:address}.
     *
     * @param named returns the name of the service that has an address with compose, or the address if none has it
     */
    public static Map<String, List<String>> hostAliases(Attribute service, UnaryOperator<String> named) {
        Attribute hosts = service.get("extra_hosts");
        Map<String, List<String>> byAddress = new LinkedHashMap<>();
        for (Attribute host : hosts.items()) {
            String text = host.string();
            int separator = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
            String name = separator < 0 ? text : text.substring(0, separator);
            alias(byAddress, host, name, separator < 0 ? "" : text.substring(separator + 1), named, service);
        }
        hosts.entries().forEach((name, addresses) -> {
            for (Attribute address : listOrOne(addresses)) {
                alias(byAddress, address, name, address.string(), named, service);
            }
        });
        return byAddress;
    }

    /** Whether a variable or a word of the process of a service names a host. */
    public static boolean isUsed(String host, Attribute service) {
        return service.get("environment").entries().entrySet().stream()
                        .anyMatch(variable ->
                                connects(variable.getKey(), variable.getValue().peek(), host))
                || Stream.of("entrypoint", "command")
                        .flatMap(key -> service.get(key).items().stream())
                        .anyMatch(word -> names(word.peek(), host));
    }

    /** Whether a variable has an address with the host: a plain word may mean anything else. */
    private static boolean connects(String variable, String value, String host) {
        boolean word = value.equals(host) && host.indexOf('.') < 0;
        return !NO_TARGET.matcher(variable).find()
                && !UsedNames.isNoHost(variable, value)
                && (!word || OF_HOST.matcher(variable).find())
                && names(AllowedNames.without(variable + "=" + value).substring(variable.length() + 1), host);
    }

    private static boolean names(String text, String host) {
        for (int at = text.indexOf(host); at >= 0 && !host.isEmpty(); at = text.indexOf(host, at + host.length())) {
            int end = at + host.length();
            if ((at == 0 || !isOfHost(text.charAt(at - 1))) && (end == text.length() || !isOfHost(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfHost(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
    }

    /** Returns what to write for a host that stands for the container engine's machine. */
    public static String remedyOfGateway(String host) {
        return "write that machine's address in place of 'host-gateway', as in '" + host
                + ":192.0.2.10', and convert again";
    }

    private static void alias(
            Map<String, List<String>> byAddress,
            Attribute where,
            String name,
            String written,
            UnaryOperator<String> named,
            Attribute service) {
        String address = written.replace("[", "").replace("]", "");
        String lower = name.toLowerCase(Locale.ROOT);
        if (address.equals("host-gateway") && isUsed(name, service)) {
            where.note(
                    Code.HOST_GATEWAY,
                    // The same for all services, so that a list of steps has it once.
                    "the program connects to '" + name
                            + "', the machine of the container engine, to which no fixed name leads in a cluster",
                    remedyOfGateway(name));
        } else if (address.equals("host-gateway")) {
            where.lost(
                    "'" + name + "' is not known to the pod: no fixed name leads to the machine of the engine",
                    "write that machine's address in place of 'host-gateway'");
        } else if (!isAddress(address)) {
            where.lost("'" + address + "' is not a valid IP address", "use a numeric address");
        } else if (!named.apply(address).equals(address)) {
            where.lost(
                    "'" + name + "' is not known to the pod: '" + address + "' is '" + named.apply(address)
                            + "', which has another address in a cluster",
                    "add '" + name + "' to the network aliases of that service");
        } else if (!Names.isSubdomain(lower)) {
            where.lost("'" + name + "' is not a valid host name in Kubernetes", "use letters, digits, '-' and '.'");
        } else {
            // Host names are the same in capitals, and Kubernetes takes small letters only.
            byAddress.computeIfAbsent(address, key -> new ArrayList<>()).add(lower);
        }
    }

    /**
     * Returns the DNS settings; nothing for the cluster's own. A container engine answers names of services itself and
     * asks the servers for others; a pod asks them for all names, in an order that depends on its libraries.
     *
     * @param named as for {@link #hostAliases}
     */
    public static Optional<Dns> dns(Attribute service, UnaryOperator<String> named, boolean podman) {
        List<String> servers = new ArrayList<>();
        for (Attribute server : listOrOne(service.get("dns"))) {
            String address = server.string();
            if (!isAddress(address)) {
                server.lost("'" + address + "' is not the IP address of a DNS server", "use a numeric address");
            } else if (!named.apply(address).equals(address)) {
                server.lost(
                        "'" + address + "' is '" + named.apply(address) + "', which has another address in a cluster;"
                                + " the pod asks the cluster's DNS server alone",
                        "forward its domains to that service in the cluster's DNS server, or remove it");
            } else if (!podman && PUBLIC.contains(address.toLowerCase(Locale.ROOT))) {
                server.nodeLevel("the cluster's DNS server resolves public names itself, and those of services");
            } else if (servers.size() == MAX_SERVERS) {
                server.lost("a pod can use at most " + MAX_SERVERS + " DNS servers", "remove the last entries");
            } else if (!servers.contains(address)) {
                servers.add(address);
                reportAsked(server, podman);
            }
        }
        List<String> searches = new ArrayList<>();
        for (Attribute search : listOrOne(service.get("dns_search"))) {
            search(search, searches);
        }
        Dns dns = new Dns(servers, searches, service.get("dns_opt").strings());
        return dns.servers().isEmpty()
                        && dns.searches().isEmpty()
                        && dns.options().isEmpty()
                ? Optional.empty()
                : Optional.of(dns);
    }

    private static void reportAsked(Attribute server, boolean podman) {
        if (!podman) {
            server.noteApproximated(
                    "pods ask '" + server.string() + "' for names of services, too; programs on Alpine take the answer"
                            + " that comes first, which may be that there is none",
                    "forward its domains to it in the cluster's DNS server, and remove 'dns'");
        }
    }

    private static void search(Attribute attribute, List<String> searches) {
        String text = attribute.string().toLowerCase(Locale.ROOT);
        String domain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (domain.isEmpty()) {
            // Under compose no domain is searched then; in a cluster that would hide the services from each other.
            attribute.lost(
                    "the cluster's search domains are kept, because Services are resolved through them",
                    "end external host names with a dot");
        } else if (!Names.isSubdomain(domain.replace('_', 'x'))) {
            attribute.lost("'" + text + "' is not a valid domain", "use letters, digits, '-' and '.'");
        } else if (searches.size() == MAX_SEARCHES) {
            attribute.lost("a pod can have at most " + MAX_SEARCHES + " search domains", "remove the last entries");
        } else if (!searches.contains(domain)) {
            searches.add(domain);
        }
    }

    /** The items of a list, or the single text that is used instead of a list. */
    private static List<Attribute> listOrOne(Attribute attribute) {
        List<Attribute> items = attribute.items();
        return items.isEmpty() && !attribute.string().isEmpty() ? List.of(attribute) : items;
    }

    /** Whether the text is an IPv4 or IPv6 address as Kubernetes takes it: no leading zeros, no zone. */
    static boolean isAddress(String text) {
        if (text.indexOf(':') >= 0) {
            return isAddress6(text);
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty()
                    || part.length() > 3
                    || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || (part.length() > 1 && part.charAt(0) == '0')
                    || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /** Eight groups of up to four hexadecimal digits, or fewer with one {@code ::} for the zeros between them. */
    private static boolean isAddress6(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            return false;
        }
        int groups = 0;
        List<String> sides = gap < 0 ? List.of(text) : List.of(text.substring(0, gap), text.substring(gap + 2));
        for (String side : sides) {
            for (String group : side.isEmpty() ? new String[0] : side.split(":", -1)) {
                if (group.isEmpty()
                        || group.length() > 4
                        || !group.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                    return false;
                }
                groups++;
            }
        }
        return gap < 0 ? groups == 8 : groups < 8;
    }
}
