package dev.sild.compose.translate.network;

import dev.sild.compose.translate.network.ProxyRoutes.Unclear;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rule of a Traefik router for HTTP, as far as an Ingress can say the same: {@code Host}, {@code PathPrefix} and
 * {@code Path}.
 */
final class TraefikRule implements RuleParser.Meaning<List<TraefikRule.Place>> {
    /** Rules are short; nobody writes one that multiplies beyond this. */
    private static final int MOST_PLACES = 100;

    /** What to do about a rule that says more than a route can. */
    private static final Unclear NO_PLACE = new Unclear(
            "this rule is left out: only hosts and paths can be converted",
            "use Host, Path and PathPrefix only, or write the route by hand");

    TraefikRule() {}

    /**
     * A host and a path that a request must have.
     *
     * @param host empty for any
     * @param path empty for any
     * @param exact whether the path must be the whole path
     */
    record Place(String host, String path, boolean exact) {
        private Optional<Place> and(Place other) {
            boolean clash = !host.isEmpty() && !other.host.isEmpty() && !host.equals(other.host)
                    || !path.isEmpty() && !other.path.isEmpty();
            return clash
                    ? Optional.empty()
                    : Optional.of(new Place(
                            host.isEmpty() ? other.host : host,
                            path.isEmpty() ? other.path : path,
                            exact || other.exact));
        }
    }

    /** Returns the places that a rule matches, one of which a request must be at; empty if an Ingress cannot say it. */
    static Optional<List<Place>> places(String text) {
        return RuleParser.parse(text, new TraefikRule());
    }

    /** Returns why a rule is left out. */
    static Unclear unread(Attribute rule) {
        return rule.text() instanceof Text.Concat concat
                ? concat.parts().stream()
                        .filter(part ->
                                part instanceof Text.Variable && part.value().isEmpty())
                        .map(part -> ((Text.Variable) part).name())
                        .findFirst()
                        .map(name -> new Unclear(
                                "this rule is left out: its variable " + name + " is empty",
                                "set " + name + " and convert again"))
                        .orElse(NO_PLACE)
                : NO_PLACE;
    }

    @Override
    public Optional<List<Place>> either(List<Place> first, List<Place> second) {
        if (first.size() + second.size() > MOST_PLACES) {
            return Optional.empty();
        }
        List<Place> joined = new ArrayList<>(first);
        joined.addAll(second);
        return Optional.of(joined);
    }

    @Override
    public Optional<List<Place>> both(List<Place> first, List<Place> second) {
        if ((long) first.size() * second.size() > MOST_PLACES) {
            return Optional.empty();
        }
        List<Place> product = new ArrayList<>();
        for (Place one : first) {
            for (Place other : second) {
                Optional<Place> place = one.and(other);
                if (place.isEmpty()) {
                    return Optional.empty();
                }
                product.add(place.get());
            }
        }
        return Optional.of(product);
    }

    @Override
    public Optional<List<Place>> of(String matcher, List<String> values) {
        List<Place> places = new ArrayList<>();
        for (String value : values) {
            boolean exact = matcher.equalsIgnoreCase("Path");
            boolean path = exact || matcher.equalsIgnoreCase("PathPrefix");
            if (value.isEmpty() || path && !value.startsWith("/") || value.contains("{")) {
                return Optional.empty();
            }
            if (path) {
                places.add(new Place("", value, exact));
            } else if (matcher.equalsIgnoreCase("Host") || matcher.equalsIgnoreCase("HostHeader")) {
                places.add(new Place(value, "", false));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }
}
