package dev.sild.compose.translate;

import dev.sild.model.Workload;
import dev.sild.model.Workload.Rollout;
import dev.sild.report.Code;
import java.util.Optional;

/**
 * Whether a service runs for ever, and how many of it, or ends and becomes a Job.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#restart">restart</a>
 * @see <a href="https://docs.docker.com/reference/compose-file/deploy/">deploy</a>
 */
final class Workloads {
  /** How often Kubernetes itself tries a Job again. */
  private static final int DEFAULT_RETRIES = 6;

  /** When Kubernetes itself takes a roll-out that stands still for failed. */
  private static final int DEFAULT_DEADLINE_SECONDS = 600;

  private Workloads() {}

  /**
   * Reads {@code restart}, {@code scale} and {@code deploy}.
   *
   * @param awaited whether another service waits for this one to complete
   * @param serves whether it has a port or a health check
   * @param waits whether it waits for others: in Kubernetes it starts at once, and may have to try again
   */
  static Workload of(Attribute service, boolean awaited, boolean serves, boolean waits) {
    Attribute deploy = service.get("deploy");
    String mode = deploy.get("mode").string();
    int replicas = (int) Math.max(0, Math.min(Integer.MAX_VALUE,
        deploy.get("replicas").number().or(() -> service.get("scale").number()).orElse(1L)));
    service.get("scale").done();
    Restart restart = Restart.of(service);
    switch (mode) {
      case "global" -> {
        if (deploy.get("replicas").present()) {
          deploy.get("replicas").found(Code.NOT_CARRIED, "what runs on each node has no number", "");
        }
        restart.reportForEver();
        return new Workload.PerNode();
      }
      case "global-job" -> {
        deploy.get("mode").note(Code.APPROXIMATED, "Kubernetes has no Job for each node: it runs once", "");
        return new Workload.Once(restart.retries().orElse(0), 1);
      }
      case "replicated-job" -> {
        return new Workload.Once(restart.retries().orElse(0), replicas);
      }
      default -> { }
    }
    boolean endsOnItsOwn = restart.never() && !serves;
    if (awaited || endsOnItsOwn) {
      service.note(Code.ONE_SHOT, awaited
          ? "others wait for its end: it becomes a Job"
          : "it is not restarted and serves nothing: it becomes a Job", "");
      int retries = restart.never() && !waits ? 0 : restart.retries().orElse(DEFAULT_RETRIES);
      return new Workload.Once(retries, replicas);
    }
    restart.reportForEver();
    return new Workload.Replicated(replicas, rollout(deploy.get("update_config")));
  }

  private static Rollout rollout(Attribute update) {
    if (!update.present()) {
      return Rollout.DEFAULT;
    }
    Optional<Long> parallelism = update.get("parallelism").number();
    boolean startFirst = update.get("order").string().equals("start-first");
    int step = parallelism.map(Long::intValue).filter(value -> value > 0).orElse(1);
    int delay = Quantities.millis(update.get("delay").string()).map(millis -> Quantities.seconds(millis, 0)).orElse(0);
    // A deadline must be longer than the time a pod has to be ready; Kubernetes' own is ten minutes.
    return new Rollout(startFirst ? step : 0, startFirst ? 0 : step, delay,
        delay >= DEFAULT_DEADLINE_SECONDS ? delay + DEFAULT_DEADLINE_SECONDS : 0);
  }

  /** When a container is started again after its end. */
  private record Restart(boolean never, boolean onFailure, Optional<Integer> retries, Attribute where, Attribute attempts) {
    /** Says that what runs for ever in Kubernetes knows neither a condition nor a number of restarts. */
    void reportForEver() {
      if (retries.isPresent() && attempts.present()) {
        attempts.note(Code.APPROXIMATED, "Kubernetes restarts what runs for ever without end", "");
      }
      if (never || onFailure) {
        where.note(Code.APPROXIMATED, "what runs for ever in Kubernetes is restarted always, whatever its end and how often", "");
      }
    }

    static Restart of(Attribute service) {
      Attribute policy = service.get("deploy").get("restart_policy");
      Attribute condition = policy.get("condition");
      Attribute restart = service.get("restart");
      Attribute attempts = policy.get("max_attempts");
      Optional<Integer> stated = attempts.number().map(Long::intValue);
      if (condition.present()) {
        restart.done();
        return new Restart(condition.string().equals("none"), condition.string().equals("on-failure"), stated, condition,
            attempts);
      }
      String text = restart.string();
      boolean onFailure = text.startsWith("on-failure");
      Optional<Integer> retries = stated;
      if (onFailure && text.indexOf(':') > 0) {
        try {
          retries = Optional.of(Integer.parseInt(text.substring(text.indexOf(':') + 1)));
        } catch (NumberFormatException e) {
          restart.note(Code.APPROXIMATED, "'" + text + "' names no number of attempts", "");
        }
      }
      return new Restart(text.equals("no"), onFailure, retries, restart, attempts);
    }
  }
}
