package dev.sild.inputs;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a Markdown file that hold commands. */
final class MarkdownBlocks {
    private static final Pattern FENCE =
            Pattern.compile("^\\s*+(?:(?:[-*]|\\d{1,9}[.)])\\s++)?(`{3,}+|~{3,}+)\\s*+(\\S*+).*+", Pattern.DOTALL);
    private static final Pattern PROMPT =
            Pattern.compile("^(\\s*(?:[\\w.-]{1,64}@[\\w.-]{1,64}[^$#]{0,100})?[$#%] )\\S");
    private static final Set<String> SHELLS =
            Set.of("", "sh", "bash", "shell", "zsh", "console", "shell-session", "terminal");

    private MarkdownBlocks() {}

    /** Returns a text of the same length with the commands in their places and blanks everywhere else. */
    static String commands(String text) {
        StringBuilder commands = new StringBuilder();
        String fence = "";
        boolean shell = false;
        for (String line : text.split("\n", -1)) {
            Matcher found = FENCE.matcher(line);
            boolean isFence = found.matches();
            if (isFence && fence.isEmpty()) {
                fence = found.group(1);
                shell = SHELLS.contains(found.group(2).toLowerCase(java.util.Locale.ROOT));
            } else if (isFence && found.group(1).startsWith(fence)) {
                fence = "";
            } else if (!fence.isEmpty() && shell) {
                commands.append(withoutPrompt(line)).append('\n');
                continue;
            }
            // A form feed says that the next block is another.
            commands.append(isFence ? "\f" + " ".repeat(line.length() - 1) : " ".repeat(line.length()))
                    .append('\n');
        }
        return commands.toString();
    }

    /** What a terminal shows in front of a command; a comment that looks like a prompt holds no command either way. */
    private static String withoutPrompt(String line) {
        Matcher prompt = PROMPT.matcher(line);
        boolean engine = line.matches("^\\s*# (?:sudo |docker |podman |export |cd ).*");
        if (!prompt.find() || line.stripLeading().startsWith("# ") && !engine) {
            return line;
        }
        return " ".repeat(prompt.group(1).length())
                + line.substring(prompt.group(1).length());
    }
}
