package dev.sild.stacks.shared;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Secret that is generated once, where it is not there yet, and whose data is never sent again.
 *
 * @param name the Secret's name
 * @param component the component it belongs to
 * @param keys what it holds, in an order in which each key comes after those it is made of
 * @param rotation a value that asks for new random values when it differs from the one the Secret was made with; empty
 *     for never
 * @param rotator the component that makes the server take the new values besides or instead of the old ones, see
 *     {@link Next}; empty where nothing rotates
 */
public record SecretSeed(String name, String component, List<Key> keys, String rotation, Optional<String> rotator) {

    /** A key of the Secret and where its value comes from. */
    public record Key(String name, Source source) {}

    /** Where a value comes from. */
    public sealed interface Source {}

    /** So many random letters and digits, at least 16: of these no URL, shell or configuration needs to escape one. */
    public record Random(int length) implements Source {}

    /** Text that is not secret, such as a user's name. */
    public record Plain(String value) implements Source {}

    /**
     * Values of other keys within a text.
     *
     * @param text the text, in which <code>{key}</code> is replaced with the value of that key of this Secret
     */
    public record Template(String text) implements Source {}

    /**
     * The value that another key is about to have. A rotation has two steps: first the Secret gets new values under the
     * keys of this source, and the rotator, which runs only then (see {@link Inputs#rotating}), tells the server; once
     * it has ended well, they become the values of the keys they are for, and who reads those starts again. Outside of
     * a rotation such a key is not there.
     *
     * @param key a key whose source is {@link Random}
     */
    public record Next(String key) implements Source {}

    public SecretSeed {
        keys = List.copyOf(keys);
    }

    /** Returns the keys' sources by name. */
    public Map<String, Source> sources() {
        return keys.stream().collect(Collectors.toUnmodifiableMap(Key::name, Key::source));
    }
}
