package dev.sild.model;

/** How many of a component run, and for how long. */
public sealed interface Workload {

  /** Runs for ever, so many at a time. */
  record Replicated(int replicas, Rollout rollout) implements Workload {}

  /** Runs for ever, so many at a time, each with a name and claims of its own that outlive it. */
  record Stateful(int replicas, Rollout rollout) implements Workload {}

  /** Runs for ever, one on each node. */
  record PerNode(Rollout rollout) implements Workload {}

  /**
   * Runs to its end.
   *
   * @param retries how often it is tried again after a failure
   * @param completions how many must succeed; they run side by side
   */
  record Once(int retries, int completions) implements Workload {}

  /**
   * How a new version takes the old one's place.
   *
   * @param maxSurge how many may run above the wanted number, {@link #ALL} for twice it, -1 for the cluster's default
   * @param maxUnavailable how many may be missing from the wanted number, {@link #ALL} for each of them, -1 for the
   *     cluster's default
   * @param minReadySeconds how long a new one must be ready before the next is touched, 0 for not at all
   * @param progressDeadlineSeconds when a roll-out that stands still has failed, 0 for the cluster's default
   */
  record Rollout(int maxSurge, int maxUnavailable, int minReadySeconds, int progressDeadlineSeconds) {
    /** The cluster's own way. */
    public static final Rollout DEFAULT = new Rollout(-1, -1, 0, 0);

    /** As many as there are, for a surge or for what may be missing. */
    public static final int ALL = Integer.MAX_VALUE;
  }
}
