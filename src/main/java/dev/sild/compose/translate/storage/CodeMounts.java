package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.code.LackedFiles;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.images.ContainerPaths;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The mounts that show files of source trees in pods. */
final class CodeMounts {
    /** How many files are mounted one by one. */
    private static final int MOST_FILES = 20;

    private final Storage storage;
    private final FileBundles bundles;
    private final BoundFiles files;
    private final CodeCopies copies;

    CodeMounts(Storage storage, FileBundles bundles, BoundFiles files, CodeCopies copies) {
        this.storage = storage;
        this.bundles = bundles;
        this.files = files;
        this.copies = copies;
    }

    /**
     * Returns the mount of a copy that each pod makes for itself.
     *
     * @param links paths in it, with their targets
     * @param folders paths in it of folders without files
     */
    Mount copy(Bind bind, List<BindFile> tree, Map<String, String> links, List<String> folders) {
        List<String> names = bundles(bind, tree).stream().map(Files::name).toList();
        String volume = storage.freeName(bind.component() + "-code");
        storage.add(new Volume.Scratch(volume, false, ""));
        copies.add(bind.component(), volume, names, links, folders);
        return Mount.ofVolume(volume, bind.target(), bind.readOnly());
    }

    /** Returns bundles of the files: one of those that anyone may see, and one of those with secrets. */
    List<Files> bundles(Bind bind, List<BindFile> part) {
        List<BindFile> plain = new ArrayList<>();
        List<BindFile> secret = new ArrayList<>();
        part.forEach(file -> (bundles.isSecret(file) ? secret : plain).add(file));
        List<Files> all = new ArrayList<>();
        if (!plain.isEmpty()) {
            all.add(files.code(bind, plain, ""));
        }
        if (!secret.isEmpty()) {
            all.add(files.code(bind, secret, "secret"));
        }
        return all;
    }

    /**
     * Returns the mounts of what the image of a source tree lacks, over what it has. What does not fit into manifests
     * has to come into the image.
     */
    List<Mount> lacked(Bind bind, LackedFiles lacked) {
        List<Mount> mounts = new ArrayList<>();
        List<String> mounted = new ArrayList<>();
        List<String> left = new ArrayList<>(lacked.tooLarge());
        lacked.folders().forEach((folder, content) -> {
            if (bundles.fits(content) && folder.indexOf(':') < 0) {
                mounts.add(folder(bind, folder, content));
                mounted.add(folder + "/");
            } else {
                left.add(folder + "/");
            }
        });
        // A path of a mount has no colon.
        List<BindFile> single = lacked.files().stream()
                .filter(file -> file.path().indexOf(':') < 0)
                .toList();
        lacked.files().stream()
                .map(BindFile::path)
                .filter(path -> path.indexOf(':') >= 0)
                .forEach(left::add);
        if (single.size() <= MOST_FILES && bundles.fits(single)) {
            for (Files bundle : bundles(bind, single)) {
                bundle.entries()
                        .forEach(file -> mounts.add(Mount.ofFiles(
                                bundle.name(), ContainerPaths.absolute(bind.target(), file.path()), file.path())));
            }
            single.forEach(file -> mounted.add(file.path()));
        } else {
            single.forEach(file -> left.add(file.path()));
        }
        if (!mounted.isEmpty()) {
            bind.volume()
                    .note(
                            Code.BIND_COPIED,
                            CopyIntoImage.dockerfile(bind, bundles) + " does not copy " + BoundCode.first(mounted)
                                    + " to " + bind.target() + "; each pod gets a copy from the manifests",
                            "add COPY instructions, or convert again when it changes");
        }
        if (!left.isEmpty()) {
            String dockerfile = CopyIntoImage.dockerfile(bind, bundles);
            bind.volume()
                    .note(
                            Code.BUILD_INPUT_MISSING,
                            dockerfile + " does not copy " + BoundCode.first(left) + " to " + bind.target()
                                    + ", and that is not in the manifests: it is over 1 MiB or " + MOST_FILES
                                    + " files, or has a colon in its name",
                            "add 'COPY' instructions to " + dockerfile);
        }
        return mounts;
    }

    private Mount folder(Bind bind, String folder, List<BindFile> content) {
        Bind inner = bind.below(folder);
        return storage.ownFileSystems()
                ? copy(inner, content, Map.of(), List.of())
                : Mount.ofFiles(files.code(inner, content, "").name(), inner.target(), "");
    }
}
