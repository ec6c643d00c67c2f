package dev.sild.compose.translate.code;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.ProgramWrites.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Settings of Spring Boot, as far as they name folders that the application's own code writes to. */
public final class SpringSettings {
    private static final Pattern FILE = Pattern.compile("(?:.*/)?application[\\w-]*\\.(?:ya?ml|properties)");
    private static final Pattern LINE = Pattern.compile("(?s)(\\s*+)([\\w.-]{1,100}+)\\s*+[:=]\\s*+(.*+)");
    private static final Pattern OF_FRAMEWORK =
            Pattern.compile("(?i)(?:spring|server|logging|management|springdoc)\\..*");
    private static final Pattern WORDS = Pattern.compile("[._-]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final Set<String> OF_USERS = Set.of("""
            upload uploads uploaded avatar avatars attachment attachments media storage file files""".split(" "));
    private static final Set<String> PLACES = Set.of("path", "dir", "directory", "folder", "root", "location");

    /** What may stand beside the place where words around it say what it is for. */
    private static final Set<String> PLAIN = Set.of("""
            base local default home save store data image images photo photos picture pictures document documents \
            video videos""".split(" "));

    /** What says that a path is none of a folder that is written to. */
    private static final Set<String> OTHER = Set.of("""
            url uri context endpoint api http request handler pattern template templates log logs tmp temp cache \
            config bin command key cert""".split(" "));

    private static final Pattern OF_SYSTEM = Pattern.compile("/(?:usr|s?bin|lib\\d*|etc|boot|sys|proc|dev)(?:/.*)?");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w.-]{1,100})(?::([^${}]{0,200}))?\\}");
    private static final Pattern PATH = Pattern.compile("(?:\\.{1,2}/|/)?+[\\w-]++(?:/[\\w-]++)*+/?+");
    private static final String DATASOURCE = "spring.datasource.url";
    /** What takes the place of the setting. */
    private static final String VARIABLE = "SPRING_DATASOURCE_URL";

    /** The variable with the names of active profiles. */
    public static final String PROFILES = "SPRING_PROFILES_ACTIVE";

    private static final Pattern NAME = Pattern.compile("[\\w-]{1,100}");

    /** Profiles of developers and tests run on their machines. */
    private static final Pattern OF_MACHINES =
            Pattern.compile("(?:.*/)?application-(?:dev|local|test|it|ci)[\\w-]*\\..*");

    /** {@code application-prod.yml}. */
    private static final Pattern OF_PROFILE = Pattern.compile("(?i)(?:application|bootstrap)-([\\w-]{1,100})\\..*");

    /** Settings with which more profiles are active than a variable says. */
    private static final Pattern MORE_PROFILES =
            Pattern.compile("\\bprofiles\\b[\\s\\S]{0,200}?\\b(?:include|group)\\b");

    private static final int MOST_REFERENCES = 5;
    private static final int MOST_FILES = 10;
    private static final int LONGEST_LINE = 1_000;
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST = 64 << 10;

    private SpringSettings() {}

    private static List<String> names(String profiles) {
        return Stream.of(profiles.split(","))
                .map(String::strip)
                .filter(name -> NAME.matcher(name).matches())
                .toList();
    }

    /** Whether settings make further profiles active, or say which are where no variable does. */
    public static boolean nameProfiles(String text, String profiles) {
        return MORE_PROFILES.matcher(text).find()
                || names(profiles).isEmpty() && settings(text).containsKey("spring.profiles.active");
    }

    /**
     * Whether a file of settings counts: it is of no profile or of an active one; where these are not known, of one
     * that is not for the machines of developers.
     *
     * @param fileName its name without folders
     * @param profiles the active ones, as in {@link #PROFILES}; empty if they are not known
     */
    public static boolean isActive(String fileName, String profiles) {
        Matcher profile = OF_PROFILE.matcher(fileName);
        List<String> active = names(profiles);
        return !profile.matches()
                || (active.isEmpty() ? !OF_MACHINES.matcher(fileName).matches() : active.contains(profile.group(1)));
    }

    /**
     * Returns the folders that the settings of an application name in its build context.
     *
     * @param project the folder with its {@code src}
     */
    public static List<Place> of(Path project, BindFiles reader) {
        return texts(project, reader, file -> true)
                .flatMap(text -> folders(text).stream())
                .toList();
    }

    /**
     * Returns the databases in files that the settings of an application in its build context name. Settings of an
     * active profile take the place of those without one.
     *
     * @param project the folder with its {@code src}
     * @param profiles the active ones, as in {@link #PROFILES}; empty if they are not known
     */
    public static List<Place> databasesOf(Path project, BindFiles reader, String profiles) {
        List<String> active = names(profiles);
        if (active.isEmpty()) {
            return databases(
                    texts(project, reader, file -> !OF_MACHINES.matcher(file).matches()));
        }
        for (int i = active.size() - 1; i >= 0; i--) {
            String start = "application-" + active.get(i) + ".";
            List<String> texts =
                    texts(project, reader, file -> file.startsWith(start)).toList();
            if (texts.stream().anyMatch(text -> settings(text).containsKey(DATASOURCE))) {
                return databases(texts.stream());
            }
        }
        return databases(texts(project, reader, file -> file.startsWith("application.")));
    }

    private static List<Place> databases(Stream<String> texts) {
        return texts.flatMap(text -> databases("", text).stream()).toList();
    }

    private static Stream<String> texts(Path project, BindFiles reader, Predicate<String> chosen) {
        Path resources = project.resolve("src/main/resources");
        return reader.names(resources).orElse(List.of()).stream()
                .filter(SpringSettings::isOne)
                .filter(chosen)
                .sorted()
                .limit(MOST_FILES)
                .flatMap(name -> reader.peek(resources.resolve(name), LONGEST).stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Returns the files of databases, by the order of the lines; one in memory has none. */
    static List<Place> databases(String file, String text) {
        Map<String, String> settings =
                text.length() > LONGEST || OF_MACHINES.matcher(file).matches() ? Map.of() : settings(text);
        List<Place> databases = new ArrayList<>();
        settings.forEach((key, value) -> {
            if (key.equals(DATASOURCE)) {
                resolved(value, settings)
                        .flatMap(url -> H2Files.of(url.path())
                                .map(path ->
                                        new Place(path, false, url.variable().isEmpty() ? VARIABLE : url.variable())))
                        .ifPresent(databases::add);
            }
        });
        return databases;
    }

    /** Whether a file, by its path in a tree, has settings of an application. */
    public static boolean isOne(String file) {
        return FILE.matcher(file).matches() && !file.contains("src/test/");
    }

    /** Returns the folders, by the order of the lines. */
    static List<Place> folders(String text) {
        Map<String, String> settings = text.length() > LONGEST ? Map.of() : settings(text);
        List<Place> folders = new ArrayList<>();
        settings.forEach((key, value) -> {
            if (isWritten(key)) {
                place(value, settings).ifPresent(folders::add);
            }
        });
        return folders;
    }

    /** Whether a setting is called as one with a folder for what users send. */
    private static boolean isWritten(String key) {
        List<String> words = words(key);
        List<String> last = words(key.substring(key.lastIndexOf('.') + 1));
        return !OF_FRAMEWORK.matcher(key).matches()
                && PLACES.contains(last.get(last.size() - 1))
                && words.stream().noneMatch(OTHER::contains)
                && words.stream().anyMatch(OF_USERS::contains)
                && (last.stream().anyMatch(OF_USERS::contains)
                        || last.stream().allMatch(word -> PLACES.contains(word) || PLAIN.contains(word)));
    }

    private static List<String> words(String key) {
        return WORDS.splitAsStream(key)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Optional<Place> place(String written, Map<String, String> settings) {
        return resolved(written, settings)
                .map(value -> new Place(value.path().replaceFirst("^file:(?://)?", ""), false, value.variable()))
                .filter(value -> PATH.matcher(value.path()).matches()
                        && !OF_SYSTEM.matcher(value.path()).matches());
    }

    /** Returns a value with the values of its references in it, and the variable that replaces it. */
    private static Optional<Place> resolved(String written, Map<String, String> settings) {
        String value = written;
        String variable = "";
        for (int i = 0; i < MOST_REFERENCES; i++) {
            Matcher reference = REFERENCE.matcher(value);
            if (!reference.find()) {
                break;
            }
            String name = reference.group(1);
            String found = settings.getOrDefault(name, reference.group(2) == null ? "" : reference.group(2));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            variable = settings.containsKey(name) ? variable : name;
            value = value.substring(0, reference.start()) + found + value.substring(reference.end());
        }
        return Optional.of(new Place(value, false, variable));
    }

    /** Returns the settings by their keys with dots, whether they are properties or YAML of the usual form. */
    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        Deque<String> keys = new ArrayDeque<>();
        Deque<Integer> indents = new ArrayDeque<>();
        text.lines().forEach(line -> {
            Matcher setting = LINE.matcher(line);
            if (line.length() > LONGEST_LINE || line.strip().startsWith("#") || !setting.matches()) {
                return;
            }
            int indent = setting.group(1).length();
            while (!indents.isEmpty() && indents.peek() >= indent) {
                indents.pop();
                keys.pop();
            }
            String key = keys.isEmpty() ? setting.group(2) : keys.peek() + "." + setting.group(2);
            String value =
                    setting.group(3).replaceFirst("(?s)\\s#.*", "").strip().replaceAll("^[\"']|[\"']$", "");
            if (key.length() > LONGEST_KEY) {
                return;
            }
            if (value.isEmpty()) {
                indents.push(indent);
                keys.push(key);
            } else {
                settings.put(key, value);
            }
        });
        return settings;
    }
}
