package dev.sild.compose.translate.relations;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.images.KnownImages;
import dev.sild.model.Files;
import dev.sild.model.Lookup;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of services that Kubernetes forbids and that nothing but the compose file has, or nothing at all, where Sild
 * changes them itself: these are notes, as there is nothing left for the user to change.
 */
public final class RewrittenNames {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");

    private RewrittenNames() {}

    /**
     * Turns the warnings about such names into notes.
     *
     * @param files what travels with the application, and what Dockerfiles copy into images
     * @param reader reads build contexts, which are below {@code folder}
     */
    public static void report(
            ServiceNames names,
            Map<String, Attribute> services,
            List<Files> files,
            BindFiles reader,
            Path folder,
            Ledger ledger) {
        Map<String, String> rest = new LinkedHashMap<>();
        services.keySet().stream()
                .filter(service -> names.changed().all().containsKey(service)
                        && WORD.matcher(service).matches())
                .forEach(service -> rest.put(service.toLowerCase(Locale.ROOT), service));
        removeWhatOthersMayHave(rest, services);
        if (rest.isEmpty()) {
            return;
        }
        for (Files bundle : files) {
            bundle.entries()
                    .forEach(entry -> HostWords.of(
                            entry.path(), new String(entry.content(), StandardCharsets.ISO_8859_1), rest::remove));
        }
        Set<Path> contexts = new LinkedHashSet<>();
        for (Attribute service : services.values()) {
            if (service.get("build").present() && isSeen(service)) {
                contexts.add(folder.resolve(service.get("build").get("context").peek())
                        .normalize());
            }
        }
        boolean read = contexts.stream()
                .allMatch(context ->
                        reader.allTexts(context, (file, text) -> HostWords.of(file.toString(), text, rest::remove)));
        if (read) {
            rest.values()
                    .forEach(service -> ledger.replace(
                            Code.NAME_CHANGED,
                            Lookup.required(services, service).origin(),
                            Code.HOST_REPLACED,
                            "'" + service + "' is not a valid name in Kubernetes; it is changed to '"
                                    + names.component(service) + "', also where the compose file has it as a host"));
        }
    }

    /**
     * Removes the names that an image may have which nobody here sees: one that the compose file has as a word, that
     * such an image depends on, or of a server that is there for clients. Where no word leads to that one, a program
     * has its name.
     */
    private static void removeWhatOthersMayHave(Map<String, String> rest, Map<String, Attribute> services) {
        List<Attribute> unseen =
                services.values().stream().filter(service -> !isSeen(service)).toList();
        if (unseen.isEmpty()) {
            return;
        }
        rest.values()
                .removeIf(service -> KnownImages.mainPort(
                                Lookup.required(services, service).get("image").peek())
                        .isPresent());
        for (Attribute service : unseen) {
            service.get("depends_on").below().forEach(other -> {
                rest.remove(other.segment().toLowerCase(Locale.ROOT));
                rest.remove(other.peek().toLowerCase(Locale.ROOT));
            });
        }
        for (Attribute service : services.values()) {
            service.below().stream()
                    .filter(attribute -> !UsedNames.NO_HOSTS.contains(attribute.segment()))
                    .forEach(attribute -> removeWords(attribute, rest));
        }
    }

    private static void removeWords(Attribute attribute, Map<String, String> rest) {
        HostWords.of("", attribute.peek(), rest::remove);
        attribute.below().forEach(below -> removeWords(below, rest));
    }

    /** Whether no image but those that are built here may have the names: a well-known one has none of the project. */
    private static boolean isSeen(Attribute service) {
        return service.get("build").present()
                ? !service.get("build").get("context").peek().contains("://")
                        && !service.get("build").get("context").peek().startsWith("git@")
                : KnownImages.find(service.get("image").peek()).isPresent();
    }
}
