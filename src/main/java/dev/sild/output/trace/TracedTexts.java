package dev.sild.output.trace;

import dev.sild.model.Lookup;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Texts with variables in them, by what they were and what they have become with other values.
 *
 * @param variables the values that each variable has at this run
 * @param others those it was tried with, the first of which counts
 */
public record TracedTexts(Map<String, Set<String>> variables, Map<String, List<String>> others) {
    /** Returns a text that was one and is the other; its variables have the values that they had in the first. */
    public Optional<Text> of(String was, String is, Set<String> names, TextConversion form) {
        List<String> byLength = new ArrayList<>(names);
        byLength.sort(Comparator.comparingInt((String name) -> -other(name).length()));
        List<Text> parts = new ArrayList<>();
        int literal = 0;
        int at = 0;
        while (at < is.length()) {
            int here = at;
            Optional<String> name = byLength.stream()
                    .filter(each -> is.startsWith(put(other(each), form), here))
                    .findFirst();
            if (name.isPresent()) {
                parts.add(Text.of(is.substring(literal, at)));
                parts.add(new Text.Variable(name.get(), ""));
                at += put(other(name.get()), form).length();
                literal = at;
            } else {
                at++;
            }
        }
        parts.add(Text.of(is.substring(literal)));
        return parts.size() == 1 ? Optional.empty() : filled(parts, was, form);
    }

    /** Returns the value that a variable has in the other conversion. */
    private String other(String name) {
        return Lookup.required(others, name).get(0);
    }

    /** Returns literals and variables by turns with the values that make a text of them. */
    private Optional<Text> filled(List<Text> parts, String text, TextConversion form) {
        String first = parts.get(0).value();
        if (!text.startsWith(first)) {
            return Optional.empty();
        }
        List<Text> found = new ArrayList<>();
        int at = first.length();
        if (!first.isEmpty()) {
            found.add(parts.get(0));
        }
        for (int i = 1; i < parts.size(); i += 2) {
            String name = ((Text.Variable) parts.get(i)).name();
            String next = parts.get(i + 1).value();
            int here = at;
            boolean last = i + 2 == parts.size();
            Optional<String> value = Lookup.required(variables, name).stream()
                    .filter(each -> {
                        int end = here + put(each, form).length();
                        return text.startsWith(put(each, form) + next, here)
                                && (!last || end + next.length() == text.length());
                    })
                    .findFirst();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            found.add(new Text.Variable(name, value.get()));
            if (!next.isEmpty()) {
                found.add(parts.get(i + 1));
            }
            at += put(value.get(), form).length() + next.length();
        }
        return Optional.of(found.size() == 1 ? found.get(0) : new Text.Concat(found));
    }

    /** Returns the value of a variable as it appears in a text of the given form. */
    public static String put(String value, TextConversion form) {
        return form == TextConversion.EXPANDED ? value.replace("$", "$$") : value;
    }

    /** Adds the variables of a text to a set, and returns it. */
    public static Set<String> names(Text text, Set<String> names) {
        parts(text).forEach(part -> {
            if (part instanceof Text.Variable variable) {
                names.add(variable.name());
            }
        });
        return names;
    }

    public static List<Text> parts(Text text) {
        return text instanceof Text.Concat concat ? concat.parts() : List.of(text);
    }
}
