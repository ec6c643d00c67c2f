package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Workload;
import dev.sild.model.Workload.Concurrency;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Labels by which programs on the machine run services and commands on a schedule: a service with the labels of
 * swarm-cronjob becomes a CronJob, and the jobs of ofelia, which run commands in other containers, are reported.
 *
 * @see <a href="https://crazymax.dev/swarm-cronjob/usage/get-started/">swarm-cronjob</a>
 * @see <a href="https://github.com/mcuadros/ofelia/blob/master/docs/jobs.md">Jobs of ofelia</a>
 */
public final class ScheduleLabels {
    private static final String SWARM = "swarm.cronjob.";
    private static final Pattern JOB = Pattern.compile(
            "(ofelia|chadburn)\\.job-(?:exec|run|local|service-run|lifecycle)\\.(.{1,100})\\.([\\w-]{1,50})");
    private static final Pattern OF_OFELIA = Pattern.compile("(?:ofelia|chadburn)\\..*");
    private static final String MINUTE = field("[0-5]?\\d");
    private static final String HOUR = field("[01]?\\d|2[0-3]");
    private static final String DAY = field("0?[1-9]|[12]\\d|3[01]");
    private static final String MONTH = field("0?[1-9]|1[0-2]|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)");
    private static final String WEEKDAY = field("[0-6]|(?i:sun|mon|tue|wed|thu|fri|sat)");
    private static final Pattern CRON =
            Pattern.compile("@(?:every (?:\\d{1,9}(?:h|ms|m|s))+|yearly|annually|monthly|weekly|daily|midnight|hourly)|"
                    + String.join(" ", MINUTE, HOUR, DAY, MONTH, WEEKDAY));
    private static final int SUCCESSES_KEPT = 3;
    private static final int FAILURES_KEPT = 1;

    private ScheduleLabels() {}

    /** Returns a pattern of values, ranges and steps, as in {@code 1-5,30} and {@code 0/15}. */
    private static String field(String value) {
        String one = "(?:\\*|\\?|(?:" + value + ")(?:-(?:" + value + "))?)(?:/[1-9]\\d{0,2})?";
        return one + "(?:," + one + "){0,99}";
    }

    /** Whether a label says something to such a program, and nothing to who reads annotations. */
    static boolean isOne(String key) {
        return key.startsWith(SWARM) || OF_OFELIA.matcher(key).matches();
    }

    /** Returns how a service runs whose labels have a schedule for it. */
    public static Optional<Workload> workload(Attribute service, boolean podman) {
        for (Attribute labels : List.of(service.get("deploy").get("labels"), service.get("labels"))) {
            labels.entries().forEach((key, label) -> {
                if (key.startsWith(SWARM)) {
                    label.done();
                }
            });
            Attribute schedule = labels.get(SWARM + "schedule");
            if (schedule.present() && labels.get(SWARM + "enable").peek().equals("true")) {
                return scheduled(service, labels, schedule, podman);
            }
        }
        return Optional.empty();
    }

    private static Optional<Workload> scheduled(
            Attribute service, Attribute labels, Attribute schedule, boolean podman) {
        if (podman) {
            schedule.notForPodman("podman has no schedules; the label has no effect", "start it with a systemd timer");
            return Optional.empty();
        }
        Optional<String> cron = cron(schedule.peek());
        if (cron.isEmpty()) {
            schedule.noteLost(
                    "'" + schedule.peek() + "' is not a schedule of a CronJob",
                    "use cron syntax without seconds, as in \"*/5 * * * *\"");
            return Optional.empty();
        }
        service.get("restart").done();
        // The program scales the service from none, and nothing restarts it.
        List.of("mode", "replicas", "restart_policy")
                .forEach(key -> service.get("deploy").get(key).done());
        boolean alone = labels.get(SWARM + "skip-running").peek().equals("true");
        return Optional.of(new Workload.Scheduled(
                cron.get(),
                "",
                0,
                SUCCESSES_KEPT,
                FAILURES_KEPT,
                0,
                0,
                false,
                alone ? Concurrency.FORBID : Concurrency.REPLACE));
    }

    /** Reports the jobs that no program runs in a cluster. */
    public static void report(Attribute service) {
        Map<String, Attribute> schedules = new LinkedHashMap<>();
        service.get("labels").entries().forEach((key, label) -> {
            if (OF_OFELIA.matcher(key).matches()) {
                label.done();
                Matcher job = JOB.matcher(key);
                if (job.matches() && job.group(3).equals("schedule")) {
                    schedules.put("'" + job.group(2) + "' of " + job.group(1), label);
                }
            }
        });
        schedules.forEach((job, label) -> label.noteLost(
                "the job " + job
                        + " does not run: a command cannot be started in a pod on a schedule without rights on pods",
                "add a service with its command, and the label 'kompose.cronjob.schedule"
                        + cron(label.peek()).map(cron -> ": \"" + cron + "\"").orElse("") + "'"));
    }

    /** Returns a schedule without the seconds that some programs read first; empty where it needs them. */
    static Optional<String> cron(String schedule) {
        String plain = schedule.strip().replaceAll("\\s+", " ");
        List<String> fields = Arrays.asList(plain.split(" "));
        if (fields.size() == 6 && fields.get(0).matches("\\d{1,2}")) {
            plain = fields.stream().skip(1).collect(Collectors.joining(" "));
        }
        return Optional.of(plain).filter(cron -> CRON.matcher(cron).matches());
    }
}
