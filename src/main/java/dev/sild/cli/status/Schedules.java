package dev.sild.cli.status;

import dev.sild.cli.stack.ApplicationObjects;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The schedules of a stack or project, and how their runs ended: a stack's write backups. */
final class Schedules {
    private static final String SUFFIX = "backup";

    private Schedules() {}

    private static List<LiveObject> schedules(ApplicationState state) {
        return state.of(ChildKind.CRON_JOB).stream()
                .filter(schedule -> state.stack().isEmpty()
                        || ApplicationObjects.component(schedule).endsWith(SUFFIX))
                .sorted(Comparator.comparing(schedule -> schedule.ref().name()))
                .toList();
    }

    /** Returns a line about each schedule. */
    static List<String> lines(ApplicationState state) {
        String what = state.stack().isPresent() ? "backup: " : "schedule: ";
        return schedules(state).stream()
                .map(schedule -> what + line(state, schedule))
                .toList();
    }

    static boolean isSuspended(LiveObject schedule) {
        return schedule.field("spec", "suspend").filter(Boolean.TRUE::equals).isPresent();
    }

    /** Whether a run of a schedule failed, and a later one did not. */
    static boolean isOvercome(ApplicationState state, LiveObject job) {
        Optional<Instant> failed = Readiness.failedAt(job).flatMap(TimeText::parsed);
        return failed.isPresent()
                && state.of(ChildKind.CRON_JOB).stream()
                        .filter(schedule -> isRunOf(schedule, job))
                        .flatMap(schedule -> success(schedule).stream())
                        .anyMatch(failed.get()::isBefore);
    }

    private static boolean isRunOf(LiveObject schedule, LiveObject job) {
        return job.ownerReferences().stream()
                .anyMatch(owner -> owner.getName().equals(schedule.ref().name()));
    }

    private static Optional<Instant> success(LiveObject schedule) {
        return schedule.field("status", "lastSuccessfulTime").flatMap(TimeText::parsed);
    }

    private static String line(ApplicationState state, LiveObject schedule) {
        String failed = state.of(ChildKind.JOB).stream()
                .filter(job -> isRunOf(schedule, job))
                .filter(job -> Readiness.of(job).state() == Readiness.State.FAILED)
                .map(job -> job.ref().name())
                .max(Comparator.naturalOrder())
                .map(name -> ", failed: Job/" + name)
                .orElse("");
        return schedule.ref().name() + ": last success "
                + success(schedule)
                        .map(time -> time + " (" + TimeText.ago(time, state.now()) + ")")
                        .orElse("never")
                + ", schedule " + schedule.field("spec", "schedule").orElse("")
                + (isSuspended(schedule) ? ", suspended" : "") + failed;
    }
}
