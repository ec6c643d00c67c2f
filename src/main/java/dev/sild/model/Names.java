package dev.sild.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;

/**
 * The one rule that makes a name legal: the same input always gives the same name, and different inputs that would
 * collide are distinguished by a hash.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object names</a>
 */
public final class Names {
    /** The most characters a DNS label may have. */
    public static final int MAX_LABEL = 63;

    private static final int HASH_DIGITS = 8;
    private static final int MAX_SUBDOMAIN = 253;

    private Names() {}

    /** Whether {@code name} may be the name of a Service: a DNS label that starts with a letter (RFC 1035). */
    public static boolean isLabel(String name) {
        if (name.isEmpty() || name.length() > MAX_LABEL || !isLetter(name.charAt(0)) || name.endsWith("-")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether {@code name} may be the name of most objects: a DNS subdomain (RFC 1123), labels with dots between them.
     */
    public static boolean isSubdomain(String name) {
        if (name.isEmpty() || name.length() > MAX_SUBDOMAIN) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            boolean begins = !label.isEmpty() && (isLetter(label.charAt(0)) || isDigit(label.charAt(0)));
            if (!begins || label.length() > MAX_LABEL || !isLabel("x" + label.substring(1))) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code text} names an object as {@code NAME} or, in another namespace, {@code NAMESPACE/NAME}. */
    public static boolean isReference(String text) {
        int slash = text.indexOf('/');
        boolean namespace = slash < 0 || text.lastIndexOf('.', slash) < 0 && isSubdomain(text.substring(0, slash));
        return namespace && isSubdomain(text.substring(slash + 1));
    }

    /** Whether {@code text} may be the host of an Ingress or a route: a name, also {@code *.name}, and no address. */
    public static boolean isHost(String text) {
        String name = text.startsWith("*.") ? text.substring(2) : text;
        return isSubdomain(name) && !name.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /**
     * Returns {@code name} as a DNS label that starts with a letter: lower case, {@code -} for what is not allowed, an
     * {@code x} before a leading digit, cut with a hash past 63 characters.
     */
    public static String label(String name) {
        return isLabel(name) ? name : fit(squeeze(name), name);
    }

    /** Returns a name in camel case: {@code myApi} for {@code my-api}. */
    public static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean kept = isLetter(c) || isDigit(c) || c == '_' || c >= 'A' && c <= 'Z';
            if (kept) {
                camel.append(upper ? Character.toUpperCase(c) : c);
            }
            upper = !kept && camel.length() > 0;
        }
        return camel.isEmpty() ? name : camel.toString();
    }

    /** Returns {@code name-suffix} as a DNS label. */
    public static String label(String name, String suffix) {
        return label(name + "-" + suffix);
    }

    /**
     * Returns {@code name} as a DNS label that is not among {@code taken}: with a hash of it behind where it would be.
     */
    public static String unique(String name, Set<String> taken) {
        String label = label(name);
        String hashed = name;
        while (taken.contains(label)) {
            hashed = hash(hashed);
            label = label(cut(label(name), MAX_LABEL - HASH_DIGITS - 1), hashed);
        }
        return label;
    }

    /**
     * Returns {@code label} cut to {@code max} characters, its end replaced by a hash of the whole where it is longer.
     */
    public static String cut(String label, int max) {
        if (label.length() <= max) {
            return label;
        }
        return trimDashes(label.substring(0, max - HASH_DIGITS - 1)) + "-" + hash(label);
    }

    /** Returns the first eight hexadecimal digits of the SHA-256 of {@code text}. */
    public static String hash(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
    }

    /** Returns the SHA-256 of {@code bytes} as hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            StringBuilder hex = new StringBuilder(digest.length * 2);
            for (byte b : digest) {
                hex.append(Character.forDigit((b >> 4) & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-256", e);
        }
    }

    private static String squeeze(String name) {
        StringBuilder label = new StringBuilder(name.length());
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean legal = isLetter(c) || isDigit(c);
            if (legal || (label.length() > 0 && label.charAt(label.length() - 1) != '-')) {
                label.append(legal ? c : '-');
            }
        }
        return trimDashes(label.toString());
    }

    private static String fit(String squeezed, String original) {
        if (squeezed.isEmpty()) {
            return "x" + hash(original);
        }
        String label = isDigit(squeezed.charAt(0)) ? "x" + squeezed : squeezed;
        return label.length() <= MAX_LABEL
                ? label
                : trimDashes(label.substring(0, MAX_LABEL - HASH_DIGITS - 1)) + "-" + hash(original);
    }

    private static String trimDashes(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '-') {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
