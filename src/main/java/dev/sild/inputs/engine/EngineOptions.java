package dev.sild.inputs.engine;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options of a command of docker or podman, by the table {@code options.txt}, which says how a line is written. */
final class EngineOptions {
    private static final Map<String, Option> RUN = read();
    /** What documents write for options that the reader has to know. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\[[^]]{0,40}]|\\.{3,9}|…|"
            + "\\$\\{(?:[A-Za-z0-9]++_)*(?i:opts?|options?|args?|flags?|params?)(?:_[A-Za-z0-9]++)*+(?::-)?}");
    /** A command whose output is words of the command line. */
    private static final Pattern OUTPUT =
            Pattern.compile("(?:\\$\\$\\(|`)(?!(?:docker|podman) (?:image|build|load)).*", Pattern.DOTALL);

    private EngineOptions() {}

    /** How an option takes its value. */
    enum Kind {
        FLAG,
        TEXT,
        LIST,
        MAP
    }

    /**
     * An option.
     *
     * @param names its names, short ones first
     * @param unit what is put behind its value; empty for nothing
     * @param attribute the attribute of a service that it becomes; empty for none
     * @param reason why it becomes none; empty where it becomes one
     * @param needless whether it becomes none since it needs none
     */
    record Option(List<String> names, Kind kind, String unit, String attribute, String reason, boolean needless) {}

    /** An option that a command line has; a flag's value is {@code true} or {@code false}. */
    record Given(Option option, String name, Argument value) {}

    /**
     * A command line.
     *
     * @param given its options, in order
     * @param rest what is not an option: the image and its command
     * @param unknown the options that no engine knows
     */
    record Line(List<Given> given, List<Argument> rest, List<Unknown> unknown) {
        /** Returns the options that become an attribute, in order. */
        List<Given> of(String attribute) {
            return given.stream()
                    .filter(option -> option.option().attribute().equals(attribute))
                    .toList();
        }

        /** Reports the options that no engine knows, and those that are not carried. */
        Line reported(Remarks remarks) {
            for (Given option : given) {
                String reason = option.option().reason();
                if (!reason.isEmpty()
                        && !option.option().needless()
                        && !option.value().text().equals("false")) {
                    remarks.notCarried(option.value().position(), option.name(), reason);
                }
            }
            for (Unknown option : unknown) {
                remarks.unread(
                        option.name().position(),
                        "unknown option '" + option.name().text() + "'",
                        option.near().isEmpty() ? "remove it" : "did you mean '" + option.near() + "'?");
            }
            return this;
        }
    }

    /**
     * An option that no engine knows.
     *
     * @param near the option that it may mean; empty for none
     */
    record Unknown(Argument name, String near) {}

    /** Returns all options of {@code run}, by name. */
    static Map<String, Option> ofRun() {
        return RUN;
    }

    static Line read(List<Argument> words, Map<String, Option> table) {
        return read(words, table, new Suggestions());
    }

    /** Reads the words of a command whose options may stand behind its other words. */
    static Line readMixed(List<Argument> words, Map<String, Option> table, Suggestions suggestions) {
        List<Given> given = new ArrayList<>();
        List<Unknown> unknown = new ArrayList<>();
        List<Argument> rest = new ArrayList<>();
        List<Argument> left = words;
        while (!left.isEmpty()) {
            Line line = read(left, table, suggestions);
            given.addAll(line.given());
            unknown.addAll(line.unknown());
            if (!line.rest().isEmpty()) {
                rest.add(line.rest().get(0));
            }
            left = line.rest().isEmpty()
                    ? List.of()
                    : line.rest().subList(1, line.rest().size());
        }
        return new Line(given, rest, unknown);
    }

    /** Reads the words behind {@code run}. The first that is neither an option nor a value is the image. */
    static Line read(List<Argument> words, Map<String, Option> table, Suggestions suggestions) {
        List<Given> given = new ArrayList<>();
        List<Unknown> unknown = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Argument word = words.get(at);
            String text = word.text();
            if (text.equals("--")) {
                at++;
                break;
            }
            boolean options = OUTPUT.matcher(text).matches()
                    && at + 1 < words.size()
                    && ImageName.likeness(words.get(at + 1).text()) > 0;
            if (options || PLACEHOLDER.matcher(text).matches()) {
                unknown.add(new Unknown(word, ""));
                at++;
                continue;
            }
            if (!text.startsWith("-") || text.equals("-")) {
                break;
            }
            at++;
            int equals = text.indexOf('=');
            if (text.startsWith("--")) {
                String name = equals < 0 ? text : text.substring(0, equals);
                Option option = table.get(name);
                if (option == null) {
                    String near = suggestions.of(name, table.keySet());
                    unknown.add(new Unknown(word.with(name), near));
                    at += equals < 0 && takesValue(words, at, table.get(near), table) ? 1 : 0;
                } else if (equals >= 0) {
                    given.add(new Given(option, name, word.with(text.substring(equals + 1))));
                } else if (option.kind() == Kind.FLAG) {
                    given.add(new Given(option, name, word.with("true")));
                } else if (at < words.size()) {
                    given.add(new Given(option, name, words.get(at++)));
                }
                continue;
            }
            at = shorts(words, at, word, table, given, unknown);
        }
        return new Line(given, words.subList(Math.min(at, words.size()), words.size()), unknown);
    }

    /**
     * Whether the word behind an unknown option is its value: for a misspelt option where the right one has one,
     * otherwise where what follows looks more like an image.
     */
    private static boolean takesValue(List<Argument> words, int at, @Nullable Option meant, Map<String, Option> table) {
        if (at >= words.size() || words.get(at).text().startsWith("-")) {
            return false;
        }
        if (meant != null) {
            return meant.kind() != Kind.FLAG;
        }
        if (ImageName.likeness(words.get(at).text()) == 0) {
            return at + 1 < words.size();
        }
        int next = at + 1;
        for (int steps = 0; steps < 50 && next < words.size(); steps++) {
            String text = words.get(next).text();
            if (!text.startsWith("-")) {
                break;
            }
            Option option =
                    table.get(text.startsWith("--") || text.length() < 2 ? text : "-" + text.charAt(text.length() - 1));
            next += option != null && option.kind() != Kind.FLAG ? 2 : 1;
        }
        return next < words.size()
                && ImageName.likeness(words.get(next).text())
                        > ImageName.likeness(words.get(at).text());
    }

    /** Reads short options that stand together, as in {@code -itd} and {@code -p80:80}. */
    private static int shorts(
            List<Argument> words,
            int next,
            Argument word,
            Map<String, Option> table,
            List<Given> given,
            List<Unknown> unknown) {
        String letters = word.text().substring(1);
        for (int i = 0; i < letters.length(); i++) {
            String name = "-" + letters.charAt(i);
            Option option = table.get(name);
            if (option == null) {
                unknown.add(new Unknown(word.with(name), ""));
                return next;
            }
            String rest = letters.substring(i + 1);
            if (option.kind() == Kind.FLAG) {
                boolean explicit = rest.startsWith("=");
                given.add(new Given(option, name, word.with(explicit ? rest.substring(1) : "true")));
                if (explicit) {
                    return next;
                }
            } else if (!rest.isEmpty()) {
                given.add(new Given(option, name, word.with(rest.startsWith("=") ? rest.substring(1) : rest)));
                return next;
            } else {
                if (next < words.size()) {
                    given.add(new Given(option, name, words.get(next)));
                }
                return next + 1;
            }
        }
        return next;
    }

    private static Map<String, Option> read() {
        Map<String, Option> options = new LinkedHashMap<>();
        text("options.txt").lines().forEach(line -> addLine(line, options));
        return Map.copyOf(options);
    }

    /** Adds the option that a line of a table describes, under each of its names. */
    static void addLine(String line, Map<String, Option> options) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String[] columns = line.split(" \\| ", 3);
        List<String> names = List.of(columns[0].split(" "));
        String[] kind = columns[1].split(":");
        String target = columns[2];
        boolean needless = target.startsWith("+");
        boolean none = needless || target.startsWith("- ");
        Option option = new Option(
                names,
                kind[0].equals("unit") ? Kind.TEXT : Kind.valueOf(kind[0].toUpperCase(Locale.ROOT)),
                kind.length > 1 ? kind[1] : "",
                none ? "" : target,
                none ? target.substring(1).strip() : "",
                needless);
        names.forEach(name -> options.put(name, option));
    }

    /** Returns the text of a table. */
    static String text(String name) {
        try (InputStream table = EngineOptions.class.getResourceAsStream(name)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
