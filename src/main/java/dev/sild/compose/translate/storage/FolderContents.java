package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.DatabaseFiles;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.files.FileSecrets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the files in a mounted folder tell about who made them.
 *
 * @param nothing whether there are none but those without text that keep the folder in a repository
 * @param placeholders whether they only keep the folder in a repository, and explain it
 * @param code whether one is source code
 * @param program whether they are a complete program
 * @param settings whether one is a setting, a secret or a page of a site, which people write
 * @param prose whether one is a text that people write for others to read
 * @param logs whether all that are more than placeholders are called as logs are
 * @param database whether one is called as databases call theirs
 * @param sqlite whether one is a database of SQLite, under any name
 */
record FolderContents(
        boolean nothing,
        boolean placeholders,
        boolean code,
        boolean program,
        boolean settings,
        boolean prose,
        boolean logs,
        boolean database,
        boolean sqlite) {
    private static final int MOST_OPENED = 50;

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)\\.(?:git_?keep|keep|git_?ignore|npm_?keep|docker_?keep|empty|placeholder)(?:\\.(?:md|txt))?"
                    + "|(?:read_?me|placeholder)(?:[._-][a-z]{2}(?:[_-][a-z]{2,4})?)?(?:\\.(?:md|markdown|txt|rst|adoc))?|\\.DS_Store");

    private static final Pattern SETTINGS = Pattern.compile(
            "(?i).*\\.(?:ya?ml|toml|ini|conf|cnf|cfg|config|properties"
                    + "|xml|tf|hcl|rules|tmpl|tpl|template|j2|sql|html?|css|lock)|.*\\b(?:config|settings|package)\\.json|(?:Docker|Caddy|Make)file");

    private static final Pattern PROSE = Pattern.compile("(?i).*\\.(?:md|mdx|markdown|rst|adoc|asciidoc|org|tex)");

    private static final Pattern LOG = Pattern.compile("(?i).*\\.(?:log|out|err)(?:[._-][\\w.-]*)?"
            + "|(?:.*[._-])?(?:log|access|errors?|debug|console)(?:[._-]?\\d[\\d._-]*)?(?:\\.(?:txt|jsonl?|gz|bz2|xz|zst|zip))?"
            + "|.*\\d{4}-?\\d{2}-?\\d{2}.*\\.(?:txt|jsonl?|gz|bz2|xz|zst|zip)");

    /** Returns what is known about a folder; none of its files becomes part of the result by this. */
    static FolderContents of(Path folder, BindFiles reader) {
        BindFiles.Listing listing = reader.paths(folder);
        List<String> files = listing.files();
        boolean program = SourceTree.areMarked(files);
        return new FolderContents(
                listing.complete() && files.stream().allMatch(DataFolders::isPlaceholder),
                listing.complete() && files.stream().allMatch(FolderContents::isPlaceholder),
                program || files.stream().anyMatch(CodeNames::isCode),
                program,
                files.stream().anyMatch(FolderContents::isOfPeople),
                files.stream()
                        .anyMatch(file -> !isPlaceholder(file)
                                && PROSE.matcher(name(file)).matches()),
                files.stream()
                        .allMatch(file ->
                                isPlaceholder(file) || LOG.matcher(name(file)).matches()),
                files.stream().anyMatch(DatabaseFiles::isNamed),
                files.stream()
                        .filter(file -> !isOfPeople(file) && !CodeNames.isShown(file))
                        .limit(MOST_OPENED)
                        .flatMap(file -> reader.peek(folder.resolve(file), FileBundles.MAX_BYTES).stream())
                        .anyMatch(DatabaseFiles::isSqlite));
    }

    private static boolean isOfPeople(String file) {
        return !isPlaceholder(file) && (SETTINGS.matcher(name(file)).matches() || FileSecrets.isSecretName(file));
    }

    private static boolean isPlaceholder(String file) {
        return PLACEHOLDER.matcher(name(file)).matches();
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
