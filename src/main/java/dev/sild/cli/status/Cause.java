package dev.sild.cli.status;

import dev.sild.cli.stack.LiveStack;
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
import org.jspecify.annotations.Nullable;

/**
 * Why a stack or project does not work.
 *
 * @param what the object and the words of the cluster for it
 * @param remedy what to do
 */
public record Cause(String what, String remedy) {
    private static final String NOTHING = "";
    private static final int LONGEST = 400;

    /** Returns the causes, the closest one first; none if everything works. */
    public static List<Cause> of(ApplicationState state) {
        Stream<Cause> ofTheOperator = state.stack().stream().flatMap(Cause::ofTheOperator);
        return Stream.of(ofTheOperator, ofPods(state), ofCertificates(state), ofTheRest(state))
                .flatMap(causes -> causes)
                .distinct()
                .toList();
    }

    /** Returns what the operator reports and no pod can tell. */
    private static Stream<Cause> ofTheOperator(LiveStack stack) {
        if (stack.is(Condition.PAUSED)) {
            return Stream.empty();
        }
        if (!stack.isObserved()) {
            boolean isNew = stack.maps("status", "conditions").isEmpty();
            return Stream.of(new Cause(
                    "the operator has not looked at " + (isNew ? stack.toString() : "the last change of " + stack),
                    "check that it runs and watches namespace " + stack.namespace()
                            + ": kubectl get deployments -A -l app.kubernetes.io/name=sild"));
        }
        return ready(stack)
                .filter(ready -> !"True".equals(ready.get("status")))
                .filter(ready -> !isOfPods(ready.get("reason")))
                .map(ready -> new Cause(
                        ready.get("reason") + ": " + shortened(String.valueOf(ready.get("message"))),
                        remedyOf(String.valueOf(ready.get("reason")))))
                .stream();
    }

    private static boolean isOfPods(@Nullable Object reason) {
        return Reason.PROGRESSING.word().equals(reason) || Reason.FAILED.word().equals(reason);
    }

    private static Optional<Map<?, ?>> ready(LiveStack stack) {
        return stack.condition(Condition.READY);
    }

    private static Stream<Cause> ofPods(ApplicationState state) {
        return Stream.concat(state.workloads().stream(), state.of(ChildKind.JOB).stream())
                .filter(Cause::mayHaveSymptoms)
                .filter(workload -> !Schedules.isOvercome(state, workload))
                .map(workload -> state.symptoms().of(workload).orElse(null))
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparing(Symptom::kind))
                .map(symptom -> new Cause(
                        symptom.text() + lastLine(state, symptom),
                        new Remedies(
                                        state.application().namespace(),
                                        state.stack().isPresent() ? SpecTerms.STACK : SpecTerms.PROJECT)
                                .of(symptom, wanted(state, symptom))));
    }

    /** Whether something may be reported of an object's pods: a Job has only started while its pods fail. */
    static boolean mayHaveSymptoms(LiveObject object) {
        return Readiness.of(object).state() != Readiness.State.CURRENT
                || object.ref().kind() == ChildKind.JOB && !Readiness.isComplete(object);
    }

    private static Wanted wanted(ApplicationState state, Symptom symptom) {
        return new Wanted(state.pods().stream()
                .filter(pod ->
                        symptom.object().equals("Pod/" + pod.getMetadata().getName()))
                .findFirst());
    }

    private static String lastLine(ApplicationState state, Symptom symptom) {
        String line = state.crashLogs().getOrDefault(key(symptom), "");
        return line.isEmpty() ? "" : "; last line of its log: " + line;
    }

    /** Returns by which name the last line of a crashed container is known. */
    static String key(Symptom symptom) {
        return symptom.object().substring(symptom.object().indexOf('/') + 1) + "/" + symptom.container();
    }

    private static Stream<Cause> ofCertificates(ApplicationState state) {
        return state.certificates().stream()
                .filter(certificate -> !certificate.problem().isEmpty())
                .map(certificate -> new Cause(
                        "certificate in Secret/" + certificate.secret() + ": " + certificate.problem(),
                        "replace it, unless cert-manager is to renew it: kubectl -n "
                                + state.application().namespace() + " create secret tls "
                                + certificate.secret()
                                + " --cert=NEW.crt --key=NEW.key --dry-run=client -o yaml | kubectl apply -f -"));
    }

    /** Returns what the objects themselves tell where no pod and no event tells more. */
    private static Stream<Cause> ofTheRest(ApplicationState state) {
        List<LiveObject> silent = state.objects().stream()
                .filter(object -> Readiness.of(object).state() != Readiness.State.CURRENT)
                .filter(object -> !Schedules.isOvercome(state, object))
                .filter(object -> state.symptoms().of(object).isEmpty())
                .toList();
        Stream<Cause> objects = silent.stream()
                .map(object ->
                        new Cause(object.ref() + ": " + Readiness.of(object).message(), NOTHING));
        Stream<Cause> reported = state
                .stack()
                .filter(stack -> silent.isEmpty() && stack.isObserved())
                .flatMap(Cause::ready)
                .filter(ready -> !"True".equals(ready.get("status")) && isOfPods(ready.get("reason")))
                .filter(ready -> state.workloads().stream()
                        .allMatch(workload -> Readiness.of(workload).state() == Readiness.State.CURRENT))
                .map(ready -> new Cause(String.valueOf(ready.get("message")), NOTHING))
                .stream();
        return Stream.concat(objects, reported);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…";
    }

    private static String remedyOf(String reason) {
        return Stream.of(Reason.values())
                .filter(known -> known.word().equals(reason))
                .findFirst()
                .map(Remedies::of)
                .orElse(NOTHING);
    }
}
