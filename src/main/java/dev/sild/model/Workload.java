package dev.sild.model;

import java.util.Optional;

/** How many of a component run, and for how long. */
public sealed interface Workload {

    /**
     * Runs forever, so many at a time.
     *
     * @param specified whether the input specifies the number; otherwise it is 1, the cluster's default
     */
    record Replicated(int replicas, Rollout rollout, boolean specified) implements Workload {
        /** Creates a workload with a number of pods that the input specifies. */
        public Replicated(int replicas, Rollout rollout) {
            this(replicas, rollout, true);
        }
    }

    /** Runs forever, as many at a time as its load asks for. */
    record Autoscaled(Autoscale scale, Rollout rollout) implements Workload {}

    /**
     * Runs forever, so many at a time, each with a name and claims of its own that outlive it.
     *
     * @param retention what becomes of the claims; empty for the cluster's default, which is to keep them
     */
    record Stateful(int replicas, Rollout rollout, Optional<Retention> retention) implements Workload {
        /** Creates a workload with the cluster's default retention of claims. */
        public Stateful(int replicas, Rollout rollout) {
            this(replicas, rollout, Optional.empty());
        }
    }

    /** Runs forever, one on each node. */
    record PerNode(Rollout rollout) implements Workload {}

    /**
     * Runs to its end.
     *
     * @param retries how often it is tried again after a failure
     * @param completions how many must succeed; they run side by side
     */
    record Once(int retries, int completions) implements Workload {}

    /**
     * Runs to its end again and again.
     *
     * @param schedule when, in the syntax of cron
     * @param timeZone the time zone of the schedule, such as {@code Europe/Tallinn}; empty for the cluster's
     * @param startWithinSeconds how late a run may start before it is left out; 0 for any time
     * @param successesKept how many runs that succeeded are kept to be looked at
     * @param failuresKept how many runs that failed are kept to be looked at
     * @param retries how often a run is tried again after a failure
     * @param deadlineSeconds how long a run may take with all its tries; 0 for as long as it likes
     * @param suspended whether no run is started for the time being
     * @param concurrency what happens when it is time for a run and the last one is still going on
     */
    record Scheduled(
            String schedule,
            String timeZone,
            long startWithinSeconds,
            int successesKept,
            int failuresKept,
            int retries,
            long deadlineSeconds,
            boolean suspended,
            Concurrency concurrency)
            implements Workload {
        /** Returns the same, suspended or not. */
        public Scheduled suspended(boolean now) {
            return new Scheduled(
                    schedule,
                    timeZone,
                    startWithinSeconds,
                    successesKept,
                    failuresKept,
                    retries,
                    deadlineSeconds,
                    now,
                    concurrency);
        }

        /** Creates a workload whose runs never overlap. */
        public Scheduled(
                String schedule,
                String timeZone,
                long startWithinSeconds,
                int successesKept,
                int failuresKept,
                int retries,
                long deadlineSeconds,
                boolean suspended) {
            this(
                    schedule,
                    timeZone,
                    startWithinSeconds,
                    successesKept,
                    failuresKept,
                    retries,
                    deadlineSeconds,
                    suspended,
                    Concurrency.FORBID);
        }
    }

    /** What happens when it is time for a run and the last one is still going on. */
    enum Concurrency {
        /** They run side by side. */
        ALLOW,
        /** The new one is left out. */
        FORBID,
        /** The old one is ended. */
        REPLACE
    }

    /**
     * Whether claims are deleted with what they were made for.
     *
     * @param deletedWithAll whether they are when the component is
     * @param deletedWithOne whether a pod's claims are deleted when the workload is scaled down
     */
    record Retention(boolean deletedWithAll, boolean deletedWithOne) {}

    /** Returns this with so many pods at a time where it has a number of them. */
    default Workload withPods(int pods) {
        if (this instanceof Replicated replicated) {
            return new Replicated(pods, replicated.rollout());
        }
        return this instanceof Stateful stateful ? new Stateful(pods, stateful.rollout(), stateful.retention()) : this;
    }

    /** Returns the minimum number of pods; 1 for a workload that runs one per node or on a schedule. */
    default int leastPods() {
        return this instanceof Autoscaled autoscaled ? autoscaled.scale().min() : mostPods();
    }

    /** Returns the maximum number of pods; 1 for a workload that runs one per node or on a schedule. */
    default int mostPods() {
        if (this instanceof Replicated replicated) {
            return replicated.replicas();
        }
        if (this instanceof Autoscaled autoscaled) {
            return autoscaled.scale().max();
        }
        return this instanceof Stateful stateful
                ? stateful.replicas()
                : this instanceof Once once ? once.completions() : 1;
    }

    /**
     * How a new version takes the old one's place.
     *
     * @param maxSurge how many may run above the wanted number, {@link #ALL} for twice it, -1 for the cluster's default
     * @param maxUnavailable how many may be missing from the wanted number, {@link #ALL} for each of them, -1 for the
     *     cluster's default
     * @param minReadySeconds how long a new one must be ready before the next is touched, 0 for not at all
     * @param progressDeadlineSeconds after how long without progress a roll-out has failed, 0 for the cluster's default
     */
    record Rollout(int maxSurge, int maxUnavailable, int minReadySeconds, int progressDeadlineSeconds) {
        /** The cluster's own way. */
        public static final Rollout DEFAULT = new Rollout(-1, -1, 0, 0);

        /** As many as there are, for a surge or for what may be missing. */
        public static final int ALL = Integer.MAX_VALUE;
    }
}
