package dev.sild.compose.translate.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions for folders that a file of code makes where they do not exist: it writes to them.
 *
 * @param variables the variables that hold such folders
 */
record MadeFolders(Set<String> variables) {
    private static final Pattern CALL =
            Pattern.compile("\\b(?:mkdir|makedirs|mkdirSync|MkdirAll|ensureDir|ensureDirSync)\\(\\s*(.+)");
    private static final Pattern METHOD = Pattern.compile("\\b(\\w{1,60})\\.mkdir\\(");
    private static final Pattern VARIABLE = Pattern.compile("\\$?(?:this\\.|self\\.)?(\\w{1,60})\\s*[,)].*");
    private static final Pattern OPTIONS =
            Pattern.compile(",\\s*(?:exist_ok|mode|parents|\\{|0|true|True|os\\.Mode).*$");
    private static final Pattern ASSIGNED =
            Pattern.compile("(?:^|[\\s$.])(\\w{1,60})\\s*(?::[^=]{1,30})?=(?![=>])\\s*(.+)");

    /** What is made again, or is for people. */
    private static final Pattern PASSING = Pattern.compile(
            "(?i).*cache.*|.*te?mp|.*logs?|dist|build|out|output|static_?(?:files|root)?|sessions?|coverage|.*tests?|locks?|pids?|run");

    /** Searches the lines of a file. */
    static MadeFolders of(String file, List<String> lines) {
        Set<String> variables = new HashSet<>();
        for (String line : CodeNames.isRunByHand(file) ? List.<String>of() : lines) {
            if (!makes(line)) {
                continue;
            }
            Matcher method = METHOD.matcher(line);
            while (method.find()) {
                variables.add(method.group(1));
            }
            Matcher call = CALL.matcher(line);
            if (call.find()) {
                Matcher variable = VARIABLE.matcher(call.group(1));
                variables.add(variable.matches() ? variable.group(1) : "");
            }
        }
        return new MadeFolders(variables);
    }

    /** Whether a line may have one of the calls: expressions would take longer than all the rest. */
    private static boolean makes(String line) {
        return line.contains("kdir") || line.contains("akedirs") || line.contains("nsureDir");
    }

    /** Returns the expressions in a line. */
    List<String> in(String line) {
        List<String> found = new ArrayList<>();
        if (variables.isEmpty()) {
            return found;
        }
        Matcher call = CALL.matcher(makes(line) ? line : "");
        if (call.find()) {
            found.add(OPTIONS.matcher(call.group(1)).replaceFirst(""));
        }
        Matcher assigned = ASSIGNED.matcher(line);
        if (assigned.find() && variables.contains(assigned.group(1))) {
            found.add(assigned.group(2));
        }
        return found;
    }

    /** Whether nobody misses what is in a folder, as far as its name tells. */
    static boolean isPassing(String folder) {
        String path = folder.replaceFirst("/+$", "");
        return PASSING.matcher(CodeNames.name(path)).matches();
    }
}
