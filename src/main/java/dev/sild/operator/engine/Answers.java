package dev.sild.operator.engine;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.stream.Collectors;

/** The API server's refusals, as text for a person. */
final class Answers {
  private Answers() {}

  /** Returns what the API server said: of a Secret only which fields it does not take, as it repeats their values. */
  static String text(KubernetesClientException answer, ChildKind kind) {
    Status status = answer.getStatus();
    List<StatusCause> causes = status == null || status.getDetails() == null || status.getDetails().getCauses() == null
        ? List.of() : status.getDetails().getCauses();
    if (kind == ChildKind.SECRET) {
      return "the API server does not take it (" + answer.getCode() + ")"
          + causes.stream().map(StatusCause::getField).collect(Collectors.joining(", ", ": ", ""));
    }
    return status == null || status.getMessage() == null
        ? "the API server answered " + answer.getCode() : status.getMessage();
  }
}
