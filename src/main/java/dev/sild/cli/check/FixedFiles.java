package dev.sild.cli.check;

import dev.sild.check.Verdict;
import dev.sild.check.fix.Fixes;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.FileExcerpts;
import dev.sild.cli.terminal.ReadFiles;
import dev.sild.model.Lookup;
import dev.sild.output.UnifiedDiff;
import dev.sild.output.files.Boundary;
import dev.sild.output.files.FileTransaction;
import dev.sild.output.files.OutputException;
import dev.sild.output.files.OutputFile;
import dev.sild.secrets.SecretLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files of the current folder with what {@code sild check --fix} corrects in them. */
public final class FixedFiles {
    private final Console console;
    private final Map<String, String> before = new LinkedHashMap<>();
    private final Map<String, Fixes.Fixed> after = new LinkedHashMap<>();

    private FixedFiles(Console console) {
        this.console = console;
    }

    /**
     * Corrects texts; writes nothing.
     *
     * @param read the files that were read, as they are shown to the user
     */
    public static FixedFiles of(List<Verdict> verdicts, List<String> read, Console console) {
        FixedFiles files = new FixedFiles(console);
        ReadFiles sources = new ReadFiles(console.folder(), read);
        Map<String, List<Verdict>> byFile = new LinkedHashMap<>();
        verdicts.forEach(
                verdict -> byFile.computeIfAbsent(verdict.violation().origin().file(), any -> new ArrayList<>())
                        .add(verdict));
        byFile.forEach((file, own) -> {
            if (files.isInFolder(file)) {
                sources.text(file).ifPresent(text -> {
                    Fixes.Fixed fixed = Fixes.apply(own, text);
                    if (!fixed.fixed().isEmpty()) {
                        files.before.put(file, text);
                        files.after.put(file, fixed);
                    }
                });
            }
        });
        return files;
    }

    /** Files elsewhere, also by a link, are not those of the project alone. */
    private boolean isInFolder(String file) {
        try {
            Path path = console.folder().resolve(file);
            return path.toRealPath().startsWith(console.folder().toRealPath());
        } catch (IOException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** Returns the violations that are corrected. */
    public Set<Verdict> fixed() {
        Set<Verdict> fixed = new HashSet<>();
        after.values().forEach(file -> fixed.addAll(file.fixed()));
        return fixed;
    }

    /** Returns what writing would change. */
    public String diff() {
        StringBuilder diff = new StringBuilder();
        after.forEach((file, fixed) -> {
            String old = Lookup.required(before, file);
            Set<String> values = SecretLines.values(old).keySet();
            diff.append(UnifiedDiff.changes(file, old, fixed.text(), line -> FileExcerpts.mayHoldSecret(line, values)));
        });
        return diff.toString();
    }

    /**
     * Writes all files.
     *
     * @throws OutputException where one cannot be written; then none is
     */
    public void write() throws OutputException {
        Boundary boundary = Boundary.of(console.folder(), List.of());
        List<OutputFile> files = new ArrayList<>();
        for (Map.Entry<String, Fixes.Fixed> file : after.entrySet()) {
            files.add(new OutputFile(
                    boundary.resolve(file.getKey()),
                    file.getKey(),
                    file.getValue().text(),
                    OutputFile.Mode.SAME));
        }
        FileTransaction.write(files);
    }

    /** Returns how many files change. */
    public int count() {
        return after.size();
    }
}
