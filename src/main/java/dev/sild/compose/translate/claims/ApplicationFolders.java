package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import dev.sild.model.Origin;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The data folders of an image that is no database, and those of them in which people's work is. */
public final class ApplicationFolders {
    /** How the names of databases begin that a program keeps in its data folder itself. */
    private static final List<String> OWN_DATABASES = List.of("dev-", "h2", "sqlite");

    private static final Pattern OF_THIS_CONTAINER =
            Pattern.compile("(?:@|//)(?:127\\.0\\.0\\.1|localhost)(?![\\w.-])");

    private static final List<String> APPENDS = List.of("--appendonly", "yes");

    private ApplicationFolders() {}

    /** Returns the folders that a service is known to keep data in; not those of a database that is another service. */
    public static List<String> of(Attribute service, Optional<ImageFacts> image) {
        return keepsNothing(service)
                ? List.of()
                : own(
                        CommandFolders.of(service, image)
                                .orElseGet(
                                        () -> image.map(ImageFacts::knownData).orElse(List.of())),
                        service,
                        image);
    }

    /**
     * Returns the folders in which people's work is, as in a database. Those that a Dockerfile brings something in are
     * not among them: a claim would hide what a later image brings.
     */
    public static List<String> withWork(Attribute service, Optional<ImageFacts> image) {
        List<String> folders = image.map(ImageFacts::workFolders).orElse(List.of());
        if (folders.isEmpty()) {
            return List.of();
        }
        boolean built = !image.get().origin(ImageFacts.Attribute.CONTENT).equals(Origin.NONE);
        return own(CommandFolders.of(service, image).orElse(folders), service, image).stream()
                .filter(folder -> !built || !image.get().mayHaveContent(folder))
                .toList();
    }

    /** Returns those of the folders that are used although the service may name a database elsewhere. */
    private static List<String> own(List<String> folders, Attribute service, Optional<ImageFacts> image) {
        List<String> unused = image.map(ImageFacts::elsewhere).orElse(List.of()).stream()
                .filter(setting -> namesDatabase(service, setting.split(":")[0]))
                .map(setting -> setting.substring(setting.indexOf(':') + 1))
                .toList();
        // Without a folder, the database that the service has no use for is in all of them.
        return unused.stream().allMatch(folder -> folder.startsWith("/"))
                ? folders.stream().filter(folder -> !unused.contains(folder)).toList()
                : List.of();
    }

    /** Whether a service keeps nothing in its own folders, as it names a database elsewhere. */
    public static boolean isElsewhere(Attribute service, Optional<ImageFacts> image) {
        return image.map(ImageFacts::elsewhere).orElse(List.of()).stream()
                .anyMatch(setting -> setting.indexOf(':') < 0 && namesDatabase(service, setting));
    }

    /** Whether a variable or an option names a database elsewhere, which takes the place of the image's own. */
    private static boolean namesDatabase(Attribute service, String name) {
        String value = service.get("environment").get(name).peek();
        return !value.isEmpty()
                        && OWN_DATABASES.stream().noneMatch(value::startsWith)
                        && !OF_THIS_CONTAINER.matcher(value).find()
                || service.get("command").strings().stream()
                        .anyMatch(word -> word.equals(name) || word.startsWith(name + "="));
    }

    /**
     * Whether a service is nothing but a cache, by its name or since it evicts what it holds. Any other Redis may hold
     * sessions or the tasks of workers, and its image saves them by default.
     */
    public static boolean isCache(Attribute service) {
        List<String> words = words(service);
        int policy = words.indexOf("--maxmemory-policy");
        // The policies that begin with 'volatile' leave keys that do not expire.
        boolean evicts = policy >= 0
                && policy + 1 < words.size()
                && words.get(policy + 1).startsWith("allkeys-");
        int save = words.indexOf("--save");
        return KnownImages.isCache(service.get("image").peek())
                && (evicts || service.segment().toLowerCase(Locale.ROOT).contains("cache"))
                && Collections.indexOfSubList(words, APPENDS) < 0
                // What it saves may be set there.
                && words.stream().noneMatch(word -> word.endsWith(".conf"))
                && (save < 0 || save + 1 == words.size() || words.get(save + 1).isEmpty());
    }

    /** Whether the command of a Redis turns off that it writes to its data folder. */
    private static boolean keepsNothing(Attribute service) {
        List<String> words = words(service);
        return Collections.indexOfSubList(words, List.of("--save", "")) >= 0
                && Collections.indexOfSubList(words, APPENDS) < 0;
    }

    /** Returns the words of the command, and those of a shell's script in it. */
    private static List<String> words(Attribute service) {
        return service.get("command").strings().stream()
                .flatMap(word -> word.indexOf(' ') < 0 ? Stream.of(word) : Stream.of(word.split("[\\s;&|]+")))
                .map(word -> word.replaceAll("[\"']", ""))
                .toList();
    }
}
