package dev.sild.inputs.kube;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.project.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the requests and limits of a container. */
final class ResourceFields {
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([A-Za-z]{0,2})");
    private static final Map<String, Long> UNITS = Map.of(
            "",
            1L,
            "k",
            1_000L,
            "M",
            1_000_000L,
            "G",
            1_000_000_000L,
            "T",
            1_000_000_000_000L,
            "Ki",
            1L << 10,
            "Mi",
            1L << 20,
            "Gi",
            1L << 30,
            "Ti",
            1L << 40);

    private final Remarks remarks;
    private final ComposeDraft service;
    private final Set<String> devices = new HashSet<>();

    ResourceFields(Remarks remarks, ComposeDraft service) {
        this.remarks = remarks;
        this.service = service;
    }

    void read(Value resources) {
        for (String kind : new String[] {"limits", "requests"}) {
            boolean limit = kind.equals("limits");
            for (var each : resources.get(kind).entries().entrySet()) {
                Value value = each.getValue();
                if (each.getKey().indexOf('=') > 0) {
                    device(each.getKey(), value);
                    continue;
                }
                String text = switch (each.getKey()) {
                    case "memory" -> bytes(value.text());
                    case "cpu" -> processors(value.text());
                    default -> "";
                };
                if (text.isEmpty()) {
                    remarks.lost(
                            value, "'" + each.getKey() + "' of resources is not converted", "set it in the result");
                } else {
                    service.map("deploy", value.position())
                            .map("resources", value.position())
                            .map(limit ? "limits" : "reservations", value.position())
                            .set(each.getKey().equals("cpu") ? "cpus" : "memory", text, value.position());
                }
            }
        }
    }

    /** Adds a device of podman, which names it in a limit: by a path, or as the Container Device Interface does. */
    private void device(String name, Value value) {
        String path = "podman.io/device=";
        if (devices.add(name)) {
            service.add("devices", name.startsWith(path) ? name.substring(path.length()) : name, value.position());
        }
    }

    /** Returns a size as compose writes it; empty for one that cannot be read. */
    private static String bytes(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        if (!quantity.matches() || !UNITS.containsKey(quantity.group(2))) {
            return "";
        }
        if (quantity.group(2).endsWith("i") && !quantity.group(1).contains(".")) {
            return quantity.group(1) + quantity.group(2).substring(0, 1).toLowerCase(java.util.Locale.ROOT);
        }
        return new BigDecimal(quantity.group(1))
                .multiply(BigDecimal.valueOf(UNITS.get(quantity.group(2))))
                .setScale(0, RoundingMode.CEILING)
                .toPlainString();
    }

    private static String processors(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        if (!quantity.matches() || !quantity.group(2).matches("m?")) {
            return "";
        }
        BigDecimal number = new BigDecimal(quantity.group(1));
        number = quantity.group(2).isEmpty() ? number : number.movePointLeft(3);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
