package dev.sild.compose.load.spec;

/**
 * One attribute of the Compose Specification.
 *
 * @param name its key
 * @param type what it may hold
 * @param merge what becomes of it where two files say something
 * @param key by what the entries of a list are the same, so that the later one replaces the earlier
 * @param required whether its object makes no sense without it
 * @param explicit whether {@code false}, 0 and the empty string are printed where they were written
 */
public record AttributeSpec(String name, Type type, Merge merge, Key key, boolean required, boolean explicit) {

    /** How two values of an attribute become one. */
    public enum Merge {
        /** Mappings are merged, lists appended, scalars replaced. */
        DEFAULT,
        /** The later value replaces the earlier. */
        REPLACE,
        /** Options are merged where the driver is the same, else replaced. */
        LOGGING,
        /** Address pools with the same subnet are merged. */
        IPAM,
        /** Appended, without what is already there. */
        APPEND_NEW
    }

    /** What makes two entries of a list the same. */
    public enum Key {
        /** Nothing: all are kept. */
        NONE,
        /** Nothing; a duplicate entry is an error. */
        DISTINCT,
        /** The text before the first {@code =}. */
        BEFORE_EQUALS,
        /** The whole entry. */
        WHOLE,
        TARGET,
        /** The path in the container, by default {@code /run/secrets/<source>}. */
        SECRET_TARGET,
        /** The path in the container, by default {@code /<source>}. */
        CONFIG_TARGET,
        /** Host address, published and target port, protocol. */
        PORT,
        /** The file's path. */
        PATH
    }

    public static AttributeSpec attr(String name, Type type) {
        return new AttributeSpec(name, type, Merge.DEFAULT, Key.NONE, false, false);
    }

    AttributeSpec merged(Merge how) {
        return new AttributeSpec(name, type, how, key, required, explicit);
    }

    AttributeSpec by(Key newKey) {
        return new AttributeSpec(name, type, merge, newKey, required, explicit);
    }

    AttributeSpec needed() {
        return new AttributeSpec(name, type, merge, key, true, explicit);
    }

    AttributeSpec kept() {
        return new AttributeSpec(name, type, merge, key, required, true);
    }
}
