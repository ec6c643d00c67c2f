package dev.sild.operator.engine.state;

import dev.sild.stacks.shared.Capability;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of which stacks have objects, all namespaced, in the order in which they are made. What a stack is made of
 * must be here: each kind is watched, and the operator has the rights to it that the chart gives.
 */
public enum ChildKind {
    CONFIG_MAP("v1", "ConfigMap", "configmaps"),
    SECRET("v1", "Secret", "secrets"),
    PERSISTENT_VOLUME_CLAIM("v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
    SERVICE("v1", "Service", "services"),
    SERVICE_ACCOUNT("v1", "ServiceAccount", "serviceaccounts"),
    ROLE("rbac.authorization.k8s.io/v1", "Role", "roles"),
    ROLE_BINDING("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings"),
    NETWORK_POLICY("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies"),
    DEPLOYMENT("apps/v1", "Deployment", "deployments"),
    STATEFUL_SET("apps/v1", "StatefulSet", "statefulsets"),
    DAEMON_SET("apps/v1", "DaemonSet", "daemonsets"),
    JOB("batch/v1", "Job", "jobs"),
    CRON_JOB("batch/v1", "CronJob", "cronjobs"),
    HORIZONTAL_POD_AUTOSCALER("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
    POD_DISRUPTION_BUDGET("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets"),
    INGRESS("networking.k8s.io/v1", "Ingress", "ingresses"),
    HTTP_ROUTE("gateway.networking.k8s.io/v1", "HTTPRoute", "httproutes", Capability.GATEWAY_API),
    SERVICE_MONITOR("monitoring.coreos.com/v1", "ServiceMonitor", "servicemonitors", Capability.SERVICE_MONITOR),
    PEER_AUTHENTICATION("security.istio.io/v1", "PeerAuthentication", "peerauthentications", Capability.ISTIO),
    ISTIO_AUTHORIZATION_POLICY(
            "security.istio.io/v1", "AuthorizationPolicy", "authorizationpolicies", Capability.ISTIO),
    LINKERD_SERVER("policy.linkerd.io/v1beta3", "Server", "servers", Capability.LINKERD),
    LINKERD_AUTHORIZATION_POLICY(
            "policy.linkerd.io/v1alpha1", "AuthorizationPolicy", "authorizationpolicies", Capability.LINKERD),
    LINKERD_AUTHENTICATION(
            "policy.linkerd.io/v1alpha1", "MeshTLSAuthentication", "meshtlsauthentications", Capability.LINKERD),
    LINKERD_NETWORK_AUTHENTICATION(
            "policy.linkerd.io/v1alpha1", "NetworkAuthentication", "networkauthentications", Capability.LINKERD);

    private final String apiVersion;
    private final String kind;
    private final String plural;
    private final Optional<Capability> capability;

    ChildKind(String apiVersion, String kind, String plural) {
        this(apiVersion, kind, plural, Optional.empty());
    }

    ChildKind(String apiVersion, String kind, String plural, Capability capability) {
        this(apiVersion, kind, plural, Optional.of(capability));
    }

    ChildKind(String apiVersion, String kind, String plural, Optional<Capability> capability) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.plural = plural;
        this.capability = capability;
    }

    /** Returns the kind of that name; nothing where stacks have no objects of it. */
    public static Optional<ChildKind> of(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(child -> child.kind.equals(kind) && child.apiVersion.equals(apiVersion))
                .findFirst();
    }

    /** Returns group and version as objects state them, such as {@code apps/v1}. */
    public String apiVersion() {
        return apiVersion;
    }

    /** Returns the kind as objects state it. */
    public String kind() {
        return kind;
    }

    /** Returns the group, empty for the core's. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** Returns the resource's name in paths and rules. */
    public String plural() {
        return plural;
    }

    /** Returns what the cluster must have for objects of this kind; nothing where every cluster knows it. */
    public Optional<Capability> capability() {
        return capability;
    }

    /** Returns what the client needs to ask for objects of this kind without asking what the server knows. */
    public ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group())
                .withVersion(apiVersion.substring(apiVersion.indexOf('/') + 1))
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
