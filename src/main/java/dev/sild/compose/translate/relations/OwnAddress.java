package dev.sild.compose.translate.relations;

import dev.sild.images.ports.AddressPorts;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a service goes through its own name. Under compose, that name resolves to the container in any state; a
 * Service reaches only pods that are ready, at ports that it has.
 */
public final class OwnAddress {
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s,;'\"]*");

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
}
