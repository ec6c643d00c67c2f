package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.claims.DatabaseFolders;
import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.IgnoredPaths;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownFolders;
import dev.sild.images.ScriptWrites;
import dev.sild.images.ServerFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files and folders of the project that programs write to while they run, though they have content: their scripts, what
 * version control ignores there, and how the compose file mounts them tell.
 */
final class WrittenBinds {
    /** How sure it is that a program writes to a mount. */
    private enum Sign {
        NONE,
        /** It may, and nothing is lost if it does not: a copy of its own can be written to. */
        POSSIBLE,
        CERTAIN
    }

    private final FileBundles bundles;
    private final Map<Path, Set<String>> users = new HashMap<>();
    private final Set<Path> written = new HashSet<>();
    private final Set<String> targets = new HashSet<>();
    private final Map<Attribute, Sign> signs = new HashMap<>();
    private final Set<Attribute> byScripts = new HashSet<>();
    private final CodeWrites byCode;
    private final Set<Attribute> dataFiles = new HashSet<>();
    private final IgnoredPaths ignored;

    WrittenBinds(FileBundles bundles, DataFolders folders) {
        this.bundles = bundles;
        byCode = new CodeWrites(bundles);
        ignored = folders.ignored().paths();
    }

    /**
     * Looks at what a service mounts.
     *
     * @param context what its image is built from
     * @param process the words of its process
     */
    void add(Attribute service, Optional<ImageFacts> image, Optional<BuildContext> context, List<String> process) {
        List<ScriptWrites> scripts = null;
        byCode.add(service, image, context);
        for (Attribute volume : service.get("volumes").items()) {
            targets.add(ContainerPaths.absolute("/", volume.get("target").peek()));
            if (!volume.get("type").peek().equals("bind")) {
                continue;
            }
            Path path = bundles.place(volume.get("source").peek());
            users.computeIfAbsent(path, first -> new HashSet<>()).add(service.segment());
            if (volume.get("read_only").peek().equals("true")) {
                continue;
            }
            BindFiles.Kind kind = bundles.reader().kind(path);
            String target = ContainerPaths.absolute("/", volume.get("target").peek());
            boolean data = kind != BindFiles.Kind.FOLDER
                    && (DataFiles.isDatabase(path, target) || AcmeStorage.is(target, service, process, bundles));
            if (data) {
                dataFiles.add(volume);
                written.add(path);
            }
            if (kind != BindFiles.Kind.FILE && kind != BindFiles.Kind.FOLDER) {
                continue;
            }
            scripts = scripts == null ? WritingScripts.of(service, image, process, bundles) : scripts;
            boolean scripted = scripts.stream().anyMatch(script -> script.reach(target));
            if (scripted) {
                byScripts.add(volume);
            }
            boolean coded = byCode.reach(volume);
            Sign sign = data || scripted || coded
                    ? Sign.CERTAIN
                    : kind == BindFiles.Kind.FOLDER
                            ? ofFolder(service, image, path, target)
                            : DataFiles.isFilled(path, target, bundles.reader()) ? Sign.CERTAIN : Sign.NONE;
            signs.put(volume, sign);
            if (sign == Sign.CERTAIN) {
                written.add(path);
            }
        }
    }

    private Sign ofFolder(Attribute service, Optional<ImageFacts> image, Path path, String target) {
        boolean wellKnown = image.isPresent() && !service.get("build").present();
        if (KnownFolders.isOnlyRead(target, false) || DatabaseFolders.areOfDatabase(target, service, image)) {
            return Sign.NONE;
        }
        if (wellKnown) {
            return image.get().dataFolders().contains(target) ? Sign.CERTAIN : Sign.NONE;
        }
        if (ignored.arePartly(path)) {
            return Sign.CERTAIN;
        }
        return image.isEmpty() && !ServerFiles.isOfConfiguration(target + "/") ? Sign.POSSIBLE : Sign.NONE;
    }

    /** Whether no service mounts anything at a path: those that have no need of a folder do without. */
    boolean isMountedNowhere(String path) {
        return !targets.contains(path);
    }

    /** Whether a program may write to a mount, which needs a copy of the files then. */
    boolean mayWrite(Bind bind) {
        return signs.getOrDefault(bind.volume(), Sign.NONE) != Sign.NONE;
    }

    /** Whether a program is known to write to a mount, by its code, its image or what git ignores there. */
    boolean isCertain(Bind bind) {
        return signs.get(bind.volume()) == Sign.CERTAIN;
    }

    /** Whether the code of the program writes files to a mounted folder. */
    boolean isByCode(Bind bind) {
        return byCode.reach(bind.volume());
    }

    /** Whether scripts write to a mount at each start, so that nobody misses what they write. */
    boolean isByScripts(Bind bind) {
        return byScripts.contains(bind.volume());
    }

    /** Whether a mount is a single file that a program keeps data in, or is to be one. */
    boolean isDataFile(Bind bind) {
        return dataFiles.contains(bind.volume());
    }

    /** Whether several services mount a path and one of them writes to it, so that they must see one copy. */
    boolean isShared(Bind bind) {
        return written.contains(bind.path())
                && users.getOrDefault(bind.path(), Set.of()).size() > 1;
    }
}
