package dev.sild.cli.status;

import dev.sild.cli.stack.LiveApplication;
import dev.sild.cli.terminal.TextTable;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Condition;
import dev.sild.operator.engine.symptoms.Symptoms;
import dev.sild.syntax.TerminalText;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The state of a stack or project as text: what is wrong in the first lines, then everything else on one screen. */
public final class StatusText {
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";
    private static final int MOST_PODS = 20;
    private static final int MOST_EVENTS = 5;
    private static final int MOST_CAUSES = 6;
    private static final int LONGEST_EVENT = 160;

    private final ApplicationState state;
    private final ApplicationHealth health;
    private final boolean color;
    private final StringBuilder out = new StringBuilder();

    private StatusText(ApplicationState state, boolean color) {
        this.state = state;
        this.health = ApplicationHealth.of(state);
        this.color = color;
    }

    public static String of(ApplicationState state, boolean color) {
        StatusText text = new StatusText(state, color);
        text.head();
        text.components();
        text.pods();
        text.rest();
        return text.out.toString();
    }

    /** Whether it does what it should: it is ready and nothing is wrong with it. */
    public static boolean isWell(ApplicationState state) {
        boolean ready = state.stack()
                .map(stack -> stack.is(Condition.READY))
                .orElseGet(() -> ApplicationHealth.of(state).word() == ApplicationHealth.Word.READY);
        return ready && Cause.of(state).isEmpty();
    }

    /** Returns a line for each of several stacks and projects. */
    public static String overview(List<ApplicationState> states) {
        TextTable table = new TextTable("NAMESPACE", "NAME", "READY", "COMPONENTS", "AGE", "CAUSE");
        for (ApplicationState state : states) {
            LiveApplication application = state.application();
            ApplicationHealth health = ApplicationHealth.of(state);
            table.row(
                    application.namespace(),
                    application.toString(),
                    health.word().text(),
                    health.counted(),
                    TimeText.since(application.created(), state.now()),
                    Cause.of(state).stream().findFirst().map(Cause::what).orElse(""));
        }
        return table.text();
    }

    private void head() {
        LiveApplication application = state.application();
        String since = health.since().isEmpty() ? "" : " for " + health.since();
        String counted = health.counted().isEmpty() ? "" : ", " + health.counted() + " components";
        String title = application + " in " + application.namespace() + ": ";
        List<Cause> causes = Cause.of(state);
        switch (health.word()) {
            case READY -> line(GREEN, title + "ready" + since + counted);
            case HIBERNATED ->
                line(YELLOW, title + "hibernated: no pods run, volumes are kept; wake it with 'sild wake'");
            case PAUSED -> line(YELLOW, title + "paused: changes are suspended; end it with 'sild resume'" + counted);
            case DEGRADED -> line(YELLOW, title + "ready" + since + counted + ", but:");
            case UNKNOWN -> line(YELLOW, title + "unknown, since not all workloads can be read" + counted);
            case NOT_READY -> line(RED, title + "not ready" + since + counted);
        }
        causes.stream().limit(MOST_CAUSES).forEach(cause -> {
            line("", "  " + cause.what());
            if (!cause.remedy().isEmpty()) {
                line("", "    -> " + cause.remedy());
            }
        });
        if (causes.size() > MOST_CAUSES) {
            line("", "  and " + (causes.size() - MOST_CAUSES) + " more");
        }
    }

    private void components() {
        TextTable table = new TextTable("COMPONENT", "PODS", "IMAGE", "STATE");
        health.components()
                .forEach(component ->
                        table.row(component.name(), component.pods(), component.image(), component.state()));
        section(table.text(), health.components().isEmpty());
    }

    private void pods() {
        List<Pod> all = state.pods().stream()
                .sorted(Comparator.comparing(StatusText::isReady)
                        .thenComparing(pod -> pod.getMetadata().getName()))
                .toList();
        TextTable table = new TextTable("POD", "READY", "STATUS", "RESTARTS", "AGE", "NODE");
        all.stream().limit(MOST_PODS).forEach(pod -> {
            List<ContainerStatus> containers = containers(pod);
            table.row(
                    pod.getMetadata().getName(),
                    containers.stream()
                                    .filter(one -> Boolean.TRUE.equals(one.getReady()))
                                    .count() + "/"
                            + pod.getSpec().getContainers().size(),
                    pod.getMetadata().getDeletionTimestamp() == null ? phase(pod) : "Terminating",
                    String.valueOf(containers.stream()
                            .mapToInt(one -> one.getRestartCount() == null ? 0 : one.getRestartCount())
                            .sum()),
                    TimeText.since(pod.getMetadata().getCreationTimestamp(), state.now()),
                    Objects.toString(pod.getSpec().getNodeName(), ""));
        });
        section(table.text(), all.isEmpty());
        if (all.size() > MOST_PODS) {
            line("", "and " + (all.size() - MOST_PODS) + " more pods");
        }
    }

    private static boolean isReady(Pod pod) {
        return !containers(pod).isEmpty()
                && containers(pod).stream().allMatch(one -> Boolean.TRUE.equals(one.getReady()));
    }

    private static List<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                ? List.of()
                : pod.getStatus().getContainerStatuses();
    }

    private static String phase(Pod pod) {
        return containers(pod).stream()
                .map(ContainerStatus::getState)
                .filter(one -> one != null
                        && one.getWaiting() != null
                        && one.getWaiting().getReason() != null)
                .map(one -> one.getWaiting().getReason())
                .findFirst()
                .orElse(
                        pod.getStatus() == null
                                ? ""
                                : Objects.toString(pod.getStatus().getPhase(), ""));
    }

    private void rest() {
        List<String> lines = new ArrayList<>();
        LastChange.of(state).ifPresent(change -> lines.add("changed: " + change.text(state.now())));
        for (Certificate certificate : state.certificates()) {
            lines.add("certificate: Secret/" + certificate.secret() + ", "
                    + (certificate.expires().isEmpty()
                            ? certificate.problem()
                            : "until " + certificate.expires().get()
                                    + (certificate.problem().isEmpty()
                                            ? certificate.endsSoon(state.now()) ? " (soon)" : ""
                                            : " (" + certificate.problem() + ")")));
        }
        lines.addAll(Schedules.lines(state));
        claims().forEach(line -> lines.add("volume: " + line));
        reported().forEach(lines::add);
        state.unread().forEach(line -> lines.add("cannot read " + line));
        if (!lines.isEmpty()) {
            out.append('\n');
            lines.forEach(line -> line("", line));
        }
        if (!state.events().isEmpty()) {
            out.append('\n');
            line(BOLD, "what the operator did:");
            state.events().stream().limit(MOST_EVENTS).forEach(this::event);
        }
    }

    private List<String> claims() {
        return state.of(ChildKind.PERSISTENT_VOLUME_CLAIM).stream()
                .map(claim -> claim.ref().name() + ", "
                        + claim.field("status", "capacity", "storage")
                                .or(() -> claim.field("spec", "resources", "requests", "storage"))
                                .orElse("")
                        + ", " + claim.field("status", "phase").orElse("Pending"))
                .toList();
    }

    /** Returns what else the operator reports, such as backups outside the cluster, whatever it is called. */
    private List<String> reported() {
        List<String> lines = new ArrayList<>();
        state.stack()
                .flatMap(stack -> stack.field("status"))
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .ifPresent(status -> {
                    for (Object name : status.keySet()) {
                        if (!List.of("conditions", "components", "ready", "observedGeneration")
                                .contains(name)) {
                            ReportedFields.add(String.valueOf(name), status.get(name), lines);
                        }
                    }
                });
        return lines;
    }

    private void event(Event event) {
        Instant time = Symptoms.time(event);
        String message = Objects.toString(event.getMessage(), "");
        line(
                "",
                "  " + TimeText.ago(time, state.now()) + "  " + event.getReason() + ": "
                        + (message.length() <= LONGEST_EVENT
                                ? message
                                : message.substring(0, LONGEST_EVENT - 1) + "…"));
    }

    private void section(String text, boolean isEmpty) {
        if (!isEmpty) {
            out.append('\n').append(text);
        }
    }

    private void line(String tone, String text) {
        out.append(color ? tone : "")
                .append(TerminalText.line(text))
                .append(color && !tone.isEmpty() ? PLAIN : "")
                .append('\n');
    }
}
