package dev.sild.operator;

import dev.sild.stacks.shared.Permissions;
import java.util.ArrayList;
import java.util.List;

/** What the operator's settings allow the authors of stacks. */
final class StackPermissions {
    /**
     * Annotations that put text into the configuration of a shared proxy, send requests elsewhere, take over hosts, or
     * read Secrets of other namespaces.
     */
    static final List<String> REFUSED_ANNOTATIONS = List.of(
            "*snippet*",
            "*/server-alias*",
            "nginx.ingress.kubernetes.io/auth-*",
            "nginx.ingress.kubernetes.io/mirror-*",
            "nginx.ingress.kubernetes.io/*-secret",
            "nginx.ingress.kubernetes.io/*-configmap",
            "nginx.ingress.kubernetes.io/custom-headers",
            "haproxy-ingress.github.io/auth-*",
            "haproxy-ingress.github.io/config-*",
            "haproxy-ingress.github.io/*-secret",
            "ingress.kubernetes.io/*",
            "traefik.ingress.kubernetes.io/router.middlewares",
            "traefik.ingress.kubernetes.io/*serverstransport");

    private StackPermissions() {}

    static Permissions of(Settings settings) {
        Settings.Cadvisor cadvisor = settings.monitoring().cadvisor();
        Settings.Stacks stacks = settings.stacks();
        List<String> refused = new ArrayList<>(REFUSED_ANNOTATIONS);
        refused.addAll(stacks.refusedAnnotations().orElse(List.of()));
        return new Permissions(
                new Permissions.Cadvisor(
                        cadvisor.namespaces().orElse(List.of()),
                        cadvisor.image().orElse(Permissions.Cadvisor.DEFAULT_IMAGE),
                        cadvisor.args().orElse(List.of())),
                refused,
                stacks.allowedAnnotations().orElse(List.of()),
                stacks.serviceAccounts().orElse(List.of()),
                stacks.apiServer().orElse(List.of()),
                settings.monitoring().clusterWide().orElse(List.of()));
    }
}
