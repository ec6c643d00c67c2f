package dev.sild.layout;

import dev.sild.Tree;
import dev.sild.convert.ConvertRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A chart's variables, each with a value that it did not have: the objects must mean what a conversion with these
 * values in the environment means.
 */
public final class VariableTrial {
    private static final Pattern FIXED = Pattern.compile("warning: ([^:;]+?) is (?:not )?a chart value(?: here)?[;,]");

    private final Fixture fixture;
    private final Path folder;
    private final Map<String, String> given = new TreeMap<>();
    private final ChartVariableValues variables;

    /** Writes the chart of a project into an empty folder. */
    public VariableTrial(Fixture fixture, Path folder) {
        this.fixture = fixture;
        this.folder = folder;
        String said = fixture.chart(folder).err();
        variables = ChartVariableValues.of(folder);
        given.putAll(variables.given());
        Matcher fixed = FIXED.matcher(said);
        while (fixed.find()) {
            for (String name : fixed.group(1).split(", ")) {
                given.remove(name);
            }
        }
    }

    /** Returns the variables that the chart asks for everywhere, with the values that it brings. */
    public Map<String, String> variables() {
        return given;
    }

    /** Returns what differs with another value of one of them; nothing, too, where compose takes no such value. */
    public List<String> differences(String name) {
        String value = other(given.get(name));
        Map<String, String> environment = new LinkedHashMap<>(fixture.environment());
        environment.put(name, value);
        List<String> arguments = new ArrayList<>(fixture.arguments());
        Path project = ChangedEnvFiles.of(fixture.folder(), name, value, folder.resolve("changed"));
        ConvertRun conversion = ConvertRun.run(project, environment, "", arguments);
        if (conversion.code() != 0) {
            return List.of();
        }
        String chart = template(variables.set(Map.of(name, value)));
        List<String> differences = differences(name + "=" + value, conversion.out(), chart);
        if (!checksums(conversion.out()).equals(checksums(fixture.convert().out()))
                && checksums(chart).equals(checksums(template("")))) {
            differences.add(name + ": pods keep their files");
        }
        return differences;
    }

    /** Returns what differs with the values that the chart brings. */
    public List<String> differences() {
        return differences("as it is", fixture.convert().out(), template(""));
    }

    private static List<String> differences(String what, String conversion, String chart) {
        Map<String, Object> wanted = ChartMeaning.ofList(named(conversion));
        Map<String, Object> got = ChartMeaning.of(named(chart), named(conversion));
        List<String> differences = new ArrayList<>();
        Stream.concat(wanted.keySet().stream(), got.keySet().stream())
                .distinct()
                .sorted()
                .forEach(object -> {
                    if (!Objects.equals(wanted.get(object), got.get(object))) {
                        differences.add(what + ": " + object + "\n  converted " + wanted.get(object) + "\n  chart     "
                                + got.get(object));
                    }
                });
        return differences;
    }

    /** Returns a value of the same kind. */
    private static String other(String value) {
        Matcher number = Pattern.compile("([0-9]{1,9})([A-Za-z]{1,2})?").matcher(value);
        if (number.matches()) {
            return Long.parseLong(number.group(1)) + 7 + (number.group(2) == null ? "" : number.group(2));
        }
        return value.matches("[0-9]+\\.[0-9]+") ? "0.75" : value + "-other";
    }

    private String template(String values) {
        return WrittenChart.template(folder, values);
    }

    private static String checksums(String yaml) {
        List<String> checksums = new ArrayList<>();
        Matcher found = Pattern.compile("(?:sild.dev/files|checksum/configmap-\\S+): (\\S+)")
                .matcher(yaml);
        while (found.find()) {
            checksums.add(found.group(1).replace("\"", ""));
        }
        return String.join(",", checksums.stream().sorted().toList());
    }

    /** Returns manifests with Jobs by the name of their service: their own tells of their content. */
    private static String named(String yaml) {
        String same = yaml;
        for (Map<String, Object> object : Tree.documents(yaml)) {
            if (Tree.text(object, "kind").equals("Job")) {
                String name = Tree.text(object, "metadata", "name");
                same = same.replace(name, name.replaceFirst("-[0-9a-f]{8}$", "-00000000"));
            }
        }
        // What waits for one is named after it.
        return same.replaceAll("-wait-[0-9a-f]{8}\\b", "-wait");
    }
}
