package dev.sild.model;

/**
 * How the objects of an application are named, and what distinguishes its pods from those of other applications.
 *
 * <p>Within the application everything has a short name of its own: {@code api}, {@code data}. Only this class derives
 * the names of objects from these names, so code that needs one before the object exists (a configuration file that
 * contains the address of another component) uses it too. Objects that are created elsewhere keep their names.
 *
 * @param prefix the text before the name of each object; may be empty
 * @param app the app that all components are part of, such as {@code webstack}: pods are then identified by it, the
 *     application's name and the component. Empty if each component is an app by its own name, and the application's
 *     name distinguishes it from those of other applications.
 */
public record Naming(String prefix, String app) {
    private static final char SEPARATOR = '-';

    /** Objects have the short names. */
    public static final Naming PLAIN = new Naming("", "");

    /**
     * Returns how objects of an application {@code name} are named where several share a namespace: {@code name-api}.
     */
    public static Naming of(String app, String name) {
        return new Naming(name + SEPARATOR, app);
    }

    /** Whether all components are parts of one app, such as a stack. */
    public boolean hasApp() {
        return !app.isEmpty();
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
