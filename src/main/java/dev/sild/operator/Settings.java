package dev.sild.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be set of the operator besides Quarkus' own, as properties below {@code sild} or variables such as
 * {@code SILD_LEADER_ELECTION_ENABLED}.
 */
@ConfigMapping(prefix = "sild")
public interface Settings {

  /** Which of several operators is at work. */
  LeaderElection leaderElection();

  /** Settings of the election; the durations are those of client-go. */
  interface LeaderElection {

    /** Whether there is an election; without one there must be one operator only. */
    @WithDefault("true")
    boolean enabled();

    /** The name of the Lease that the leader holds. */
    @WithDefault("sild-operator")
    String name();

    /** The namespace of the Lease; without it that of the operator's pod or of the kubeconfig's context, or default. */
    Optional<String> namespace();

    /** How long a leader that no longer says so stays one. */
    @WithDefault("15s")
    Duration leaseDuration();

    /** How long a leader tries to say so before it gives up. */
    @WithDefault("10s")
    Duration renewDeadline();

    /** How often a leader says so, and the others look. */
    @WithDefault("2s")
    Duration retryPeriod();
  }
}
