package dev.sild.operator;

import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.status.Happened;
import dev.sild.operator.engine.status.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing to say of a stack.
 *
 * @param warning whether somebody should do something
 * @param reason what it is, in one word
 * @param note the objects and fields; never a value
 */
record Said(boolean warning, String reason, String note) {
    private static final int NAMED = 10;

    /** Returns what a report has that is worth saying; what was done to many objects at once is said once. */
    static List<Said> of(Report report) {
        List<Said> said = new ArrayList<>();
        names(report, Happened.Created.class).ifPresent(names -> said.add(new Said(false, "Created", names)));
        names(report, Happened.Updated.class).ifPresent(names -> said.add(new Said(false, "Updated", names)));
        names(report, Happened.Adopted.class).ifPresent(names -> said.add(new Said(false, "Adopted", names)));
        names(report, Happened.Pruned.class).ifPresent(names -> said.add(new Said(false, "Pruned", names)));
        names(report, Happened.Rotated.class).ifPresent(names -> said.add(new Said(false, "Rotated", names)));
        for (Happened one : report.happened()) {
            if (one instanceof Happened.Corrected corrected) {
                said.add(new Said(true, "DriftCorrected", corrected(corrected)));
            } else if (one instanceof Happened.Recreated recreated) {
                said.add(new Said(false, "Recreated", recreated.ref() + ": " + recreated.why()));
            } else if (one instanceof Happened.Grown grown) {
                said.add(new Said(false, "ClaimGrown", grown.ref() + " to " + grown.size()));
            } else if (one instanceof Happened.ScheduledJobFailed failed) {
                said.add(new Said(true, "ScheduledJobFailed", failed.ref() + " failed: check the logs of its pods"));
            } else if (one instanceof Happened.Refused refused) {
                said.add(new Said(true, refused.reason().word(), refused.why()));
            } else if (one instanceof Happened.Failed failed) {
                said.add(new Said(true, Reason.API_UNAVAILABLE.word(), failed.why()));
            }
        }
        if (report.became(Readiness.State.CURRENT)) {
            said.add(new Said(false, "Ready", report.message()));
        } else if (report.became(Readiness.State.FAILED) && said.stream().noneMatch(Said::warning)) {
            said.add(new Said(true, "Failed", report.message()));
        }
        return said;
    }

    private static String corrected(Happened.Corrected corrected) {
        String fields =
                corrected.changes().stream().limit(NAMED).map(Change::toString).collect(Collectors.joining(", "));
        return (corrected.ref() + (fields.isEmpty() ? "" : " " + fields)) + ": changed by "
                + (corrected.managers().isEmpty() ? "another writer" : String.join(", ", corrected.managers()))
                + ", reverted";
    }

    private static Optional<String> names(Report report, Class<? extends Happened> what) {
        List<String> names = report.happened().stream()
                .filter(what::isInstance)
                .map(Happened::ref)
                .map(Ref::toString)
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String named = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return Optional.of(names.size() <= NAMED ? named : named + " and " + (names.size() - NAMED) + " more");
    }
}
