package dev.sild.check.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Insertions into a {@code RUN} of a Dockerfile, which is a command of a POSIX shell without here-documents. */
final class RunEdits {
    private static final Pattern RUN = Pattern.compile("(?i)^\\s*RUN\\s+(?!\\[)");
    private static final Pattern INSTRUCTION = Pattern.compile("^\\s*[A-Za-z]+\\s");
    /** What makes the end of a line something else, or a file something else than it looks. */
    private static final Pattern UNUSUAL = Pattern.compile("(?im)^\\s*SHELL\\s|^#\\s*escape\\s*=|<<");

    private static final Pattern PIP_INSTALL =
            Pattern.compile("(?<![\\w-])(?<!uv )(?:pip3?|python3? -m pip) install(?=\\s|$)");
    private static final Pattern APK_ADD = Pattern.compile("(?<![\\w-])apk add(?=\\s|$)");
    /** Programs that install nothing from the lists; whether another one does is not known. */
    private static final Set<String> WITHOUT_LISTS = Set.of(
            "mkdir",
            "chown",
            "chmod",
            "ln",
            "rm",
            "cp",
            "mv",
            "echo",
            "touch",
            "cd",
            "set",
            "test",
            "[",
            "true",
            "sed",
            "tar",
            "unzip",
            "curl",
            "wget",
            "useradd",
            "groupadd",
            "adduser",
            "addgroup",
            "usermod",
            "pip",
            "pip3",
            "npm",
            "yarn",
            "pnpm",
            "corepack",
            "go",
            "cargo",
            "mvn",
            "gradle",
            "composer",
            "bundle",
            "gem",
            "dotnet",
            "locale-gen");

    private static final Pattern BETWEEN = Pattern.compile("&&|\\|\\||[;|]");
    private static final Pattern BEFORE_COMMAND =
            Pattern.compile("(?i)^\\s*(?:(?:ONBUILD\\s+)?RUN\\s+)?(?:--\\S+\\s+)*(?:\\w+=\\S*\\s+)*");
    private static final Pattern UPDATES = Pattern.compile("(?<![\\w-])apt(?:-get|itude)?\\s[^&|;]{0,200}?update\\b");
    private static final Pattern OPEN_END = Pattern.compile("[\\\\;&|]\\s*$|(?:^|\\s)#");
    private static final String REMOVAL = "&& rm -rf /var/lib/apt/lists/*";

    private final List<String> lines;
    private final int first;
    private final int last;

    private RunEdits(List<String> lines, int first, int last) {
        this.lines = lines;
        this.first = first;
        this.last = last;
    }

    /** Returns the RUN that begins in a line, counted from 1; empty where it is another form of it. */
    static Optional<RunEdits> of(List<String> lines, int line) {
        if (!RUN.matcher(lines.get(line - 1)).lookingAt()
                || UNUSUAL.matcher(String.join("\n", lines)).find()) {
            return Optional.empty();
        }
        return Optional.of(new RunEdits(lines, line - 1, end(lines, line - 1)));
    }

    /** Returns the last line of an instruction: comments and empty lines do not end it. */
    private static int end(List<String> lines, int start) {
        int end = start;
        boolean continued = lines.get(start).stripTrailing().endsWith("\\");
        for (int i = start + 1; continued && i < lines.size(); i++) {
            if (!isComment(lines.get(i)) && !lines.get(i).isBlank()) {
                continued = lines.get(i).stripTrailing().endsWith("\\");
                end = i;
            }
        }
        return end;
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }

    /** Adds a command to the end that removes the lists, unless a later RUN may install packages from them. */
    Optional<Insertion> removeLists() {
        String end = lines.get(last).stripTrailing();
        boolean root = lines.subList(first, last + 1).stream().noneMatch(line -> line.contains("sudo"));
        if (!root || OPEN_END.matcher(end).find() || laterInstall()) {
            return Optional.empty();
        }
        String indent = lines.get(last)
                .substring(
                        0,
                        lines.get(last).length()
                                - lines.get(last).stripLeading().length());
        boolean ownLine = last > first && lines.get(last).stripLeading().startsWith("&&");
        return Optional.of(
                new Insertion(last + 1, end.length() + 1, ownLine ? " \\\n" + indent + REMOVAL : " " + REMOVAL));
    }

    private boolean laterInstall() {
        int at = last + 1;
        while (at < lines.size()) {
            int end = end(lines, at);
            String text = String.join(" ", lines.subList(at, end + 1));
            boolean run = text.strip().toUpperCase(Locale.ROOT).matches("(?:ONBUILD\\s+)?RUN\\s.*");
            if (run && !UPDATES.matcher(text).find() && !isWithoutLists(text)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean isWithoutLists(String run) {
        return BETWEEN.splitAsStream(run.replace("\\", " ")).allMatch(command -> {
            String plain = BEFORE_COMMAND.matcher(command).replaceFirst("").strip();
            return plain.isEmpty()
                    || plain.matches("python3? -m pip .*")
                    || WITHOUT_LISTS.contains(plain.split("\\s", 2)[0]);
        });
    }

    /** Adds the option with which pip or apk keeps nothing of what it has downloaded, if there is one such command. */
    Optional<Insertion> keepNoDownloads() {
        List<Insertion> found = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            String line = lines.get(i);
            if (!isComment(line)) {
                add(PIP_INSTALL, " --no-cache-dir", line, i, found);
                add(APK_ADD, " --no-cache", line, i, found);
            }
        }
        return found.size() == 1 && INSTRUCTION.matcher(lines.get(first)).lookingAt()
                ? Optional.of(found.get(0))
                : Optional.empty();
    }

    private static void add(Pattern command, String option, String line, int index, List<Insertion> found) {
        Matcher matcher = command.matcher(line);
        while (matcher.find()) {
            found.add(new Insertion(index + 1, matcher.end() + 1, option));
        }
    }
}
