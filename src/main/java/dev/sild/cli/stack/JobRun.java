package dev.sild.cli.stack;

import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.symptoms.Symptom;
import dev.sild.operator.engine.symptoms.Symptoms;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One run of a Job to its end, with what its containers print meanwhile. */
final class JobRun {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final Clock clock;
    private final String namespace;
    private final String name;

    /** How many lines of each container were passed on, by pod and container. */
    private final Map<String, Integer> printed = new HashMap<>();

    /**
     * Creates the Job in the cluster.
     *
     * @param job the Job, which does not exist yet
     */
    JobRun(KubernetesClient client, Clock clock, Job job) {
        this.client = client;
        this.clock = clock;
        this.namespace = job.getMetadata().getNamespace();
        this.name = job.getMetadata().getName();
        client.batch().v1().jobs().inNamespace(namespace).resource(job).create();
    }

    /**
     * Waits until the Job has ended.
     *
     * @param lines gets the name of a container and each line that it prints
     * @param notes gets what its pod waits for
     * @return whether it succeeded
     * @throws VerbException where it was deleted or does not end in time
     */
    boolean await(Duration limit, BiConsumer<String, String> lines, Consumer<String> notes)
            throws InterruptedException {
        Instant end = clock.instant().plus(limit);
        String noted = "";
        while (true) {
            Job now = client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(namespace)
                    .withName(name)
                    .get();
            if (now == null) {
                throw new VerbException("Job/" + name + " was deleted");
            }
            boolean complete = is(now, "Complete");
            List<Pod> pods = pods();
            pods.forEach(pod -> passOn(pod, lines));
            if (complete || is(now, "Failed")) {
                return complete;
            }
            String note = printed.isEmpty() ? waiting(pods) : "";
            if (!note.isEmpty() && !note.equals(noted)) {
                notes.accept(note);
                noted = note;
            }
            if (clock.instant().isAfter(end)) {
                throw new VerbException("Job/" + name + " has not ended after " + limit.toMinutes()
                        + " minutes; it goes on: kubectl -n " + namespace + " logs -f --all-containers job/" + name);
            }
            Thread.sleep(STEP.toMillis());
        }
    }

    /** Deletes the Job and its pods. */
    void remove() {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    /** Returns why the pods do not run yet; empty for nothing that is reported. */
    private String waiting(List<Pod> pods) {
        Symptoms symptoms = new Symptoms(pods, new Cluster(client).warnings(namespace), clock.instant());
        return symptoms.pods().stream()
                .flatMap(pod -> symptoms.of(pod).stream())
                .findFirst()
                .map(Symptom::text)
                .orElse("");
    }

    private List<Pod> pods() {
        return client
                .pods()
                .inNamespace(namespace)
                .withLabel("batch.kubernetes.io/job-name", name)
                .list()
                .getItems()
                .stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .toList();
    }

    private void passOn(Pod pod, BiConsumer<String, String> lines) {
        for (Container container : pod.getSpec().getContainers()) {
            List<String> log = log(pod.getMetadata().getName(), container.getName());
            if (!log.isEmpty()) {
                String source = pod.getMetadata().getName() + "/" + container.getName();
                int before = printed.getOrDefault(source, 0);
                log.stream().skip(before).forEach(line -> lines.accept(container.getName(), line));
                printed.put(source, Math.max(before, log.size()));
            }
        }
    }

    private List<String> log(String pod, String container) {
        try {
            String text = client.pods()
                    .inNamespace(namespace)
                    .withName(pod)
                    .inContainer(container)
                    .getLog();
            return text == null ? List.of() : text.lines().toList();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new VerbException(
                        "cannot read the log of Pod/" + pod + ", which says what happened: you need the right"
                                + " 'get' for pods/log in namespace " + namespace);
            }
            // It has not started.
            return List.of();
        }
    }

    private static boolean is(Job job, String condition) {
        JobStatus status = job.getStatus();
        return status != null
                && status.getConditions() != null
                && status.getConditions().stream()
                        .anyMatch(one -> condition.equals(one.getType()) && "True".equals(one.getStatus()));
    }
}
