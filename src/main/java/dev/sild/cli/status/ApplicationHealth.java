package dev.sild.cli.status;

import dev.sild.cli.stack.ApplicationObjects;
import dev.sild.cli.stack.LiveStack;
import dev.sild.operator.engine.plan.PodCount;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Condition;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.symptoms.Symptom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a stack or project is doing: a stack as its operator reports, a project as its objects show.
 *
 * @param word in short
 * @param since for how long; empty where that is not known
 * @param counted how many of its components are ready, such as {@code 3/4}; empty where that is not known
 * @param components its components
 */
record ApplicationHealth(Word word, String since, String counted, List<ComponentLine> components) {
    /** How it is doing in short. */
    enum Word {
        READY("yes"),
        /** It is ready, and something is wrong. */
        DEGRADED("degraded"),
        NOT_READY("no"),
        PAUSED("paused"),
        HIBERNATED("hibernated"),
        /** The user may not read what would tell. */
        UNKNOWN("unknown");

        private final String text;

        Word(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /**
     * One component.
     *
     * @param pods its ready and wanted pods, such as {@code 1/2}; empty where it keeps none running
     * @param image its image, or several
     * @param state what it does, or what is wrong
     */
    record ComponentLine(String name, String pods, String image, String state) {}

    ApplicationHealth {
        components = List.copyOf(components);
    }

    static ApplicationHealth of(ApplicationState state) {
        return state.stack().map(stack -> of(state, stack)).orElseGet(() -> ofObjects(state));
    }

    private static ApplicationHealth of(ApplicationState state, LiveStack stack) {
        String since = stack.condition(Condition.READY)
                .map(ready -> TimeText.since(ready.get("lastTransitionTime"), state.now()))
                .orElse("");
        List<ComponentLine> components = stack.maps("status", "components").stream()
                .map(component -> component(state, component))
                .toList();
        return new ApplicationHealth(word(state, stack), since, stack.text("status", "ready"), components);
    }

    private static Word word(ApplicationState state, LiveStack stack) {
        boolean ready = stack.is(Condition.READY);
        boolean hibernated = stack.condition(Condition.READY)
                .filter(condition -> Reason.HIBERNATED.word().equals(condition.get("reason")))
                .isPresent();
        if (stack.is(Condition.PAUSED)) {
            return Word.PAUSED;
        }
        if (hibernated) {
            return Word.HIBERNATED;
        }
        return !ready ? Word.NOT_READY : Cause.of(state).isEmpty() ? Word.READY : Word.DEGRADED;
    }

    private static ComponentLine component(ApplicationState state, Map<?, ?> component) {
        String name = String.valueOf(component.get("name"));
        List<LiveObject> objects = state.objects().stream()
                .filter(object -> name.equals(ApplicationObjects.component(object)))
                .filter(object -> object.ref().kind() != ChildKind.SERVICE)
                .toList();
        return new ComponentLine(
                name,
                component.get("wanted") == null ? "" : component.get("ready") + "/" + component.get("wanted"),
                Objects.toString(component.get("image"), ""),
                problem(state, objects).orElse("ready"));
    }

    private static ApplicationHealth ofObjects(ApplicationState state) {
        List<LiveObject> workloads = Stream.of(state.workloads(), state.jobs(), state.of(ChildKind.CRON_JOB))
                .flatMap(List::stream)
                .sorted(Comparator.comparing((LiveObject workload) -> ApplicationObjects.component(workload))
                        .thenComparing(workload -> workload.ref().name()))
                .toList();
        long ready = workloads.stream()
                .filter(workload -> problem(state, List.of(workload)).isEmpty())
                .count();
        Word word = !Cause.of(state).isEmpty() ? Word.NOT_READY : state.areWorkloadsRead() ? Word.READY : Word.UNKNOWN;
        return new ApplicationHealth(
                word,
                "",
                ready + "/" + workloads.size(),
                workloads.stream()
                        .map(workload -> new ComponentLine(
                                ApplicationObjects.component(workload),
                                PodCount.of(workload)
                                        .map(count -> count.ready() + "/" + count.wanted())
                                        .orElse(""),
                                String.join(", ", workload.images()),
                                problem(state, List.of(workload)).orElse(activity(workload))))
                        .toList());
    }

    /** Returns what a workload does in which nothing is wrong. */
    private static String activity(LiveObject workload) {
        return switch (workload.ref().kind()) {
            case JOB -> Readiness.isComplete(workload) ? "complete" : "running";
            case CRON_JOB -> Schedules.isSuspended(workload) ? "suspended" : "scheduled";
            default -> "ready";
        };
    }

    private static Optional<String> problem(ApplicationState state, List<LiveObject> objects) {
        return objects.stream()
                .filter(Cause::mayHaveSymptoms)
                .findFirst()
                .map(object -> state.symptoms()
                        .of(object)
                        .map(Symptom::reason)
                        .orElse(Readiness.of(object).message()))
                .filter(problem -> !problem.isEmpty());
    }
}
