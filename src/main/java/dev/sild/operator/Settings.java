package dev.sild.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What can be set of the operator besides Quarkus' own, as properties below {@code sild} or variables such as
 * {@code SILD_LEADER_ELECTION_ENABLED}.
 */
@ConfigMapping(prefix = "sild")
public interface Settings {

    /** Which of several operators is at work. */
    LeaderElection leaderElection();

    /** What the authors of MonitoringStacks may run beyond what is safe everywhere. */
    Monitoring monitoring();

    /** What the authors of stacks may ask for beyond what is safe everywhere. */
    Stacks stacks();

    /** Settings for MonitoringStacks. */
    interface Monitoring {

        /** cAdvisor. */
        Cadvisor cadvisor();

        /** The stacks to which the chart gives the right to see all namespaces, as {@code namespace/name}. */
        Optional<List<String>> clusterWide();
    }

    /** cAdvisor, which runs as root and reads the folders of its node. */
    interface Cadvisor {

        /** The namespaces in which it may run, as patterns; none by default. */
        Optional<List<String>> namespaces();

        Optional<String> image();

        /** Further arguments. */
        Optional<List<String>> args();
    }

    /** Settings for stacks of every kind. */
    interface Stacks {

        /** Patterns of annotations that an exposure may have although they are refused by default. */
        Optional<List<String>> allowedAnnotations();

        /** Patterns of further annotations that are refused. */
        Optional<List<String>> refusedAnnotations();

        /** Patterns of existing service accounts that a stack may name, as {@code namespace/name}; none by default. */
        Optional<List<String>> serviceAccounts();

        /** The CIDRs of the API server; any address by default. */
        Optional<List<String>> apiServer();
    }

    /** Settings of the election; the durations are those of client-go. */
    interface LeaderElection {

        /** Whether there is an election; without one there must be one operator only. */
        @WithDefault("true")
        boolean enabled();

        /** The name of the Lease that the leader holds. */
        @WithDefault("sild-operator")
        String name();

        /**
         * The namespace of the Lease; without it that of the operator's pod or of the kubeconfig's context, or default.
         */
        Optional<String> namespace();

        /** How long a leader that does not renew its lease stays the leader. */
        @WithDefault("15s")
        Duration leaseDuration();

        /** How long a leader tries to say so before it gives up. */
        @WithDefault("10s")
        Duration renewDeadline();

        /** How often a leader renews its lease, and the other replicas check it. */
        @WithDefault("2s")
        Duration retryPeriod();
    }
}
