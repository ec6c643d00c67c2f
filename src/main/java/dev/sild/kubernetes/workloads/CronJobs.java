package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.model.Component;
import dev.sild.model.Names;
import dev.sild.model.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobTemplateSpec;
import org.jspecify.annotations.Nullable;

/**
 * Components that run by a schedule. The template of a CronJob may change: active runs keep the old one.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/">CronJob</a>
 */
final class CronJobs {
    /** A run's Job carries the name and eleven characters of its time. */
    private static final int MAX_NAME = Names.MAX_LABEL - 11;

    private CronJobs() {}

    static HasMetadata of(Index index, Component component, PodTemplateSpec template, Workload.Scheduled workload) {
        JobSpec job = new JobSpec();
        job.setBackoffLimit(workload.retries());
        job.setActiveDeadlineSeconds(positiveOrNull(workload.deadlineSeconds()));
        job.setTemplate(template);
        JobTemplateSpec jobTemplate = new JobTemplateSpec();
        // Who looks for failed runs finds them by the labels that all of the component has.
        jobTemplate.setMetadata(ObjectMetadata.of(null, Labels.of(index.application(), component.name())));
        jobTemplate.setSpec(job);
        CronJobSpec spec = new CronJobSpec();
        spec.setSchedule(workload.schedule());
        spec.setTimeZone(workload.timeZone().isEmpty() ? null : workload.timeZone());
        spec.setConcurrencyPolicy(policy(workload.concurrency()));
        spec.setStartingDeadlineSeconds(positiveOrNull(workload.startWithinSeconds()));
        spec.setSuccessfulJobsHistoryLimit(workload.successesKept());
        spec.setFailedJobsHistoryLimit(workload.failuresKept());
        // Always set, so that a manual change, such as during the investigation of a failure, is visibly
        // reverted.
        spec.setSuspend(workload.suspended());
        spec.setJobTemplate(jobTemplate);
        CronJob cronJob = new CronJob();
        cronJob.setMetadata(Workloads.metadata(index, component, Names.cut(index.object(component), MAX_NAME)));
        cronJob.setSpec(spec);
        return cronJob;
    }

    private static String policy(Workload.Concurrency concurrency) {
        return switch (concurrency) {
            case ALLOW -> "Allow";
            case FORBID -> "Forbid";
            case REPLACE -> "Replace";
        };
    }

    private static @Nullable Long positiveOrNull(long seconds) {
        return seconds > 0 ? seconds : null;
    }
}
