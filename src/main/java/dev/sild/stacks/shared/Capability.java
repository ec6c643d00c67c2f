package dev.sild.stacks.shared;

/**
 * Kinds that not every cluster has. Which are there is found out by discovery; a stack that asks for one that is not is
 * refused with reason {@code CapabilityMissing}.
 */
public enum Capability {
    GATEWAY_API("gateway.networking.k8s.io/v1", "HTTPRoute"),
    SERVICE_MONITOR("monitoring.coreos.com/v1", "ServiceMonitor"),
    ISTIO("security.istio.io/v1", "AuthorizationPolicy"),
    LINKERD("policy.linkerd.io/v1beta3", "Server");

    private final String apiVersion;
    private final String kind;

    Capability(String apiVersion, String kind) {
        this.apiVersion = apiVersion;
        this.kind = kind;
    }

    /** Returns the group and version that discovery must list, such as {@code gateway.networking.k8s.io/v1}. */
    public String apiVersion() {
        return apiVersion;
    }

    /** Returns the kind that this group and version must have. */
    public String kind() {
        return kind;
    }
}
