package dev.sild.compose.translate.kompose;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Autoscale;
import dev.sild.model.Workload;
import dev.sild.model.Workload.Concurrency;
import dev.sild.report.Code;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Workloads that labels of kompose ask for and compose has no word for: scaled by load, or run by a schedule. */
public final class KomposeScaling {
    private static final List<String> SCALING =
            List.of("hpa.replicas.min", "hpa.replicas.max", "hpa.cpu", "hpa.memory");
    private static final Pattern SCHEDULE = Pattern.compile("@every \\S+|@[a-z]+|\\S+(\\s+\\S+){4}");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%?");

    /** What kompose takes where a label is not there. */
    private static final int MIN = 1;

    private static final int MAX = 3;
    private static final int CPU_PERCENT = 50;
    private static final int MEMORY_PERCENT = 70;
    private static final int RETRIES = 6;
    private static final int SUCCESSES_KEPT = 3;
    private static final int FAILURES_KEPT = 1;

    private KomposeScaling() {}

    /** Whether labels ask that a service is scaled by its load. */
    public static boolean isAsked(KomposeLabels labels) {
        return SCALING.stream().anyMatch(name -> labels.get(name).present());
    }

    /**
     * Returns how a service runs.
     *
     * @param unlabelled how it runs where no label says otherwise
     * @param podman whether podman plays it, which knows neither load nor schedules
     */
    public static Workload of(Attribute service, Supplier<Workload> unlabelled, boolean podman) {
        KomposeLabels labels = KomposeLabels.of(service);
        if (!labels.present()) {
            return unlabelled.get();
        }
        Optional<Workload> scheduled = scheduled(labels, podman);
        if (scheduled.isPresent()) {
            service.get("restart").done();
            return scheduled.get();
        }
        return scaled(service, labels, unlabelled.get(), podman);
    }

    private static Workload scaled(Attribute service, KomposeLabels labels, Workload workload, boolean podman) {
        List<Attribute> scaling =
                SCALING.stream().map(labels::get).filter(Attribute::present).toList();
        if (scaling.isEmpty()) {
            return workload;
        }
        if (podman) {
            scaling.forEach(
                    label -> label.notForPodman("podman does not autoscale: it runs one pod", "remove it for podman"));
            return workload;
        }
        if (!(workload instanceof Workload.Replicated replicated)) {
            scaling.forEach(
                    label -> label.lost("only a Deployment can be autoscaled", "remove it, or use a Deployment"));
            return workload;
        }
        Attribute copies = service.get("deploy").get("replicas").or(service.get("scale"));
        if (copies.present()) {
            copies.noteApproximated("the autoscaler sets the number of replicas");
        }
        return new Workload.Autoscaled(autoscale(labels, service, scaling.get(0)), replicated.rollout());
    }

    private static Autoscale autoscale(KomposeLabels labels, Attribute service, Attribute first) {
        int min = Math.max(1, count(labels.get("hpa.replicas.min"), MIN));
        int max = count(labels.get("hpa.replicas.max"), MAX);
        if (max < min) {
            labels.get("hpa.replicas.max")
                    .noteApproximated("the minimum is " + min + ", so the maximum is set to " + min);
        }
        if (!requests(service, "cpus", "cpu_quota") || !requests(service, "mem_limit", "mem_reservation")) {
            first.note(
                    Code.KOMPOSE_DIFFERS,
                    "autoscaling is relative to the requested resources, and the service requests no "
                            + (requests(service, "cpus", "cpu_quota") ? "memory" : "CPU time"),
                    "set cpus and memory in 'deploy.resources.reservations'");
        }
        return new Autoscale(
                min,
                Math.max(min, max),
                Optional.of(percent(labels.get("hpa.cpu"), CPU_PERCENT)),
                Optional.of(percent(labels.get("hpa.memory"), MEMORY_PERCENT)));
    }

    /** Whether a service specifies a request, or a limit, which is the request by default. */
    private static boolean requests(Attribute service, String one, String other) {
        Attribute resources = service.get("deploy").get("resources");
        String stated = one.equals("cpus") ? "cpus" : "memory";
        return service.get(one).present()
                || service.get(other).present()
                || resources.get("limits").get(stated).present()
                || resources.get("reservations").get(stated).present();
    }

    private static int count(Attribute label, int otherwise) {
        Optional<Integer> number = label.number()
                .filter(value -> value >= 0 && value <= Integer.MAX_VALUE)
                .map(Long::intValue);
        if (label.present() && number.isEmpty()) {
            label.note(
                    Code.KOMPOSE_DIFFERS, "'" + label.string() + "' is not a valid number of pods; using " + otherwise);
        }
        return number.orElse(otherwise);
    }

    /**
     * A share of what is requested; amounts such as 512Mi, which the guide of kompose shows, are not read by kompose
     * either.
     */
    private static int percent(Attribute label, int otherwise) {
        var matcher = PERCENT.matcher(label.string());
        int percent = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (percent >= 1 && percent <= 100) {
            return percent;
        }
        if (label.present()) {
            label.note(
                    Code.KOMPOSE_DIFFERS,
                    "'" + label.string() + "' is not a valid utilization; using " + otherwise + " percent",
                    "use a percentage from 1 to 100");
        }
        return otherwise;
    }

    private static Optional<Workload> scheduled(KomposeLabels labels, boolean podman) {
        Attribute schedule = labels.get("cronjob.schedule");
        Attribute policy = labels.get("cronjob.concurrency_policy");
        Attribute retries = labels.get("cronjob.backoff_limit");
        if (!schedule.present()) {
            for (Attribute useless : List.of(policy, retries)) {
                if (useless.present()) {
                    useless.lost("the service has no schedule", "set a schedule with 'kompose.cronjob.schedule'");
                }
            }
            return Optional.empty();
        }
        Concurrency concurrency = concurrency(policy);
        int tries = count(retries, RETRIES);
        if (podman) {
            schedule.notForPodman(
                    "podman has no schedules: the service starts immediately", "start it with a systemd timer");
            return Optional.empty();
        }
        if (!SCHEDULE.matcher(schedule.string().strip()).matches()) {
            schedule.noteLost(
                    "'" + schedule.string() + "' is not a valid schedule", "use cron syntax, as in \"*/5 * * * *\"");
            return Optional.empty();
        }
        return Optional.of(new Workload.Scheduled(
                schedule.string().strip(), "", 0, SUCCESSES_KEPT, FAILURES_KEPT, tries, 0, false, concurrency));
    }

    private static Concurrency concurrency(Attribute policy) {
        return switch (policy.string()) {
            case "", "Allow" -> Concurrency.ALLOW;
            case "Forbid" -> Concurrency.FORBID;
            case "Replace" -> Concurrency.REPLACE;
            default -> {
                policy.note(
                        Code.KOMPOSE_DIFFERS,
                        "'" + policy.string() + "' is not a valid concurrency policy; runs may overlap",
                        "use Allow, Forbid or Replace");
                yield Concurrency.ALLOW;
            }
        };
    }
}
