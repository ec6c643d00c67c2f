package dev.sild.operator.engine.state;

import java.util.List;

/** What the plan has for one object. */
public sealed interface Step {

    Ref ref();

    /** It is not there: it is made. */
    record Create(Desired desired) implements Step {
        @Override
        public Ref ref() {
            return desired.ref();
        }
    }

    /** It is as it should be. */
    record Keep(Desired desired, LiveObject live) implements Step {
        @Override
        public Ref ref() {
            return desired.ref();
        }
    }

    /**
     * It is there and not as it should be: it is applied.
     *
     * @param changes the fields that differ; empty if the only change is the removal of a field that is no longer
     *     specified
     * @param cause why they differ
     * @param handOver whether its replicas pass to an autoscaler, as they are now
     */
    record Apply(Desired desired, LiveObject live, List<Change> changes, Cause cause, boolean handOver)
            implements Step {
        public Apply {
            changes = List.copyOf(changes);
        }

        @Override
        public Ref ref() {
            return desired.ref();
        }
    }

    /** Why an object is not as it should be. */
    enum Cause {
        /** It should be another than before. */
        UPDATE,
        /** Somebody changed it. */
        DRIFT,
        /** Nobody changed it: it was made another when it was last applied, which this process has not seen. */
        ADMISSION,
        /** Someone else created it, and the user let the stack adopt it. */
        ADOPTION
    }

    /**
     * It is left as it is until something else has happened.
     *
     * @param why what that is
     */
    record Wait(Ref ref, String why) implements Step {}

    /**
     * It cannot be made as it should be, and is not touched.
     *
     * @param why for a person: the object, the field and what can be done
     */
    record Refuse(Ref ref, Reason reason, String why) implements Step {}

    /**
     * It cannot be changed to the desired state: it is deleted with its contents, and re-created once the deletion is
     * complete.
     */
    record Recreate(Desired desired, LiveObject live, String why) implements Step {
        @Override
        public Ref ref() {
            return desired.ref();
        }
    }

    /**
     * A StatefulSet's claims grow: the existing claims are patched, the set is deleted without its pods, and re-created
     * once the deletion is complete.
     *
     * @param claims what is to grow, with the size it should have
     */
    record Regrow(Desired desired, LiveObject live, List<Growth> claims) implements Step {
        public Regrow {
            claims = List.copyOf(claims);
        }

        @Override
        public Ref ref() {
            return desired.ref();
        }
    }

    /** A claim and the size that it should have, as a quantity. */
    record Growth(LiveObject claim, String size) {}

    /** It should not be there any more: it is deleted. */
    record Prune(LiveObject live) implements Step {
        @Override
        public Ref ref() {
            return live.ref();
        }
    }
}
