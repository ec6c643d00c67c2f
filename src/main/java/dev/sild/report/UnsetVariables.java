package dev.sild.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Variables that are not set: setting them is one step, so that one line names them all. */
public final class UnsetVariables {
    private static final Pattern NAME = Pattern.compile("the variable (\\S+) is not set; .*");
    /** A variable that the file demands. */
    private static final Pattern REQUIRED = Pattern.compile("(?s)the variable (\\w+) is required(?::.*)?");

    private static final Pattern COPY = Pattern.compile("copy (\\S+) to (\\S+) and fill it in\\b.*");
    private static final Pattern FLAGS = Pattern.compile(".*'(--env-file [^']+)'.*");

    private static final String IN_ENVIRONMENT = "set it in the environment or in .env, or give it a default: ${";

    /** What stands for a value that its user knows, in the remedy. */
    private static final String UNKNOWN = "value";

    private static final Pattern DEFAULT = Pattern.compile(Pattern.quote(IN_ENVIRONMENT) + "\\w+:-(\\S+)\\}");

    /** A value that needs no quotes, and is no address with a password. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.-]{1,64}");

    /** The maximum number of names in a line. */
    static final int MAX_NAMES = 40;

    /**
     * A file that has a variable, and is not used for variables.
     *
     * @param file as {@code --env-file} names it
     * @param example whether it is to be copied and filled in
     * @param empty whether the file has no value for it
     * @param used the files that are used already, as {@code --env-file} names them; naming one turns them off
     * @param target the file that is to have the variable
     */
    public record Source(String file, boolean example, boolean empty, List<String> used, String target) {
        private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w./][\\w./-]*");

        /** Whether a command can name a file as it is. */
        public static boolean isNamed(String file) {
            return NEEDS_NO_QUOTES.matcher(file).matches();
        }

        private String remedy() {
            if (empty) {
                return used.isEmpty()
                        ? new Copy(file, target).words()
                        : "set it in " + target + "; " + file + " names it without a value";
            }
            String flags = Stream.concat(Stream.of(file), used.stream())
                    .map(each -> "--env-file " + each)
                    .collect(Collectors.joining(" "));
            return (example && used.isEmpty() ? new Copy(file, target).words() + ", or use '" : "use '") + flags
                    + "', which has it";
        }
    }

    /** An example that is to be copied to a file and filled in. */
    record Copy(String example, String target) {
        String words() {
            return "copy " + example + " to " + target + " and fill it in";
        }

        String command() {
            return "cp " + example + " " + target;
        }

        /** Whether the example has the variable that a finding is about. */
        boolean has(Finding finding) {
            Matcher copy = COPY.matcher(finding.remedy());
            return copy.matches() && copy.group(1).equals(example);
        }
    }

    private UnsetVariables() {}

    /** Returns the reason of a finding about one variable. */
    public static String reason(String name) {
        return "the variable " + name + " is not set; using an empty string";
    }

    /** Returns what to do about one variable. */
    public static String remedy(String name) {
        return remedy(name, UNKNOWN);
    }

    private static String remedy(String name, String value) {
        return IN_ENVIRONMENT + name + ":-" + value + "}";
    }

    /** Returns the name of the variable that a finding is about; empty for a finding about something else. */
    public static Optional<String> name(Finding finding) {
        Matcher name = NAME.matcher(finding.reason());
        return finding.code() == Code.VARIABLE_UNSET && name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Returns the reason of the error that a variable has no value which the file demands. */
    public static String required(String name, String message) {
        return "the variable " + name + " is required" + (message.isEmpty() ? "" : ": " + message);
    }

    /** Returns the name of the variable that an error demands; empty for a finding about something else. */
    public static Optional<String> demanded(Finding finding) {
        Matcher name = REQUIRED.matcher(finding.reason());
        return finding.code() == Code.INPUT_INVALID && name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Returns an error about a demanded variable with the file that has a value for it. */
    public static Finding demandedFrom(Source source, Finding finding) {
        return new Finding(finding.code(), finding.origin(), finding.reason(), source.remedy(), finding.command());
    }

    /** Returns a finding about a variable with the file that has a value for it. */
    public static Finding leadingTo(Source source, Finding finding) {
        String name = name(finding).orElseThrow();
        return new Finding(
                finding.code(),
                finding.origin(),
                finding.reason(),
                source.remedy(),
                finding.command().isEmpty()
                        ? ""
                        : source.example() ? set(name, source.target()) : take(name, source.file(), source.target()));
    }

    /** Returns a finding about one variable whose command, if it has one, sets it in a file. */
    public static Finding setIn(String target, Finding finding) {
        return finding.command().isEmpty()
                ? finding
                : new Finding(
                        finding.code(),
                        finding.origin(),
                        finding.reason(),
                        finding.remedy(),
                        command(name(finding).orElseThrow(), finding, target));
    }

    /**
     * Returns a finding about one variable, which is no secret, with the default that it has in other places.
     *
     * @param values its values in all places
     */
    public static Finding withDefault(Collection<String> values, Finding finding) {
        List<String> defaults =
                values.stream().filter(value -> !value.isEmpty()).toList();
        return defaults.size() == 1 && PLAIN.matcher(defaults.get(0)).matches()
                ? new Finding(
                        finding.code(),
                        finding.origin(),
                        finding.reason(),
                        remedy(name(finding).orElseThrow(), defaults.get(0)),
                        finding.command())
                : finding;
    }

    /** Returns the command that sets a variable in a file; its value is to be filled in. */
    public static String set(String name, String target) {
        return set(name, "VALUE", target);
    }

    private static String set(String name, String value, String target) {
        return "echo '" + name + "=" + value + "' >> " + target;
    }

    private static String take(String name, String file, String target) {
        return "grep '^" + name + "=' " + file + " >> " + target;
    }

    /** Returns the command that sets the variable of a finding which has none: from the file that has a value. */
    static String command(String name, Finding finding, String target) {
        Matcher known = DEFAULT.matcher(finding.remedy());
        if (known.matches() && !known.group(1).equals(UNKNOWN)) {
            return set(name, known.group(1), target);
        }
        Matcher flags = FLAGS.matcher(finding.remedy());
        return flags.matches() && !COPY.matcher(finding.remedy()).matches()
                ? take(name, flags.group(1).split(" ")[1], target)
                : set(name, target);
    }

    /**
     * Returns the example that is to be copied and filled in, which most of the findings name; empty where none does.
     */
    static Optional<Copy> copy(List<Finding> findings) {
        Map<Copy, Long> files = findings.stream()
                .map(finding -> COPY.matcher(finding.remedy()))
                .filter(Matcher::matches)
                .collect(Collectors.groupingBy(
                        copy -> new Copy(copy.group(1), copy.group(2)), LinkedHashMap::new, Collectors.counting()));
        return files.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** Returns the findings, the first with the names of all where they are about several variables. */
    static List<Finding> named(List<Finding> kind) {
        Finding first = kind.get(0);
        List<String> names = kind.stream()
                .flatMap(finding -> name(finding).stream())
                .distinct()
                .toList();
        if (names.size() < 2) {
            return kind;
        }
        int more = names.size() - MAX_NAMES;
        List<Finding> all = new ArrayList<>(kind);
        all.set(
                0,
                new Finding(
                        first.code(),
                        first.origin(),
                        names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "))
                                + (more > 0 ? " and " + more + " more" : "")
                                + " are not set; using empty strings",
                        remedy(kind, names),
                        first.command()));
        return all;
    }

    /** Returns what sets several variables: the files that have most of them first. */
    private static String remedy(List<Finding> kind, List<String> names) {
        Map<String, Set<String>> byFlags = new LinkedHashMap<>();
        for (Finding finding : kind) {
            Matcher flags = FLAGS.matcher(finding.remedy());
            if (flags.matches()) {
                byFlags.computeIfAbsent(flags.group(1), first -> new LinkedHashSet<>())
                        .add(name(finding).orElseThrow());
            }
        }
        String otherwise = "in the environment or in .env, or give them defaults: ${";
        Optional<Copy> copy = copy(kind);
        if (byFlags.isEmpty() && copy.isPresent()) {
            long lacking =
                    kind.stream().filter(finding -> !copy.get().has(finding)).count();
            return copy.get().words() + (lacking == 0 ? "" : "; it lacks " + lacking + " of them");
        }
        if (byFlags.isEmpty()) {
            return "set them " + otherwise + names.get(0) + ":-value}";
        }
        Map.Entry<String, Set<String>> most = byFlags.entrySet().stream()
                .reduce((one, other) -> other.getValue().size() > one.getValue().size() ? other : one)
                .orElseThrow();
        int rest = names.size() - most.getValue().size();
        String remedy = "use '" + most.getKey() + "', which has ";
        return rest == 0
                ? remedy + "them"
                : remedy + most.getValue().size() + " of them; set the others in the environment or in .env";
    }
}
