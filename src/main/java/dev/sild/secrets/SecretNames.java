package dev.sild.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names say that their value is a secret, by the words of {@link NameTable}. Words are separated by any character
 * that is not a letter or digit, and by the capitals of camelCase; digits at the end of a word do not count.
 */
public final class SecretNames {
    /** How sure a name is. */
    public enum Verdict {
        /** The name indicates nothing, or indicates that the value is not a secret. */
        PLAIN,
        /** The value is a secret if it looks random: QUEUE_KEY=jobs is not one. */
        PERHAPS,
        /** The value is a secret unless it is plainly something else, such as a path or {@code true}. */
        SECRET,
        /** The same, and a number is also a secret, unlike for a token. */
        PASSWORD
    }

    private static final Pattern OF_PASSWORD = Pattern.compile("(?i)\\w*(?:PASS(?:WORDS?|WDS?|PHRASE|CODE)?|PWD|PW)");

    private static final Pattern ENCODING = Pattern.compile("(?i)[_.-](?:b64|base64|hex)$");

    private SecretNames() {}

    /** Whether the value of {@code name} is a secret, if it looks like one at all. */
    public static boolean isSecret(String name) {
        return verdict(name).compareTo(Verdict.SECRET) >= 0;
    }

    /** Returns how sure {@code name} is; how the value is written does not count, as in {@code SALT_BASE64}. */
    public static Verdict verdict(String name) {
        List<String> words = words(ENCODING.matcher(name).replaceFirst(""));
        Verdict verdict = verdict(words);
        return verdict != Verdict.PASSWORD && isForBrowsers(name, words) ? Verdict.PLAIN : verdict;
    }

    /**
     * Whether a name is that of a password, as POSTGRES_PASSWORD, and not of something about one, as PASSWORD_ACCESS
     * and ALLOW_EMPTY_PASSWORD: a digit is a password there, and a switch elsewhere.
     */
    static boolean isPasswordItself(String name) {
        List<String> words = words(name);
        return !words.isEmpty()
                && OF_PASSWORD.matcher(words.get(words.size() - 1)).matches()
                && words.stream().noneMatch(NameTable.OF_SWITCHES::contains);
    }

    /** Whether builders write the value of {@code name} into pages, for programs in browsers. */
    public static boolean isForBrowsers(String name) {
        return NameTable.FOR_BROWSERS.stream().anyMatch(name::startsWith);
    }

    private static boolean isForBrowsers(String name, List<String> words) {
        return isForBrowsers(name) && words.stream().noneMatch(NameTable.NOT_FOR_BROWSERS::contains);
    }

    private static Verdict verdict(List<String> words) {
        int last = words.size() - 1;
        // TOKEN_EXPIRES_IN
        if (last > 0 && words.get(last).equals("IN") && NameTable.ABOUT.contains(words.get(last - 1))) {
            return Verdict.PLAIN;
        }
        if (last < 0 || NameTable.ABOUT.contains(words.get(last)) && !isAccessKeyId(words) && !isPasswordOf(words)) {
            return Verdict.PLAIN;
        }
        Verdict verdict = Verdict.PLAIN;
        for (int i = 0; i <= last; i++) {
            if (NameTable.ABOUT_BEFORE.contains(words.get(i)) && i < last) {
                return Verdict.PLAIN;
            }
            Verdict its = verdict(words, i);
            verdict = its.compareTo(verdict) > 0 ? its : verdict;
            if (verdict.compareTo(Verdict.SECRET) >= 0) {
                return verdict;
            }
        }
        return verdict;
    }

    /** PASSWORD_DB: the password of a database, not a database of passwords. */
    private static boolean isPasswordOf(List<String> words) {
        int last = words.size() - 1;
        return last > 0
                && words.get(last).equals("DB")
                && Set.of("PASSWORD", "PASS", "PASSWD", "PWD").contains(words.get(last - 1));
    }

    /** AWS calls one half of a credential so. */
    private static boolean isAccessKeyId(List<String> words) {
        int size = words.size();
        return size >= 3
                && words.get(size - 1).equals("ID")
                && words.get(size - 2).equals("KEY")
                && words.get(size - 3).equals("ACCESS");
    }

    private static Verdict verdict(List<String> words, int at) {
        String word = words.get(at);
        boolean atEnd = at == words.size() - 1;
        if (NameTable.NO_ENDINGS.contains(word)) {
            return Verdict.PLAIN;
        }
        if (word.contains("PASS") && (NameTable.SECRET.contains(word) || endsAsSecret(word))) {
            return Verdict.PASSWORD;
        }
        // The shell keeps its folder in PWD.
        if (NameTable.SECRET.contains(word) || endsAsSecret(word) && (at > 0 || !word.equals("PWD"))) {
            return word.endsWith("PW") || word.endsWith("PWD") ? Verdict.PASSWORD : Verdict.SECRET;
        }
        if (atEnd && NameTable.SECRET_AT_END.contains(word) && !(word.equals("PWD") && at == 0)) {
            return Verdict.SECRET;
        }
        boolean key = word.equals("KEY") || word.equals("KEYS");
        if (key && at > 0 && NameTable.KEYS_OF.contains(words.get(at - 1))) {
            return Verdict.SECRET;
        }
        boolean keyOfSomething = key && at > 0 && !NameTable.PLAIN_KEYS_OF.contains(words.get(at - 1));
        return atEnd && (keyOfSomething || at > 0 && NameTable.SHORT_KEYS.contains(word))
                ? Verdict.PERHAPS
                : Verdict.PLAIN;
    }

    private static boolean endsAsSecret(String word) {
        for (String ending : NameTable.ENDINGS) {
            if (word.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the words of {@code name} in capitals, without the digits at their ends. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean end = i == name.length() || !isWord(name.charAt(i));
            if (end || i > start && isHump(name, i)) {
                add(name.substring(start, i), words);
                start = end ? i + 1 : i;
            }
        }
        return words;
    }

    private static void add(String word, List<String> words) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) >= '0' && word.charAt(end - 1) <= '9') {
            end--;
        }
        if (end > 0) {
            words.add(word.substring(0, end).toUpperCase(Locale.ROOT));
        }
    }

    private static boolean isWord(char c) {
        return c >= '0' && c <= '9' || isUpper(c) || isLower(c) || c > 127 && Character.isLetterOrDigit(c);
    }

    /** Whether a word of camelCase begins at {@code i}: clientSecret, APIKey. */
    private static boolean isHump(String name, int i) {
        char c = name.charAt(i);
        char before = name.charAt(i - 1);
        return isUpper(c)
                && (!isUpper(before) && isWord(before) && isLower(before)
                        || isUpper(before)
                                && i + 1 < name.length()
                                && isLower(name.charAt(i + 1))
                                && !isPlural(name, i));
    }

    /** URLs, IDs: an s at the end of capitals begins no word. */
    private static boolean isPlural(String name, int i) {
        return name.charAt(i + 1) == 's' && (i + 2 == name.length() || !isLower(name.charAt(i + 2)));
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }
}
