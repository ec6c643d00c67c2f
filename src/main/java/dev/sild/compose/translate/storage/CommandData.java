package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.claims.CommandFolders;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Mount;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Folders that a server keeps its data in, because its command says so, below a folder with its settings that is
 * mounted: the settings travel as files, which are read-only, and the data needs a claim.
 */
final class CommandData {
    private final FileBundles bundles;
    private final BindClaims claims;
    private final DataFolders folders;
    private final Set<Path> found = new HashSet<>();

    CommandData(FileBundles bundles, BindClaims claims, DataFolders folders) {
        this.bundles = bundles;
        this.claims = claims;
        this.folders = folders;
    }

    /** Notes what a service names, before any mount is read: others may mount it as well. */
    void lookAt(Attribute service, Optional<ImageFacts> image) {
        List<String> named = CommandFolders.of(service, image).orElse(List.of());
        for (Attribute volume :
                named.isEmpty() ? List.<Attribute>of() : service.get("volumes").items()) {
            if (volume.get("type").peek().equals("bind")
                    && !volume.get("read_only").peek().equals("true")) {
                Path path = bundles.place(volume.get("source").peek());
                if (bundles.reader().kind(path) == BindFiles.Kind.FOLDER && !folders.hasNothing(path)) {
                    below(ContainerPaths.absolute("/", volume.get("target").peek()), named)
                            .forEach(folder -> {
                                found.add(path.resolve(folder));
                                folders.keep(path.resolve(folder));
                            });
                }
            }
        }
    }

    private static List<String> below(String target, List<String> named) {
        return named.stream()
                .flatMap(folder -> ContainerPaths.below(target, folder).stream())
                .filter(folder -> !folder.isEmpty())
                .toList();
    }

    /**
     * Returns the folders below what a bind mount became.
     *
     * @param mount none are below it unless it is one of files: a claim keeps all that is in it
     */
    List<BoundCode.Written> below(Attribute volume, Bind.Mounter mounter, Mount mount) {
        if (!(mount.source() instanceof Mount.OfFiles)
                || volume.get("read_only").bool()) {
            return List.of();
        }
        Path path = bundles.place(volume.get("source").peek());
        Bind bind = new Bind(volume, mounter, path, mount.path(), false);
        List<String> named =
                CommandFolders.of(mounter.service(), mounter.image()).orElse(List.of());
        return below(bind.target(), named).stream()
                .map(bind::below)
                .map(kept -> new BoundCode.Written(kept, () -> claim(kept), bind.target()))
                .toList();
    }

    private Mount claim(Bind kept) {
        return folders.hasNothing(kept.path()) ? claims.ofProject(kept, "") : claims.ofData(kept);
    }

    /** Returns the files of a folder without those in the folders, unless these are all. */
    List<BindFile> without(Bind bind, List<BindFile> files) {
        List<BindFile> rest = files.stream()
                .filter(file -> found.stream().noneMatch(bind.path().resolve(file.path())::startsWith))
                .toList();
        return rest.isEmpty() ? files : rest;
    }
}
