package dev.sild.quadlet;

import dev.sild.model.Text;
import dev.sild.syntax.ShellText;
import dev.sild.syntax.UnitText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The secret values of a project. Those of variables and files become secrets of podman; those within commands and
 * other settings become variables that systemd reads from a file and fills in, since podman has no place for them.
 */
final class UnitSecrets {
    /** The script that creates the secrets, below the folder of the units. */
    static final String SCRIPT = "secrets/create.sh";

    private static final int LONGEST = 200;

    private final String project;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> variables = new LinkedHashMap<>();

    UnitSecrets(String project) {
        this.project = project;
    }

    /**
     * Returns the name of podman's secret with the value of a variable of a container: one secret for all containers
     * that take it from one variable of the compose file.
     */
    String ofVariable(String unit, String name, Text value) {
        String shared = value instanceof Text.Variable variable ? project + "-" + UnitNames.stem(variable.name()) : "";
        if (!shared.isEmpty() && values.getOrDefault(shared, value.value()).equals(value.value())) {
            values.put(shared, value.value());
            return shared;
        }
        return add(unit + "-" + UnitNames.stem(name), value.value());
    }

    /** Adds a secret with that value, and returns its name. */
    String add(String wanted, String value) {
        String cut = wanted.length() > LONGEST ? wanted.substring(0, LONGEST) : wanted;
        String name = cut;
        for (int i = 2; !values.getOrDefault(name, value).equals(value) || files.containsKey(name); i++) {
            name = cut + "_" + i;
        }
        values.put(name, value);
        return name;
    }

    /** Adds a secret that the user makes from a file of the project. */
    void addFile(String name, String path) {
        files.put(name, path);
    }

    /** Returns the name of the variable by which systemd fills in a value of a unit. */
    String variable(UnitFile unit, String value) {
        Map<String, String> known = variables.computeIfAbsent(unit.file(), file -> {
            unit.add("Service", "EnvironmentFile", "%E/containers/systemd/" + project + "/" + place(file));
            return new LinkedHashMap<>();
        });
        for (Map.Entry<String, String> each : known.entrySet()) {
            if (each.getValue().equals(value)) {
                return each.getKey();
            }
        }
        String name = "SILD_SECRET_" + (known.size() + 1);
        known.put(name, value);
        return name;
    }

    private static String place(String unit) {
        return "secrets/" + unit.replace('.', '-') + ".env";
    }

    /** Returns the names of podman's secrets. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(values.keySet());
        names.addAll(files.keySet());
        return names;
    }

    /** Returns the files with secret values by their path below the folder of the units. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        variables.forEach((unit, all) -> {
            StringBuilder text = new StringBuilder();
            all.forEach((name, value) -> text.append(UnitText.variable(name, value)));
            texts.put(place(unit), text.toString());
        });
        if (!values.isEmpty() || !files.isEmpty()) {
            texts.put(SCRIPT, script());
        }
        return texts;
    }

    /** Returns a script that hands the values to podman; no other process sees them, since printf is the shell's. */
    private String script() {
        StringBuilder script = new StringBuilder("set -eu\n");
        values.forEach((name, value) -> script.append("printf %s ")
                .append(ShellText.word(value))
                .append(" | podman secret create --replace -- ")
                .append(ShellText.word(name))
                .append(" -\n"));
        files.forEach((name, path) -> script.append("podman secret create --replace -- ")
                .append(ShellText.word(name))
                .append(' ')
                .append(ShellText.word(path))
                .append('\n'));
        return script.toString();
    }
}
