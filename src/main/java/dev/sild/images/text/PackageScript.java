package dev.sild.images.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scripts that a {@code package.json} names, such as that of {@code npm run dev}. */
public final class PackageScript {
    private static final int LONGEST = 4096;
    /** An option whose value is the folder of the package. */
    private static final String OF_FOLDER = "(?:--(?:prefix|cwd|dir)|-C)(?:=|\\s+)";

    private static final String OPTIONS = "(?:\\s+(?:" + OF_FOLDER + "[\\w./-]{1,200}+|--?[\\w-]+))*+";
    private static final Pattern CALL = Pattern.compile("(?:^|[\\s;&|])(?:npm|pnpm|yarn|bun)" + OPTIONS
            + "(?:\\s+run(?:-script)?)?+" + OPTIONS + "\\s+(\\w[\\w.:-]*)(?:\\s+--?\\S.*)?\\s*$");
    private static final Pattern FOLDER = Pattern.compile("\\s" + OF_FOLDER + "([^\\s;&|)]{1,200})");
    private static final Pattern CHANGE = Pattern.compile("(?<![\\w./-])cd[ \\t]+([^\\s;&|)]{1,200})");
    private static final Pattern PLAIN = Pattern.compile("[\\w./][\\w./-]*");

    private PackageScript() {}

    /**
     * A script that a command runs.
     *
     * @param folder where its {@code package.json} is, from the folder that the command starts in; empty for that one
     */
    public record Call(String folder, String name) {}

    /** Returns the name of the script that a command runs last: {@code dev} of {@code npm ci && npm run dev}. */
    public static Optional<String> calledBy(String command) {
        return matcher(command).map(call -> call.group(1));
    }

    /** Returns the script that a command runs last; nothing where only a shell knows its folder. */
    public static Optional<Call> call(String command) {
        return matcher(command)
                .flatMap(call -> folder(command, call.start()).map(folder -> new Call(folder, call.group(1))));
    }

    private static Optional<Matcher> matcher(String command) {
        Matcher call = CALL.matcher(command);
        return command.length() <= LONGEST && call.find() ? Optional.of(call) : Optional.empty();
    }

    /** Follows the folders that a command changes to before the call, and that the call itself states. */
    private static Optional<String> folder(String command, int start) {
        String folder = "";
        Matcher change = CHANGE.matcher(command).region(0, start);
        while (change.find()) {
            // A subshell takes its folder with it.
            if (!PLAIN.matcher(change.group(1)).matches() || command.lastIndexOf(')', start) > change.start()) {
                return Optional.empty();
            }
            folder = below(folder, change.group(1));
        }
        int rest = command.indexOf(" -- ", start);
        Matcher stated = FOLDER.matcher(command).region(start, rest < 0 ? command.length() : rest);
        if (!stated.find()) {
            return Optional.of(folder);
        }
        return PLAIN.matcher(stated.group(1)).matches()
                ? Optional.of(below(folder, stated.group(1)))
                : Optional.empty();
    }

    private static String below(String folder, String path) {
        return folder.isEmpty() || path.startsWith("/") ? path : folder + "/" + path;
    }

    /** Returns the script of that name in the text of a {@code package.json}. */
    public static Optional<String> in(String json, String name) {
        int scripts = json.indexOf("\"scripts\"");
        int end = json.indexOf('}', Math.max(scripts, 0));
        if (scripts < 0 || end < 0) {
            return Optional.empty();
        }
        Matcher script = Pattern.compile("\"" + Pattern.quote(name) + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"")
                .matcher(json.substring(scripts, end));
        return script.find() ? Optional.of(script.group(1).replaceAll("\\\\(.)", "$1")) : Optional.empty();
    }
}
