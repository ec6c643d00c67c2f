package dev.sild.images;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The absolute paths that a shell script names, as far as they can be seen without running it. */
final class ScriptPaths {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)}|([A-Za-z_]\\w*))");
    private static final Pattern PATH = Pattern.compile("(?<![\\w.$}/:-])/[\\w.@+-][\\w./@+-]*");

    /** So many characters are looked at after variables are replaced, and a few more. */
    private static final int LONGEST = 1 << 20;

    private ScriptPaths() {}

    /** Returns the paths, without the root folder. */
    static Set<String> of(String script, Map<String, String> variables) {
        StringBuilder known = new StringBuilder();
        Matcher variable = VARIABLE.matcher(script);
        int copied = 0;
        while (variable.find() && known.length() < LONGEST) {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            String value = variables.getOrDefault(name, variable.group());
            known.append(script, copied, variable.start()).append(value, 0, Math.min(value.length(), LONGEST));
            copied = variable.end();
        }
        known.append(script, copied, script.length());
        Set<String> paths = new LinkedHashSet<>();
        Matcher path = PATH.matcher(known);
        while (path.find()) {
            paths.add(ContainerPaths.absolute("/", path.group()));
        }
        return paths;
    }
}
