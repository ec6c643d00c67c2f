package dev.sild.images.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scripts that a {@code package.json} names, such as that of {@code npm run dev}. */
public final class PackageScript {
    private static final int LONGEST = 4096;
    private static final Pattern CALL = Pattern.compile(
            "(?:^|[\\s;&|])(?:npm|pnpm|yarn|bun)(?:\\s+--?[\\w-]+)*+(?:\\s+run(?:-script)?)?+(?:\\s+--?[\\w-]+)*+"
                    + "\\s+(\\w[\\w.:-]*)(?:\\s+--?\\S.*)?\\s*$");

    private PackageScript() {}

    /** Returns the name of the script that a command runs last: {@code dev} of {@code npm ci && npm run dev}. */
    public static Optional<String> calledBy(String command) {
        Matcher call = CALL.matcher(command);
        return command.length() <= LONGEST && call.find() ? Optional.of(call.group(1)) : Optional.empty();
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
