package dev.sild.compose.translate.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rule of a Traefik router, as far as an Ingress can say the same: {@code Host}, {@code PathPrefix} and
 * {@code Path}, with {@code &&}, {@code ||} and parentheses.
 *
 * @see <a href="https://doc.traefik.io/traefik/routing/routers/#rule">Rule</a>
 */
final class TraefikRule {
    /** Rules are short; nobody writes one that multiplies beyond this. */
    private static final int MOST_PLACES = 100;

    private static final int MOST_CHARACTERS = 4096;
    private static final int DEEPEST = 20;

    private final String text;
    private int at;
    private int depth;

    private TraefikRule(String text) {
        this.text = text;
    }

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
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        TraefikRule rule = new TraefikRule(text);
        Optional<List<Place>> places = rule.either();
        rule.blanks();
        return rule.at == text.length() ? places.filter(all -> !all.isEmpty()) : Optional.empty();
    }

    private Optional<List<Place>> either() {
        Optional<List<Place>> all = both();
        while (all.isPresent() && eat("||")) {
            Optional<List<Place>> more = both();
            if (more.isEmpty() || all.get().size() + more.get().size() > MOST_PLACES) {
                return Optional.empty();
            }
            List<Place> joined = new ArrayList<>(all.get());
            joined.addAll(more.get());
            all = Optional.of(joined);
        }
        return all;
    }

    private Optional<List<Place>> both() {
        Optional<List<Place>> all = one();
        while (all.isPresent() && eat("&&")) {
            Optional<List<Place>> more = one();
            if (more.isEmpty() || (long) all.get().size() * more.get().size() > MOST_PLACES) {
                return Optional.empty();
            }
            List<Place> product = new ArrayList<>();
            for (Place first : all.get()) {
                for (Place second : more.get()) {
                    Optional<Place> place = first.and(second);
                    if (place.isEmpty()) {
                        return Optional.empty();
                    }
                    product.add(place.get());
                }
            }
            all = Optional.of(product);
        }
        return all;
    }

    private Optional<List<Place>> one() {
        if (eat("(")) {
            depth++;
            Optional<List<Place>> inner = depth > DEEPEST ? Optional.empty() : either();
            depth--;
            return eat(")") ? inner : Optional.empty();
        }
        blanks();
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String matcher = text.substring(start, at);
        return eat("(") ? values().flatMap(values -> places(matcher, values)) : Optional.empty();
    }

    private static Optional<List<Place>> places(String matcher, List<String> values) {
        List<Place> places = new ArrayList<>();
        for (String value : values) {
            boolean path = matcher.equals("PathPrefix") || matcher.equals("Path");
            if (value.isEmpty() || path && !value.startsWith("/") || value.contains("{")) {
                return Optional.empty();
            }
            if (path) {
                places.add(new Place("", value, matcher.equals("Path")));
            } else if (matcher.equals("Host")) {
                places.add(new Place(value, "", false));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }

    /** Reads quoted values up to the closing parenthesis. */
    private Optional<List<String>> values() {
        List<String> values = new ArrayList<>();
        do {
            blanks();
            char quote = at < text.length() ? text.charAt(at) : ' ';
            int end = quote == '`' || quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                return Optional.empty();
            }
            values.add(text.substring(at + 1, end).trim());
            at = end + 1;
        } while (eat(","));
        return eat(")") ? Optional.of(values) : Optional.empty();
    }

    private boolean eat(String token) {
        blanks();
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
