package dev.sild.cli.status;

import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The backups of a stack, from its schedules and their runs. */
final class BackupState {
    private static final String SUFFIX = "backup";

    private BackupState() {}

    /** Returns the schedules that write backups. */
    static List<LiveObject> schedules(StackState state) {
        return state.of(ChildKind.CRON_JOB).stream()
                .filter(schedule -> StackState.component(schedule).endsWith(SUFFIX))
                .sorted(Comparator.comparing(schedule -> schedule.ref().name()))
                .toList();
    }

    /** Returns a line about each schedule. */
    static List<String> lines(StackState state) {
        return schedules(state).stream().map(schedule -> line(state, schedule)).toList();
    }

    private static String line(StackState state, LiveObject schedule) {
        Optional<Instant> success =
                schedule.field("status", "lastSuccessfulTime").flatMap(TimeText::parsed);
        boolean suspended =
                schedule.field("spec", "suspend").filter(Boolean.TRUE::equals).isPresent();
        String failed = state.of(ChildKind.JOB).stream()
                .filter(job -> job.ownerReferences().stream()
                        .anyMatch(owner -> owner.getName().equals(schedule.ref().name())))
                .filter(job -> Readiness.of(job).state() == Readiness.State.FAILED)
                .map(job -> job.ref().name())
                .max(Comparator.naturalOrder())
                .map(name -> ", failed: Job/" + name)
                .orElse("");
        return schedule.ref().name() + ": last success "
                + success.map(time -> time + " (" + TimeText.ago(time, state.now()) + ")")
                        .orElse("never")
                + ", schedule " + schedule.field("spec", "schedule").orElse("")
                + (suspended ? ", suspended" : "") + failed;
    }
}
