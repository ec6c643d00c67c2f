package dev.sild.check.project;

/** Paths of attributes, by the service that they are in. */
public final class ServicePaths {
    private static final String SERVICES = "services.";

    private ServicePaths() {}

    /** Returns the path of the service that an attribute is in, such as {@code services.web}; else the path itself. */
    public static String of(String path) {
        int end = path.startsWith(SERVICES) ? path.indexOf('.', SERVICES.length()) : -1;
        return end < 0 ? path : path.substring(0, end);
    }
}
