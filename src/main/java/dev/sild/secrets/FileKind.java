package dev.sild.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file is for, as far as its path tells: what its names of values mean depends on it. */
enum FileKind {
    /** Names are those of settings, and a value under the name of a password is one. */
    SETTINGS,
    /** Names are those of variables, messages and types, and texts are in quotes. */
    CODE,
    /** Names are those of messages, and values are for people. */
    MESSAGES,
    /**
     * Names are those of events' fields, and values are patterns that they match: below {@code detection} in rules of
     * Sigma.
     */
    RULES,
    /** Names are those of packages, and values their versions and checksums. */
    LOCK;

    /** No message or version is longer: Java's patterns call themselves for each repeated group. */
    private static final int LONGEST = 200;

    private static final Pattern YAML = Pattern.compile("(?i).*\\.ya?ml");

    private static final Set<String> LOCKS = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "pnpm-lock.yaml",
            "packages.lock.json",
            "go.sum",
            "mix.lock",
            "bun.lock");
    private static final Set<String> LANGUAGES = Set.of("""
            py php rb go rs ex exs java kt kts scala clj cs fs vb r jl dart swift ts tsx js jsx mjs cjs mts cts \
            vue svelte astro""".split(" "));
    private static final Pattern MESSAGE_FILES = Pattern.compile(
            "(?:^|.*/)(?:locales?|i18n|lang|langs|languages|translations|messages)/.*\\.(?:json|ya?ml|properties|po)");

    private static final Pattern VERSION = Pattern.compile(
            "(?:[~^=v]|[<>]=?)?\\s?\\d{1,5}\\.(?:\\d{1,5}|[x*])(?:\\.(?:\\d{1,5}|[x*]))?(?:-[a-z]+(?:\\.\\d++)*+)?");

    /** Returns the kind of the file at a path. */
    static FileKind of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        if (LOCKS.contains(name) || extension.equals("lock")) {
            return LOCK;
        }
        if (LANGUAGES.contains(extension)) {
            return CODE;
        }
        return MESSAGE_FILES.matcher(path.toLowerCase(Locale.ROOT)).matches() ? MESSAGES : SETTINGS;
    }

    /** Returns the kind of the file at a path with a text. */
    static FileKind of(String path, String text) {
        FileKind kind = of(path);
        return kind == SETTINGS && YAML.matcher(path).matches() && EventRules.areIn(text) ? RULES : kind;
    }

    /**
     * Whether a value is what files of this kind have under any name.
     *
     * @param written the value with its quotes, where it has some
     */
    boolean isPlain(String name, String written, String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        if (VERSION.matcher(value).matches() && SecretNames.verdict(name) != SecretNames.Verdict.PASSWORD) {
            return true;
        }
        return switch (this) {
            case CODE -> CodeValues.isPlain(name, written, value);
            case RULES -> !SecretValues.looksRandom(value);
            case MESSAGES -> CodeValues.isMessage(value);
            case SETTINGS, LOCK -> false;
        };
    }
}
