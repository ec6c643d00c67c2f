package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The data folder of a Redis or Valkey whose command or settings turn on that it saves what it holds. Without such a
 * setting many are caches, although the image saves, too.
 */
public final class SavingRedis {
    private static final Pattern SERVER = Pattern.compile("(?:.{0,500}/)?(?:redis|valkey|keydb)-server");

    private static final String OPTION = "--";

    private boolean appends;
    private boolean saves;
    private String folder = "";

    private SavingRedis() {}

    /**
     * Returns the absolute folder; empty for what is no Redis, or does not say that it saves.
     *
     * @param texts returns the settings at a path of the container, as far as the project has them
     */
    public static Optional<String> folder(
            Attribute service, Optional<ImageFacts> image, Function<String, Optional<String>> texts) {
        List<String> words = words(service, image);
        int server = 0;
        while (server < words.size() && !SERVER.matcher(words.get(server)).matches()) {
            server++;
        }
        boolean started = server < words.size();
        boolean options = !words.isEmpty() && words.get(0).startsWith(OPTION);
        if (!started && !(options && KnownImages.isCache(service.get("image").peek()))) {
            return Optional.empty();
        }
        SavingRedis redis = new SavingRedis();
        redis.read(words.subList(started ? server + 1 : 0, words.size()), texts);
        return redis.appends || redis.saves ? redis.place(service, image) : Optional.empty();
    }

    private void read(List<String> arguments, Function<String, Optional<String>> texts) {
        if (!arguments.isEmpty() && !arguments.get(0).startsWith("-")) {
            texts.apply(arguments.get(0)).ifPresent(this::readFile);
        }
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (arguments.get(i).startsWith(OPTION)) {
                set(arguments.get(i).substring(OPTION.length()), arguments.get(i + 1));
            }
        }
    }

    private void readFile(String text) {
        text.lines().map(String::strip).filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = 0;
            while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                end++;
            }
            set(line.substring(0, end), unquoted(line.substring(end).strip()));
        });
    }

    private void set(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "appendonly" -> appends = value.equals("yes");
            // An empty one takes back those before it.
            case "save" -> saves = !value.isEmpty();
            case "dir" -> folder = value;
            default -> {}
        }
    }

    private Optional<String> place(Attribute service, Optional<ImageFacts> image) {
        if (folder.startsWith("/")) {
            return Optional.of(ContainerPaths.absolute("/", folder));
        }
        String stated = service.get("working_dir").peek();
        List<String> data = image.map(ImageFacts::dataFolders).orElse(List.of());
        String start = !stated.isEmpty()
                ? stated
                : !data.isEmpty()
                        ? data.get(0)
                        : image.map(ImageFacts::workingDir).orElse("");
        return start.isEmpty() ? Optional.empty() : Optional.of(ContainerPaths.absolute(start, folder));
    }

    /** Returns the words that its container starts with, and those of a shell's script among them. */
    private static List<String> words(Attribute service, Optional<ImageFacts> image) {
        List<String> words = new ArrayList<>();
        Attribute command = service.get("command");
        service.get("entrypoint").below().forEach(word -> words.add(word.peek()));
        if (command.present()) {
            command.below().forEach(word -> words.add(word.peek()));
        } else if (words.isEmpty()) {
            image.ifPresent(facts -> {
                words.addAll(facts.entrypoint());
                words.addAll(facts.command());
            });
        }
        return words.stream()
                .flatMap(word -> SERVER.matcher(word).matches() || word.indexOf(' ') < 0
                        ? Stream.of(word)
                        : Stream.of(word.split("[\\s;&|]+")))
                .map(SavingRedis::unquoted)
                .toList();
    }

    private static String unquoted(String word) {
        return word.replace("\"", "").replace("'", "");
    }
}
