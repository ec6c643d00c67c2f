package dev.sild.cli;

import java.util.List;
import java.util.regex.Pattern;

/** The files that a summary names as read: those that decide something; the others are counted. */
final class ReadFiles {
    /** How many files the summary names; the JSON report names all. */
    private static final int MOST_NAMED = 10;

    /** Source code, documents, pictures, locks of packages, and files for version control, editors and CI. */
    private static final Pattern UNNAMED =
            Pattern.compile("(?i).*\\.(?:py[iw]?|[cm]?[jt]sx?|vue|svelte|astro|php|phtml|twig"
                    + "|rb|erb|go|rs|java|kts?|scala|groovy|cs|fs|vb|c|cc|cpp|h|hpp|swift|dart|exs?|lua|pl|pm|r|ipynb|mako|html?|css|s[ac]ss"
                    + "|less|md|rst|adoc|po|mo|svg|png|jpe?g|gif|ico|webp|woff2?|ttf|map|lock|sum)"
                    + "|(?:.*/)?(?:package-lock\\.json|pnpm-lock\\.yaml|\\.(?:gitkeep|keep|gitignore|gitattributes|gitmodules"
                    + "|dockerignore|editorconfig|prettier.*|eslint.*|pre-commit-config\\.yaml)|LICENSE|README|Makefile)"
                    + "|(?:.*/)?\\.(?:git|github|gitlab|vscode|idea|circleci|husky)/.*"
                    + "|(?:.*/)?\\.env\\.(?:example|sample|template|dist)");

    private ReadFiles() {}

    /** Returns the files as the summary names them. */
    static String named(List<String> files) {
        List<String> deciding =
                files.stream().filter(file -> !UNNAMED.matcher(file).matches()).toList();
        List<String> named = deciding.isEmpty() ? files : deciding;
        int most = named.size() == MOST_NAMED + 1 ? named.size() : MOST_NAMED;
        int more = files.size() - Math.min(most, named.size());
        return String.join(", ", named.subList(0, Math.min(most, named.size())))
                + (more == 0 ? "" : " and " + more + (more == 1 ? " more file" : " more files"));
    }
}
