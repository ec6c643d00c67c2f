package dev.sild.cli.status;

import dev.sild.cli.stack.ApplicationObjects;
import dev.sild.cli.stack.LiveApplication;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.terminal.FileExcerpts;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.symptoms.Symptom;
import dev.sild.operator.engine.symptoms.Symptoms;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the state of a stack or project. What the user may not read is left out, and named. */
public final class StateReader {
    private static final List<ChildKind> KINDS = List.of(
            ChildKind.DEPLOYMENT,
            ChildKind.STATEFUL_SET,
            ChildKind.DAEMON_SET,
            ChildKind.CRON_JOB,
            ChildKind.JOB,
            ChildKind.PERSISTENT_VOLUME_CLAIM,
            ChildKind.SERVICE);
    private static final int LONGEST = 200;

    private final KubernetesClient client;
    private final Clock clock;
    private final List<String> unread = new ArrayList<>();

    /** Creates a reader for one of them, which reads through a client that the caller must close. */
    public StateReader(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    public ApplicationState of(LiveApplication application) {
        Instant now = clock.instant();
        String namespace = application.namespace();
        ApplicationObjects read = new ApplicationObjects(client, application);
        List<LiveObject> objects = new ArrayList<>();
        for (ChildKind kind : KINDS) {
            objects.addAll(attempt(kind.plural(), List.of(), () -> read.of(kind)));
        }
        Symptoms symptoms = new Symptoms(
                attempt("pods", List.of(), read::pods),
                attempt("events", List.of(), () -> new Cluster(client).warnings(namespace)),
                now);
        Optional<LiveStack> stack = application instanceof LiveStack custom ? Optional.of(custom) : Optional.empty();
        List<Event> events = stack.map(custom -> attempt("events", List.<Event>of(), () -> events(custom)))
                .orElse(List.of());
        return new ApplicationState(
                application,
                objects,
                symptoms,
                events,
                stack.map(custom -> certificates(custom, now)).orElse(List.of()),
                crashLogs(namespace, objects, symptoms),
                unread.stream().distinct().toList(),
                now);
    }

    private <T> T attempt(String what, T otherwise, Supplier<T> read) {
        try {
            return read.get();
        } catch (KubernetesClientException refused) {
            unread.add(what + ": "
                    + (refused.getStatus() == null || refused.getStatus().getMessage() == null
                            ? String.valueOf(refused.getMessage())
                            : refused.getStatus().getMessage()));
            return otherwise;
        }
    }

    private List<Event> events(LiveStack stack) {
        return client
                .v1()
                .events()
                .inNamespace(stack.namespace())
                .withField("involvedObject.uid", stack.resource().getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .sorted(Comparator.comparing(Symptoms::time).reversed())
                .toList();
    }

    private List<Certificate> certificates(LiveStack stack, Instant now) {
        String name = stack.text("spec", "exposure", "tls", "secretName");
        if (name.isEmpty()) {
            return List.of();
        }
        String host = stack.text("spec", "exposure", "host");
        return attempt(
                "the certificate in Secret/" + name,
                List.of(),
                () -> List.of(certificate(
                        name,
                        client.secrets()
                                .inNamespace(stack.namespace())
                                .withName(name)
                                .get(),
                        host,
                        now)));
    }

    private static Certificate certificate(String name, Secret secret, String host, Instant now) {
        if (secret == null) {
            return Certificate.unusable(name, "does not exist");
        }
        String encoded = secret.getData() == null ? "" : secret.getData().getOrDefault("tls.crt", "");
        if (encoded.isEmpty() || !secret.getData().containsKey("tls.key")) {
            return Certificate.unusable(name, "has no tls.crt and tls.key");
        }
        try {
            return Certificate.of(name, Base64.getDecoder().decode(encoded), host, now);
        } catch (IllegalArgumentException malformed) {
            return Certificate.unusable(name, "tls.crt is not base64");
        }
    }

    /** Returns the last lines of containers that crash; one that may hold a secret is not shown. */
    private Map<String, String> crashLogs(String namespace, List<LiveObject> objects, Symptoms symptoms) {
        Map<String, String> lines = new HashMap<>();
        for (LiveObject object : objects) {
            if (Cause.mayHaveSymptoms(object)) {
                symptoms.of(object)
                        .filter(symptom -> symptom.kind() == Symptom.Kind.CRASH)
                        .ifPresent(symptom ->
                                lines.put(Cause.key(symptom), attempt("logs", "", () -> lastLine(namespace, symptom))));
            }
        }
        return lines;
    }

    private String lastLine(String namespace, Symptom symptom) {
        var container = client.pods()
                .inNamespace(namespace)
                .withName(symptom.object().replaceFirst("^Pod/", ""))
                .inContainer(symptom.container());
        String text;
        try {
            text = container.terminated().tailingLines(1).getLog();
        } catch (KubernetesClientException none) {
            // It has not been restarted yet: the log is that of the container itself.
            text = container.tailingLines(1).getLog();
        }
        String line = text == null ? "" : text.strip();
        return line.isEmpty()
                ? ""
                : FileExcerpts.mayHoldSecret(line, Set.of())
                        ? "(not shown, it may contain a secret)"
                        : line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
