package dev.sild.operator.engine.observe;

import dev.sild.operator.engine.state.ChildKind;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The API server's refusals, as text for a person. */
public final class Answers {
    /** Answers that another try would not change: the object is wrong, or something in the cluster forbids it. */
    private static final Set<Integer> FINAL = Set.of(400, 403, 405, 413, 422);
    /** Answers of a server that asks to be left alone for a while. */
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private Answers() {}

    /**
     * Whether another try would be answered the same; so it is where a kind that not every cluster has is not found. It
     * is not if the object has another uid than the one to be changed, or if a patch no longer applies: the next
     * reconciliation uses the current object.
     */
    public static boolean isFinal(KubernetesClientException answer, ChildKind kind) {
        return FINAL.contains(answer.getCode())
                        && !isOfAPatch(answer)
                        && causes(answer).stream().noneMatch(cause -> "metadata.uid".equals(cause.getField()))
                || answer.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                        && kind.capability().isPresent();
    }

    /**
     * Whether the API server did not respond, or responded that it accepts no requests for now: every other request
     * would get the same answer.
     */
    public static boolean isOfNobody(KubernetesClientException answer) {
        return answer.getCode() == 0 || BUSY.contains(answer.getCode());
    }

    /**
     * Returns the first line of the API server's message, since complete objects may follow it; for a Secret only the
     * rejected fields, since the message repeats their values.
     */
    public static String text(KubernetesClientException answer, ChildKind kind) {
        Status status = answer.getStatus();
        if (kind == ChildKind.SECRET) {
            String fields = causes(answer).stream().map(StatusCause::getField).collect(Collectors.joining(", "));
            return text(answer) + (fields.isEmpty() ? "" : ": " + fields);
        }
        return status == null || status.getMessage() == null
                ? text(answer)
                : status.getMessage().lines().findFirst().orElseGet(() -> text(answer));
    }

    /**
     * Whether it is a JSON patch that does not fit, of which the API server says no more than that; where an object
     * would be invalid it names its kind and the fields.
     */
    private static boolean isOfAPatch(KubernetesClientException answer) {
        StatusDetails details =
                answer.getStatus() == null ? null : answer.getStatus().getDetails();
        return answer.getCode() == 422
                && details != null
                && (details.getKind() == null || details.getKind().isEmpty())
                && causes(answer).isEmpty();
    }

    private static List<StatusCause> causes(KubernetesClientException answer) {
        Status status = answer.getStatus();
        return status == null
                        || status.getDetails() == null
                        || status.getDetails().getCauses() == null
                ? List.of()
                : status.getDetails().getCauses();
    }

    /** Returns whether the API server responded, and with which code, for when the request is not known. */
    public static String text(KubernetesClientException answer) {
        return answer.getCode() == 0
                ? "no response from the API server"
                : "the API server responded with " + answer.getCode();
    }
}
