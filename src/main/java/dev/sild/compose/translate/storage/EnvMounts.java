package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.code.EnvFiles;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.KnownFolders;
import dev.sild.images.ScriptWrites;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds leave a program's env files out, and it reads them through the mount: they are mounted by themselves, as
 * copies where scripts write to them.
 */
final class EnvMounts {
    /** How many are mounted: hardly any program reads more. */
    private static final int MOST = 10;

    private final Storage storage;
    private final FileBundles bundles;
    private final BoundFiles files;
    private final CodeCopies copies;
    /** The words of the processes of services, by their names. */
    private final Map<String, List<String>> processes = new HashMap<>();

    EnvMounts(Storage storage, FileBundles bundles, BoundFiles files, CodeCopies copies) {
        this.storage = storage;
        this.bundles = bundles;
        this.files = files;
        this.copies = copies;
    }

    /** Notes how a service starts. */
    void lookAt(Attribute service, List<String> process) {
        processes.put(service.segment(), process);
    }

    /** @param mounted where something else is mounted in the tree, by paths in it */
    List<Mount> of(Bind bind, SourceTree tree, Set<String> mounted) {
        if (KnownFolders.isServed(bind.target())) {
            // A server of pages would hand them to every browser.
            return List.of();
        }
        List<BindFile> lacked = EnvFiles.lacked(
                        tree,
                        bind.image().orElseThrow(),
                        bind.mounter().context().orElseThrow(),
                        bind.target())
                .stream()
                .filter(env -> !mounted.contains(env.path()))
                .toList();
        if (lacked.isEmpty()) {
            return List.of();
        }
        List<BindFile> shown = lacked.subList(0, Math.min(MOST, lacked.size()));
        if (shown.size() < lacked.size()) {
            bind.volume()
                    .note(
                            Code.BUILD_INPUT_MISSING,
                            "the image lacks env files in " + bind.target() + "; "
                                    + BoundCode.first(lacked.subList(MOST, lacked.size()).stream()
                                            .map(BindFile::path)
                                            .toList())
                                    + " of " + lacked.size() + " are not mounted",
                            "mount each one that the container reads");
        }
        Files bundle = files.code(bind, shown, "env");
        return storage.ownFileSystems() ? mounts(bind, bundle) : plain(bind, bundle.name(), bundle.entries());
    }

    private static List<Mount> plain(Bind bind, String bundle, List<Files.Entry> entries) {
        return entries.stream()
                .map(file -> Mount.ofFiles(bundle, place(bind, file), file.path()))
                .toList();
    }

    private static String place(Bind bind, Files.Entry file) {
        return ContainerPaths.absolute(bind.target(), file.path());
    }

    private List<Mount> mounts(Bind bind, Files bundle) {
        List<ScriptWrites> scripts = WritingScripts.of(
                bind.mounter().service(),
                bind.image(),
                processes.getOrDefault(bind.mounter().service().segment(), List.of()),
                bundles);
        boolean replaced = bundle.entries().stream()
                .anyMatch(file ->
                        scripts.stream().anyMatch(script -> script.replaced().contains(place(bind, file))));
        if (replaced) {
            return List.of(inCopyOfImage(bind, bundle));
        }
        List<Files.Entry> written = bundle.entries().stream()
                .filter(file ->
                        scripts.stream().anyMatch(script -> script.paths().contains(place(bind, file))))
                .toList();
        if (written.isEmpty()) {
            return plain(bind, bundle.name(), bundle.entries());
        }
        List<Mount> mounts = new ArrayList<>(plain(
                bind,
                bundle.name(),
                bundle.entries().stream()
                        .filter(file -> !written.contains(file))
                        .toList()));
        String volume = copied(bind, bundle, Optional.empty());
        written.forEach(file -> mounts.add(
                new Mount(new Mount.OfVolume(volume), place(bind, file), file.path(), false, Optional.empty())));
        return mounts;
    }

    /** A mounted file cannot be replaced: the folder around it has to be one that the pod has for itself. */
    private Mount inCopyOfImage(Bind bind, Files bundle) {
        bind.volume()
                .note(
                        Code.VOLUME_SEEDED,
                        "a script replaces an env file in " + bind.target() + ", so an init container, which runs as"
                                + " root, copies that folder of the image in each pod",
                        "set the variables by 'environment' in place of the file");
        Volume.Seed seed = storage.seeding().seed(bind.component(), bind.target(), bind.image());
        return Mount.ofVolume(copied(bind, bundle, Optional.of(seed)), bind.target(), false);
    }

    private String copied(Bind bind, Files bundle, Optional<Volume.Seed> seed) {
        String volume = storage.freeName(bind.component() + (seed.isEmpty() ? "-env" : "-code"));
        storage.add(new Volume.Scratch(volume, false, "", seed));
        copies.add(bind.component(), volume, List.of(bundle.name()), Map.of(), List.of());
        return volume;
    }
}
