package dev.sild.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a soak showed, and what of it must not be.
 *
 * @param rows how often the database has the row of each visit at the end
 * @param undone from the start of a backup to the end of its restore: the rows of that time are gone, as they should
 */
record SoakReport(
        List<Disturbance> disturbances,
        List<Load.Answer> answers,
        List<ConditionLog.Change> changes,
        Map<Long, Integer> rows,
        List<Disturbance> undone) {

    private static final double FAILED_AT_MOST = 0.001;

    /** Returns what must not be; nothing if all is well. */
    List<String> violations() {
        List<String> found = new ArrayList<>();
        List<Load.Answer> outside = answers.stream()
                .filter(answer -> disturbances.stream()
                        .noneMatch(disturbance -> disturbance.interruption() == Disturbance.Interruption.DATA
                                && met(disturbance, answer)))
                .toList();
        List<Load.Answer> failed = outside.stream().filter(Load.Answer::failed).toList();
        if (failed.size() > outside.size() * FAILED_AT_MOST) {
            found.add("%d of %d requests outside of documented interruptions failed"
                    .formatted(failed.size(), outside.size()));
        }
        lost().ifPresent(found::add);
        changes.stream()
                .filter(change -> disturbances.stream().noneMatch(d -> d.met(change.at(), change.at())))
                .forEach(change -> found.add("nothing explains " + line(change)));
        changes.stream()
                .filter(change -> !change.ready() && change.message().isBlank())
                .forEach(change -> found.add("no message: " + line(change)));
        return found;
    }

    /** Visits that were acknowledged, at a time that no restore undid, and have no row of their own. */
    private Optional<String> lost() {
        Map<Long, Integer> acknowledged = new HashMap<>();
        answers.stream()
                .filter(answer -> answer.visit() > 0)
                .filter(answer -> undone.stream().noneMatch(time -> met(time, answer)))
                .forEach(answer -> acknowledged.merge(answer.visit(), 1, Integer::sum));
        long lost = acknowledged.entrySet().stream()
                .mapToLong(visit -> Math.max(0, visit.getValue() - rows.getOrDefault(visit.getKey(), 0)))
                .sum();
        return lost == 0
                ? Optional.empty()
                : Optional.of("%d of %d acknowledged writes are lost"
                        .formatted(
                                lost,
                                acknowledged.values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum()));
    }

    private static boolean met(Disturbance disturbance, Load.Answer answer) {
        return disturbance.met(answer.due(), answer.due().plus(answer.took()));
    }

    /** Returns a table of the disturbances, then what failed and each change of the condition, by time. */
    String text() {
        Instant start = answers.get(0).due();
        long failed = answers.stream().filter(Load.Answer::failed).count();
        long writes = answers.stream().filter(answer -> answer.visit() > 0).count();
        StringBuilder text = new StringBuilder("%d requests in %s, %d failed; %d writes were acknowledged%n%n"
                .formatted(
                        answers.size(),
                        seconds(start, answers.get(answers.size() - 1).due()),
                        failed,
                        writes));
        text.append("| at | disturbance | settled after | requests | failed | from the first to the last failure |\n");
        text.append("| --- | --- | --- | --- | --- | --- |\n");
        for (Disturbance disturbance : disturbances) {
            List<Load.Answer> during =
                    answers.stream().filter(answer -> met(disturbance, answer)).toList();
            List<Load.Answer> wrong =
                    during.stream().filter(Load.Answer::failed).toList();
            text.append("| %s | %s | %s | %d | %d | %s |%n"
                    .formatted(
                            seconds(start, disturbance.start()),
                            disturbance.name(),
                            seconds(disturbance.start(), disturbance.settled()),
                            during.size(),
                            wrong.size(),
                            wrong.isEmpty()
                                    ? ""
                                    : seconds(
                                            wrong.get(0).due(),
                                            wrong.get(wrong.size() - 1).due())));
        }
        text.append('\n');
        Stream.of(
                        disturbances.stream().map(d -> new Line(d.start(), "DISTURBANCE " + d.name())),
                        disturbances.stream().map(d -> new Line(d.settled(), "settled")),
                        changes.stream().map(change -> new Line(change.at(), line(change))),
                        answers.stream().filter(Load.Answer::failed).map(SoakReport::line))
                .flatMap(lines -> lines)
                .sorted(Comparator.comparing(Line::at))
                .forEach(line -> text.append("%9s  %s%n".formatted(seconds(start, line.at()), line.text())));
        return text.toString();
    }

    private record Line(Instant at, String text) {}

    private static Line line(Load.Answer answer) {
        return new Line(
                answer.due(),
                "%s: %d after %d ms: %s"
                        .formatted(answer.path(), answer.status(), answer.took().toMillis(), answer.wrong()));
    }

    private static String line(ConditionLog.Change change) {
        return "Ready is %s, %s: %s".formatted(change.status(), change.reason(), change.message());
    }

    private static String seconds(Instant from, Instant to) {
        return "%.1f s".formatted(Duration.between(from, to).toMillis() / 1000.0);
    }
}
