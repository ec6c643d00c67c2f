package dev.sild.operator;

import dev.sild.operator.engine.status.StatusReport;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Says what happened to a stack, as events of it and lines of the log. A repeated event is counted, not created again.
 * An event that cannot be written holds nothing up.
 */
@Singleton
class Events {
    private static final Logger LOG = Logger.getLogger(Events.class);
    private static final int MAX_NOTE = 1024;

    private final KubernetesClient client;
    private final Clock clock;

    Events(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    void tell(HasMetadata stack, StatusReport report) {
        for (EventMessage said : EventMessage.of(report)) {
            LOG.logf(
                    said.warning() ? Logger.Level.WARN : Logger.Level.INFO,
                    "%s %s/%s: %s: %s",
                    stack.getKind(),
                    stack.getMetadata().getNamespace(),
                    stack.getMetadata().getName(),
                    said.reason(),
                    said.note());
            write(stack, said);
        }
    }

    private void write(HasMetadata stack, EventMessage said) {
        String namespace = stack.getMetadata().getNamespace();
        String note =
                said.note().length() <= MAX_NOTE ? said.note() : said.note().substring(0, MAX_NOTE - 1) + "…";
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        // The same event has the same name, whichever process says it.
        String name = stack.getMetadata().getName() + "."
                + Integer.toHexString(Objects.hash(stack.getMetadata().getUid(), said.reason(), note));
        Event event = new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(stack.getApiVersion())
                .withKind(stack.getKind())
                .withNamespace(namespace)
                .withName(stack.getMetadata().getName())
                .withUid(stack.getMetadata().getUid())
                .endInvolvedObject()
                .withType(said.warning() ? "Warning" : "Normal")
                .withReason(said.reason())
                .withMessage(note)
                .withCount(1)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withNewSource()
                .withComponent("sild-operator")
                .endSource()
                .withReportingComponent("sild.dev/operator")
                .withReportingInstance("")
                .build();
        try {
            try {
                client.v1().events().inNamespace(namespace).resource(event).create();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
                client.v1()
                        .events()
                        .inNamespace(namespace)
                        .withName(name)
                        .edit(old -> new EventBuilder(old)
                                .withCount(old.getCount() == null ? 2 : old.getCount() + 1)
                                .withLastTimestamp(now)
                                .build());
            }
        } catch (KubernetesClientException e) {
            LOG.debugf("cannot write the event %s: %s", name, e.getMessage());
        }
    }
}
