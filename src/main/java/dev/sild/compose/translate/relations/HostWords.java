package dev.sild.compose.translate.relations;

import dev.sild.images.text.EngineCommands;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of texts that may be hosts: not those of comments, of commands that name containers and images, of modules,
 * packages and jobs. In source code, only what is an address or a text of its own may be one.
 */
final class HostWords {
    /** No name of a host, and no label of one, is longer. */
    private static final int LONGEST = 255;

    private static final Pattern CODE = Pattern.compile(
            "(?i).*\\.(?:py|[cm]?[jt]sx?|vue|svelte|php|rb|go|rs|java|kts?|scala|cs|fs|c|cc|cpp|h|hpp|swift|dart|exs?|lua|pl)");

    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(?:#|//).*$");

    /** {@code docker build -t NAME}, {@code celery -A NAME}, {@code from NAME import}, {@code job_name: NAME}. */
    private static final Pattern NO_HOST =
            Pattern.compile("\\bbuild\\b[^\\n]{0,300}?[ \\t](?:-t|--tag)[ \\t=]+[\\w./:@-]{1,300}"
                    + "|[ \\t](?:-A|--app)[ \\t=]+[\\w.:]{1,300}"
                    + "|(?m:^)[ \\t]*(?:from[ \\t]+[\\w.]{1,300}[ \\t]+import\\b|import[ \\t]+[\\w., \\t]{1,300})"
                    + "|\\bjob_name[\"']?:[ \\t]*[\"']?[\\w.-]{1,300}"
                    + "|(?m:^)[ \\t]*\"name\"[ \\t]*:[ \\t]*\"[^\"\\n]{0,300}\"");

    private HostWords() {}

    /**
     * Passes on the words of a text, in lower case.
     *
     * @param file the name of its file; empty for a value
     */
    static void of(String file, String content, Consumer<String> to) {
        boolean code = CODE.matcher(file).matches();
        String text = blank(NO_HOST, blank(COMMENT, EngineCommands.withoutNames(content)));
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inWord = i < text.length() && isOfWord(text.charAt(i));
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                if (i - start <= LONGEST && (!code || isHostInCode(text, start, i))) {
                    to.accept(text.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = -1;
            }
        }
    }

    /** Whether a word is behind {@code //} or {@code @}, before a port, or all that is in quotes. */
    private static boolean isHostInCode(String text, int start, int end) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        boolean port = after == ':' && end + 1 < text.length() && isDigit(text.charAt(end + 1));
        boolean url = before == '@' || before == '/' && start > 1 && text.charAt(start - 2) == '/';
        return port || url || (before == '"' || before == '\'' || before == '`') && after == before;
    }

    private static String blank(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder blanked = new StringBuilder(text);
        do {
            for (int i = matcher.start(); i < matcher.end(); i++) {
                if (text.charAt(i) != '\n') {
                    blanked.setCharAt(i, ' ');
                }
            }
        } while (matcher.find());
        return blanked.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isOfWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '-' || c == '_';
    }
}
