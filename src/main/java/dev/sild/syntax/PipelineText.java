package dev.sild.syntax;

/**
 * Words of shell scripts in the file of a pipeline. Its server replaces expressions such as <code>
 * ${{ secrets.TOKEN }}</code> (GitHub) and {@code $(params.name)} (Tekton) before any shell sees the script, also
 * within quotes: a file name with one would otherwise read a secret or end the word.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/secure-use">GitHub, Script injections</a>
 * @see <a href="https://tekton.dev/docs/pipelines/variables/">Tekton, Variable substitutions</a>
 */
public final class PipelineText {
    private PipelineText() {}

    /** Returns one word that the shell reads as {@code text}, in which no server finds an expression. */
    public static String word(String text) {
        // A word with a dollar has single quotes around it: '$''{{' is the same word as '${{'.
        return ShellText.shortWord(text).replace("$", "$''");
    }

    /**
     * Returns the content of a Groovy string between {@code '''}, in which only backslashes and quotes have a meaning.
     *
     * @see <a href="https://groovy-lang.org/syntax.html#_triple_single_quoted_string">Groovy, Triple-single-quoted
     *     string</a>
     */
    public static String groovy(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
