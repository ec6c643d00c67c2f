package dev.sild.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What source files and files of messages have under the names of secrets, and is none: names of types and messages,
 * rules, expressions. What may be a password is one.
 */
final class CodeValues {
    /** Constants of the same text, as codes of errors are. */
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
    /** The key of a message: {@code validation.passwordsDoNotMatch}. */
    private static final Pattern MESSAGE_KEY = Pattern.compile("[a-z][A-Za-z]*(?:[._-][A-Za-z]+)*\\.[A-Za-z]+");
    /** Rules of a value, as frameworks write them: {@code required|min:8}. */
    private static final Pattern RULES = Pattern.compile(
            "(?:required|nullable|sometimes|bail|string|confirmed|min:\\d+)(?:\\|[a-z_]+(?::[\\w,]+)?)+");

    /** A sentence of at least three words without a number. */
    private static final Pattern SENTENCE = Pattern.compile("[A-Z][\\w',.:;!?()-]*(?: [\\w',.:;!?()-]+){2,}");

    private static final Set<String> TYPES =
            Set.of("string", "str", "text", "hashed", "encrypted", "required", "nullable", "confirmed", "hidden");

    /** A text in an expression, whose end may be missing, or the comment that ends it. */
    private static final Pattern LITERAL = Pattern.compile("//.*+|(?<=\\s)#.*+|\"([^\"]*+)\"?|'([^']*+)'?|`([^`]*+)`?");
    /** What is filled in; a closing brace may be missing. */
    private static final Pattern FILLED_IN = Pattern.compile("\\$?\\{[^{}]*+}?|\\$\\w++");

    private static final String NO_PASSWORDS = "$#^*=~|+\\";
    /** With fewer words a number may belong to a pass phrase. */
    private static final int WORDS_OF_SENTENCE = 5;

    private CodeValues() {}

    /**
     * Whether a value of a source file is no secret.
     *
     * @param written the value with its quotes, where it has some
     */
    static boolean isPlain(String name, String written, String value) {
        if ("\"'".indexOf(written.charAt(0)) < 0 && !Character.isDigit(written.charAt(0))) {
            return !hasSecret(written, false);
        }
        return TYPES.contains(value.toLowerCase(Locale.ROOT))
                || RULES.matcher(value).matches()
                || CONSTANT.matcher(value).matches() && value.equals(name)
                || SecretNames.verdict(name) == SecretNames.Verdict.PASSWORD
                        && isAboutSecrets(value)
                        && (MESSAGE_KEY.matcher(value).matches() || isSentence(name, value));
    }

    /** Constants in capitals are settings more often than messages. */
    private static boolean isSentence(String name, String value) {
        return !name.equals(name.toUpperCase(Locale.ROOT))
                && !hasDigit(value)
                && SENTENCE.matcher(value).matches();
    }

    /** Whether a value of a file of messages is a message: {@code Your password}. */
    static boolean isMessage(String value) {
        if (value.equals("password")) {
            return true;
        }
        boolean words = value.indexOf(' ') > 0 || isAboutSecrets(value);
        if (!words || !isCapital(value.charAt(0)) || value.chars().anyMatch(c -> NO_PASSWORDS.indexOf(c) >= 0)) {
            return false;
        }
        String[] parts = value.split(" +");
        for (String part : parts) {
            if (hasDigit(part) && (parts.length < WORDS_OF_SENTENCE || !isNumber(part))) {
                return false;
            }
        }
        return true;
    }

    /** Texts are read a byte a character: what is not ASCII is part of a letter. */
    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z' || c > 127;
    }

    private static boolean isNumber(String word) {
        return word.chars().noneMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c > 127);
    }

    private static boolean hasDigit(String value) {
        return value.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether an expression looks a value up, and has a text for the case that there is none. */
    static boolean hasDefault(String expression) {
        return hasSecret(expression, true);
    }

    /**
     * Whether a text in an expression may be a secret: {@code form["password"]} has the name of one, and {@code pw ||
     * "x"} has one.
     *
     * @param defaults whether only texts count that are no arguments
     */
    private static boolean hasSecret(String expression, boolean defaults) {
        Matcher literal = LITERAL.matcher(expression);
        while (literal.find()) {
            String text = literal.group(1) != null
                    ? literal.group(1)
                    : literal.group(2) != null ? literal.group(2) : literal.group(3);
            if (text == null) {
                return false;
            }
            String before = expression.substring(0, literal.start()).stripTrailing();
            boolean argument = before.endsWith("(") || before.endsWith("[");
            boolean named = isAboutSecrets(text) && (CONSTANT.matcher(text).matches() || argument && !hasDigit(text));
            if (!text.isEmpty() && !named && !(argument && defaults) && !isFilledIn(text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFilledIn(String text) {
        return TYPES.contains(text) || FILLED_IN.matcher(text).matches();
    }

    private static boolean isAboutSecrets(String value) {
        return SecretNames.words(value).stream().anyMatch(SecretNames::isSecret);
    }
}
