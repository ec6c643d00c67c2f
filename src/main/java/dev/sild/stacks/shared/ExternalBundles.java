package dev.sild.stacks.shared;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Secrets and ConfigMaps that the user makes, and the Secrets that are generated: bundles of an application whose
 * content is not known to it. A bundle is called by its kind and name, so it never has the name of one of Sild's.
 */
public final class ExternalBundles {
    private static final String SECRET = "secret-";
    private static final String CONFIG_MAP = "configmap-";

    private ExternalBundles() {}

    public static String secret(String name) {
        return SECRET + name;
    }

    public static String configMap(String name) {
        return CONFIG_MAP + name;
    }

    /** Returns the bundle, called by its component's name, that has one key of a ConfigMap as a file. */
    public static Files keyOf(String configMap, String key, String component, String file) {
        return new Files(
                component,
                List.of(new Files.Entry(key, file, -1, new byte[0])),
                false,
                false,
                Optional.of(component),
                configMap);
    }

    /** Returns the bundles that components refer to and {@code known} has not. */
    public static List<Files> referredTo(List<Component> components, List<Files> known) {
        Set<String> names = new TreeSet<>();
        components.forEach(component -> names.addAll(component.files()));
        known.forEach(files -> names.remove(files.name()));
        return names.stream().map(ExternalBundles::bundle).toList();
    }

    private static Files bundle(String name) {
        boolean secret = name.startsWith(SECRET);
        return new Files(
                name,
                List.of(),
                secret,
                false,
                Optional.empty(),
                name.substring(secret ? SECRET.length() : CONFIG_MAP.length()));
    }

    /** Returns the names of an application's Secrets that are created externally, or of such ConfigMaps. */
    public static Set<String> names(Application application, boolean secrets) {
        Set<String> names = new TreeSet<>();
        application.files().stream()
                .filter(files -> !files.supplied() && files.secret() == secrets)
                .forEach(files -> names.add(files.object()));
        return names;
    }
}
