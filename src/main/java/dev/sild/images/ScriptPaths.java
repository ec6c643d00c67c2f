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

    private ScriptPaths() {}

    /** Returns the paths, without the root folder. */
    static Set<String> of(String script, Map<String, String> variables) {
        String known = VARIABLE.matcher(script).replaceAll(match -> {
            String name = match.group(1) == null ? match.group(2) : match.group(1);
            return Matcher.quoteReplacement(variables.getOrDefault(name, match.group()));
        });
        Set<String> paths = new LinkedHashSet<>();
        Matcher path = PATH.matcher(known);
        while (path.find()) {
            paths.add(ContainerPaths.absolute("/", path.group()));
        }
        return paths;
    }
}
