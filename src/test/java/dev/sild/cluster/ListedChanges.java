package dev.sild.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code sild diff -A} lists, for stacks of one namespace.
 *
 * @param replaced the objects that are created, deleted or both, as {@code Kind/name}
 * @param fields the fields that are changed in others, by object
 */
record ListedChanges(Set<String> replaced, Map<String, Set<String>> fields) {
    private static final Pattern OBJECT = Pattern.compile("  ([+~±-]) (\\S+/\\S+) (?:is|and) .*");
    private static final Pattern FIELD = Pattern.compile("    ([^\\s~].*)");
    private static final Pattern VALUE = Pattern.compile("      [+-] .*");
    private static final Pattern STACK = Pattern.compile("\\S+/\\S+/\\S+:(?: no differences)?");

    /**
     * Reads the output.
     *
     * @throws AssertionError for a line that is of no known form, such as a refused change
     */
    static ListedChanges of(String output) {
        ListedChanges listed = new ListedChanges(new TreeSet<>(), new TreeMap<>());
        String object = "";
        for (String line : output.split("\n")) {
            Matcher ofObject = OBJECT.matcher(line);
            Matcher ofField = FIELD.matcher(line);
            if (ofObject.matches()) {
                object = ofObject.group(2);
                if (ofObject.group(1).equals("~")) {
                    listed.fields.put(object, new TreeSet<>());
                } else {
                    listed.replaced.add(object);
                }
            } else if (ofField.matches() && listed.fields.containsKey(object)) {
                listed.fields.get(object).add(ofField.group(1));
            } else if (!line.isEmpty()
                    && !VALUE.matcher(line).matches()
                    && !STACK.matcher(line).matches()) {
                throw new AssertionError("not understood: " + line + "\n" + output);
            }
        }
        return listed;
    }

    /**
     * Adds what a command line did not list before it listed all that comes of a plan: in listed objects the fields
     * that are removed, and the Jobs that listed ones replace.
     */
    void addConsequences(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        fields.forEach((object, listed) -> {
            if (before.containsKey(object) && after.containsKey(object)) {
                listed.addAll(ChangedFields.of(before.get(object), after.get(object)));
            }
        });
        Set<String> replacements =
                replaced.stream().map(ListedChanges::withoutHash).collect(Collectors.toSet());
        before.keySet().stream()
                .filter(name -> name.startsWith("Job/") && replacements.contains(withoutHash(name)))
                .forEach(replaced::add);
    }

    /** Returns the name of a Job or ReplicaSet without what tells it from others of the same component. */
    static String withoutHash(String name) {
        return name.replaceFirst("-[^-]+$", "");
    }

    boolean has(String object) {
        return objects().contains(object);
    }

    Set<String> objects() {
        Set<String> objects = new TreeSet<>(replaced);
        objects.addAll(fields.keySet());
        return objects;
    }

    /** Whether a field is one that is listed, or is within one, or has one within. */
    boolean has(String object, String field) {
        return fields.getOrDefault(object, Set.of()).stream()
                .anyMatch(listed -> isWithin(field, listed) || isWithin(listed, field));
    }

    /**
     * Returns the changes that are not listed.
     *
     * @param writes the objects that the operator wrote to
     */
    List<String> lacking(Set<String> writes, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        List<String> lacking = new ArrayList<>();
        for (String name : all) {
            JsonNode was = before.get(name);
            JsonNode is = after.get(name);
            if (was == null || is == null || !was.at("/metadata/uid").equals(is.at("/metadata/uid"))) {
                if (!replaced.contains(name)) {
                    lacking.add(name + " as a whole");
                }
            } else {
                ChangedFields.of(was, is).stream()
                        .filter(field -> !has(name, field))
                        // An autoscaler may get round to its workload in between, which is no write of the operator.
                        .filter(field -> writes.contains(name) || !field.equals("spec.replicas"))
                        .forEach(field -> lacking.add(name + " " + field));
            }
        }
        return lacking;
    }

    /** Whether pods of a workload may be replaced. */
    boolean rolls(String workload) {
        return replaced.contains(workload)
                || fields.getOrDefault(workload, Set.of()).stream().anyMatch(field -> isWithin(field, "spec.template"));
    }

    private static boolean isWithin(String field, String outer) {
        return field.equals(outer) || field.startsWith(outer + ".") || field.startsWith(outer + "[");
    }
}
