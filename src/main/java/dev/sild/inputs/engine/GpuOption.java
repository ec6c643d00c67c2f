package dev.sild.inputs.engine;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The option {@code --gpus}: {@code all}, a number, or fields with commas between them, as in a line of CSV. */
final class GpuOption {
    private GpuOption() {}

    /** Adds the request to the service's GPUs. */
    static void add(ComposeDraft service, Argument value, Remarks remarks) {
        Position where = value.position();
        if (value.text().equals("all") && !service.has("gpus")) {
            service.set("gpus", "all", where);
            return;
        }
        ComposeDraft request = service.addMap("gpus", where);
        for (String field : fields(value.text())) {
            int equals = field.indexOf('=');
            String key =
                    equals < 0 ? "count" : field.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String text = field.substring(equals + 1).strip();
            switch (key) {
                case "count", "driver" -> request.set(key, text, where);
                case "device" -> items(request, "device_ids", text, where);
                case "capabilities" -> items(request, "capabilities", text, where);
                case "options" -> items(request, "options", text, where);
                default -> remarks.unread(where, "'" + key + "' of --gpus is not carried", "remove it");
            }
        }
        if (!request.has("count") && !request.has("device_ids")) {
            request.set("count", "1", where);
        }
    }

    private static void items(ComposeDraft request, String key, String text, Position where) {
        for (String item : text.split(",")) {
            int equals = item.indexOf('=');
            if (key.equals("options")) {
                request.map(key, where)
                        .set(
                                equals < 0 ? item : item.substring(0, equals),
                                equals < 0 ? "" : item.substring(equals + 1),
                                where);
            } else {
                request.add(key, item, where);
            }
        }
    }

    /** Splits at the commas outside of double quotes. */
    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
