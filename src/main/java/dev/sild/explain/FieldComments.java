package dev.sild.explain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the table and the project say about a field. */
final class FieldComments {
    /** The path of the object itself. */
    static final String OBJECT = ".";

    private final FieldTable table;
    private final SourceAttribute root;
    private final SourceWords words;

    FieldComments(FieldTable table, SourceAttribute root, SourceWords words) {
        this.table = table;
        this.root = root;
        this.words = words;
    }

    /**
     * A comment.
     *
     * @param complete whether it explains everything below the field
     */
    record Comment(String text, boolean complete) {}

    /**
     * A field.
     *
     * @param kind the kind of its object; {@code Pod} for the template of one
     * @param parent the path of what it is in
     * @param path its path, or {@link #OBJECT}
     * @param parts the services, or other parts of the project, that it comes from
     * @param scope the maps that it is in
     */
    record Field(String kind, String parent, String path, List<SourceAttribute> parts, FieldScope scope) {
        /** Returns the scope; a key with a domain has what is behind it as {@code $suffix}. */
        FieldScope values() {
            int domain = path.indexOf('/');
            return domain > parent.length()
                    ? new FieldScope(scope, Map.of("suffix", path.substring(domain + 1)))
                    : scope;
        }
    }

    /** Returns the comment about a field with this value; nothing for an obvious one. */
    Optional<Comment> of(Field field, Object value) {
        Map<?, ?> object = field.scope().outermost().fields();
        for (FieldRow row : table.rows(field.kind(), field.parent(), field.path())) {
            Optional<Comment> comment = row.fits(value, object) ? comment(row, field) : Optional.empty();
            if (comment.isPresent()) {
                return comment;
            }
        }
        return Optional.empty();
    }

    private Optional<Comment> comment(FieldRow row, Field field) {
        boolean object = field.path().equals(OBJECT);
        List<SourceAttribute> found = row.attributes().stream()
                .flatMap(patterns -> first(patterns, field).stream())
                .distinct()
                .toList();
        boolean hasRequired = row.attributes().stream()
                .filter(patterns -> patterns.get(0).required())
                .allMatch(patterns -> first(patterns, field).isPresent());
        if (!found.isEmpty() && hasRequired) {
            return Optional.of(new Comment(
                    (object ? ", from " : "") + words.named(found, field.parts()) + ": " + row.reason(),
                    row.complete()));
        }
        return row.other().isEmpty()
                ? Optional.empty()
                : Optional.of(new Comment(object ? ": " + row.other() : capital(row.other()), row.complete()));
    }

    private Optional<SourceAttribute> first(List<AttributePattern> patterns, Field field) {
        return patterns.stream()
                .flatMap(pattern -> pattern.find(root, field.parts(), field.values()).stream())
                .findFirst();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
