package dev.sild.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Which of several operators is at work: who holds a Lease. The operator SDK takes and renews it, but holds it to its
 * end when it stops, for which all others would wait.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/architecture/leases/#leader-election">Leases</a>
 */
@Singleton
class Leadership {
    private static final Logger LOG = Logger.getLogger(Leadership.class);

    private final Settings.LeaderElection election;
    private final KubernetesClient client;
    private final Clock clock;
    private final String namespace;
    private final String identity;

    Leadership(Settings settings, KubernetesClient client, Clock clock) {
        this.election = settings.leaderElection();
        this.client = client;
        this.clock = clock;
        this.namespace = election.namespace()
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse("default");
        // A container that is started again in its pod goes on with what it holds.
        this.identity = Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /**
     * Null tells the operator SDK that leader election is disabled. An operator that loses leadership exits, and the
     * kubelet restarts it. The SDK's own way is not used, since it waits forever if the exit has already begun.
     */
    @Produces
    @Dependent
    @Unremovable
    // An annotation of the type would be part of the bean's type.
    @SuppressWarnings("NullAway")
    LeaderElectionConfiguration configuration() {
        return !election.enabled()
                ? null
                : LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(election.name())
                        .withLeaseNamespace(namespace)
                        .withIdentity(identity)
                        .withLeaseDuration(election.leaseDuration())
                        .withRenewDeadline(election.renewDeadline())
                        .withRetryPeriod(election.retryPeriod())
                        .withLeaderCallbacks(new LeaderCallbacks(() -> {}, () -> Quarkus.asyncExit(1), leader -> {}))
                        .build();
    }

    /** Lets another lead at once, where it is this one that does; called when nothing is done any more. */
    void release() {
        if (!election.enabled()) {
            return;
        }
        try {
            Lease lease = client.leases()
                    .inNamespace(namespace)
                    .withName(election.name())
                    .get();
            if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
                // Where another has taken it meanwhile, the resourceVersion is another too.
                client.leases()
                        .inNamespace(namespace)
                        .resource(new LeaseBuilder(lease)
                                .editSpec()
                                .withHolderIdentity("")
                                .withLeaseDurationSeconds(1)
                                .withRenewTime(clock.instant().atZone(ZoneOffset.UTC))
                                .endSpec()
                                .build())
                        .update();
            }
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "cannot release the Lease %s/%s; it expires later: %s", namespace, election.name(), e.getMessage());
        }
    }
}
