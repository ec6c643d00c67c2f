package dev.sild.output;

import dev.sild.model.Origin;
import dev.sild.output.files.FileTransaction;
import dev.sild.output.files.OutputException;
import dev.sild.output.files.OutputFile;
import dev.sild.output.files.OutputTree;
import dev.sild.output.layout.FileList;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.SildMark;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A folder that a layout is written to repeatedly: changed files are replaced, and files that are no longer needed are
 * deleted. It touches only files that {@link SildMark} recognizes, regardless of what the {@link FileList} in the
 * folder lists.
 */
final class OutputFolder {
    /** The values of a Secret or ConfigMap, as they are: such a file has no room for a mark. */
    private static final Pattern VALUE =
            Pattern.compile("((?:base|components/[^/]+)/)((?:secrets|configs)/[^/]+/[^/]+)");

    /** What units of Quadlet mount and build from. */
    private static final Pattern OF_UNITS = Pattern.compile("configs/[^/]+\\.conf|builds/[^/]+\\.Containerfile");

    private final OutputTree tree;
    private final List<LayoutFile> wanted;
    private final List<OutputFile> files = new ArrayList<>();
    private final FileList current;
    private final FileList before;

    private OutputFolder(OutputTree tree, List<LayoutFile> wanted, FileList current, FileList before)
            throws OutputException {
        this.tree = tree;
        this.wanted = wanted;
        for (LayoutFile file : wanted) {
            files.add(new OutputFile(tree.place(file.name()), tree.shown() + file.name(), file.text(), file.mode()));
        }
        files.add(new OutputFile(
                tree.place(FileList.NAME), tree.shown() + FileList.NAME, current.text(), OutputFile.Mode.PLAIN));
        this.current = current;
        this.before = before;
    }

    /**
     * Makes the folder of {@code projects}.
     *
     * @throws OutputException where it is another project's, its list cannot be read, or a file cannot be written
     */
    static OutputFolder of(OutputTree tree, Set<String> projects, List<LayoutFile> wanted) throws OutputException {
        FileList before = FileList.read(tree);
        if (!before.projects().isEmpty() && Collections.disjoint(before.projects(), projects)) {
            throw new OutputException(
                    "cannot write " + tree.shown() + ": it contains files of project " + quoted(before.projects())
                            + ", not " + quoted(projects),
                    "use another folder with --output; if you renamed the project, change" + " its name in "
                            + tree.shown() + FileList.NAME,
                    null);
        }
        return new OutputFolder(
                tree,
                wanted,
                FileList.of(projects, wanted.stream().map(LayoutFile::name).toList()),
                before);
    }

    private static String quoted(Collection<String> names) {
        return names.stream().sorted().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    /** Returns the files with their places, the list among them. */
    List<OutputFile> files() {
        return files;
    }

    /**
     * Writes what has changed, and deletes what is no longer needed.
     *
     * @param others files that are written in the same step
     * @param inputs files that are never deleted
     */
    void write(List<OutputFile> others, List<Path> inputs, List<Finding> findings) throws OutputException {
        List<OutputFile> changed = new ArrayList<>(others);
        for (int i = 0; i < files.size(); i++) {
            OutputFile file = files.get(i);
            boolean unchanged = Freshness.isUnchanged(file);
            if (!unchanged
                    && i < wanted.size()
                    && tree.isFile(wanted.get(i).name())
                    && !isOurs(wanted.get(i).name())) {
                throw new OutputException(
                        "cannot write " + file.shown() + ": the file exists and was not written by sild",
                        "move it, or use another folder with --output",
                        null);
            }
            // A file of secrets is written again in any case: its permissions may have changed.
            if (!unchanged || file.mode() != OutputFile.Mode.PLAIN) {
                changed.add(file);
            }
        }
        // Before anything is written: a new kustomization.yaml no longer refers to the old files of secrets.
        List<String> unneeded = unneeded(inputs);
        FileTransaction.write(changed);
        unneeded.forEach(name -> delete(name, findings));
        reportStale(findings);
    }

    /** Reports what {@link #write} would change. */
    void check(List<OutputFile> others, List<Path> inputs, List<Finding> findings) {
        Freshness.check(others, findings);
        Freshness.check(files, findings);
        unneeded(inputs)
                .forEach(name -> findings.add(new Finding(
                        Code.OUTPUT_STALE,
                        Origin.NONE,
                        (tree.shown() + name) + " is from an earlier run and is no longer needed",
                        "convert again without --check")));
    }

    /** Returns the files of an earlier run that this one does not write. */
    private List<String> unneeded(List<Path> inputs) {
        return before.files().stream()
                .filter(name -> !current.files().contains(name)
                        && SildMark.isLayoutName(name)
                        && tree.isFile(name)
                        && isOurs(name)
                        && inputs.stream()
                                .noneMatch(input -> Freshness.isSame(tree.root().resolve(name), input)))
                .toList();
    }

    /** Whether Sild wrote a file that is there. */
    private boolean isOurs(String name) {
        return SildMark.isIn(name, tree) || isValueOfOurs(name) || isReferredTo(name);
    }

    /** Whether a unit beside it, which Sild wrote, mounts a file or builds from it: such a file has no mark either. */
    private boolean isReferredTo(String name) {
        if (!OF_UNITS.matcher(name).matches() || !before.files().contains(name)) {
            return false;
        }
        Pattern reference = Pattern.compile("(?m)^(?:Volume|File)=\\./" + Pattern.quote(name) + "(?::|$)");
        return before.files().stream()
                .filter(unit -> unit.endsWith(".container") || unit.endsWith(".build"))
                .anyMatch(unit -> read(unit)
                        .filter(text -> SildMark.isIn(unit, text)
                                && reference.matcher(text).find())
                        .isPresent());
    }

    /**
     * Whether a file is one that the kustomization.yaml beside it, which Sild wrote, makes a Secret or ConfigMap of.
     */
    private boolean isValueOfOurs(String name) {
        Matcher value = VALUE.matcher(name);
        if (!value.matches() || !before.files().contains(name)) {
            return false;
        }
        String kustomization = value.group(1) + "kustomization.yaml";
        Pattern reference =
                Pattern.compile("(?m)^[ \\t]*- [\"']?[^=\\s]+=" + Pattern.quote(value.group(2)) + "[\"']?[ \\t]*$");
        return read(kustomization)
                .filter(text -> SildMark.isIn(kustomization, text)
                        && reference.matcher(text).find())
                .isPresent();
    }

    private Optional<String> read(String name) {
        try {
            return tree.read(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void delete(String name, List<Finding> findings) {
        try {
            tree.delete(name);
            findings.add(new Finding(
                    Code.FILE_REMOVED,
                    Origin.NONE,
                    (tree.shown() + name) + " is removed because it is no longer needed",
                    "delete its objects in the cluster with 'kubectl delete', or use a tool that prunes"));
        } catch (IOException undeletable) {
            findings.add(new Finding(
                    Code.STALE_FILE,
                    Origin.NONE,
                    "cannot remove " + (tree.shown() + name) + " of an earlier run",
                    "remove it by hand"));
        }
    }

    /**
     * Reports each file in the folder that Sild wrote and no longer needs: {@code kubectl apply -f} would apply it,
     * too.
     */
    private void reportStale(List<Finding> findings) {
        try {
            tree.files().stream()
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                    .filter(name -> !current.files().contains(name) && SildMark.isIn(name, tree))
                    .forEach(name -> findings.add(new Finding(
                            Code.STALE_FILE,
                            Origin.NONE,
                            name + " in the output folder is from an earlier run and no longer part of the project",
                            "remove it, and delete its objects with 'kubectl delete -f'; deleting a claim"
                                    + " deletes its volume")));
        } catch (IOException unreadable) {
            // Everything is written. A folder that can be written but not listed has nothing to compare.
            return;
        }
    }
}
