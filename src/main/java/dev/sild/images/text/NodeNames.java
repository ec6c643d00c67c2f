package dev.sild.images.text;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of nodes of Erlang, {@code emqx@node1.emqx.io}: a node of a cluster has a host behind its name, which the node
 * itself and all others look up, and which must have a dot if it is no address.
 *
 * @see <a href="https://www.erlang.org/doc/system/distributed.html">Distributed Erlang</a>
 */
public final class NodeNames {
    private static final Pattern NODE =
            Pattern.compile("(?<![\\w.@/:-])[A-Za-z][\\w-]{0,100}@([A-Za-z0-9][\\w.-]{0,252})(?![\\w.@/:-])");
    /** Words of keys, not parts of them: {@code NODEMAILER_USER} has none. */
    private static final Pattern KEY = Pattern.compile(
            "(?i)(?<![a-z0-9])(?:node(?:s|[_.-]?names?)?|(?:seed|cluster|peer|member)s?(?:[_.-]?nodes?)?|join)(?![a-z0-9])"
                    + "|^--?s?name$");

    private static final Pattern OF_MAIL = Pattern.compile(
            "(?i)e?mail(?:er)?s?(?![a-z])|smtp|(?<![a-z0-9])(?:user(?:s|[_.-]?names?)?|from|sender|recipients?|contact|login)(?![a-z0-9])");

    private NodeNames() {}

    /** Whether the value of a variable or of an option may have names of nodes: addresses of mail look the same. */
    public static boolean mayBeIn(String key) {
        return KEY.matcher(key).find() && !isOfMail(key);
    }

    /** Whether the value of a variable or of an option may be an address of mail or a login. */
    public static boolean isOfMail(String key) {
        return OF_MAIL.matcher(key).find();
    }

    /** Returns the hosts of the nodes that a text names. */
    public static Set<String> hosts(String text) {
        Set<String> hosts = new LinkedHashSet<>();
        if (text.indexOf('@') >= 0) {
            Matcher node = NODE.matcher(text);
            while (node.find()) {
                hosts.add(node.group(1));
            }
        }
        return hosts;
    }

    /** Returns {@code text} with another host behind the names of nodes that have {@code host}. */
    public static String withHost(String text, String host, String other) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        Matcher node = NODE.matcher(text);
        while (node.find()) {
            if (node.group(1).equals(host)) {
                result.append(text, from, node.start(1)).append(other);
                from = node.end();
            }
        }
        return result.append(text, from, text.length()).toString();
    }
}
