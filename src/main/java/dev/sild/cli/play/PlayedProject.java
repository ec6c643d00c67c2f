package dev.sild.cli.play;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.PlayOptions;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.terminal.Console;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.report.InputException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The project that a command is about which podman plays: found by its name alone. */
public final class PlayedProject {
    private PlayedProject() {}

    public static void addTo(CommandSpec spec) {
        ProjectOptions.addTo(spec);
    }

    /** Returns its name: the one that was given, or the one that its files have. */
    public static String name(Console console, Options options) throws InputException {
        String given = options.value("--project-name", "");
        if (!given.isEmpty()) {
            return given;
        }
        List<String> files = PlayOptions.files(options);
        if (PlayedStacks.are(console, files)) {
            return PlayedStacks.name(console, options, files);
        }
        ProjectOptions project = ProjectOptions.of(options);
        return ProjectLoader.name(project.ofFiles(files).request(console, false, true));
    }
}
