package dev.sild.compose.translate.container;

import dev.sild.compose.translate.relations.NamesInCode;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.SecretParts;
import dev.sild.model.Text;
import dev.sild.secrets.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Words of commands with the names that services have in Kubernetes, where a program takes a host: in an address, and
 * as an argument such as that of {@code nc} or of {@code redis-cli -h}, also in a script that is a word.
 */
record HostArguments(ServiceNames names) {
    /** How many places of a word are changed. */
    private static final int MOST_PLACES = 50;

    /** How many words before one are looked at. */
    private static final int MOST_WORDS = 20;

    /** Between commands of a script, but not in a command that goes on in the next line. */
    private static final Pattern BETWEEN = Pattern.compile("(?<=[;&|])|(?<=\\n)(?<!\\\\\\n)");

    /**
     * Returns such a word.
     *
     * @param before the words before it
     */
    Text of(List<String> before, Text word) {
        Text addressed = names.changed().rewrite(before.isEmpty() ? "" : before.get(before.size() - 1), word);
        List<Span> places = places(before, addressed.value());
        return places.isEmpty()
                ? addressed
                // A place that is a part of a variable is left as it is: the variable may mean something else.
                : joined(SecretParts.replaced(
                        addressed,
                        places,
                        (name, value) -> Text.of(names.changed().legal(value))));
    }

    /** Returns a text with one literal in place of several that follow each other: secrets are found in one. */
    private static Text joined(Text text) {
        if (!(text instanceof Text.Concat concat)) {
            return text;
        }
        List<Text> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (Text part : concat.parts()) {
            if (part instanceof Text.Literal own) {
                literal.append(own.value());
                continue;
            }
            if (!literal.isEmpty()) {
                parts.add(Text.of(literal.toString()));
                literal.setLength(0);
            }
            parts.add(part);
        }
        if (!literal.isEmpty()) {
            parts.add(Text.of(literal.toString()));
        }
        return parts.size() == 1 ? parts.get(0) : new Text.Concat(parts);
    }

    private List<Span> places(List<String> before, String word) {
        NamesInCode code = new NamesInCode(names);
        if (code.isEmpty() || !code.mayBeIn(word)) {
            return List.of();
        }
        if (word.indexOf(' ') < 0) {
            boolean host = !names.changed().legal(word).equals(word)
                    && NamesInCode.isArgumentAfter(String.join(
                                    " ", before.subList(Math.max(0, before.size() - MOST_WORDS), before.size()))
                            + " ");
            return host ? List.of(new Span(0, word.length(), word)) : List.of();
        }
        List<Span> places = new ArrayList<>();
        int start = 0;
        for (String command : BETWEEN.split(word)) {
            add(code, command, start, places);
            start += command.length();
        }
        return places;
    }

    private static void add(NamesInCode code, String command, int start, List<Span> places) {
        String rest = command;
        while (places.size() < MOST_PLACES) {
            List<NamesInCode.Place> found = code.find(rest, NamesInCode.Language.SHELL);
            if (found.isEmpty()) {
                return;
            }
            for (NamesInCode.Place place : found) {
                int end = place.at() + place.name().length();
                places.add(new Span(start + place.at(), start + end, place.name()));
                // Each is found once.
                rest = rest.substring(0, place.at()) + "x".repeat(place.name().length()) + rest.substring(end);
            }
        }
    }
}
