package dev.sild.compose.load.spec;

import dev.sild.compose.load.spec.AttributeSpec.Key;
import dev.sild.compose.load.spec.AttributeSpec.Merge;
import dev.sild.compose.load.spec.Type.Form;

/** What the table of attributes says of the values of an attribute, in words for docs/attributes.md and its pages. */
public final class AttributeForms {
    private AttributeForms() {}

    /** Returns the form of a value, such as {@code true or false}. */
    public static String takes(Type type) {
        String more = type.shorthand().isEmpty() ? "" : ", or a string for its `" + type.shorthand() + "`";
        if (type.form() == Form.LIST && type.requiredItem().isStructured()) {
            String item = type.requiredItem().form() == Form.OBJECT
                    ? "mappings"
                    : type.requiredItem().form().expected();
            return "a list of " + item.replace("a ", "")
                    + (type.requiredItem().shorthand().isEmpty()
                            ? ""
                            : ", or of strings for their `"
                                    + type.requiredItem().shorthand() + "`");
        }
        return type.values().isEmpty() ? type.form().expected() + more : "one of " + String.join(", ", type.values());
    }

    /** Returns what happens if two files set the attribute, such as {@code the later one}. */
    public static String merged(AttributeSpec attribute) {
        if (attribute.merge() != Merge.DEFAULT) {
            return switch (attribute.merge()) {
                case REPLACE -> "the later one";
                case LOGGING -> "merged where the driver is the same";
                case IPAM -> "pools of one subnet merged";
                default -> "appended without repeats";
            };
        }
        Form form = attribute.type().form();
        boolean list = form == Form.LIST || form == Form.STRINGS;
        if (list && attribute.key() != Key.NONE && attribute.key() != Key.DISTINCT) {
            return switch (attribute.key()) {
                case TARGET, SECRET_TARGET, CONFIG_TARGET -> "keyed by the path in the container";
                case PORT -> "keyed by address, port and protocol";
                case BEFORE_EQUALS -> "keyed by the text before `=`";
                default -> "without repeats";
            };
        }
        return switch (form) {
            case LIST, STRINGS, GPUS -> "appended";
            case MAP, OBJECT, VARIABLES, LABELS, HOSTS, NAMED, DEPENDS_ON -> "merged";
            default -> "the later one";
        };
    }
}
