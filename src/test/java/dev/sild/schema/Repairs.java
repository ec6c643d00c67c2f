package dev.sild.schema;

import dev.sild.report.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes resources where they are refused, at random: a few changes on, most are valid. */
final class Repairs {
    private static final Pattern STEP = Pattern.compile("\\[([^\\]]*)]|([^.\\[]+)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private final Schema root;
    private final RandomValues values;
    private final Random random;

    Repairs(Schema root, RandomValues values, Random random) {
        this.root = root;
        this.values = values;
        this.random = random;
    }

    /**
     * A value in its place: in a map under a key, or in a list at an index; {@code owner} is null for the whole
     * resource.
     */
    private record Place(Object owner, Object key, String name, Object value, Schema schema, Schema ofOwner) {
        boolean mayGo() {
            return owner instanceof List<?> list
                    ? list.size() > ofOwner.length("minItems").orElse(0)
                    : owner != null && !ofOwner.required().contains((String) key);
        }

        @SuppressWarnings("unchecked")
        void remove() {
            if (owner instanceof List<?> list) {
                ((List<Object>) list).remove(value);
            } else {
                ((Map<String, Object>) owner).remove((String) key);
            }
        }

        @SuppressWarnings("unchecked")
        void set(Object other) {
            if (owner instanceof List<?> list) {
                int index = list.indexOf(value);
                if (index >= 0) {
                    ((List<Object>) list).set(index, other);
                }
            } else {
                ((Map<String, Object>) owner).put((String) key, other);
            }
        }
    }

    /** Changes something that the finding may be about. */
    void mend(Map<String, Object> resource, Finding finding) {
        List<Place> way = way(resource, finding.origin().path());
        for (int i = way.size() - 1; i >= 0; i--) {
            Optional<Rule> broken = way.get(i).schema().rules().stream()
                    .filter(rule ->
                            !rule.message().isEmpty() && finding.reason().contains(rule.message()))
                    .findFirst();
            if (broken.isPresent()) {
                List<Place> meant = meant(way.get(i), broken.get());
                Place place = meant.isEmpty() ? way.get(i) : meant.get(random.nextInt(meant.size()));
                List<Object> names = namesLike(place, meant);
                if (!names.isEmpty() && random.nextBoolean()) {
                    place.set(names.get(random.nextInt(names.size())));
                } else {
                    change(place);
                }
                return;
            }
        }
        if (way.size() > 1) {
            change(way.get(way.size() - 1));
        }
    }

    /**
     * Returns the texts of the other places that may stand in this one, too: what a rule compares is often to be the
     * same.
     */
    private static List<Object> namesLike(Place place, List<Place> others) {
        String pattern = place.schema().text("pattern");
        return !(place.value() instanceof String) || pattern.isEmpty()
                ? List.of()
                : others.stream()
                        .filter(other -> other.schema().text("pattern").equals(pattern))
                        .map(Place::value)
                        .filter(value -> value instanceof String && !value.equals(place.value()))
                        .toList();
    }

    private void change(Place place) {
        boolean isLeaf = !(place.value() instanceof Map || place.value() instanceof List);
        if (place.mayGo() && place.value() != null && random.nextInt(4) >= (isLeaf ? 3 : 1)) {
            place.remove();
        } else if (place.owner() != null) {
            place.set(values.draw(place.schema(), place.name()));
        }
    }

    /** Returns the places from the resource to what stands at the path, or as far as there is something. */
    private List<Place> way(Map<String, Object> resource, String path) {
        List<Place> way = new ArrayList<>(List.of(new Place(null, "", "", resource, root, root)));
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            Place last = way.get(way.size() - 1);
            String key = step.group(1) == null ? step.group(2) : step.group(1);
            Optional<Place> next = children(last).stream()
                    .filter(child ->
                            child.value() != null && String.valueOf(child.key()).equals(key))
                    .findFirst();
            if (next.isEmpty()) {
                break;
            }
            way.add(next.get());
        }
        return way;
    }

    /** Returns the fields of a value and those that it has not, which are null; or its items. */
    private static List<Place> children(Place place) {
        List<Place> children = new ArrayList<>();
        if (place.value() instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                children.add(new Place(
                        list,
                        Integer.toString(i),
                        place.name() + "[]",
                        list.get(i),
                        place.schema().items().orElseThrow(),
                        place.schema()));
            }
        } else if (place.value() instanceof Map<?, ?> map) {
            place.schema()
                    .properties()
                    .forEach((key, schema) -> children.add(
                            new Place(map, key, place.name() + "." + key, map.get(key), schema, place.schema())));
            place.schema()
                    .additionalProperties()
                    .ifPresent(schema -> map.forEach((key, value) ->
                            children.add(new Place(map, key, place.name() + "{}", value, schema, place.schema()))));
        }
        return children;
    }

    /** Returns the fields below a value that the rule speaks of; in a map with free keys, and a list of texts, each. */
    private List<Place> meant(Place self, Rule rule) {
        Set<String> words = new HashSet<>();
        WORD.matcher(rule.expression()).results().forEach(word -> words.add(word.group()));
        List<Place> meant = new ArrayList<>();
        collect(self, words, meant);
        // Most rules are about what stands together, or about names that are to be the same.
        List<Place> near =
                meant.stream().filter(place -> place.owner() == self.value()).toList();
        List<Place> leaves =
                meant.stream().filter(place -> place.value() instanceof String).toList();
        List<Place> likely = random.nextBoolean() ? near : leaves;
        return likely.isEmpty() || random.nextInt(3) == 0 ? meant : likely;
    }

    private static void collect(Place place, Set<String> words, List<Place> meant) {
        boolean isFree = place.schema().additionalProperties().isPresent()
                || place.schema().items().isPresent();
        for (Place child : children(place)) {
            if (isFree || words.contains(child.key())) {
                meant.add(child);
                collect(child, words, meant);
            }
        }
    }
}
