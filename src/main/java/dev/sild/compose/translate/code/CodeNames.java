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

    /** What is not part of a program that runs: texts for people, tests and examples. */
    private static final Pattern NOT_RUN = Pattern.compile(
            "(?i)(?:^|.*/)(?:docs?|tests?|__tests__|spec|specs|examples?|mocks?|fixtures)/.*"
                    + "|.*\\.(?:txt|rst|adoc|html?|lock|sample|example|dist|test\\.\\w+|spec\\.\\w+)"
                    + "|(?:.*/)?(?:test_[^/]*\\.py|conftest\\.py|[^/]*(?:_test|Tests?)\\.(?:go|py|java|kt|cs))"
                    + "|(?:.*/)?(?:(?:Docker|Container)file[^/]*|\\.dockerignore|Jenkinsfile|\\.gitlab-ci\\.yml|[^/]*\\.sh)");

    /** What developers and pipelines use beside a program: settings of editors, load tests, collections of requests. */
    private static final Pattern BESIDE = Pattern.compile(
            "(?i)(?:^|.*/)(?:"
                    + "\\.(?:vscode|idea|zed|github|gitlab|circleci|devcontainer|husky)|k6|jmeter|gatling|artillery|locust|postman|bruno"
                    + "|(?:load|stress|perf|performance)[-_]?tests?|benchmarks?|e2e)/.*"
                    + "|(?:.*/)?(?:k6|locustfile)(?:[-_.][^/]*)?\\.(?:[jt]s|py)"
                    + "|.*(?:[-_.]k6\\.[jt]s|\\.postman_(?:collection|environment)\\.json|\\.(?:http|rest|jmx|bru|code-workspace))");

    /** What programs show to people in their language. */
    private static final Pattern TRANSLATIONS = Pattern.compile(
            "(?i)(?:.*/)?(?:i18n|l10n|locales?|lang|langs|languages|translations?)/.*"
                    + "|(?:.*/)?(?:messages|strings|translations?)[-_.][a-z]{2,3}(?:[-_][a-z]{2,4})?\\.(?:json|ya?ml|properties|toml|ini)");

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
    public static boolean isRunByHand(String path) {
        return BY_HAND.matcher(path).matches();
    }

    /** Whether a file is for people, or for tests, by its path. */
    public static boolean isNotRun(String path) {
        return NOT_RUN.matcher(path).matches();
    }

    /** Whether a file has texts of a program in people's languages, by its path. */
    public static boolean isOfTranslations(String path) {
        return TRANSLATIONS.matcher(path).matches();
    }

    /** Whether a file is for developers and pipelines, by its path. */
    public static boolean isBeside(String path) {
        return BESIDE.matcher(path).matches();
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
