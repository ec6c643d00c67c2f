package dev.sild.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Variables that are not set: setting them is one step, so that one line names them all. */
public final class UnsetVariables {
    private static final Pattern NAME = Pattern.compile("the variable (\\S+) is not set; .*");

    /** The maximum number of names in a line. */
    static final int MAX_NAMES = 40;

    private UnsetVariables() {}

    /** Returns the reason of a finding about one variable. */
    public static String reason(String name) {
        return "the variable " + name + " is not set; using an empty string";
    }

    /** Returns the findings, the first with the names of all where they are about several variables. */
    static List<Finding> named(List<Finding> kind) {
        Finding first = kind.get(0);
        List<String> names = first.code() != Code.VARIABLE_UNSET
                ? List.of()
                : kind.stream()
                        .map(Finding::reason)
                        .map(NAME::matcher)
                        .flatMap(found -> found.matches() ? Stream.of(found.group(1)) : Stream.empty())
                        .distinct()
                        .toList();
        if (names.size() < 2) {
            return kind;
        }
        int more = names.size() - MAX_NAMES;
        List<Finding> all = new ArrayList<>(kind);
        all.set(
                0,
                new Finding(
                        first.code(),
                        first.origin(),
                        names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "))
                                + (more > 0 ? " and " + more + " more" : "")
                                + " are not set; using empty strings",
                        "set them in the environment or in .env, or give them defaults: ${" + names.get(0) + ":-value}",
                        first.command()));
        return all;
    }
}
