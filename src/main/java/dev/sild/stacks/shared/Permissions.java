package dev.sild.stacks.shared;

import dev.sild.model.Application;
import dev.sild.model.Call;
import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Identity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the administrator of a cluster allows the authors of stacks beyond what is safe everywhere, and what only the
 * administrator decides.
 *
 * @param cadvisor where cAdvisor may run, and what it is
 * @param refusedAnnotations patterns of the exposure's annotations that are refused; {@code *} matches any text
 * @param allowedAnnotations patterns of those that are allowed although they are refused above
 * @param serviceAccounts patterns of the existing service accounts that a stack may name, as {@code namespace/name}
 * @param apiServer the CIDRs of the API server, for pods that may call it; empty for any address
 * @param clusterWide patterns of the MonitoringStacks that have the right to see all namespaces, as
 *     {@code namespace/name}
 */
public record Permissions(
        Cadvisor cadvisor,
        List<String> refusedAnnotations,
        List<String> allowedAnnotations,
        List<String> serviceAccounts,
        List<String> apiServer,
        List<String> clusterWide) {

    /**
     * No restrictions: manifests that are only printed are applied with the permissions of the user who applies them.
     */
    public static final Permissions UNRESTRICTED = new Permissions(
            new Cadvisor(List.of("*"), Cadvisor.DEFAULT_IMAGE, List.of()),
            List.of(),
            List.of(),
            List.of("*"),
            List.of(),
            List.of("*"));

    /**
     * cAdvisor, which runs as root and reads the folders of its node: nothing of it is the stack author's choice but
     * whether it runs and where.
     *
     * @param namespaces patterns of the namespaces in which it may run
     * @param image its image
     * @param args further arguments
     */
    public record Cadvisor(List<String> namespaces, String image, List<String> args) {
        public static final String DEFAULT_IMAGE = "gcr.io/cadvisor/cadvisor:v0.55.1";

        public Cadvisor {
            namespaces = List.copyOf(namespaces);
            args = List.copyOf(args);
        }

        /** Whether it may run in a namespace; null where the reader's current one is meant. */
        public boolean isAllowedIn(String namespace) {
            return matches(namespaces, namespace == null ? "" : namespace);
        }
    }

    public Permissions {
        refusedAnnotations = List.copyOf(refusedAnnotations);
        allowedAnnotations = List.copyOf(allowedAnnotations);
        serviceAccounts = List.copyOf(serviceAccounts);
        apiServer = List.copyOf(apiServer);
        clusterWide = List.copyOf(clusterWide);
    }

    /** Returns the same with another image of cAdvisor. */
    public Permissions withCadvisor(String image) {
        return new Permissions(
                new Cadvisor(cadvisor.namespaces(), image, cadvisor.args()),
                refusedAnnotations,
                allowedAnnotations,
                serviceAccounts,
                apiServer,
                clusterWide);
    }

    /** Whether a MonitoringStack may see all namespaces; the namespace is null where the reader's own is meant. */
    public boolean seesAllNamespaces(String namespace, String name) {
        return matches(clusterWide, (namespace == null ? "" : namespace) + "/" + name);
    }

    /** Returns the addresses of the API server as the peers of a policy; none for any address. */
    List<Call.Peer> apiServerPeers() {
        return apiServer.stream().<Call.Peer>map(Call.Addresses::new).toList();
    }

    /**
     * Checks what an application asks for.
     *
     * @throws NotAllowedException where that is not allowed; the message names the chart's value that would allow it
     */
    public void check(Application application, String namespace) {
        annotations(application).filter(this::isRefused).findFirst().ifPresent(name -> {
            throw new NotAllowedException(
                    "exposure.annotations: \"" + name + "\" is not allowed; the administrator can add it to the"
                            + " chart value stacks.allowedAnnotations");
        });
        for (Component component : application.components()) {
            component
                    .identity()
                    .flatMap(Identity::account)
                    .map(account -> namespace + "/" + account)
                    .filter(account -> !matches(serviceAccounts, account))
                    .ifPresent(account -> {
                        throw new NotAllowedException(
                                component.name() + ".serviceAccountName: \"" + account + "\" is not allowed; the"
                                        + " administrator can add it to the chart value stacks.serviceAccounts");
                    });
        }
    }

    private static Stream<String> annotations(Application application) {
        return Stream.concat(
                        application.exposures().stream().map(Permissions::annotations),
                        application.endpoints().stream().map(Endpoint::annotations))
                .flatMap(map -> map.keySet().stream());
    }

    private static Map<String, String> annotations(Exposure exposure) {
        Exposure.Kind kind = exposure.kind();
        if (kind instanceof Exposure.Ingress ingress) {
            return ingress.annotations();
        }
        if (kind instanceof Exposure.Gateway gateway) {
            return gateway.annotations();
        }
        if (kind instanceof Exposure.LoadBalancer loadBalancer) {
            return loadBalancer.terms().annotations();
        }
        return kind instanceof Exposure.NodePort nodePort ? nodePort.terms().annotations() : Map.of();
    }

    private boolean isRefused(String annotation) {
        return matches(refusedAnnotations, annotation) && !matches(allowedAnnotations, annotation);
    }

    private static boolean matches(List<String> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, text));
    }

    /** Matches without a regular expression: a pattern must not be able to take long. */
    private static boolean matches(String pattern, String text) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(text);
        }
        String last = parts[parts.length - 1];
        if (!text.startsWith(parts[0]) || !text.endsWith(last) || text.length() < parts[0].length() + last.length()) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > text.length() - last.length()) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }
}
