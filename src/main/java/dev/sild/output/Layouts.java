package dev.sild.output;

import dev.sild.model.Names;
import dev.sild.output.chart.ChartLayout;
import dev.sild.output.files.FileTransaction;
import dev.sild.output.files.OutputException;
import dev.sild.output.files.OutputFile;
import dev.sild.output.files.OutputTree;
import dev.sild.output.files.StandardOutput;
import dev.sild.output.kustomize.KustomizeLayout;
import dev.sild.output.layout.EncryptedSecrets;
import dev.sild.output.layout.FilesLayout;
import dev.sild.output.layout.GitIgnore;
import dev.sild.output.layout.Layout;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.QuadletKubeLayout;
import dev.sild.output.layout.SecretsMode;
import dev.sild.output.layout.SecretsPlace;
import dev.sild.output.layout.SildMark;
import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects as the files of a layout, written where the user wants them. */
public final class Layouts {
    private Layouts() {}

    /**
     * Writes what {@code manifests} are, or checks that it is there.
     *
     * @param findings takes what the user must make by hand, and what is not, or no longer, as it should be
     * @return what was written, or compared
     * @throws OutputException where it cannot be written; then nothing is
     */
    public static Written write(
            Manifests manifests, SecretsPlace secrets, Layout layout, Destination to, List<Finding> findings)
            throws OutputException {
        if (to.isStandardOutput()) {
            SecretsPlace.Split split = secrets.split(manifests.objects(), manifests.name(), findings);
            List<OutputFile> script = to.scriptFile();
            refuseInputs(script, to.inputs());
            FileTransaction.write(script);
            print(LayoutFile.yaml(split.open(), manifests.trees()), to.out());
            return Written.toStandardOutput(split.open().size());
        }
        Path target = to.boundary().resolve(to.output());
        if (to.output().endsWith("/") || layout.needsFolder() || Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            return folder(
                    manifests.name(),
                    projects(manifests),
                    laidOut(manifests, secrets, layout, findings),
                    new Kind(layout, secrets),
                    to,
                    findings);
        }
        List<OutputFile> files = new ArrayList<>(to.scriptFile());
        files.addAll(single(manifests, secrets, to, target, findings));
        refuseInputs(files, to.inputs());
        if (to.check()) {
            Freshness.check(files, findings);
        } else {
            List<String> readable = FileTransaction.isWrittenInPlace(target)
                    ? List.of()
                    : files.stream()
                            .filter(file -> file.mode() == OutputFile.Mode.SECRET)
                            .map(OutputFile::shown)
                            .toList();
            FileTransaction.write(files);
            SecretsReport.of(manifests.name(), layout, secrets.mode(), readable, false)
                    .ifPresent(findings::add);
        }
        Optional<String> names =
                Optional.of(files.stream().map(OutputFile::shown).collect(Collectors.joining(", ")));
        return to.check()
                ? Written.compared(files, Optional.empty(), names)
                : Written.files(files.size(), Optional.empty(), names);
    }

    /** What the files of a folder are. */
    private record Kind(Layout layout, SecretsPlace secrets) {}

    /**
     * Writes files that are already laid out to a folder, or checks that they are there.
     *
     * @param name the name of the project, by which the folder is known again
     * @param findings takes what is not, or no longer, as it should be
     * @return what was written, or compared
     * @throws OutputException where it cannot be written; then nothing is
     */
    public static Written write(
            String name,
            List<LayoutFile> files,
            SecretsMode secrets,
            Layout layout,
            Destination to,
            List<Finding> findings)
            throws OutputException {
        return folder(name, Set.of(name), files, new Kind(layout, new SecretsPlace(secrets)), to, findings);
    }

    private static Written folder(
            String name,
            Set<String> projects,
            List<LayoutFile> laidOut,
            Kind kind,
            Destination to,
            List<Finding> findings)
            throws OutputException {
        Path target = to.boundary().resolve(to.output());
        String shown = to.output().endsWith("/") ? to.output() : to.output() + "/";
        List<Finding> unlisted = new ArrayList<>();
        SecretsMode mode = kind.secrets().mode();
        // Files that git ignores are given to a fresh checkout, empty values or not.
        List<LayoutFile> told = laidOut.stream()
                .filter(file -> mode != SecretsMode.INLINE || file.secret())
                .toList();
        List<String> readable = GitIgnore.secretPlaces(told).stream()
                .map(place -> shown + place)
                .toList();
        List<Finding> steps = new ArrayList<>();
        List<LayoutFile> ignored = GitIgnore.with(laidOut, mode, target, shown, unlisted);
        EncryptedSecrets encrypted = new EncryptedSecrets(kind.secrets(), target, shown, unlisted.isEmpty());
        OutputTree tree = new OutputTree(target, shown);
        OutputFolder folder = OutputFolder.of(tree, projects, encrypted.with(ignored, steps));
        List<OutputFile> script = to.scriptFile(tree);
        refuseInputs(script, to.inputs());
        refuseInputs(folder.files(), to.inputs());
        if (to.check()) {
            folder.check(script, to.inputs(), findings);
        } else {
            folder.write(script, to.inputs(), findings);
            findings.addAll(unlisted);
            findings.addAll(steps);
            if (unlisted.isEmpty()) {
                SecretsReport.of(name, kind.layout(), mode, readable, mode.isLocal())
                        .ifPresent(findings::add);
            }
        }
        List<OutputFile> all =
                Stream.concat(script.stream(), folder.files().stream()).toList();
        return to.check()
                ? Written.compared(all, Optional.of(shown), Optional.empty())
                : Written.files(all.size() - 1, Optional.of(shown), Optional.empty());
    }

    /** Returns the names by which a folder is known to be of the same project again. */
    private static Set<String> projects(Manifests manifests) {
        Set<String> names = manifests.applications().stream()
                .map(application -> Names.label(application.name()))
                .collect(Collectors.toCollection(TreeSet::new));
        return names.isEmpty() ? Set.of(manifests.name()) : names;
    }

    private static List<LayoutFile> laidOut(
            Manifests manifests, SecretsPlace secrets, Layout layout, List<Finding> findings) {
        if (layout == Layout.KUSTOMIZE) {
            return KustomizeLayout.of(manifests, secrets, findings);
        }
        SecretsPlace.Split split = secrets.split(manifests.objects(), manifests.name(), findings);
        return switch (layout) {
            case LIST -> FilesLayout.inOne(manifests.name(), split, manifests.trees());
            // Without their values, the Secrets are in the chart's templates.
            case CHART ->
                secrets.mode() == SecretsMode.SEPARATE
                        ? ChartLayout.of(manifests, manifests.objects(), false)
                        : ChartLayout.of(manifests, split.open(), true);
            case QUADLET_KUBE -> QuadletKubeLayout.of(manifests.name(), split);
            default -> FilesLayout.of(split, secrets.mode(), manifests.trees());
        };
    }

    private static List<OutputFile> single(
            Manifests manifests, SecretsPlace secrets, Destination to, Path target, List<Finding> findings)
            throws OutputException {
        SecretsPlace.Split split = secrets.split(manifests.objects(), manifests.name(), findings);
        if (!split.kept().isEmpty() && FileTransaction.isWrittenInPlace(target)) {
            throw new OutputException(
                    "cannot write " + to.output() + ": there is no place for the files of Secrets",
                    "set a file or folder with --output, or remove --secrets separate",
                    null);
        }
        List<OutputFile> files = new ArrayList<>();
        files.add(new OutputFile(
                target,
                to.output(),
                LayoutFile.yaml(split.open(), manifests.trees()),
                split.open().stream().anyMatch(Secret.class::isInstance)
                        ? OutputFile.Mode.SECRET
                        : OutputFile.Mode.PLAIN));
        if (!split.kept().isEmpty()) {
            files.add(beside(to, LayoutFile.yaml(split.kept(), manifests.trees())));
        }
        return files;
    }

    /** A slip of the pen must not cost the compose file. */
    static void refuseInputs(List<OutputFile> files, List<Path> inputs) throws OutputException {
        for (OutputFile file : files) {
            for (Path input : inputs) {
                if (Files.isRegularFile(file.place()) && Freshness.isSame(file.place(), input)) {
                    throw new OutputException(
                            "cannot write " + file.shown() + ": it is a file of the project", "use another path", null);
                }
            }
        }
    }

    static void print(String text, PrintStream out) throws OutputException {
        out.print(text);
        if (out.checkError()) {
            IOException failure = new IOException("it is closed or full");
            throw OutputException.of(
                    "standard output",
                    out instanceof StandardOutput known ? known.failure().orElse(failure) : failure);
        }
    }

    /**
     * Returns the file of Secrets beside another one. The user did not name it, so it must be missing or Sild's own.
     */
    private static OutputFile beside(Destination to, String text) throws OutputException {
        int end = to.output().lastIndexOf('/') + 1;
        String folder = to.output().substring(0, end);
        String name = to.output().substring(end);
        int dot = name.lastIndexOf('.');
        String beside = (dot < 0 ? name : name.substring(0, dot)) + "-secrets.yaml";
        OutputTree tree = new OutputTree(to.boundary().resolve(folder.isEmpty() ? "." : folder), folder);
        OutputFile file = new OutputFile(tree.place(beside), folder + beside, text, OutputFile.Mode.SECRET);
        if (!to.check() && !Freshness.isUnchanged(file) && tree.isFile(beside) && !SildMark.isIn(beside, tree)) {
            throw new OutputException(
                    "cannot write " + file.shown() + ": the file exists and was not written by sild",
                    "move it, or use another file with --output",
                    null);
        }
        return file;
    }
}
