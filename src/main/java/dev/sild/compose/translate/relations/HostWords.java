package dev.sild.compose.translate.relations;

import dev.sild.images.text.EngineCommands;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of texts that may be hosts: not those of comments, of commands that name containers and images, of modules,
 * packages and jobs. In source code, those of quoted texts and addresses may be hosts, and those that no variable has
 * as its name: a name too many is a Service too many, one too few is a host that is not found.
 */
final class HostWords {
    /** No name of a host, and no label of one, is longer. */
    private static final int LONGEST = 255;

    private static final Pattern CODE = Pattern.compile(
            "(?i).*\\.(?:py|[cm]?[jt]sx?|vue|svelte|php|rb|go|rs|java|kts?|scala|cs|fs|c|cc|cpp|h|hpp|swift|dart|exs?|lua|pl)");

    /** Languages in which {@code #} begins a comment; in others it is part of the code, as in {@code #define}. */
    private static final Pattern WITH_HASHES = Pattern.compile("(?i).*\\.(?:py|php|rb|exs?|pl)");

    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*(?:#|//).*$");

    /** Comments of code, also behind it; one with quotes may be part of a text. */
    private static final Pattern HASHES =
            Pattern.compile("(?m)^[ \\t]*(?:#(?!\\[)|//).*$|[ \\t](?:#|//)[ \\t][^\"'`\\n]{0,300}$");

    private static final Pattern SLASHES = Pattern.compile("(?m)^[ \\t]*//.*$|[ \\t]//[ \\t][^\"'`\\n]{0,300}$");

    /** Lines of comments that go on over several; such a line of a text counts as one of a text. */
    private static final Pattern STARS = Pattern.compile("(?m)^[ \\t]*/?\\*(?![^ \\t*\\n])(?!.*\\*/[ \\t]*\\S).*$");

    /** Modules that code imports. */
    private static final Pattern IMPORT = Pattern.compile(
            "(?m:^)[ \\t]*import\\b[^\\n;\"'`=]{0,300}[\"'][^\"'\\n]{0,300}[\"']"
                    + "|(?m:^)[ \\t]*(?:export\\b[^\\n;\"'`=]{0,300}|\\}[ \\t]*)\\bfrom[ \\t]*[\"'][^\"'\\n]{0,300}[\"']"
                    + "|(?m:^)import[ \\t]*\\([^()]{0,3000}+\\)"
                    + "|\\b(?:require(?:_once|_relative)?|include(?:_once)?|import)[ \\t]{0,9}\\(?[ \\t]{0,9}[\"'][^\"'\\n]{0,300}[\"']");

    /** No variable has such a name. */
    private static final Pattern HYPHENATED = Pattern.compile("(?<![\\w-])\\w{1,255}+-[\\w-]");

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
        boolean code = isCode(file);
        String uncommented = blank(comment(file, code), content);
        BitSet hosts = code ? mayBeHosts(uncommented) : new BitSet();
        String named = EngineCommands.withoutNames(uncommented);
        String text = blank(NO_HOST, code ? blank(IMPORT, named) : named);
        words(text, (start, end) -> !code || hosts.get(start) || isAddress(text, start, end), to);
    }

    /** Passes on the words of a command, in lower case, that are hosts by their place: in addresses, and as values. */
    static void inAddresses(String command, Consumer<String> to) {
        words(command, (start, end) -> isAddress(command, start, end) || isBehind('=', command, start), to);
    }

    private static void words(String text, BiPredicate<Integer, Integer> wanted, Consumer<String> to) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inWord = i < text.length() && isOfWord(text.charAt(i));
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                if (i - start <= LONGEST && wanted.test(start, i)) {
                    to.accept(text.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = -1;
            }
        }
    }

    /** Whether a file is source code, by its name. */
    static boolean isCode(String file) {
        return CODE.matcher(file).matches();
    }

    private static Pattern comment(String file, boolean code) {
        return !code ? COMMENT : WITH_HASHES.matcher(file).matches() ? HASHES : SLASHES;
    }

    /** Returns where words of code may be hosts: in quoted texts, and where they have a hyphen. */
    private static BitSet mayBeHosts(String code) {
        String text = blank(STARS, code);
        BitSet places = QuotedTexts.of(text);
        Matcher word = HYPHENATED.matcher(text);
        while (word.find()) {
            places.set(word.start());
        }
        return places;
    }

    /** Whether a word is behind {@code //} or {@code @}, or before a port. */
    private static boolean isAddress(String text, int start, int end) {
        char after = end == text.length() ? ' ' : text.charAt(end);
        boolean port = after == ':' && end + 1 < text.length() && isDigit(text.charAt(end + 1));
        return port
                || isBehind('@', text, start)
                || isBehind('/', text, start) && start > 1 && text.charAt(start - 2) == '/';
    }

    private static boolean isBehind(char c, String text, int start) {
        return start > 0 && text.charAt(start - 1) == c;
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
