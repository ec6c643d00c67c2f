package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that container engines give the machine that they run on. In a cluster nothing has them. */
public final class MachineNames {
    private static final Pattern NAME = Pattern.compile(
            "(?<![A-Za-z0-9.-])(?:(?:host|gateway)\\.docker\\.internal|host\\.(?:containers|lima)\\.internal)(?![A-Za-z0-9-])");

    /**
     * {@code host == "}, {@code host in ("localhost", "}, {@code host.equals("}, {@code url.replace("}, {@code [ "$h" =
     * "}.
     */
    private static final Pattern COMPARED_BEFORE = Pattern.compile("(?:[!=]==?|\\b(?:eq|ne|case|is)\\b"
            + "|\\bin\\s{0,9}[(\\[{][^)\\]}]{0,100}"
            + "|(?i:equals(?:IgnoreCase)?|(?:starts|ends)_?with|contains|includes?|indexOf|replace(?:All)?|has_?(?:prefix|suffix))\\("
            + "|\\[\\[?\\s[^\\]]{1,60}\\s=)\\s{0,9}[\"'`]$");

    /** {@code for host in ("localhost", "}: a loop takes one after the other. */
    private static final Pattern LOOP_BEFORE = Pattern.compile(
            "\\bfor\\s{1,9}\\(?(?:(?:const|let|var)\\s{1,9})?\\(?\\w{1,40}(?:,\\s{0,9}\\w{1,40}){0,3}\\)?"
                    + "\\s{1,9}in\\s{0,9}[(\\[{][^)\\]}]{0,100}[\"'`]$");

    /** {@code "…" == host}, {@code "…" in url}, {@code ", "localhost"].includes(host)}. */
    private static final Pattern COMPARED_AFTER = Pattern.compile(
            "[\"'`](?:\\s{0,9}(?:[!=]==?|(?:not )?in\\b)|[^\\]]{0,100}\\]\\.(?:includes?|contains|indexOf)\\()");

    private static final int LONGEST_BEFORE = 120;

    /** A port after a name, as URLs and ADO.NET write it. */
    private static final Pattern PORT = Pattern.compile("[:,]([1-9][0-9]{1,4})(?![0-9])");

    /** The address that engines replace by their machine's; a cluster has none to replace it by. */
    private static final String HOST_GATEWAY = "host-gateway";

    private static final String ANY_ADDRESS = "write an address that pods can reach";
    private static final String INSTEAD_OF_GATEWAY =
            "write that machine's address in place of 'host-gateway' or in the file";

    private MachineNames() {}

    /** Returns where the first such name stands in a text; empty where there is none. */
    public static Optional<MatchResult> find(String text) {
        Matcher name = NAME.matcher(text);
        return name.find() ? Optional.of(name.toMatchResult()) : Optional.empty();
    }

    /** Returns where a line of code or settings has such a name that it does not only compare with others. */
    public static Optional<MatchResult> findUsed(String line) {
        return NAME.matcher(line)
                .results()
                .filter(name -> !isCompared(line.substring(Math.max(0, name.start() - LONGEST_BEFORE), name.start()))
                        && !COMPARED_AFTER.matcher(line.substring(name.end())).lookingAt())
                .findFirst();
    }

    private static boolean isCompared(String before) {
        return COMPARED_BEFORE.matcher(before).find()
                && !LOOP_BEFORE.matcher(before).find();
    }

    /**
     * Returns what to write in place of such a name: the service that publishes the port after it, if there is one.
     *
     * @param after the text that follows the name
     */
    public static String remedy(String after, Attribute services) {
        return publisher(after, services, services).orElse(ANY_ADDRESS);
    }

    /**
     * Returns what to write for such a name in a service's files, or for the service's {@code host-gateway}.
     *
     * @param own the service that connects: it is not told to connect to itself
     */
    public static String remedy(String name, String after, Attribute services, Attribute own) {
        return publisher(after, services, own)
                .orElse(ofGateway(own).containsKey(name) ? INSTEAD_OF_GATEWAY : ANY_ADDRESS);
    }

    /** Returns the same for the files of any service. */
    public static String remedyInFile(String name, String after, Attribute services) {
        boolean ofGateway = services.entries().values().stream()
                .anyMatch(service -> ofGateway(service).containsKey(name));
        Optional<String> publisher = publisher(after, services, services);
        return publisher.isEmpty() && ofGateway ? INSTEAD_OF_GATEWAY : publisher.orElse(ANY_ADDRESS) + " in the file";
    }

    /** Returns the port with which the text after a name begins. */
    static Optional<Integer> portIn(String after) {
        Matcher port = PORT.matcher(after);
        return port.lookingAt() ? Optional.of(Integer.valueOf(port.group(1))) : Optional.empty();
    }

    private static Optional<String> publisher(String after, Attribute services, Attribute own) {
        Matcher port = PORT.matcher(after);
        if (port.lookingAt()) {
            for (Map.Entry<String, Attribute> service : services.entries().entrySet()) {
                for (Attribute published : service.getValue().get("ports").items()) {
                    if (service.getValue() != own
                            && published.get("published").peek().equals(port.group(1))) {
                        String target = published.get("target").peek();
                        return Optional.of("port " + port.group(1) + " is published by '" + service.getKey()
                                + "'; write '" + service.getKey() + ":" + target + "'");
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the hosts to which a service's own file of hosts gives an address that pods have, too. */
    public static Set<String> addressed(Attribute service) {
        return hosts(service, false).keySet();
    }

    /** Returns the hosts that the container engine leads to its machine, each with where a service asks for it. */
    public static Map<String, Attribute> ofGateway(Attribute service) {
        return hosts(service, true);
    }

    private static Map<String, Attribute> hosts(Attribute service, boolean ofGateway) {
        Map<String, Attribute> hosts = new LinkedHashMap<>();
        for (Attribute given : service.get("extra_hosts").items()) {
            if (given.peek().endsWith(HOST_GATEWAY) == ofGateway) {
                hosts.put(given.peek().split("[:=]", 2)[0], given);
            }
        }
        return hosts;
    }

    /** Returns the hosts that a service's own file of hosts has, with their addresses. */
    public static String given(Attribute service) {
        return String.join(
                " ",
                service.get("extra_hosts").items().stream().map(Attribute::peek).toList());
    }
}
