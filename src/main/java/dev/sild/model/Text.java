package dev.sild.model;

import java.util.List;

/**
 * A string that remembers where its parts came from, so that a variable can remain one in a Helm chart and a secret
 * never appears in a workload.
 */
public sealed interface Text {

    /** The empty text. */
    Text EMPTY = new Literal("");

    /** Characters that the user wrote. */
    record Literal(String value) implements Text {
        @Override
        public boolean equals(Object other) {
            return other instanceof Literal that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /**
     * A variable of the input.
     *
     * @param name the variable's name, as {@code ${name}} in a compose file
     * @param value its value, in the form that its position requires: {@code 536870912} for {@code 512m}
     * @param given its value when the input was read
     */
    record Variable(String name, String value, String given) implements Text {
        public Variable(String name, String value) {
            this(name, value, value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Variable that
                    && name.equals(that.name)
                    && value.equals(that.value)
                    && given.equals(that.given);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + value.hashCode();
        }
    }

    /**
     * A key of a secret {@link Files} bundle; its content stays there.
     *
     * @param files the {@link Files#name() name} of the bundle
     * @param key the key within it
     */
    record SecretRef(String files, String key) implements Text {}

    /**
     * The value of an environment variable of the same container: in commands and arguments of any, in a variable of
     * one that precedes it.
     */
    record EnvRef(String name) implements Text {}

    /** A field of the pod, such as {@code status.podIP}; always alone, in environment variables only. */
    record PodField(String path) implements Text {}

    /**
     * Several texts, one after the other; never holds a {@link SecretRef} or {@link PodField}, which are only used
     * alone.
     */
    record Concat(List<Text> parts) implements Text {
        public Concat {
            parts = List.copyOf(parts);
        }
    }

    /** Returns {@code value} as a literal text. */
    static Text of(String value) {
        return value.isEmpty() ? EMPTY : new Literal(value);
    }

    /** Returns the texts of {@code values}, in order. */
    static List<Text> listOf(List<String> values) {
        return values.stream().map(Text::of).toList();
    }

    /**
     * Returns the value of this text with variables resolved.
     *
     * @throws IllegalStateException for a reference: a secret has no place in a plain string
     */
    default String value() {
        if (this instanceof Literal literal) {
            return literal.value();
        }
        if (this instanceof Variable variable) {
            return variable.value();
        }
        if (this instanceof Concat concat) {
            StringBuilder whole = new StringBuilder();
            for (Text part : concat.parts()) {
                whole.append(part.value());
            }
            return whole.toString();
        }
        throw new IllegalStateException("a secret reference has no plain value");
    }
}
