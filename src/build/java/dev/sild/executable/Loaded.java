package dev.sild.executable;

/** Classes of the jars that become the executable; none is initialized. */
final class Loaded {
    private Loaded() {}

    static Class<?> type(String name) {
        try {
            return Class.forName(name, false, Loaded.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new MetadataException("the class " + name + " is needed and cannot be loaded: " + e);
        }
    }
}
