package dev.sild.cli.stack;

import dev.sild.cli.options.Options;
import dev.sild.cli.terminal.Console;
import dev.sild.patch.Patch;
import dev.sild.patch.PatchReader;
import dev.sild.report.InputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The option for changes of the rendered objects. */
public final class PatchOptions {
    private static final String NAME = "--patch";

    private PatchOptions() {}

    public static void addTo(CommandSpec spec) {
        spec.addOption(Options.list(
                "FILE",
                "Change objects by this file of strategic merge patches or JSON patches, as kustomize has them.",
                NAME));
    }

    /** Returns the files that were named. */
    public static List<String> files(Options options) {
        return options.list(NAME);
    }

    /**
     * Reads the patches of files.
     *
     * @throws InputException where a file cannot be read, or contains something else
     */
    public static List<Patch> read(Console console, List<String> files) throws InputException {
        List<Patch> patches = new ArrayList<>();
        for (String file : files) {
            patches.addAll(PatchReader.read(ResourceFiles.text(console, file), file));
        }
        return patches;
    }
}
