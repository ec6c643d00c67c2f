package dev.sild.images;

import dev.sild.images.text.ShellScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths that a shell script writes to, as far as they can be seen without running it.
 *
 * @param paths files and folders that are made, changed or deleted; absolute
 * @param trees folders of which everything is changed; absolute
 * @param replaced those of the paths that become other files of the same name, which a mounted file cannot; absolute
 */
public record ScriptWrites(Set<String> paths, Set<String> trees, Set<String> replaced) {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)(?::?-([^${}\"']{0,200}))?}|([A-Za-z_]\\w*))");
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?m)^[ \\t]*(?:export |local |readonly )?([A-Za-z_]\\w*)=[\"']?(/[\\w./@+-]+)[\"']?[ \\t]*(?:[;#].*)?$");
    /** The target of {@code >} and {@code >>}; not of arrows in other languages. */
    private static final Pattern REDIRECTION = Pattern.compile(
            "(?<![>=&-])>{1,2}\\|?[ \\t]*(?:\"([^\"\\n]{1,500})\"|'([^'\\n]{1,500})'|([^\\s;|&<>()\"'`]{1,500}))");

    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#.*$");

    private static final Set<String> AROUND =
            Set.of("sudo", "exec", "then", "do", "else", "if", "elif", "while", "!", "{", "time", "command");
    /** Programs that write to each path that they are given. */
    private static final Set<String> TO_ALL =
            Set.of("touch", "tee", "rm", "truncate", "htpasswd", "postmap", "chown", "chgrp", "chmod");
    /** Programs that write to the last path that they are given. */
    private static final Set<String> TO_LAST = Set.of("cp", "mv", "ln", "install", "rsync");
    /** Programs that change the last path that they are given if they have that option. */
    private static final Map<String, String> IN_PLACE =
            Map.of("sed", "-[a-zA-Z]*i.*|--in-place.*", "perl", "-[a-zA-Z]*i.*", "yq", "-i|--inplace");
    /** Options whose value is a file that is written. */
    private static final Map<String, Set<String>> OUTPUTS = Map.of(
            "curl", Set.of("-o", "--output"),
            "wget", Set.of("-O"),
            "openssl", Set.of("-out", "-keyout"),
            "ssh-keygen", Set.of("-f"));

    /** Programs of these that write another file and then give it the name. */
    private static final Set<String> REPLACING = Set.of("sed", "perl", "yq", "mv");

    /** The command with which Laravel writes its key to a file. */
    private static final List<String> MAKES_KEY = List.of("artisan", "key:generate");

    private static final String ENV = ".env";

    private static final Set<String> OF_OWNERS = Set.of("chown", "chgrp", "chmod");
    private static final int LONGEST = 256 << 10;

    /**
     * Reads a script.
     *
     * @param variables the variables that it runs with, by name
     * @param folder the absolute folder that it runs in; empty where that is not known
     */
    public static ScriptWrites of(String script, Map<String, String> variables, String folder) {
        Set<String> paths = new LinkedHashSet<>();
        Set<String> trees = new LinkedHashSet<>();
        Set<String> replaced = new LinkedHashSet<>();
        ScriptWrites writes = new ScriptWrites(paths, trees, replaced);
        if (script.length() > LONGEST) {
            return writes;
        }
        String text = expanded(COMMENT.matcher(script).replaceAll(""), variables);
        Matcher redirection = REDIRECTION.matcher(text);
        while (redirection.find()) {
            for (int group = 1; group <= 3; group++) {
                add(redirection.group(group), folder, paths);
            }
        }
        for (List<String> words : ShellScript.commands(text)) {
            writes.read(words, folder);
        }
        return writes;
    }

    /** Whether it writes to a path, to something in it, or to a folder around it as a whole. */
    public boolean reach(String path) {
        return paths.stream().anyMatch(written -> ContainerPaths.contains(path, written))
                || trees.stream().anyMatch(tree -> ContainerPaths.contains(tree, path));
    }

    private static String expanded(String script, Map<String, String> variables) {
        Map<String, String> known = new HashMap<>(variables);
        Matcher assignment = ASSIGNMENT.matcher(script);
        while (assignment.find()) {
            known.put(assignment.group(1), assignment.group(2));
        }
        StringBuilder text = new StringBuilder();
        Matcher variable = VARIABLE.matcher(script);
        int copied = 0;
        while (variable.find() && text.length() < LONGEST) {
            String name = variable.group(1) == null ? variable.group(3) : variable.group(1);
            String fallback = variable.group(2) == null ? variable.group() : variable.group(2);
            String value = known.getOrDefault(name, fallback);
            text.append(script, copied, variable.start()).append(value, 0, Math.min(value.length(), LONGEST));
            copied = variable.end();
        }
        return text.append(script, copied, script.length()).toString();
    }

    private void read(List<String> words, String folder) {
        int first = 0;
        while (first < words.size()
                && (AROUND.contains(words.get(first)) || words.get(first).matches("[A-Za-z_]\\w*=.*"))) {
            first++;
        }
        if (first == words.size()) {
            return;
        }
        String program = words.get(first).substring(words.get(first).lastIndexOf('/') + 1);
        List<String> rest = words.subList(first + 1, words.size());
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (OUTPUTS.getOrDefault(program, Set.of()).contains(word) && i + 1 < rest.size()) {
                add(rest.get(i + 1), folder, paths);
            }
            if (!word.startsWith("-") && !word.equals("<")) {
                arguments.add(word);
            }
        }
        if (arguments.isEmpty()) {
            return;
        }
        String last = arguments.get(arguments.size() - 1);
        boolean all = program.equals("find")
                ? rest.contains("-delete")
                        || rest.contains("-exec") && rest.stream().anyMatch(OF_OWNERS::contains)
                : OF_OWNERS.contains(program) && rest.stream().anyMatch(option -> isRecursive(option));
        if (all) {
            (program.equals("find") ? arguments.subList(0, 1) : arguments.subList(1, arguments.size()))
                    .forEach(word -> add(word, folder, trees));
        } else if (TO_ALL.contains(program)) {
            arguments.forEach(word -> add(word, folder, paths));
        } else if (TO_LAST.contains(program)
                || IN_PLACE.containsKey(program)
                        && rest.stream().anyMatch(option -> option.matches(IN_PLACE.get(program)))) {
            add(last, folder, paths);
            if (REPLACING.contains(program)) {
                add(last, folder, replaced);
            }
        } else if (program.equals("php") && MAKES_KEY.equals(arguments.subList(0, Math.min(2, arguments.size())))) {
            add(ENV, folder, paths);
        }
    }

    /** Adds a path as far as it is known: up to the folder before a variable or a pattern. */
    private static void add(String word, String folder, Set<String> paths) {
        if (word == null || word.isEmpty()) {
            return;
        }
        Matcher unknown = Pattern.compile("[$*?\\[{`]").matcher(word);
        String known = unknown.find() ? word.substring(0, word.lastIndexOf('/', unknown.start()) + 1) : word;
        if (known.startsWith("/") && !known.startsWith("/dev/") && known.length() > 1
                || !folder.isEmpty() && (known.indexOf('/') > 0 && !known.startsWith("~") || known.equals(ENV))) {
            paths.add(ContainerPaths.absolute(folder, known));
        }
    }

    private static boolean isRecursive(String option) {
        return option.equals("--recursive")
                || option.startsWith("-") && option.indexOf('R') > 0 && !option.startsWith("--");
    }
}
