package dev.sild.inputs.inspect;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.project.Value;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A container with what is known about it.
 *
 * @param container what the engine prints of it
 * @param image what the engine prints of its image; empty where that is not known
 * @param folder the project's folder on the machine where the container runs
 */
record InspectSource(Value container, Value image, String folder, Remarks remarks) {

    Value config() {
        return container.get("Config");
    }

    Value host() {
        return container.get("HostConfig");
    }

    Value labels() {
        return config().get("Labels");
    }

    String id() {
        return container.get("Id").text();
    }

    String name() {
        return container.get("Name").text().replaceFirst("^/", "");
    }

    boolean isPodman() {
        return container.get("IsInfra").node() != null
                || container.get("ImageName").node() != null;
    }

    /** Returns an attribute of the image, which podman has at the top and docker below {@code Config}. */
    Value ofImage(String key) {
        Value own = image.get("Config").get(key);
        return own.isEmpty() ? image.get(key) : own;
    }

    /** Returns the name of the project and a separator in front of a name that engines made of both. */
    String withoutProject(String name) {
        String project = LabelSettings.project(labels());
        boolean prefixed = !project.isEmpty() && (name.startsWith(project + "_") || name.startsWith(project + "-"));
        return prefixed && name.length() > project.length() + 1 ? name.substring(project.length() + 1) : name;
    }

    /** Returns the values that an option had when podman made the container: inspection does not show all of them. */
    List<Option> created(String option) {
        List<Option> values = new ArrayList<>();
        String before = "";
        for (Value word : config().get("CreateCommand").items()) {
            if (before.equals(option)) {
                values.add(new Option(word.text(), word.position()));
            } else if (word.text().startsWith(option + "=")) {
                values.add(new Option(word.text().substring(option.length() + 1), word.position()));
            }
            before = word.text();
        }
        return values;
    }

    /** The value of an option. */
    record Option(String text, Position position) {}

    /** Returns a duration of so many nanoseconds as compose writes it. */
    static String duration(long nanos) {
        if (nanos % 1_000_000_000L == 0) {
            return nanos / 1_000_000_000L + "s";
        }
        return nanos % 1_000_000L == 0 ? nanos / 1_000_000L + "ms" : nanos / 1_000L + "us";
    }

    /** Returns billionths as a decimal number. */
    static String billionths(long number) {
        return String.format(Locale.ROOT, "%.9f", number / 1e9)
                .replaceFirst("0+$", "")
                .replaceFirst("\\.$", "");
    }

    /** Returns characters as a compose file writes them. */
    static String escaped(String text) {
        return Argument.escaped(text);
    }
}
