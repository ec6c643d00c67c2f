package dev.sild.inputs.engine;

import java.util.regex.Pattern;

/** How much a word looks like the name of an image, where an unknown option leaves open what its value is. */
final class ImageName {
    private static final Pattern NAME =
            Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._/-]*+(?::[0-9]{1,5}/[a-z0-9._/-]++)?(?::[A-Za-z0-9_.-]++)?"
                    + "(?:@sha256:[0-9a-f]++)?");

    private ImageName() {}

    /** Returns 0 for what no image is called, 1 for a plain word, 2 for a name with a folder or a tag. */
    static int likeness(String word) {
        String plain = word.replaceAll("\\$\\{[A-Za-z0-9_:?+-]*+[^{}]*+}", "a1");
        boolean path = plain.startsWith("/") || plain.startsWith(".") || plain.startsWith("-");
        if (path || plain.indexOf('=') >= 0 || !looksLikeName(plain)) {
            return 0;
        }
        return plain.indexOf(':') > 0 || plain.indexOf('/') > 0 ? 2 : 1;
    }

    private static boolean looksLikeName(String plain) {
        return plain.length() < 300
                && plain.chars().anyMatch(Character::isLowerCase)
                && NAME.matcher(plain).matches();
    }
}
