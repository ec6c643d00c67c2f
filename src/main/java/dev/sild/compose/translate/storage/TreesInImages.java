package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.code.BuildContext;
import dev.sild.compose.translate.code.DeveloperFolders;
import dev.sild.compose.translate.code.LackedFiles;
import dev.sild.compose.translate.code.SourceTree;
import dev.sild.compose.translate.code.TestRuns;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Source trees that images have, so that their mounts are left out. */
final class TreesInImages {
    private final FileBundles bundles;
    private final EnvMounts envs;
    private final CodeMounts mounts;
    private final BindClaims claims;
    private final FilledClaims filled;
    private final DataFolders folders;
    private final TreeWrites writes;
    /** By tree, image and place: a thousand services may mount one tree. */
    private final Map<List<Object>, Compared> compared = new HashMap<>();

    private final Map<Attribute, LeftToImage> leftToImage = new HashMap<>();

    /**
     * What an image does not have of a tree, which of it was left out on purpose, and which of that no code names and
     * is for people.
     */
    private record Compared(LackedFiles lacked, Set<String> keptOut, Set<String> ofPeople) {}

    /**
     * What a mount that is left out leaves.
     *
     * @param written the folders that are written to
     * @param lacked what the image lacks of the tree
     * @param empty where programs write to folders of the tree that are empty, or whose files nobody misses
     */
    record LeftToImage(List<BoundCode.Written> written, List<Mount> lacked, List<String> empty) {}

    TreesInImages(
            FileBundles bundles,
            EnvMounts envs,
            CodeMounts mounts,
            BindClaims claims,
            FilledClaims filled,
            DataFolders folders,
            TreeWrites writes) {
        this.bundles = bundles;
        this.envs = envs;
        this.mounts = mounts;
        this.claims = claims;
        this.filled = filled;
        this.folders = folders;
        this.writes = writes;
    }

    /** Returns what takes the place of a mount that is left out; empty where it is not left out. */
    Optional<LeftToImage> leftToImage(Attribute volume) {
        return Optional.ofNullable(leftToImage.get(volume));
    }

    /** Leaves a mount out, and reports what that changes. */
    void leaveOut(Bind bind, SourceTree tree) {
        bind.volume()
                .note(
                        Code.BIND_IN_IMAGE,
                        OwnCopies.called(tree) + " not mounted: the built image has its own " + bind.target()
                                + (bind.readOnly() ? "" : "; what is written there " + OwnCopies.fate(bind, folders)),
                        (tree.isCalledCode()
                                        ? "rebuild the image when the code changes"
                                        : "rebuild the image when they change")
                                + (bind.readOnly()
                                        ? ""
                                        : "; mount a named volume for data" + OwnCopies.shared(bind, folders)));
        Set<String> mounted = mountedIn(bind);
        Compared compared = compared(bind, tree);
        List<Mount> shown = new ArrayList<>(envs.of(bind, tree, mounted));
        shown.addAll(mounts.lacked(bind, compared.lacked().except(mounted)));
        leftToImage.put(bind.volume(), new LeftToImage(written(bind, tree), shown, empty(bind, tree)));
        Set<String> keptOut = new TreeSet<>(compared.keptOut());
        keptOut.removeAll(mounted);
        keptOut.removeIf(name -> compared.ofPeople().contains(name)
                && !DeveloperFolders.isNamed(name, bind.mounter().service(), bind.image()));
        if (TestRuns.isOne(bind.mounter().service(), bind.image())) {
            keptOut.addAll(TestRuns.excluded(tree, bind.mounter().context().orElseThrow()));
            keptOut.removeAll(mounted);
        }
        if (!keptOut.isEmpty()) {
            String names = BoundCode.first(List.copyOf(keptOut));
            boolean one = keptOut.size() == 1;
            bind.volume()
                    .noteApproximated(
                            "the image lacks " + names + " in " + bind.target() + ": .dockerignore excludes "
                                    + (one ? "it" : "them"),
                            one
                                    ? "delete the pattern from .dockerignore if the container needs it"
                                    : "delete the patterns from .dockerignore if the container needs them");
        }
        if (!tree.isComplete()) {
            bind.volume()
                    .note(
                            Code.TREE_TOO_LARGE,
                            "'" + bundles.typed().of(bind.path()) + "' has too many files to be searched for what the"
                                    + " image lacks in " + bind.target(),
                            "compare both, and add 'COPY' instructions to " + CopyIntoImage.dockerfile(bind, bundles));
        }
    }

    private List<String> empty(Bind bind, SourceTree tree) {
        return bind.readOnly()
                ? List.of()
                : Stream.concat(DataFolders.keptEmptyIn(tree).stream(), writes.passing(bind, tree).stream())
                        .distinct()
                        .map(folder -> ContainerPaths.absolute(bind.target(), folder))
                        .toList();
    }

    /** Returns where something else is mounted in a tree, by paths in it. */
    static Set<String> mountedIn(Bind bind) {
        Set<String> paths = new TreeSet<>();
        bind.mounter().service().get("volumes").items().forEach(volume -> {
            String target = volume.get("target").peek();
            if (target.startsWith(bind.target() + "/")) {
                paths.add(target.substring(bind.target().length() + 1));
            }
        });
        return paths;
    }

    private Compared compared(Bind bind, SourceTree tree) {
        ImageFacts image = bind.image().orElseThrow();
        BuildContext context = bind.mounter().context().orElseThrow();
        return compared.computeIfAbsent(List.of(tree.path(), image.copies(), context, bind.target()), key -> {
            Set<String> keptOut = LackedFiles.keptOut(tree, context);
            return new Compared(
                    LackedFiles.of(tree, image, context, bind.target(), bundles.reader(), FileBundles.MAX_BYTES),
                    keptOut,
                    DeveloperFolders.unnamed(tree, keptOut));
        });
    }

    /**
     * A folder that only this service's mount of the tree could show is kept for the next pod, as the mount kept it.
     */
    private List<BoundCode.Written> written(Bind bind, SourceTree tree) {
        return writes.of(bind, tree).stream()
                .map(bind::below)
                .map(kept -> new BoundCode.Written(kept, () -> filled.opened(kept, claims.ofTree(kept)), ""))
                .toList();
    }
}
