package dev.sild.kubernetes.objects;

/** Image references with nothing left to guess. */
public final class ImageNames {
    private ImageNames() {}

    /**
     * Returns a reference with its registry, Docker Hub where it names none, and its tag, {@code latest} where it has
     * none.
     */
    public static String qualified(String reference) {
        int slash = reference.indexOf('/');
        String first = slash < 0 ? "" : reference.substring(0, slash);
        boolean registry = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        String full = registry ? reference : slash < 0 ? "docker.io/library/" + reference : "docker.io/" + reference;
        String lastPart = full.substring(full.lastIndexOf('/') + 1);
        return lastPart.indexOf(':') < 0 && lastPart.indexOf('@') < 0 ? full + ":latest" : full;
    }
}
