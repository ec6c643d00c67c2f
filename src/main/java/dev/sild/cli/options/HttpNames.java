package dev.sild.cli.options;

import dev.sild.model.Names;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that go into an Ingress or a route as they are given: an API server would refuse wrong ones, after all else
 * was applied.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object names</a>
 */
final class HttpNames {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
    private static final String ALLOWED = "use a-z, 0-9, - and ., starting and ending with a letter or digit";

    private HttpNames() {}

    /** Finds wrong usage in what was given. */
    static void check(Options options) {
        for (String option : List.of("--tls-secret", "--ingress-class")) {
            checkObject(options, option, options.value(option, "x"));
        }
        String host = options.value("--host", "x");
        if (!Names.isSubdomain(host.startsWith("*.") ? host.substring(2) : host)) {
            throw options.wrong(
                    "--host '" + host + "' is not a valid host name: " + ALLOWED + ", after an optional *.");
        }
        if (ADDRESS.matcher(host).matches()) {
            throw options.wrong("--host '" + host + "' is an IP address: an ingress or route needs a host name");
        }
        String gateway = options.value("--gateway", "x");
        if (!Names.isReference(gateway)) {
            throw options.wrong("--gateway '" + gateway + "' is not a valid [NAMESPACE/]NAME: " + ALLOWED);
        }
    }

    /** Finds wrong usage in the name of an object. */
    static void checkObject(Options options, String option, String name) {
        if (!Names.isSubdomain(name)) {
            throw options.wrong(option + " '" + name + "' is not a valid object name: " + ALLOWED);
        }
    }
}
