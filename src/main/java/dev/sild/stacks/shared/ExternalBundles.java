package dev.sild.stacks.shared;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.v1alpha1.shared.ConfigFrom;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Secrets and ConfigMaps that the user makes, and the Secrets that are generated: bundles of an application whose
 * content is not known to it. A bundle is called by its kind and name, so none is like one of ours.
 */
public final class ExternalBundles {
    private static final String SECRET = "secret-";
    private static final String CONFIG_MAP = "configmap-";

    private ExternalBundles() {}

    /** Returns the bundle that a Secret is. */
    public static String secret(String name) {
        return SECRET + name;
    }

    /** Returns the bundle that a ConfigMap is. */
    public static String configMap(String name) {
        return CONFIG_MAP + name;
    }

    /** Returns the bundle that one key of a ConfigMap is, as a file of that name. */
    public static Files configMap(String component, ConfigFrom from, String file) {
        return new Files(
                component,
                List.of(new Files.Entry(from.getKey(), file, -1, new byte[0])),
                false,
                false,
                Optional.of(component),
                from.getName());
    }

    /**
     * Returns the bundle of a component's configuration file: the user's own text, one key of the user's ConfigMap, or
     * the generated text.
     *
     * @param component the component's name, which is the bundle's too
     * @param text the user's text; null for none
     * @param from the user's ConfigMap; null for none
     */
    public static Files configuration(
            String component, String file, String text, ConfigFrom from, Supplier<String> generated) {
        return ownConfiguration(component, file, text, from)
                .orElseGet(() -> supplied(component, file, generated.get()));
    }

    /** Returns the same bundle where the configuration is the user's; nothing where it is to be generated. */
    public static Optional<Files> ownConfiguration(String component, String file, String text, ConfigFrom from) {
        return from != null
                ? Optional.of(configMap(component, from, file))
                : Optional.ofNullable(text).map(own -> supplied(component, file, own));
    }

    private static Files supplied(String component, String file, String text) {
        return new Files(
                component,
                List.of(new Files.Entry(file, file, -1, text.getBytes(StandardCharsets.UTF_8))),
                false,
                true,
                Optional.of(component));
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

    /** Returns the names of the Secrets of an application that somebody else makes, or of its ConfigMaps. */
    public static Set<String> names(Application application, boolean secrets) {
        Set<String> names = new TreeSet<>();
        application.files().stream()
                .filter(files -> !files.supplied() && files.secret() == secrets)
                .forEach(files -> names.add(files.object()));
        return names;
    }
}
