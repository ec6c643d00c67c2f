package dev.sild.compose.load.spec;

import static dev.sild.compose.load.spec.AttributeSpec.attr;

import dev.sild.compose.load.spec.Type.Form;
import dev.sild.yaml.Place;

/**
 * The table of Sild's only extension, {@code x-sild}: what it may contain on the project, on a service, on a network
 * and on a volume. Files' hints are merged as all else is. To docker compose it is an extension like any other, and so
 * it is printed.
 */
public final class Hints {
    /** The key of the extension. */
    public static final String KEY = "x-sild";

    private static final AttributeSpec SIZE = attr("size", Type.of(Form.QUANTITY));
    private static final AttributeSpec CLASS = attr("class", Type.of(Form.NAME));
    private static final AttributeSpec ACCESS =
            attr("access", Type.oneOf("ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod"));
    private static final AttributeSpec CLAIM = attr("claim", Type.of(Form.NAME));
    private static final AttributeSpec STORAGE = attr("storage", Type.object(SIZE, CLASS, ACCESS));
    private static final AttributeSpec KIND = attr("kind", Type.oneOf("Deployment", "StatefulSet", "DaemonSet", "Job"));
    private static final AttributeSpec EXPOSE =
            attr("expose", Type.oneOf("none", "nodeport", "loadbalancer", "ingress", "gateway"));
    private static final AttributeSpec HOST = attr("host", Type.of(Form.HOST));
    private static final AttributeSpec TLS_SECRET = attr("tls_secret", Type.of(Form.NAME));
    private static final AttributeSpec INGRESS_CLASS = attr("ingress_class", Type.of(Form.NAME));
    private static final AttributeSpec GATEWAY = attr("gateway", Type.of(Form.REFERENCE));
    private static final AttributeSpec UNSAFE_SYSCTLS = attr("unsafe_sysctls", Type.BOOL);
    private static final AttributeSpec SECRETS = attr("secrets", Type.STRING_LIST);
    private static final AttributeSpec PLAIN = attr("plain", Type.STRING_LIST);
    /** Reasons by the rules of {@code sild check} that they allow to violate; other commands ignore it. */
    private static final AttributeSpec ALLOW = attr("allow", Type.map(Type.STRING));

    /** Changes of the service's objects; their form is that of patches, which is checked when they are applied. */
    private static final AttributeSpec PATCHES = attr("patches", Type.list(Type.ANY));

    /** What the extension may contain at the top level. */
    static final Type PROJECT = Type.object(
                    STORAGE, EXPOSE, HOST, TLS_SECRET, INGRESS_CLASS, GATEWAY, SECRETS, PLAIN, ALLOW)
            .orNothing();

    /** What the extension may contain on a service. */
    static final Type SERVICE = Type.object(
                    KIND,
                    UNSAFE_SYSCTLS,
                    STORAGE,
                    EXPOSE,
                    HOST,
                    TLS_SECRET,
                    INGRESS_CLASS,
                    GATEWAY,
                    SECRETS,
                    PLAIN,
                    ALLOW,
                    PATCHES)
            .orNothing();

    /** What the extension may contain on a top-level network. */
    static final Type NETWORK = Type.object(
                    attr("callers", Type.STRING_LIST), attr("namespaces", Type.list(Type.of(Form.NAME))))
            .orNothing();

    /** What the extension may contain on a top-level volume. */
    static final Type VOLUME = Type.object(SIZE, CLASS, ACCESS, CLAIM).orNothing();

    private Hints() {}

    /** Whether {@code place} is within the extension. */
    public static boolean contain(Place place) {
        for (Place at = place; at != null; at = at.parent()) {
            if (at.segment().equals(KEY)) {
                return true;
            }
        }
        return false;
    }
}
