package dev.sild.syntax;

/**
 * Text in the commands by which a step of a GitHub workflow marks lines of files.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">Workflow
 *     commands</a>
 */
public final class GithubText {
    private GithubText() {}

    /** Returns a text as the message of a command: it ends neither the line nor the command. */
    public static String message(String text) {
        return TerminalText.line(text).replace("%", "%25");
    }

    /** Returns a text as the value of a property such as {@code file}. */
    public static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
