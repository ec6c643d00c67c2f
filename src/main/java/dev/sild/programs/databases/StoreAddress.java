package dev.sild.programs.databases;

import dev.sild.model.Call;
import dev.sild.stacks.shared.ModelValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an S3 server is, as far as policies can tell: they know addresses and pods, but no names of hosts.
 *
 * @param host its name, or its address
 * @param port its port
 */
record StoreAddress(String host, int port) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
    private static final Pattern URL =
            Pattern.compile("(?<scheme>https?)://(?<host>[a-zA-Z0-9.-]+)(:(?<port>[0-9]{1,5}))?");
    private static final int MOST = 65535;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** Returns the address of a URL. */
    static StoreAddress of(String endpoint) {
        Matcher url = URL.matcher(endpoint);
        if (!url.matches()) {
            throw new IllegalArgumentException("to.s3.endpoint: \"" + endpoint + "\" is not a URL of a host");
        }
        int usual = url.group("scheme").equals("https") ? HTTPS : HTTP;
        int port = url.group("port") == null ? usual : Integer.parseInt(url.group("port"));
        if (port < 1 || port > MOST) {
            throw new IllegalArgumentException("to.s3.endpoint: " + port + " is not a port");
        }
        return new StoreAddress(url.group("host"), port);
    }

    boolean isAmazon() {
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    }

    /**
     * Returns the connection of a component to it: an address, the pods of a Service's namespace, of which the ports
     * are not known, or any address at its port.
     */
    Call call(String component) {
        Call.OfComponent from = new Call.OfComponent(component);
        Optional<String> namespace = namespace();
        if (namespace.isPresent() || !host.contains(".")) {
            Call.Peer pods =
                    new Call.Pods(namespace.map(name -> Map.of("kubernetes.io/metadata.name", name)), Map.of());
            return new Call(from, new Call.Others("bucket", List.of(pods)), List.of());
        }
        List<Call.Peer> peers = ADDRESS.matcher(host).matches()
                ? List.of(new Call.Addresses(host + "/32"))
                : List.of(new Call.Addresses("0.0.0.0/0"), new Call.Addresses("::/0"));
        return new Call(from, new Call.Others("bucket", peers), List.of(ModelValues.port(port, "s3", "tcp")));
    }

    /** Returns the namespace of a Service that is named with it, as in {@code minio.storage.svc.cluster.local}. */
    private Optional<String> namespace() {
        String[] parts = host.split("\\.");
        return parts.length >= 3 && parts[2].equals("svc") ? Optional.of(parts[1]) : Optional.empty();
    }
}
