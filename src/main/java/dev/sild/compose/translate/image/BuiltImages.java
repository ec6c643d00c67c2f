package dev.sild.compose.translate.image;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageReference;
import dev.sild.model.Text;
import dev.sild.syntax.ShellText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The names of the images that a project builds, under the registry and the tag that the user wants. A service that
 * runs another's image by its name runs it by its new name.
 */
public final class BuiltImages {
    /** What a command without the build script can express. */
    private static final Set<String> PLAIN = Set.of("context", "dockerfile", "target");

    private final Map<String, Text> byService = new LinkedHashMap<>();
    private final Set<String> built = new HashSet<>();
    private final Map<String, Text> renamed = new HashMap<>();

    private final TranslateOptions.Images wanted;

    private BuiltImages(TranslateOptions.Images wanted) {
        this.wanted = wanted;
    }

    /** Names the image of each service that has a {@code build}. */
    public static BuiltImages of(Map<String, Attribute> services, String project, TranslateOptions options) {
        BuiltImages images = new BuiltImages(options.images());
        services.forEach((name, service) -> {
            if (service.get("build").present()) {
                String stated = service.get("image").peek().strip();
                Text image = stated.isEmpty()
                        ? Text.of(images.name(defaultName(project, name), options.podman() ? "localhost/" : ""))
                        : options.images().renames()
                                ? Text.of(images.name(stated, ""))
                                : service.get("image").text();
                images.byService.put(name, image);
                images.built.add(key(image.value()));
                if (!stated.isEmpty() && options.images().renames()) {
                    images.renamed.put(key(stated), image);
                }
            }
        });
        return images;
    }

    /** Returns the name of the image that {@code service} builds. */
    public Text of(String service) {
        return byService.get(service);
    }

    /**
     * Returns what an image that some service names is called: itself, unless the project builds it under another name.
     */
    Text named(Text reference) {
        return renamed.getOrDefault(key(reference.value()), reference);
    }

    /** Whether a service of the project builds an image. */
    boolean builds(Text reference) {
        return built.contains(key(reference.value()));
    }

    /** Whether a script says how the images are built, so that each attribute of a build has its place. */
    public boolean hasScript() {
        return !wanted.script().isEmpty();
    }

    /** Returns what must be done with the image of a service before it can run. */
    String remedy(String service, boolean podman) {
        String image = byService.get(service).value();
        String registry = ImageReference.parse(image).registry();
        boolean anywhere = !registry.isEmpty() && !registry.equals("localhost");
        if (hasScript()) {
            return podman
                    ? "run '" + wanted.script() + "' first, with BUILDER=podman"
                    : "run '" + wanted.script() + "' first"
                            + (anywhere ? "" : ", using an --image-prefix that the cluster can pull from");
        }
        return podman
                ? "build it first, for example with the script from --build-script"
                : (anywhere ? "push it first" : "set a registry with --image-prefix, and push it there")
                        + ", for example with the script from --build-script";
    }

    /**
     * Returns the command that builds the image of a service, and pushes it where the cluster is to pull it; empty
     * where only the build script has all options of the build.
     *
     * @param shown returns a path of this machine as the user knows it
     */
    String command(String service, Attribute build, boolean podman, Function<String, String> shown) {
        String image = byService.get(service).value();
        if (hasScript()) {
            return (podman ? "BUILDER=podman PUSH=no " : "") + "sh " + word(wanted.script());
        }
        String stated = build.get("context").peek();
        boolean plain = build.below().stream().allMatch(key -> PLAIN.contains(key.segment()));
        if (!plain || stated.isEmpty() || stated.startsWith("-") || stated.contains("@")) {
            return "";
        }
        String context = stated.startsWith("/") ? shown.apply(stated) : stated;
        String builder = podman ? "podman" : "docker";
        String registry = ImageReference.parse(image).registry();
        boolean pushed = !podman && !registry.isEmpty() && !registry.equals("localhost");
        return builder + " build -t " + word(image) + dockerfile(build, context)
                + (build.get("target").present()
                        ? " --target " + word(build.get("target").peek())
                        : "") + " "
                + word(context) + (pushed ? " && " + builder + " push " + word(image) : "");
    }

    /** A Dockerfile is named from the context, by compose, and from the current folder, by its builder. */
    private static String dockerfile(Attribute build, String context) {
        String named = build.get("dockerfile").peek();
        return named.isEmpty() || named.equals("Dockerfile")
                ? ""
                : " -f "
                        + word(
                                named.startsWith("/") || context.contains("://")
                                        ? named
                                        : context.replaceFirst("/$", "") + "/" + named);
    }

    /** Returns a word as a person would type it. */
    private static String word(String text) {
        return text.matches("[A-Za-z0-9_./:-]+") ? text : ShellText.word(text);
    }

    /** Two spellings of one image have one key. */
    private static String key(String reference) {
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
    private static String defaultName(String project, String service) {
        String name = (project + "-" + service).toLowerCase(Locale.ROOT);
        return ImageReference.isRepository(name)
                ? name
                : name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
