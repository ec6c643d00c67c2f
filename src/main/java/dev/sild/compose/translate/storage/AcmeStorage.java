package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
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
        String name = target.toLowerCase(Locale.ROOT);
        if (name.endsWith(USUAL)) {
            return true;
        }
        if (!name.endsWith(".json")) {
            return false;
        }
        Pattern option = Pattern.compile("(?i).*[._]acme[._]storage=" + Pattern.quote(target));
        Pattern setting =
                Pattern.compile("(?m)^[ \\t]*storage[ \\t]*[:=][ \\t]*[\"']?" + Pattern.quote(target) + "\\b");
        Stream<String> variables = service.get("environment").entries().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue().peek());
        return Stream.concat(process.stream(), variables)
                        .anyMatch(word -> option.matcher(word).matches())
                || settings(service, bundles)
                        .anyMatch(text -> setting.matcher(text).find());
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
