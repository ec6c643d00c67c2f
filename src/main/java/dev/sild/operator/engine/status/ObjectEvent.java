package dev.sild.operator.engine.status;

import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import java.util.List;
import java.util.Set;

/** What was done to an object, for logs, events and metrics: nothing of it holds a value of a field. */
public sealed interface ObjectEvent {

    Ref ref();

    /** Whether it stays so for a while, so that it is news the first time only. */
    default boolean lasts() {
        return false;
    }

    /** An object was made. */
    record Created(Ref ref) implements ObjectEvent {}

    /** An object was changed since it should be another than before. */
    record Updated(Ref ref, List<Change> changes) implements ObjectEvent {}

    /** An object that the user gave to the stack was taken over. */
    record Adopted(Ref ref) implements ObjectEvent {}

    /**
     * Fields that someone else changed were restored.
     *
     * @param managers who had changed them, as the API server names them; none where it does not know
     */
    record Corrected(Ref ref, List<Change> changes, Set<String> managers) implements ObjectEvent {}

    /** An object is being re-created, since it could not become what it should be. */
    record Recreated(Ref ref, String why) implements ObjectEvent {}

    /** A claim was made larger. */
    record Grown(Ref ref, String size) implements ObjectEvent {}

    /** A Secret's values were generated again. */
    record Rotated(Ref ref) implements ObjectEvent {}

    /** An object was deleted since nothing has a use for it any more. */
    record Pruned(Ref ref) implements ObjectEvent {}

    /** An object was not touched. */
    record Refused(Ref ref, Reason reason, String why) implements ObjectEvent {
        @Override
        public boolean lasts() {
            return true;
        }
    }

    /** An object could not be made as it should be just now; it is tried again. */
    record Failed(Ref ref, String why) implements ObjectEvent {
        @Override
        public boolean lasts() {
            return true;
        }
    }

    /** A Job that one of the stack's CronJobs made has failed, such as a backup. */
    record ScheduledJobFailed(Ref ref) implements ObjectEvent {
        @Override
        public boolean lasts() {
            return true;
        }
    }
}
