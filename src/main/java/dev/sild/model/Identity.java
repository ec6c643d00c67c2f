package dev.sild.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who a component's pods are for the API server and for other components, and what the API server lets them do.
 *
 * @param account the name of an account that is created elsewhere; empty for the component's own account
 * @param rules what they may do; empty for nothing
 * @param token whether the pods get a token for the API server
 * @param annotations of the component's own account, by which clouds and registries know it
 * @see <a href="https://kubernetes.io/docs/concepts/security/service-accounts/">Service Accounts</a>
 */
public record Identity(Optional<String> account, List<Rule> rules, boolean token, Map<String, String> annotations) {
    /** An account that may do nothing. */
    public static final Identity BARE = new Identity(Optional.empty(), List.of(), false, Map.of());

    /**
     * What may be done to objects of the application's namespace.
     *
     * @param groups API groups, the empty text for the core
     * @param resources kinds of objects, such as {@code pods} or {@code pods/log}
     * @param names the names of objects; empty for all
     * @param verbs what may be done, such as {@code get}
     */
    public record Rule(List<String> groups, List<String> resources, List<String> names, List<String> verbs) {
        public Rule {
            groups = List.copyOf(groups);
            resources = List.copyOf(resources);
            names = List.copyOf(names);
            verbs = List.copyOf(verbs);
        }
    }

    public Identity {
        rules = List.copyOf(rules);
        annotations = Ordered.copyOf(annotations);
    }
}
