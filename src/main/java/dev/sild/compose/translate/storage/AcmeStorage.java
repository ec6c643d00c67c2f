package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file in which Traefik keeps its certificates: Traefik refuses a file that others may read, and a folder. Other
 * files may have such names as well, so only the usual one, and those that a setting names, are taken for it.
 */
final class AcmeStorage {
    private static final String USUAL = "/acme.json";
    private static final Pattern NAMES = Pattern.compile("(?i).*/(?:[\\w.-]{0,60}[._-])?acme[\\w.-]{0,60}\\.json");

    private static final Pattern OPTION = Pattern.compile("(?i)[._]acme[._]storage=(\\S{1,500})");
    private static final Pattern SETTING =
            Pattern.compile("(?<![\\w.-])storage[\"']?[ \\t]{0,20}[:=][ \\t]{0,20}[\"']?([^\\s\"',{}]{1,500})");

    private static final List<String> SETTINGS = List.of("traefik.yml", "traefik.yaml", "traefik.toml");
    private static final long MAX_BYTES = 64 << 10;

    private AcmeStorage() {}

    /**
     * Whether a file in a container is one.
     *
     * @param target its absolute path
     * @param process the words of the program
     */
    static boolean is(String target, Attribute service, List<String> process, FileBundles bundles) {
        if (target.toLowerCase(Locale.ROOT).endsWith(USUAL)
                || isTraefik(service) && NAMES.matcher(target).matches()) {
            return true;
        }
        if (!target.endsWith(".json")) {
            return false;
        }
        Stream<String> variables = service.get("environment").entries().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue().peek());
        return names(OPTION, Stream.concat(process.stream(), variables), target)
                || names(SETTING, settings(service, bundles), target);
    }

    private static boolean isTraefik(Attribute service) {
        return ImageReference.parse(service.get("image").peek()).lastSegment().equals("traefik");
    }

    /** Whether a text gives {@code target} as the storage; paths start in Traefik's folder, the root. */
    private static boolean names(Pattern storage, Stream<String> texts, String target) {
        return texts.anyMatch(text -> storage.matcher(text)
                .results()
                .anyMatch(found -> ContainerPaths.absolute("/", found.group(1)).equals(target)));
    }

    /** Returns the texts of Traefik's configuration, as far as the project has it. */
    private static Stream<String> settings(Attribute service, FileBundles bundles) {
        return service.get("volumes").items().stream()
                .filter(volume -> volume.get("type").peek().equals("bind"))
                .map(volume -> bundles.place(volume.get("source").peek()))
                .flatMap(path -> SETTINGS.contains(String.valueOf(path.getFileName()))
                        ? Stream.of(path)
                        : SETTINGS.stream().map(path::resolve))
                .flatMap((Path path) -> bundles.reader().peek(path, MAX_BYTES).stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
