package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import dev.sild.model.Origin;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The data folders of an image that is no database, and those of them in which people's work is. */
public final class ApplicationFolders {
    /** How the names of databases begin that a program keeps in its data folder itself. */
    private static final List<String> OWN_DATABASES = List.of("dev-", "h2", "sqlite");

    private ApplicationFolders() {}

    /** Returns the folders that a service is known to keep data in; none if it names a database of another service. */
    public static List<String> of(Attribute service, Optional<ImageFacts> image) {
        return isElsewhere(service, image) || keepsNothing(service)
                ? List.of()
                : CommandFolders.of(service, image)
                        .orElseGet(() -> image.map(ImageFacts::knownData).orElse(List.of()));
    }

    /**
     * Returns the folders in which people's work is, as in a database. Those that a Dockerfile brings something in are
     * not among them: a claim would hide what a later image brings.
     */
    public static List<String> withWork(Attribute service, Optional<ImageFacts> image) {
        List<String> folders = image.map(ImageFacts::workFolders).orElse(List.of());
        if (folders.isEmpty() || isElsewhere(service, image)) {
            return List.of();
        }
        boolean built = !image.get().origin(ImageFacts.Attribute.CONTENT).equals(Origin.NONE);
        return CommandFolders.of(service, image).orElse(folders).stream()
                .filter(folder -> !built || !image.get().mayHaveContent(folder))
                .toList();
    }

    /** Whether the service names a database elsewhere, which its own would have taken the place of. */
    private static boolean isElsewhere(Attribute service, Optional<ImageFacts> image) {
        List<String> words = service.get("command").strings();
        return image.map(ImageFacts::elsewhere).orElse(List.of()).stream().anyMatch(name -> {
            String value = service.get("environment").get(name).peek();
            return !value.isEmpty() && OWN_DATABASES.stream().noneMatch(value::startsWith)
                    || words.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "="));
        });
    }

    /**
     * Whether a service is nothing but a cache, by its name or since it evicts what it holds. Any other Redis may hold
     * sessions or the tasks of workers, and its image saves them by default.
     */
    public static boolean isCache(Attribute service) {
        List<String> words = service.get("command").strings();
        int policy = words.indexOf("--maxmemory-policy");
        boolean evicts = policy >= 0
                && policy + 1 < words.size()
                && !words.get(policy + 1).equals("noeviction");
        int save = words.indexOf("--save");
        return KnownImages.isCache(service.get("image").peek())
                && (evicts || service.segment().toLowerCase(Locale.ROOT).contains("cache"))
                && Collections.indexOfSubList(words, List.of("--appendonly", "yes")) < 0
                && (save < 0 || save + 1 == words.size() || words.get(save + 1).isEmpty());
    }

    /** Whether the command of a Redis turns off that it writes to its data folder. */
    private static boolean keepsNothing(Attribute service) {
        List<String> words = service.get("command").strings();
        return Collections.indexOfSubList(words, List.of("--save", "")) >= 0
                && Collections.indexOfSubList(words, List.of("--appendonly", "yes")) < 0;
    }
}
