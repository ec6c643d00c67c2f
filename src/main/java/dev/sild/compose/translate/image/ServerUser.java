package dev.sild.compose.translate.image;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.model.Lookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The user that a server runs as, where that is not root: files that a Dockerfile copies belong to root unless it names
 * another owner.
 */
public final class ServerUser {
    private static final String WORD = "[\"']?([\\w.${}()%:@-]{1,80})[\"']?";

    /** {@code exec gosu app "$@"}, {@code su - app -c …}, {@code sudo -E -u app}. */
    private static final Pattern DROP = Pattern.compile(
            "(?<![\\w/.-])(?:(?:/\\w{1,20}){0,4}/)?(?:(?:gosu|su-exec|s6-setuidgid|chpst[ \\t]+-u)[ \\t]+|setpriv[ \\t]+(?:\\S{1,80}[ \\t]+){0,4}--reuid[= ]"
                    + "|(?:sudo|runuser)[ \\t]+(?:-\\w{1,20}[ \\t]+){0,4}-u[ \\t]+|su[ \\t]+(?:-[ \\t]+|-l[ \\t]+)?)"
                    + WORD);

    /** {@code usermod -u $WWWUSER sail}. */
    private static final Pattern NUMBER =
            Pattern.compile("\\busermod[ \\t]+(?:-o[ \\t]+)?(?:-u|--uid)[= ][ \\t]*" + WORD + "[ \\t]+" + WORD);

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{(\\w{1,60})(?::?-([\\w.-]{0,60}))?\\}|\\$(\\w{1,60})|%\\(ENV_(\\w{1,60})\\)s");

    private static final Pattern USER = Pattern.compile("[\\w.][\\w.-]{0,31}(?::[\\w.][\\w.-]{0,31})?");
    private static final Pattern ROOT = Pattern.compile("(?:root|0)(?::.*)?");
    private static final Pattern CONFIGURATION =
            Pattern.compile("supervisord\\b.{0,60}?\\s(?:-c|--configuration)[= ]\\s*(/\\S{1,200})");
    private static final Pattern OF_SUPERVISOR = Pattern.compile("/etc/supervisor.*\\.(?:conf|ini)");
    private static final Pattern OF_PROGRAM = Pattern.compile("(?m)^[ \\t]*user[ \\t]*=[ \\t]*([^\\s;]{1,80})");
    /** Servers of PHP, which serve requests as another user than the one that starts them. */
    private static final Pattern OF_PHP = Pattern.compile("\\b(?:php(?:-?[\\d.]+)?-?fpm|apache2|httpd)");

    private static final String OF_WEB = "www-data";
    private static final int MOST_FILES = 10;

    private final Attribute service;
    private final Optional<ImageFacts> image;
    private final FileBundles files;
    private final Map<String, String> variables;

    private ServerUser(Attribute service, Optional<ImageFacts> image, FileBundles files) {
        this.service = service;
        this.image = image;
        this.files = files;
        variables = new HashMap<>(image.map(ImageFacts::env).orElse(Map.of()));
        service.get("environment").entries().forEach((name, value) -> variables.put(name, value.peek()));
    }

    /**
     * Returns a user as {@code COPY --chown} takes one; empty where it is root or not known.
     *
     * @param writes whether the program writes beside its code: a server that starts as root needs no files of its own
     *     otherwise
     */
    public static Optional<String> of(
            Attribute service, Optional<ImageFacts> image, FileBundles files, boolean writes) {
        return new ServerUser(service, image, files).find(writes);
    }

    private Optional<String> find(boolean writes) {
        Optional<String> stated = user(service.get("user").peek());
        if (stated.isPresent()) {
            return stated;
        }
        Optional<String> ofImage =
                service.get("user").present() ? Optional.empty() : image.flatMap(ServerUser::ofImage);
        if (ofImage.isPresent()) {
            return ofImage;
        }
        List<String> texts = texts();
        Optional<String> dropped = Stream.concat(ofSupervisor(texts), all(DROP, texts))
                .flatMap(word -> user(word).stream())
                .findFirst();
        if (dropped.isPresent()) {
            return Optional.of(renumbered(dropped.get(), texts));
        }
        boolean ofPhp = texts.isEmpty()
                || texts.stream().anyMatch(text -> OF_PHP.matcher(text).find());
        return image.filter(facts ->
                        writes && ofPhp && facts.startsAsRoot() && facts.users().containsKey(OF_WEB))
                .filter(facts ->
                        facts.uid().equals(Optional.of(Lookup.required(facts.users(), OF_WEB))) || !texts.isEmpty())
                .map(facts -> OF_WEB);
    }

    /** Returns the user of the Dockerfile, or of the image itself, by name where that is known. */
    static Optional<String> ofImage(ImageFacts facts) {
        if (!facts.userName().isEmpty()) {
            return named(facts.userName());
        }
        return facts.runsAsNonRoot()
                ? facts.uid()
                        .map(uid -> facts.users().entrySet().stream()
                                .filter(user -> user.getValue().equals(uid))
                                .map(Map.Entry::getKey)
                                .sorted()
                                .findFirst()
                                .orElse(uid + facts.gid().map(gid -> ":" + gid).orElse("")))
                : Optional.empty();
    }

    /** Returns the words of the process, the scripts that it runs, and the settings of a supervisor among them. */
    private List<String> texts() {
        List<String> words = new ArrayList<>();
        Attribute entrypoint = service.get("entrypoint");
        Attribute command = service.get("command");
        entrypoint.below().forEach(word -> words.add(word.peek()));
        if (words.isEmpty()) {
            image.ifPresent(facts -> words.addAll(facts.entrypoint()));
        }
        command.below().forEach(word -> words.add(word.peek()));
        if (!command.present() && entrypoint.below().isEmpty()) {
            image.ifPresent(facts -> words.addAll(facts.command()));
        }
        return new ArrayList<>(ProcessFiles.scripts(words, service, image, files));
    }

    /** Returns the users of the programs that a supervisor starts, and adds its settings to the texts. */
    private Stream<String> ofSupervisor(List<String> texts) {
        if (texts.stream().noneMatch(text -> text.contains("supervisord"))) {
            return Stream.of();
        }
        Set<String> paths = new LinkedHashSet<>(all(CONFIGURATION, texts).toList());
        image.ifPresent(facts -> facts.copies().all().stream()
                .map(copy -> copy.destination())
                .filter(path -> OF_SUPERVISOR.matcher(path).matches())
                .forEach(paths::add));
        List<String> settings = paths.stream()
                .limit(MOST_FILES)
                .flatMap(path -> ProcessFiles.texts(path, service, image, files).limit(1))
                .toList();
        texts.addAll(settings);
        return settings.stream()
                .flatMap(text -> Stream.of(text.split("(?m)^(?=[ \\t]*\\[)")))
                .filter(section -> section.strip().startsWith("[program:"))
                .flatMap(section -> all(OF_PROGRAM, List.of(section)));
    }

    private static Stream<String> all(Pattern pattern, List<String> texts) {
        return texts.stream().flatMap(text -> pattern.matcher(text).results()).map(found -> found.group(1));
    }

    /** Returns the number that a script gives a user at each start, where it does. */
    private String renumbered(String user, List<String> texts) {
        return texts.stream()
                .flatMap(text -> NUMBER.matcher(text).results())
                .filter(found -> value(found.group(2)).equals(user))
                .flatMap(found -> user(found.group(1)).stream())
                .findFirst()
                .orElse(user);
    }

    private Optional<String> user(String word) {
        return named(value(word));
    }

    private static Optional<String> named(String user) {
        return Optional.of(user)
                .filter(name ->
                        USER.matcher(name).matches() && !ROOT.matcher(name).matches());
    }

    /** Returns what a word stands for; empty where a variable is not known. */
    private String value(String word) {
        Matcher variable = VARIABLE.matcher(word);
        StringBuilder value = new StringBuilder();
        while (variable.find()) {
            String name = Stream.of(1, 3, 4)
                    .map(variable::group)
                    .filter(group -> group != null)
                    .findFirst()
                    .orElseThrow();
            String known = variables.getOrDefault(name, "");
            String other = variable.group(2) == null ? "" : variable.group(2);
            if (known.isEmpty() && other.isEmpty()) {
                return "";
            }
            variable.appendReplacement(value, Matcher.quoteReplacement(known.isEmpty() ? other : known));
        }
        return variable.appendTail(value).toString();
    }
}
