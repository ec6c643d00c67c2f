package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Named volumes over folders that only a package manager writes to, in the build of an image: they keep a bind mount
 * around them from hiding the image's own folder. A claim would keep the packages of the first image, which the code of
 * the next one may not run with.
 */
final class PackageVolumes {
    private static final Set<String> BUILT = Set.of(".next", ".nuxt");
    private static final Set<String> GEMS = Set.of("/usr/local/bundle", "/vendor/bundle");
    private static final Pattern INSTALLS = Pattern.compile("\\b(?:install|ci|yarn|sync|add|update|require)\\b");

    private final Attribute root;
    private final Map<String, List<Use>> uses = new HashMap<>();

    /** A service's mount of a volume. */
    private record Use(Attribute service, String target) {}

    PackageVolumes(Attribute root) {
        this.root = root;
    }

    /** Whether packages are installed in a folder of that path, as far as its name says. */
    static boolean isFolder(String target) {
        String name = target.substring(target.lastIndexOf('/') + 1);
        return Bind.isPackageFolder(name)
                || BUILT.contains(name)
                || GEMS.stream().anyMatch(target::endsWith);
    }

    /** Notes what a service mounts. */
    void add(Attribute service) {
        for (Attribute volume : service.get("volumes").below()) {
            String source = volume.get("source").peek();
            if (volume.get("type").peek().equals("volume") && !source.isEmpty()) {
                uses.computeIfAbsent(source, key -> new ArrayList<>())
                        .add(new Use(
                                service,
                                ContainerPaths.absolute(
                                        "/", volume.get("target").peek())));
            }
        }
    }

    /**
     * Whether a volume has nothing but packages of one image that is built here, for one service: nothing asks for it
     * to be kept, and no command installs packages in it. What several services mount, one of them may make for the
     * others.
     */
    boolean isOne(String key) {
        List<Use> all = uses.getOrDefault(key, List.of());
        Attribute volume = root.get("volumes").get(key);
        return all.size() == 1
                && all.get(0).service().get("build").present()
                && isFolder(all.get(0).target())
                && !isKept(all.get(0).service())
                && Set.of("", "local").contains(volume.get("driver").peek())
                && Stream.of("external", "driver_opts", "x-sild", "labels")
                        .noneMatch(name -> volume.get(name).present());
    }

    private static boolean isKept(Attribute service) {
        return service.get("x-sild").get("storage").present()
                || Stream.of("command", "entrypoint")
                        .flatMap(key -> Stream.concat(
                                Stream.of(service.get(key).peek()),
                                service.get(key).items().stream().map(Attribute::peek)))
                        .anyMatch(words -> INSTALLS.matcher(words).find());
    }
}
