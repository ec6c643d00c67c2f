package dev.sild.schema;

import dev.sild.report.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The documentation of a resource or of one of its fields, as {@code kubectl explain} lays it out. */
public final class Explanation {
    private static final int WIDTH = 96;
    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();

    private Explanation() {}

    /** The field does not exist; the message lists the existing fields for the user. */
    public static final class UnknownFieldException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownFieldException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage(), "a failure without a message");
        }
    }

    /**
     * Returns the documentation of a field.
     *
     * @param path the names of the fields on the path to it; empty for the resource itself
     * @param recursive whether to list all fields below it, without what they mean
     * @throws UnknownFieldException where there is none
     */
    public static String of(Crd crd, List<String> path, boolean recursive) throws UnknownFieldException {
        Explanation text = new Explanation();
        text.line("GROUP:      " + crd.group());
        text.line("KIND:       " + crd.kind());
        text.line("VERSION:    " + crd.version());
        Schema schema = crd.schema();
        boolean required = false;
        String place = crd.singular();
        for (String name : path) {
            Schema parent = fields(schema);
            Optional<Schema> child =
                    Optional.ofNullable(parent.properties().get(name)).or(parent::additionalProperties);
            if (child.isEmpty()) {
                throw unknown(place, name, parent);
            }
            required = parent.required().contains(name);
            schema = child.get();
            place += "." + name;
        }
        if (!path.isEmpty()) {
            text.line("");
            text.line("FIELD: " + path.get(path.size() - 1) + " <" + FieldType.of(schema) + ">"
                    + (required ? " -required-" : ""));
        }
        text.field(schema);
        Schema parent = fields(schema);
        if (!parent.properties().isEmpty()) {
            text.line("");
            text.line("FIELDS:");
            text.fields(parent, "  ", recursive);
        }
        return text.out.toString();
    }

    private static UnknownFieldException unknown(String place, String name, Schema parent) {
        String nearest = Nearest.of(name, parent.properties().keySet());
        return new UnknownFieldException(place + " has no field '" + name + "'"
                + (!nearest.isEmpty()
                        ? "; did you mean " + nearest + "?"
                        : parent.properties().isEmpty()
                                ? ""
                                : "; its fields: "
                                        + String.join(", ", parent.properties().keySet())));
    }

    /** Returns the schema whose fields a path goes on with: an item's for a list. */
    private static Schema fields(Schema schema) {
        return schema.items().map(Explanation::fields).orElse(schema);
    }

    private void field(Schema schema) {
        line("");
        line("DESCRIPTION:");
        wrapped(schema.description().isEmpty() ? "(no description)" : schema.description(), INDENT);
        section("ONE OF", FieldType.values(schema));
        schema.defaultValue().ifPresent(value -> section("DEFAULT", List.of(FieldType.yaml(value))));
        section("LIMITS", FieldType.limits(schema));
        schema.example().ifPresent(value -> section("EXAMPLE", List.of(FieldType.yaml(value))));
        section("RULES", fields(schema).rules().stream().map(FieldType::said).toList());
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line("");
            line(title + ":");
            lines.forEach(text -> wrapped(text, INDENT));
        }
    }

    private void fields(Schema schema, String indent, boolean recursive) {
        for (Map.Entry<String, Schema> field : schema.properties().entrySet()) {
            Schema child = field.getValue();
            line(indent + field.getKey() + "\t<" + FieldType.of(child) + ">"
                    + (schema.required().contains(field.getKey()) ? " -required-" : ""));
            if (recursive) {
                fields(fields(child), indent + "  ", true);
            } else {
                wrapped(child.description(), indent + "  ");
                line("");
            }
        }
    }

    private void wrapped(String text, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
                line(line.toString());
                line.setLength(indent.length());
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        line(line.toString());
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
