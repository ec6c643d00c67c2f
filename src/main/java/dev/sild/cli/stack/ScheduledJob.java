package dev.sild.cli.stack;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Jobs with the pod of a schedule, as {@code kubectl create job --from} makes them. */
final class ScheduledJob {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 63;

    private ScheduledJob() {}

    /**
     * Returns a Job that does what the schedule does.
     *
     * @param purpose a word of its name
     */
    static Job of(CronJob schedule, String purpose, Instant now) {
        ObjectMeta template = schedule.getSpec().getJobTemplate().getMetadata();
        Map<String, String> labels = new LinkedHashMap<>();
        if (template != null && template.getLabels() != null) {
            labels.putAll(template.getLabels());
        }
        String suffix = "-" + purpose + "-" + TIME.format(now);
        String name = schedule.getMetadata().getName();
        return new JobBuilder()
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
    }

    /** Returns a Job whose first container runs another command, once. */
    static Job running(CronJob schedule, String purpose, Instant now, List<String> command) {
        Job job = once(of(schedule, purpose, now));
        Container container = containers(job).get(0);
        container.setCommand(command);
        container.setArgs(new ArrayList<>());
        return job;
    }

    /** Returns a Job whose containers have other values in variables that they have already, once. */
    static Job with(CronJob schedule, String purpose, Instant now, Map<String, String> variables) {
        Job job = once(of(schedule, purpose, now));
        containers(job).stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variables.containsKey(variable.getName()))
                .forEach(variable -> variable.setValue(variables.get(variable.getName())));
        return job;
    }

    private static List<Container> containers(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers();
    }

    /** A second try of a restore would begin with what the first has left. */
    private static Job once(Job job) {
        job.getSpec().setBackoffLimit(0);
        return job;
    }
}
