package dev.sild.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the containers of a component share.
 *
 * @param hostname the pod's host name; empty for the pod's own name
 * @param subdomain the pod's subdomain; empty for none
 * @param hostNetwork whether they use the node's network
 * @param hostPid whether they see the node's processes
 * @param hostIpc whether they share memory with the node
 * @param shareProcesses whether they see each other's processes
 * @param hostUsers whether user ids are the node's; empty for the cluster's default
 * @param hostAliases names by IP address that the pod resolves without DNS
 * @param dns name servers, search domains and options; empty for the cluster's own
 * @param sysctls kernel parameters
 * @param fsGroup the group that owns mounted storage; empty for the image's own
 * @param supplementalGroups further groups of the containers' first process
 * @param graceSeconds how long they have to end; empty for the cluster's default
 * @param runtimeClass the runtime class; empty for the cluster's default
 * @param pullSecrets secrets for pulling images
 * @param security the security level that the pods must meet; empty to set only what is specified
 * @param labels further labels of the pods, which the workload has not
 * @param annotations further annotations of the pods, which the workload has not
 */
@RecordBuilder
public record Pod(
        String hostname,
        String subdomain,
        boolean hostNetwork,
        boolean hostPid,
        boolean hostIpc,
        boolean shareProcesses,
        Optional<Boolean> hostUsers,
        Map<String, List<String>> hostAliases,
        Optional<Dns> dns,
        Map<String, String> sysctls,
        Optional<Long> fsGroup,
        List<Long> supplementalGroups,
        Optional<Long> graceSeconds,
        String runtimeClass,
        List<String> pullSecrets,
        Optional<PodSecurity> security,
        Map<String, String> labels,
        Map<String, String> annotations)
        implements PodBuilder.With {

    /** DNS settings; an option is {@code name} or {@code name:value}. */
    public record Dns(List<String> servers, List<String> searches, List<String> options) {
        public Dns {
            servers = List.copyOf(servers);
            searches = List.copyOf(searches);
            options = List.copyOf(options);
        }
    }

    /** Nothing out of the ordinary. */
    public static final Pod PLAIN = new Pod(
            "",
            "",
            false,
            false,
            false,
            false,
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            "",
            List.of(),
            Optional.empty(),
            Map.of(),
            Map.of());

    public Pod {
        hostAliases = Ordered.copyOf(hostAliases);
        sysctls = Ordered.copyOf(sysctls);
        supplementalGroups = List.copyOf(supplementalGroups);
        pullSecrets = List.copyOf(pullSecrets);
        labels = Ordered.copyOf(labels);
        annotations = Ordered.copyOf(annotations);
    }

    /** Returns pod settings for a security level with what the pods of stacks mostly need. */
    public static Pod secured(
            PodSecurity level,
            Optional<Long> fsGroup,
            Optional<Long> graceSeconds,
            List<String> pullSecrets,
            Map<String, String> labels,
            Map<String, String> annotations) {
        return PLAIN.with(pod -> pod.security(Optional.of(level))
                .fsGroup(fsGroup)
                .graceSeconds(graceSeconds)
                .pullSecrets(pullSecrets)
                .labels(labels)
                .annotations(annotations));
    }

    /** Returns the same settings with these namespaces of the node, and processes shared between containers or not. */
    public Pod sharing(boolean nodesNetwork, boolean nodesPid, boolean nodesIpc, boolean processes) {
        return with(pod -> pod.hostNetwork(nodesNetwork)
                .hostPid(nodesPid)
                .hostIpc(nodesIpc)
                .shareProcesses(processes));
    }
}
