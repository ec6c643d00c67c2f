package dev.sild.executable;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The classes of the Kubernetes model that Sild writes, and their getters and setters. */
final class Models {
    private static final String MODEL = "io.fabric8.kubernetes.api.model";
    private static final String CUSTOM = "dev.sild.v1alpha1.";
    private static final Pattern BUILDS = Pattern.compile("(Builder|Fluent)?(\\$.*)?$");

    /** Where the model keeps fields that it does not know; no class that Sild writes has any. */
    private static final String UNKNOWN_FIELDS = "additionalProperties";

    private Models() {}

    /**
     * Returns the names of the classes that {@code ours} name, or whose builders they name, and all that these hold.
     */
    static Set<String> written(Jar commandLine, List<String> ours) throws IOException {
        Set<String> named = new TreeSet<>();
        for (String name : commandLine.named(ours, MODEL)) {
            String model = BUILDS.matcher(name).replaceFirst("");
            if (isModel(Loaded.type(model))) {
                named.add(model);
            }
        }
        return HeldTypes.of(named, Models::isModel).names();
    }

    /** Whether objects of this class are part of a Kubernetes object. */
    static boolean isModel(Class<?> type) {
        String name = type.getName();
        return (name.startsWith(MODEL) || name.startsWith(CUSTOM))
                && !type.isInterface()
                && !type.isAnnotation()
                && !Throwable.class.isAssignableFrom(type)
                && !name.matches(".*(Builder|Fluent|Nested|Impl)(\\$.*)?");
    }

    /**
     * Returns the methods by which objects of a class are written, and read, as patched ones are; none for an enum,
     * which is written by its name.
     *
     * @throws MetadataException if a field has no getter: its value would be missing from what is written
     */
    static List<Method> accessors(Class<?> type) {
        if (type.isEnum()) {
            return List.of();
        }
        List<Method> accessors = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
                .filter(method -> method.getName().matches("[gs]et[A-Z].*"))
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .toList();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getName().equals(UNKNOWN_FIELDS)) {
                continue;
            }
            // A field that is named after a Java keyword has an underscore before it.
            String property = field.getName().replaceFirst("^_", "");
            String getter = "get" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
            if (accessors.stream().noneMatch(method -> method.getName().equals(getter))) {
                throw new MetadataException("no getter for " + property + " in the model class " + type.getName());
            }
        }
        return accessors;
    }
}
