package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.EnvFiles;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.images.ContainerPaths;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.util.List;
import java.util.Set;

/** Builds leave a program's env files out, and it reads them through the mount: they are mounted by themselves. */
final class EnvMounts {
    /** How many are mounted: hardly any program reads more. */
    private static final int MOST = 10;

    private EnvMounts() {}

    /** @param mounted where something else is mounted in the tree, by paths in it */
    static List<Mount> of(Bind bind, SourceTree tree, Set<String> mounted, BoundFiles files) {
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
        return bundle.entries().stream()
                .map(file ->
                        Mount.ofFiles(bundle.name(), ContainerPaths.absolute(bind.target(), file.path()), file.path()))
                .toList();
    }
}
