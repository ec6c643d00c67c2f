package dev.sild.cli.stack;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.symptoms.Symptom;
import dev.sild.operator.engine.symptoms.Symptoms;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs of a stack's backup schedules that a user starts: with the schedule's own pod, and another command. */
public final class StackJobs {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int LONGEST_NAME = 63;
    private static final String SUFFIX = "backup";
    private static final String DATABASE = "-database-backup";

    private final KubernetesClient client;
    private final Clock clock;

    public StackJobs(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Returns the backup schedules of a stack, by name. */
    public List<CronJob> schedules(LiveStack stack) {
        return client
                .batch()
                .v1()
                .cronjobs()
                .inNamespace(stack.namespace())
                .withLabel(Labels.MANAGED_BY, OwnerMarks.SILD)
                .withLabel(Labels.INSTANCE, stack.name())
                .list()
                .getItems()
                .stream()
                .filter(schedule -> component(schedule).endsWith(SUFFIX))
                .sorted(Comparator.comparing(schedule -> schedule.getMetadata().getName()))
                .toList();
    }

    /**
     * Returns the one backup schedule of a stack, or that of a component.
     *
     * @param component the database that is backed up, or its service; empty for the only one
     */
    public CronJob schedule(LiveStack stack, String component) {
        List<CronJob> all = schedules(stack);
        if (all.isEmpty()) {
            throw new VerbException(stack + " has no backups; set backup.enabled: true for its database");
        }
        List<CronJob> meant = component.isEmpty()
                ? all
                : all.stream().filter(schedule -> isOf(schedule, component)).toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        String names = all.stream().map(StackJobs::service).collect(Collectors.joining(", "));
        throw new VerbException(
                component.isEmpty()
                        ? stack + " has several databases with backups; name one of " + names
                        : stack + " has no backups of '" + component + "'; it has backups of " + names);
    }

    /** Whether a schedule is that of a component: its own name, that of the database, or of the database's service. */
    public static boolean isOf(CronJob schedule, String component) {
        String name = component(schedule);
        return component.equals(name)
                || component.equals(service(schedule))
                || (component + "-" + SUFFIX).equals(name)
                || name.equals(SUFFIX) && component.equals("database");
    }

    /** Returns what a user calls the database of a schedule. */
    public static String service(CronJob schedule) {
        String name = component(schedule);
        return name.endsWith(DATABASE)
                ? name.substring(0, name.length() - DATABASE.length())
                : name.equals(SUFFIX) ? "database" : name.substring(0, name.length() - SUFFIX.length() - 1);
    }

    private static String component(CronJob schedule) {
        Map<String, String> labels = schedule.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(Labels.COMPONENT, "");
    }

    /**
     * Returns a Job of a schedule.
     *
     * @param purpose a word of its name
     * @param command what its first container runs; empty for what the schedule runs
     */
    public Job job(CronJob schedule, String purpose, List<String> command) {
        ObjectMeta template = schedule.getSpec().getJobTemplate().getMetadata();
        Map<String, String> labels = new LinkedHashMap<>();
        if (template != null && template.getLabels() != null) {
            labels.putAll(template.getLabels());
        }
        String suffix = "-" + purpose + "-" + TIME.format(clock.instant());
        String name = schedule.getMetadata().getName();
        Job job = new JobBuilder()
                .withNewMetadata()
                .withName(name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length())) + suffix)
                .withNamespace(schedule.getMetadata().getNamespace())
                .withLabels(labels)
                .addToAnnotations("cronjob.kubernetes.io/instantiate", "manual")
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("batch/v1")
                        .withKind("CronJob")
                        .withName(name)
                        .withUid(schedule.getMetadata().getUid())
                        .build())
                .endMetadata()
                .withSpec(schedule.getSpec().getJobTemplate().getSpec())
                .build();
        if (!command.isEmpty()) {
            var container =
                    job.getSpec().getTemplate().getSpec().getContainers().get(0);
            container.setCommand(command);
            container.setArgs(new ArrayList<>());
            // A second try of a restore would begin with what the first has left.
            job.getSpec().setBackoffLimit(0);
        }
        return job;
    }

    /**
     * Runs a Job to its end and passes on what it prints.
     *
     * @param lines gets each line
     * @param notes gets what its pod waits for
     * @return whether it succeeded
     * @throws VerbException where it does not start
     */
    public boolean run(Job job, Duration limit, Consumer<String> lines, Consumer<String> notes)
            throws InterruptedException {
        String namespace = job.getMetadata().getNamespace();
        String name = job.getMetadata().getName();
        client.batch().v1().jobs().inNamespace(namespace).resource(job).create();
        Instant end = clock.instant().plus(limit);
        int printed = 0;
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
            boolean done = is(now, "Complete") || is(now, "Failed");
            List<String> log = log(namespace, name);
            log.stream().skip(printed).forEach(lines);
            printed = Math.max(printed, log.size());
            if (done) {
                return is(now, "Complete");
            }
            String note = log.isEmpty() ? waiting(namespace, name) : "";
            if (!note.isEmpty() && !note.equals(noted)) {
                notes.accept(note);
                noted = note;
            }
            if (clock.instant().isAfter(end)) {
                throw new VerbException("Job/" + name + " has not ended after " + limit.toMinutes()
                        + " minutes; it goes on: kubectl -n " + namespace + " logs -f job/" + name);
            }
            Thread.sleep(STEP.toMillis());
        }
    }

    /** Returns why the pod of a Job does not run yet; empty for nothing that is reported. */
    private String waiting(String namespace, String job) {
        Symptoms symptoms =
                new Symptoms(pods(namespace, job), new Cluster(client).warnings(namespace), clock.instant());
        return symptoms.pods().stream()
                .flatMap(pod -> symptoms.of(pod).stream())
                .findFirst()
                .map(Symptom::text)
                .orElse("");
    }

    private List<Pod> pods(String namespace, String job) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel("batch.kubernetes.io/job-name", job)
                .list()
                .getItems();
    }

    /** Deletes a Job and its pod. */
    public void remove(Job job) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(job.getMetadata().getNamespace())
                .withName(job.getMetadata().getName())
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    private List<String> log(String namespace, String job) {
        return pods(namespace, job).stream()
                .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .map(pod -> {
                    try {
                        String text = client.pods()
                                .inNamespace(namespace)
                                .withName(pod.getMetadata().getName())
                                .getLog();
                        return text == null ? List.<String>of() : text.lines().toList();
                    } catch (KubernetesClientException notStarted) {
                        return List.<String>of();
                    }
                })
                .orElse(List.of());
    }

    private static boolean is(Job job, String condition) {
        JobStatus status = job.getStatus();
        return status != null
                && status.getConditions() != null
                && status.getConditions().stream()
                        .anyMatch(one -> condition.equals(one.getType()) && "True".equals(one.getStatus()));
    }
}
