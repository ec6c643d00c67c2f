package dev.sild.compose.translate.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Words for ports, with one for many in a row: nobody reads fifty numbers. */
final class PortRuns {
    /** So many in a row are named by their ends. */
    private static final int LEAST = 6;

    private PortRuns() {}

    /**
     * A port of this machine that is forwarded.
     *
     * @param local its number
     * @param target the port that it leads to
     */
    record Pair(int local, int target) {
        private boolean isBefore(Pair next) {
            return local == target && next.local == next.target && next.local == local + 1;
        }
    }

    /** Returns ports as a sentence names them, in their order. */
    static String listed(List<Integer> numbers) {
        List<Pair> ports =
                numbers.stream().map(number -> new Pair(number, number)).toList();
        return String.join(
                ", ",
                words(ports, port -> Integer.toString(port.local), (first, last) -> first.local + "-" + last.local));
    }

    /** Returns the arguments of {@code kubectl port-forward}, which takes a port alone for one that stays the same. */
    static String arguments(List<Pair> pairs) {
        return String.join(
                " ",
                words(
                        pairs,
                        pair -> pair.local + ":" + pair.target,
                        (first, last) -> "$(seq " + first.local + " " + last.local + ")"));
    }

    private static List<String> words(
            List<Pair> pairs, Function<Pair, String> one, BiFunction<Pair, Pair, String> many) {
        List<String> words = new ArrayList<>();
        for (int first = 0; first < pairs.size(); first++) {
            int last = first;
            while (last + 1 < pairs.size() && pairs.get(last).isBefore(pairs.get(last + 1))) {
                last++;
            }
            if (last - first + 1 >= LEAST) {
                words.add(many.apply(pairs.get(first), pairs.get(last)));
            } else {
                pairs.subList(first, last + 1).forEach(pair -> words.add(one.apply(pair)));
            }
            first = last;
        }
        return words;
    }
}
