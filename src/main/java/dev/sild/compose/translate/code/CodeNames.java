package dev.sild.compose.translate.code;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

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

    /** Folders of code that people run by hand. */
    private static final Pattern BY_HAND = Pattern.compile("(?:.*/)?(?:scripts?|tools?|bin|notebooks?|migrations?"
            + "|bench(?:marks?)?|perf|load[_-]?tests?|e2e|tests?|examples?)/.*");

    private static final Set<String> SHELL = Set.of("sh", "bash", "zsh", "fish", "ps1", "bat", "cmd");
    private static final Set<String> TASKS = Set.of("makefile", "justfile", "taskfile.yml", "taskfile.yaml");

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

    /** Whether a file is code that people run by hand, on their machine, as far as its folder tells. */
    static boolean isRunByHand(String path) {
        return BY_HAND.matcher(path).matches();
    }

    /** Whether a file is a script of a shell, or has the tasks of a project. */
    public static boolean isOfShell(String path) {
        return SHELL.contains(extension(path)) || TASKS.contains(name(path).toLowerCase(Locale.ROOT));
    }

    /** Whether a file is a page or a part of one. */
    public static boolean isShown(String path) {
        return SHOWN.contains(extension(path)) || isScript(path);
    }
}
