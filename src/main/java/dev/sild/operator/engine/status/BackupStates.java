package dev.sild.operator.engine.status;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.RunMessage;
import dev.sild.programs.databases.Backups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the backups of a stack's databases are doing, as its status lists them: by the Jobs of their schedules, and by
 * what the pods of these left when they ended. What a status has said stays when Jobs and pods are gone.
 */
public final class BackupStates {
    /** What the status keeps of a dump, besides its name. */
    private static final List<String> NUMBERS = List.of("bytes", "seconds", "rows", "kept");

    private static final String DUMP = "dump";
    private static final String NAME = "name";
    private static final String VERIFY = "-verify";

    private final List<Desired> desired;
    private final Observed observed;
    private final Function<LiveObject, Optional<RunMessage>> messages;

    /**
     * Creates an instance.
     *
     * @param messages what the pods of a Job left, asked only of Jobs that the last status does not know
     */
    public BackupStates(List<Desired> desired, Observed observed, Function<LiveObject, Optional<RunMessage>> messages) {
        this.desired = desired;
        this.observed = observed;
        this.messages = messages;
    }

    /**
     * Returns one map for each component that writes dumps.
     *
     * @param last the last status
     */
    public List<Map<String, Object>> after(Map<?, ?> last) {
        List<Map<String, Object>> states = new ArrayList<>();
        for (Desired schedule : schedules(Backups.WRITES)) {
            String name = component(schedule);
            Map<String, Object> state = new LinkedHashMap<>(Map.of(NAME, name));
            Map<?, ?> before = before(last, name);
            written(schedule, before, state);
            schedules(Backups.VERIFIES).stream()
                    .filter(other -> component(other).equals(name + VERIFY))
                    .findFirst()
                    .ifPresent(other -> verified(other, before, state));
            states.add(state);
        }
        return List.copyOf(states);
    }

    private void written(Desired schedule, Map<?, ?> before, Map<String, Object> state) {
        Optional<Run> success = newest(schedule, true);
        String known = text(before, "lastSuccessful");
        if (success.isPresent() && success.get().at().compareTo(known) > 0) {
            state.put("lastSuccessful", success.get().at());
            messages.apply(success.get().job()).ifPresent(message -> {
                message.dump().ifPresent(dump -> state.put(DUMP, dump));
                NUMBERS.forEach(name -> message.number(name).ifPresent(number -> state.put(name, number)));
            });
        } else {
            copy(before, state, "lastSuccessful");
            copy(before, state, DUMP);
            NUMBERS.forEach(field -> copy(before, state, field));
        }
        failed(schedule, before, state, "lastSuccessful", "lastFailed", "failure");
    }

    private void verified(Desired schedule, Map<?, ?> before, Map<String, Object> state) {
        Optional<Run> success = newest(schedule, true);
        if (success.isPresent() && success.get().at().compareTo(text(before, "lastVerified")) > 0) {
            state.put("lastVerified", success.get().at());
            messages.apply(success.get().job())
                    .flatMap(RunMessage::dump)
                    .ifPresent(dump -> state.put("verified", dump));
        } else {
            copy(before, state, "lastVerified");
            copy(before, state, "verified");
        }
        failed(schedule, before, state, "lastVerified", "lastVerificationFailed", "verificationFailure");
    }

    /** A failure counts until there is a later success. */
    private void failed(
            Desired schedule, Map<?, ?> before, Map<String, Object> state, String success, String time, String why) {
        String since = text(state, success);
        Optional<Run> failure = newest(schedule, false).filter(run -> run.at().compareTo(since) > 0);
        if (failure.isEmpty()) {
            if (text(before, time).compareTo(since) > 0) {
                copy(before, state, time);
                copy(before, state, why);
            }
            return;
        }
        state.put(time, failure.get().at());
        if (failure.get().at().equals(text(before, time))) {
            copy(before, state, why);
        } else {
            messages.apply(failure.get().job())
                    .map(RunMessage::failure)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> state.put(why, text));
        }
    }

    /**
     * A run that ended.
     *
     * @param at when, in the form of RFC 3339 in UTC, which compares as text
     */
    private record Run(LiveObject job, String at) {}

    private Optional<Run> newest(Desired schedule, boolean complete) {
        return observed.all().stream()
                .filter(live -> live.ref().kind() == ChildKind.JOB
                        && component(schedule).equals(live.labels().get(Labels.COMPONENT)))
                .filter(job -> Objects.equals(
                        command(job),
                        schedule.field("spec", "jobTemplate", "spec", "template", "spec", "containers")
                                        instanceof List<?> containers
                                ? command(containers)
                                : null))
                .flatMap(job -> ended(job, complete).stream().map(at -> new Run(job, at)))
                .max(Comparator.comparing(Run::at));
    }

    /** A Job that was made of the schedule may restore instead, with another command. */
    private static @Nullable Object command(LiveObject job) {
        return job.field("spec", "template", "spec", "containers")
                .filter(List.class::isInstance)
                .map(containers -> command((List<?>) containers))
                .orElse(null);
    }

    private static @Nullable Object command(List<?> containers) {
        return containers.get(0) instanceof Map<?, ?> main ? main.get("command") : null;
    }

    private static Optional<String> ended(LiveObject job, boolean complete) {
        if (complete) {
            return Readiness.isComplete(job)
                    ? job.field("status", "completionTime").map(Object::toString)
                    : Optional.empty();
        }
        return Readiness.of(job).state() == Readiness.State.FAILED ? Readiness.failedAt(job) : Optional.empty();
    }

    private List<Desired> schedules(String role) {
        return desired.stream()
                .filter(object -> object.ref().kind() == ChildKind.CRON_JOB
                        && role.equals(object.field("metadata", "labels", Backups.LABEL)))
                .toList();
    }

    private static String component(Desired schedule) {
        return String.valueOf(schedule.field("metadata", "labels", Labels.COMPONENT));
    }

    private static Map<?, ?> before(Map<?, ?> last, String name) {
        return last.get("backups") instanceof List<?> all
                ? all.stream()
                        .filter(one -> one instanceof Map<?, ?> map && name.equals(map.get(NAME)))
                        .<Map<?, ?>>map(one -> (Map<?, ?>) one)
                        .findFirst()
                        .orElse(Map.of())
                : Map.of();
    }

    private static String text(Map<?, ?> map, String name) {
        return Objects.toString(map.get(name), "");
    }

    private static void copy(Map<?, ?> from, Map<String, Object> to, String name) {
        if (from.get(name) != null) {
            to.put(name, from.get(name));
        }
    }
}
