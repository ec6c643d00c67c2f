package dev.sild.cli.status;

import dev.sild.operator.engine.state.ChildKind;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last change of a stack's spec, or of a project's workload, from what the API server records of field managers.
 *
 * @param object the workload; empty for the stack itself
 * @param manager the program that made it, as it names itself
 * @param time when it was made
 * @param fields the fields that this program owns, in part
 */
record LastChange(String object, String manager, Instant time, List<String> fields) {
    private static final int NAMED = 4;
    private static final int DEPTH = 3;

    LastChange {
        fields = List.copyOf(fields);
    }

    static Optional<LastChange> of(ApplicationState state) {
        return state.stack()
                .map(stack -> of("", stack.managedFields()))
                .orElseGet(() -> Stream.of(state.workloads(), state.jobs(), state.of(ChildKind.CRON_JOB))
                        .flatMap(List::stream)
                        .flatMap(workload -> of(workload.ref().toString(), workload.managedFields()).stream())
                        .max(Comparator.comparing(LastChange::time)));
    }

    private static Optional<LastChange> of(String object, List<ManagedFieldsEntry> managed) {
        return managed.stream()
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .filter(entry -> TimeText.parsed(entry.getTime()).isPresent())
                .max(Comparator.comparing(ManagedFieldsEntry::getTime))
                .map(entry -> new LastChange(
                        object,
                        entry.getManager(),
                        TimeText.parsed(entry.getTime()).orElseThrow(),
                        fields(entry)));
    }

    private static List<String> fields(ManagedFieldsEntry entry) {
        List<String> fields = new ArrayList<>();
        if (entry.getFieldsV1() != null) {
            collect(entry.getFieldsV1().getAdditionalProperties(), "", 0, fields);
        }
        List<String> shown = fields.stream()
                .filter(field -> !field.startsWith("metadata.annotations.kubectl.kubernetes.io"))
                .distinct()
                .limit(NAMED + 1L)
                .toList();
        return shown.size() <= NAMED
                ? shown
                : List.of(shown.get(0), shown.get(1), shown.get(2), shown.get(NAMED - 1), "…");
    }

    private static void collect(Object value, String path, int depth, List<String> fields) {
        boolean leaf = true;
        if (value instanceof Map<?, ?> map && depth < DEPTH) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (String.valueOf(entry.getKey()).startsWith("f:")) {
                    leaf = false;
                    String name = String.valueOf(entry.getKey()).substring(2);
                    collect(entry.getValue(), path.isEmpty() ? name : path + "." + name, depth + 1, fields);
                }
            }
        }
        if (leaf && !path.isEmpty()) {
            fields.add(path);
        }
    }

    /** Returns it as one line. */
    String text(Instant now) {
        return (object.isEmpty() ? "" : object + ", ") + time + " (" + TimeText.ago(time, now) + ") by " + manager
                + (fields.isEmpty() ? "" : ": " + String.join(", ", fields));
    }
}
