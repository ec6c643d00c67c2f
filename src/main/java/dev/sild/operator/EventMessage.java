package dev.sild.operator;

import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.operator.engine.status.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing to say of a stack.
 *
 * @param warning whether action is needed
 * @param reason what it is, in one word
 * @param note the objects and fields; never a value
 */
record EventMessage(boolean warning, String reason, String note) {
    private static final int NAMED = 10;

    /** Returns the messages that a report is worth; the same action on many objects is one message. */
    static List<EventMessage> of(StatusReport report) {
        List<EventMessage> said = new ArrayList<>();
        names(report, ObjectEvent.Created.class)
                .ifPresent(names -> said.add(new EventMessage(false, "Created", names)));
        names(report, ObjectEvent.Updated.class)
                .ifPresent(names -> said.add(new EventMessage(false, "Updated", names)));
        names(report, ObjectEvent.Adopted.class)
                .ifPresent(names -> said.add(new EventMessage(false, "Adopted", names)));
        names(report, ObjectEvent.Pruned.class).ifPresent(names -> said.add(new EventMessage(false, "Pruned", names)));
        names(report, ObjectEvent.Rotated.class)
                .ifPresent(names -> said.add(new EventMessage(false, "Rotated", names)));
        for (ObjectEvent one : report.happened()) {
            if (one instanceof ObjectEvent.Corrected corrected) {
                said.add(new EventMessage(true, "DriftCorrected", corrected(corrected)));
            } else if (one instanceof ObjectEvent.Recreated recreated) {
                said.add(new EventMessage(false, "Recreated", recreated.ref() + ": " + recreated.why()));
            } else if (one instanceof ObjectEvent.Grown grown) {
                said.add(new EventMessage(false, "ClaimGrown", grown.ref() + " to " + grown.size()));
            } else if (one instanceof ObjectEvent.ScheduledJobFailed failed) {
                said.add(new EventMessage(
                        true, "ScheduledJobFailed", failed.ref() + " failed: check the logs of its pods"));
            } else if (one instanceof ObjectEvent.Refused refused) {
                said.add(new EventMessage(true, refused.reason().word(), refused.why()));
            } else if (one instanceof ObjectEvent.Failed failed) {
                said.add(new EventMessage(true, Reason.API_UNAVAILABLE.word(), failed.why()));
            }
        }
        if (report.became(Readiness.State.CURRENT)) {
            said.add(new EventMessage(false, "Ready", report.message()));
        } else if (report.became(Readiness.State.FAILED) && said.stream().noneMatch(EventMessage::warning)) {
            said.add(new EventMessage(true, "Failed", report.message()));
        }
        return said;
    }

    private static String corrected(ObjectEvent.Corrected corrected) {
        String fields =
                corrected.changes().stream().limit(NAMED).map(Change::toString).collect(Collectors.joining(", "));
        return (corrected.ref() + (fields.isEmpty() ? "" : " " + fields)) + ": changed by "
                + (corrected.managers().isEmpty() ? "another writer" : String.join(", ", corrected.managers()))
                + ", reverted";
    }

    private static Optional<String> names(StatusReport report, Class<? extends ObjectEvent> what) {
        List<String> names = report.happened().stream()
                .filter(what::isInstance)
                .map(ObjectEvent::ref)
                .map(Ref::toString)
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String named = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return Optional.of(names.size() <= NAMED ? named : named + " and " + (names.size() - NAMED) + " more");
    }
}
