package dev.sild.v1alpha1.shared;

import java.util.List;

/** A program of the user's own. */
public interface UserProgramSpec extends ReplicatedSpec {
    Integer getPort();

    List<String> getCommand();

    List<String> getArgs();

    List<EnvFrom> getEnvFrom();

    Probes getProbes();

    Metrics getMetrics();

    List<Mounts> getMounts();

    SecurityContext getSecurityContext();

    Boolean getInternetAccess();

    List<Peer> getAllowTo();

    String getServiceAccountName();

    Boolean getAutomountServiceAccountToken();

    Long getTerminationGracePeriodSeconds();
}
