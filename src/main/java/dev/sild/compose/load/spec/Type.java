package dev.sild.compose.load.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an attribute may hold, and what its long form is.
 *
 * @param form the kind of value
 * @param item the type of a list's items or a mapping's values; null where there are none
 * @param attributes an object's attributes, in the order in which they are printed
 * @param shorthand the attribute that a plain string sets, if an object has a short form; otherwise empty
 * @param values the only values a string may have; empty where any will do
 * @param nullable whether nothing at all ({@code deploy:}) is a legal value
 */
public record Type(
        Form form,
        @Nullable Type item,
        Map<String, AttributeSpec> attributes,
        String shorthand,
        List<String> values,
        boolean nullable) {

    /** The kinds of values. Where the comment names a short form, the long form is what loading makes of it. */
    public enum Form {
        /** Whatever it is, it stays. */
        ANY("anything"),
        STRING("a string"),
        /** A string or a number; becomes a string. */
        TEXT("a string or a number"),
        BOOL("true or false"),
        INT("an integer"),
        /** An integer that is not negative. */
        UNSIGNED("an integer of at least 0"),
        FLOAT("a number"),
        /** A number of bytes, or a string such as {@code 64m}; becomes decimal digits in a string. */
        BYTES("a size such as 64m or 1.5gb"),
        /** As BYTES, but never a plain number. */
        SIZE("a string such as 64m"),
        /** A string such as {@code 1m30s}. */
        DURATION("a duration such as 1m30s"),
        /** A file's mode; an integer, octal where it begins with 0. */
        MODE("a file mode such as 0440"),
        /** An integer, or {@code all}, which becomes -1. */
        COUNT("an integer or `all`"),
        /** An integer, or an object with {@code soft} and {@code hard}. */
        ULIMIT("an integer, or a mapping with `soft` and `hard`"),
        LIST("a list"),
        /** A list of strings, or one string. */
        STRINGS("a string or a list of strings"),
        /** A list of strings, or one string that is split as a shell does it. */
        COMMAND("a string or a list of strings"),
        /** A healthcheck's test: a list, or a string that is run by a shell. */
        TEST("a string or a list of strings"),
        /** A mapping, or a list of {@code KEY=VALUE}; a key without a value stays null. */
        VARIABLES("a mapping or a list of KEY=VALUE"),
        /** A mapping, or a list of {@code KEY=VALUE}; a key without a value is empty. */
        LABELS("a mapping or a list of KEY=VALUE"),
        /** A mapping of hosts to addresses, or a list of {@code HOST=IP}; becomes such a list. */
        HOSTS("a mapping or a list of HOST=IP"),
        /** A mapping, or a list of its keys. */
        NAMED("a mapping or a list of names"),
        /** As NAMED, with a condition for each. */
        DEPENDS_ON("a list of services, or a mapping with a condition for each"),
        /** An object or a string; a list entry may become several. */
        PORT("a port such as 8080:80, or a mapping"),
        VOLUME("a volume such as data:/data, or a mapping"),
        DEVICE("a device such as /dev/a:/dev/b:rw, or a mapping"),
        /** A list of objects, or {@code all}. */
        GPUS("`all`, or a list of mappings"),
        EXTERNAL("true or false"),
        MAP("a mapping"),
        OBJECT("a mapping"),
        /** A number of bytes as Kubernetes spells it. */
        QUANTITY("a quantity such as 10Gi"),
        /** The name of an object of Kubernetes. */
        NAME("a name made of a-z, 0-9, - and ."),
        /** NAME, or NAMESPACE/NAME. */
        REFERENCE("a name such as web or infra/web"),
        HOST("a host name such as shop.example.com");

        private final String expected;

        Form(String expected) {
            this.expected = expected;
        }

        /** Returns what is expected, in the words of an error message. */
        public String expected() {
            return expected;
        }
    }

    public static final Type ANY = of(Form.ANY);
    public static final Type STRING = of(Form.STRING);
    static final Type TEXT = of(Form.TEXT);
    static final Type BOOL = of(Form.BOOL);
    static final Type INT = of(Form.INT);
    static final Type UNSIGNED = of(Form.UNSIGNED);
    static final Type SIZE = of(Form.SIZE);
    static final Type FLOAT = of(Form.FLOAT);
    static final Type BYTES = of(Form.BYTES);
    static final Type DURATION = of(Form.DURATION);
    static final Type MODE = of(Form.MODE);
    static final Type VARIABLES = of(Form.VARIABLES);
    static final Type LABELS = of(Form.LABELS);
    static final Type COMMAND = new Type(Form.COMMAND, STRING, Map.of(), "", List.of(), true);
    static final Type HOSTS = of(Form.HOSTS);
    public static final Type STRINGS = new Type(Form.STRINGS, STRING, Map.of(), "", List.of(), false);
    static final Type STRING_LIST = list(STRING);
    static final Type TEXT_LIST = list(TEXT);
    static final Type TEXT_MAP = map(TEXT);

    static Type of(Form form) {
        return new Type(form, null, Map.of(), "", List.of(), false);
    }

    /** A string that can only be one of {@code values}. */
    static Type oneOf(String... values) {
        return new Type(Form.STRING, null, Map.of(), "", List.of(values), false);
    }

    static Type list(Type item) {
        return new Type(Form.LIST, item, Map.of(), "", List.of(), false);
    }

    static Type map(Type item) {
        return new Type(Form.MAP, item, Map.of(), "", List.of(), false);
    }

    public static Type object(AttributeSpec... attributes) {
        return structured(Form.OBJECT, attributes);
    }

    static Type structured(Form form, AttributeSpec... attributes) {
        Map<String, AttributeSpec> byName = new LinkedHashMap<>(attributes.length * 2);
        for (AttributeSpec attribute : attributes) {
            byName.put(attribute.name(), attribute);
        }
        return new Type(form, null, byName, "", List.of(), false);
    }

    /** Returns this type as the item type of another form. */
    Type in(Form collection) {
        return new Type(collection, this, Map.of(), "", List.of(), false);
    }

    /** Returns this object with a short form: a string sets {@code attribute}. */
    Type orJust(String attribute) {
        return new Type(form, item, attributes, attribute, values, nullable);
    }

    /** Returns this type with nothing as a legal value. */
    Type orNothing() {
        return new Type(form, item, attributes, shorthand, values, true);
    }

    /** Whether values are objects whose attributes are known. */
    public boolean isStructured() {
        return !attributes.isEmpty();
    }

    /** Returns the type of the items of a form that has items. */
    public Type requiredItem() {
        return Objects.requireNonNull(item, "a form without items");
    }

    /** Returns the type of the value under {@code key}; {@link #ANY} if it is not known. */
    public Type child(String key) {
        if (isStructured()) {
            AttributeSpec attribute = attributes.get(key);
            return attribute == null ? ANY : attribute.type();
        }
        return item == null ? ANY : item;
    }
}
