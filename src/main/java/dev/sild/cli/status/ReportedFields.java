package dev.sild.cli.status;

import java.util.List;
import java.util.Map;

/** Fields of a status that this version does not know by name, as lines of text. */
final class ReportedFields {
    private static final int MOST = 20;

    private ReportedFields() {}

    static void add(String name, Object value, List<String> lines) {
        if (lines.size() >= MOST) {
            return;
        }
        if (value instanceof List<?> list) {
            list.forEach(item -> add(name, item, lines));
        } else if (value instanceof Map<?, ?> map) {
            StringBuilder line = new StringBuilder(name).append(": ");
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getValue() instanceof Map<?, ?>) && !(entry.getValue() instanceof List<?>)) {
                    line.append(separator).append(entry.getKey()).append(' ').append(entry.getValue());
                    separator = ", ";
                }
            }
            if (!separator.isEmpty()) {
                lines.add(line.toString());
            }
            map.forEach((key, inner) -> {
                if (inner instanceof Map<?, ?> || inner instanceof List<?>) {
                    add(name + "." + key, inner, lines);
                }
            });
        } else if (value != null) {
            lines.add(name + ": " + value);
        }
    }
}
