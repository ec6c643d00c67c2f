package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.CodeNames;
import dev.sild.compose.translate.code.DataNames;
import dev.sild.compose.translate.code.GitIgnore;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.images.ServerFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Folders of the project, without code, beside whose files a program writes its own, as templates and lists that it
 * edits: as copies in each pod they would end with it.
 */
final class WrittenData {
    /** Folders whose files people write, and no program does. */
    private static final Pattern OF_PEOPLE = Pattern.compile(
            "(?i)(?:.*[._-])?(?:conf(?:ig(?:s|urations?)?)?|settings|certs?|certificates?|ssl|tls|keys?|secrets?"
                    + "|private|conf\\.d|provisioning|migrations?|init[\\w.-]*|html|www|htdocs|public|static|assets"
                    + "|dashboards?|rules|plugins?|themes?|locales?|i18n|docs?|scripts?|bin|tests?|fixtures)");

    private final FileBundles bundles;
    private final WrittenBinds written;
    private final GitIgnore ignored;
    private final Map<Path, Boolean> data = new HashMap<>();

    WrittenData(FileBundles bundles, WrittenBinds written) {
        this.bundles = bundles;
        this.written = written;
        ignored = new GitIgnore(bundles.reader());
    }

    /** Whether a mounted folder is one; the service must have been looked at. */
    boolean isOne(Bind bind) {
        return !bind.isInImage()
                && written.mayWrite(bind)
                && !written.isByScripts(bind)
                && !SeveralPods.has(bind.mounter().service())
                && !ServerFiles.isOfConfiguration(bind.target() + "/")
                // What a program has left there is this machine's.
                && !ignored.ignores(bind.path())
                && (written.isByCode(bind) || written.isCertain(bind) && isData(bind) || isCalledData(bind));
    }

    /** Nothing else is known of what an image that is not built here does with a folder. */
    private boolean isCalledData(Bind bind) {
        return (DataNames.isOne(CodeNames.name(bind.target()))
                        || DataNames.isOne(String.valueOf(bind.path().getFileName())))
                && isData(bind);
    }

    private boolean isData(Bind bind) {
        return !OF_PEOPLE.matcher(CodeNames.name(bind.target())).matches()
                && !OF_PEOPLE.matcher(String.valueOf(bind.path().getFileName())).matches()
                && data.computeIfAbsent(bind.path(), this::isData);
    }

    private boolean isData(Path path) {
        FolderContents files = FolderContents.of(path, bundles.reader());
        return !files.nothing()
                && !files.code()
                && !files.settings()
                && !files.prose()
                && !files.logs()
                && !bundles.reader().paths(path).files().stream().allMatch(CodeNames::isShown);
    }
}
