package dev.sild.compose.translate.image;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageReference;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.syntax.ShellText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The names of the images that a project builds, under the registry and the tag that the user wants. A service that
 * runs another's image by its name runs it by its new name.
 */
public final class BuiltImages {
    private final Map<String, Text> byService = new LinkedHashMap<>();
    /** The first service that builds each image. */
    private final Map<String, Attribute> built = new HashMap<>();

    private final Map<Attribute, BuildReading> readings = new HashMap<>();
    private final Map<String, Text> renamed = new HashMap<>();
    /** How the image of each service is built. */
    private final Map<String, String> builds = new HashMap<>();
    /** The images that are built in the same way. */
    private final Map<String, Set<String>> alike = new HashMap<>();

    private final TranslateOptions.Images wanted;

    private BuiltImages(TranslateOptions.Images wanted) {
        this.wanted = wanted;
    }

    /** Names the image of each service that has a {@code build}. */
    public static BuiltImages of(Map<String, Attribute> services, String project, TranslateOptions options) {
        BuiltImages images = new BuiltImages(options.images());
        // Services that are built alike and name no image run one.
        Map<String, Text> unnamed = new HashMap<>();
        Set<String> used = services.values().stream()
                .map(service -> key(service.get("image").peek()))
                .collect(Collectors.toSet());
        services.forEach((name, service) -> {
            if (service.get("build").present()) {
                String stated = service.get("image").peek().strip();
                String build = build(service);
                images.builds.put(name, build);
                Text image = stated.isEmpty()
                        ? unnamed.computeIfAbsent(
                                options.podman() || used.contains(key(defaultName(project, name))) ? name : build,
                                key -> Text.of(
                                        images.name(defaultName(project, name), options.podman() ? "localhost/" : "")))
                        : options.images().renames()
                                ? Text.of(images.name(stated, ""))
                                : service.get("image").text();
                images.byService.put(name, image);
                images.alike
                        .computeIfAbsent(build, key -> new LinkedHashSet<>())
                        .add(image.value());
                images.built.putIfAbsent(key(image.value()), service);
                if (!stated.isEmpty() && options.images().renames()) {
                    images.renamed.put(key(stated), image);
                }
            }
        });
        return images;
    }

    /** Returns the name of the image that {@code service} builds. */
    public Text of(String service) {
        return Lookup.required(byService, service);
    }

    /**
     * Returns what an image that some service names is called: itself, unless the project builds it under another name.
     */
    Text named(Text reference) {
        return renamed.getOrDefault(key(reference.value()), reference);
    }

    /** Whether a service of the project builds an image. */
    boolean builds(Text reference) {
        return builder(reference).isPresent();
    }

    /** Returns the service of the project that builds an image. */
    Optional<Attribute> builder(Text reference) {
        return Optional.ofNullable(built.get(key(reference.value())));
    }

    /** Returns what the Dockerfile of a service says; what cannot be read of it is reported once. */
    BuildReading reading(Attribute service, FileBundles files) {
        return readings.computeIfAbsent(service, key -> BuildReading.of(key, files));
    }

    /** Whether a script says how the images are built, so that each attribute of a build has its place. */
    public boolean hasScript() {
        return !wanted.script().isEmpty();
    }

    /** Returns what must be done with the image of a service before it can run. */
    String remedy(String service, boolean podman) {
        String image = of(service).value();
        boolean anywhere = ImageReference.parse(image).namesRegistry();
        // The registry that a compose file names is often its author's.
        String another = anywhere && wanted.prefix().isEmpty()
                ? "; if you may not push to that registry, set another with --image-prefix"
                : "";
        if (hasScript()) {
            return podman
                    ? "run '" + wanted.script() + "' first, with BUILDER=podman"
                    : "run '" + wanted.script() + "' first"
                            + (anywhere ? another : ", using an --image-prefix that the cluster can pull from");
        }
        return podman
                ? "build it first, for example with the script from --build-script"
                : (anywhere ? "push it first" : "set a registry with --image-prefix, and push it there")
                        + ", for example with the script from --build-script" + another;
    }

    /**
     * Returns the command that builds the image of a service, and those of the services that are built alike, and
     * pushes it where the cluster is to pull it; empty where only the build script has all options of the build.
     *
     * @param hosts returns the value of a key with the changed names in it
     */
    String command(
            String name, Attribute service, boolean podman, FileBundles files, BiFunction<String, Text, Text> hosts) {
        return hasScript()
                ? (podman ? "BUILDER=podman PUSH=no " : "") + "sh " + ShellText.shortWord(wanted.script())
                : BuildCommand.of(
                        service, Lookup.required(alike, Lookup.required(builds, name)), this, podman, files, hosts);
    }

    /**
     * Returns all that a service says of how its image is built, as one text: two that differ in nothing have the same.
     */
    private static String build(Attribute service) {
        StringBuilder text = new StringBuilder(service.get("platform").peek());
        append(service.get("build"), text);
        return text.toString();
    }

    private static void append(Attribute attribute, StringBuilder text) {
        String value = attribute.peek();
        text.append(attribute.segment().length()).append(' ').append(attribute.segment());
        text.append(value.length()).append(' ').append(value).append(attribute.isNull() ? '0' : '[');
        attribute.below().forEach(below -> append(below, text));
        text.append(']');
    }

    /** Two spellings of one image have one key. */
    static String key(String reference) {
        ImageReference image = ImageReference.parse(reference);
        return image.familiarName() + ":" + image.tag().orElse("latest");
    }

    private String name(String reference, String registry) {
        ImageReference image = ImageReference.parse(reference);
        String own = image.registry().isEmpty() ? registry : image.registry() + "/";
        String repository = (wanted.prefix().isEmpty() ? own : wanted.prefix() + "/") + image.repository();
        String tag = wanted.tag().isEmpty() ? image.tag().orElse("") : wanted.tag();
        return tag.isEmpty() ? repository : repository + ":" + tag;
    }

    /** Compose's own name, made legal. */
    static String defaultName(String project, String service) {
        String name = (project + "-" + service).toLowerCase(Locale.ROOT);
        return ImageReference.isRepository(name)
                ? name
                : name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
