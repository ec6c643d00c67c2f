package dev.sild.compose.translate.code;

import java.util.Locale;
import java.util.Set;

/** What the names of files in source trees tell. */
public final class CodeNames {
    private static final Set<String> CODE = Set.of("""
            py php rb go rs ex exs java kt kts scala clj cs fs vb pl pm lua r jl dart swift erl \
            ts tsx jsx mts cts vue svelte astro erb twig""".split(" "));

    /** What runs in a browser as well: beside a page it is part of a site. */
    private static final Set<String> SCRIPTS = Set.of("js", "mjs", "cjs");

    /** What sites are made of, beside scripts. */
    private static final Set<String> SHOWN = Set.of("""
            html htm css scss less woff woff2 ttf otf eot png jpg jpeg gif svg webp avif ico mp4 webm mp3""".split(" "));

    private CodeNames() {}

    /** Returns the last part of a path. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns what follows the last dot of a file's name, in small letters; the name where there is none. */
    static String extension(String path) {
        return path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1)
                .toLowerCase(Locale.ROOT);
    }

    public static boolean isCode(String path) {
        return CODE.contains(extension(path)) || isScript(path);
    }

    static boolean isScript(String path) {
        return SCRIPTS.contains(extension(path));
    }

    /** Whether a file is a page or a part of one. */
    public static boolean isShown(String path) {
        return SHOWN.contains(extension(path)) || isScript(path);
    }
}
