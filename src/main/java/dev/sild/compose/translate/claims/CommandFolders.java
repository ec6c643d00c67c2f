package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders that a server keeps its data in because its command says so ({@code minio server /files}) or, without
 * that, a variable ({@code KAFKA_LOG_DIRS}).
 */
public final class CommandFolders {
    /** Before a word of the command, after which any argument names a folder. */
    private static final String AFTER = "*";

    /** Before the name of a variable whose value names folders, with commas between them. */
    private static final String VARIABLE = "$";

    /** After the name of a variable that only implies the folder that follows. */
    private static final String IMPLIES = ":";

    private CommandFolders() {}

    /**
     * Returns the absolute folders that a service's command or variables name for its data; a pattern of several, as in
     * {@code /data{1...4}}, gives none. Empty where it names nothing, so that the image's own folders count.
     */
    public static Optional<List<String>> of(Attribute service, Optional<ImageFacts> image) {
        List<String> options = image.map(ImageFacts::dataOptions).orElse(List.of());
        if (options.isEmpty()) {
            return Optional.empty();
        }
        String after = options.get(0).startsWith(AFTER) ? options.get(0).substring(AFTER.length()) : "";
        List<String> folders = new ArrayList<>();
        boolean named = false;
        boolean started = false;
        String before = "";
        for (String word : words(service, image.get())) {
            // The value of an option is not an argument.
            boolean argument = started && (!before.startsWith("-") || before.indexOf('=') > 0);
            String stored = underEngine(word);
            // What an engine stores under a path is no value of an option.
            String value = after.isEmpty()
                    ? ofOption(word, before, options)
                    : argument || started && !stored.equals(word) ? stored : "";
            started |= word.equals(after);
            before = word;
            if (value.startsWith("/")) {
                named = true;
                if (value.indexOf('{') < 0) {
                    folders.add(ContainerPaths.absolute("/", value));
                }
            }
        }
        List<String> found = named ? folders : ofVariables(service, image.get(), options);
        return named || !found.isEmpty() ? Optional.of(found) : Optional.empty();
    }

    private static List<String> ofVariables(Attribute service, ImageFacts image, List<String> options) {
        List<String> named = options.stream()
                .filter(option -> option.startsWith(VARIABLE) && !option.contains(IMPLIES))
                .map(option -> variable(option.substring(VARIABLE.length()), service, image))
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .map(CommandFolders::underEngine)
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> ContainerPaths.absolute("/", folder))
                .distinct()
                .toList();
        return named.isEmpty() ? implied(service, options) : named;
    }

    /** Returns what the service sets a variable to, or else its image. */
    private static String variable(String name, Attribute service, ImageFacts image) {
        Attribute own = service.get("environment").get(name);
        return own.present() ? own.peek() : image.env().getOrDefault(name, "");
    }

    /** Returns the absolute path in {@code rocksdb:/data} and {@code file:///data}; anything else as it is. */
    private static String underEngine(String value) {
        int colon = value.indexOf(':');
        boolean named = colon > 0 && value.substring(0, colon).chars().allMatch(Character::isLetterOrDigit);
        String path = named ? value.substring(colon + 1) : "";
        String local = path.startsWith("///") ? path.substring(2) : path;
        return local.startsWith("/") && !local.startsWith("//") ? local : value;
    }

    private static List<String> implied(Attribute service, List<String> options) {
        return options.stream()
                .filter(option -> option.startsWith(VARIABLE) && option.contains(IMPLIES))
                .filter(option -> service.get("environment")
                        .get(option.substring(VARIABLE.length(), option.indexOf(IMPLIES)))
                        .present())
                .map(option -> option.substring(option.indexOf(IMPLIES) + 1))
                .distinct()
                .toList();
    }

    /** Returns the words that a service's container starts with. */
    static List<String> words(Attribute service, ImageFacts image) {
        List<String> words = new ArrayList<>();
        service.get("entrypoint").below().forEach(word -> words.add(word.peek()));
        Attribute command = service.get("command");
        if (command.present()) {
            command.below().forEach(word -> words.add(word.peek()));
        } else if (words.isEmpty()) {
            words.addAll(image.command());
        }
        // A shell's script is one word.
        return words.stream().flatMap(word -> Stream.of(word.split("\\s+"))).toList();
    }

    private static String ofOption(String word, String before, List<String> options) {
        int equals = word.indexOf('=');
        if (equals > 0 && options.contains(word.substring(0, equals))) {
            return word.substring(equals + 1);
        }
        return options.contains(before) ? word : "";
    }
}
