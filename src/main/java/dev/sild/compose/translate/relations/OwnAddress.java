package dev.sild.compose.translate.relations;

import dev.sild.images.ports.AddressPorts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a service goes through its own name. Under compose, that name resolves to the container in any state; a
 * Service reaches only pods that are ready, at ports that it has.
 */
public final class OwnAddress {
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s,;'\"]*");

    /** Names of variables whose whole value is the address that a server listens at, or that it goes by. */
    private static final Pattern HOST_VARIABLE =
            Pattern.compile("(?i).*(?:HOST|HOST_?NAME|FQDN|BIND|LISTEN|ADDR|ADDRESS|INTERFACE|_IP)");

    private static final Pattern HOST_OPTION =
            Pattern.compile("(?i)-h|--?(?:[\\w.-]{0,100}[.-])?(?:host|hostname|bind|listen|addr|address|ip|interface)");

    private OwnAddress() {}

    /**
     * Whether a health check connects to {@code name}: as the host in an address, after an option for a host, or before
     * a port.
     */
    public static boolean isAsked(String command, String name) {
        // A pattern is made for those few alone that have the name in them somewhere.
        if (!command.contains(name)) {
            return false;
        }
        String host = Pattern.quote(name) + "(?![\\w.-])";
        return Pattern.compile("(?<![\\w-])(?:-h|-H|--host|--hostname|--server|--bootstrap-servers?)[= ]?" + host
                        + "|(?://|@)" + host + "|(?<![\\w./-])" + host + "[: ][0-9]{2,5}(?!\\w)")
                .matcher(command)
                .find();
    }

    /**
     * Whether one of some texts has an address of {@code name} with a port, as members of clusters have: they connect
     * to themselves, or let others tell them apart by it. The address of a page is for those who visit it.
     */
    public static boolean isPartOfACluster(Iterable<String> texts, String name) {
        for (String text : texts) {
            if (text.contains(name)
                    && !AddressPorts.find(WEB_ADDRESS.matcher(text).replaceAll(" "), Set.of(name))
                            .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a service may listen at its own name: as the whole value of a variable or an option for a host, or in an
     * address with a port. Under compose that is an address of the container, in a pod that of its Service, at which no
     * program can listen.
     *
     * @param words the words of its process, which may be scripts
     */
    public static boolean mayBeListenedAt(Map<String, String> environment, List<String> words, String name) {
        if (isPartOfACluster(environment.values(), name) || isPartOfACluster(words, name)) {
            return true;
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getValue().equals(name)
                    && HOST_VARIABLE.matcher(variable.getKey()).matches()) {
                return true;
            }
        }
        String last = "";
        for (String word : String.join(" ", words).split("\\s+")) {
            int value = word.indexOf('=');
            boolean own = value < 0
                    ? word.equals(name) && HOST_OPTION.matcher(last).matches()
                    : word.substring(value + 1).equals(name)
                            && HOST_OPTION.matcher(word.substring(0, value)).matches();
            if (own) {
                return true;
            }
            last = word;
        }
        return false;
    }
}
