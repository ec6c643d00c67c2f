package dev.sild.model;

/**
 * How the objects of an application are named, and what tells its pods from those of others.
 *
 * <p>Within the application everything has a short name of its own: {@code api}, {@code data}. The names of objects are
 * made of these, here alone, so whoever must know one before there is an object (a configuration file that holds the
 * address of another component) asks here too. What somebody else makes keeps the name it has.
 *
 * @param prefix what stands before the name of each object; empty for nothing
 * @param app what all components are parts of, such as {@code webstack}: pods are then told apart by this, the
 *     application's name and the component. Empty where each component is an app by its own name, and the application's
 *     name tells it from others'.
 */
public record Naming(String prefix, String app) {
    private static final char SEPARATOR = '-';

    /** Objects bear the short names. */
    public static final Naming PLAIN = new Naming("", "");

    /**
     * Returns how objects of an application {@code name} are named where several share a namespace: {@code name-api}.
     */
    public static Naming of(String app, String name) {
        return new Naming(name + SEPARATOR, app);
    }

    /** Returns the name of the object that {@code name} is within the application: at most 63 characters. */
    public String object(String name) {
        return prefix.isEmpty() ? name : Names.label(prefix + name);
    }

    /** Returns the name of the object that is {@code suffix} of {@code name}. */
    public String object(String name, String suffix) {
        return Names.label(prefix + name, suffix);
    }
}
