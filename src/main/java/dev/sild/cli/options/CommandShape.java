package dev.sild.cli.options;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What all commands have alike. */
public final class CommandShape {
    public static final String VERSION = "sild " + version().orElse("(not packaged)");

    private static final int WIDTH = 100;

    private CommandShape() {}

    /** Returns a command with the options that all have. */
    public static CommandSpec of(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .description(description)
                .width(WIDTH)
                .sortOptions(false)
                .abbreviateSynopsis(true);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        spec.version(VERSION);
        return spec;
    }

    /** Puts what the user calls the command line into the examples of a command and of all commands below it. */
    public static void showExamplesFor(String name, CommandSpec spec) {
        String[] footer = spec.usageMessage().footer();
        for (int i = 0; i < footer.length; i++) {
            footer[i] =
                    footer[i].startsWith("  sild ") ? "  " + name + footer[i].substring("  sild".length()) : footer[i];
        }
        spec.usageMessage().footer(footer);
        spec.subcommands().values().forEach(sub -> showExamplesFor(name, sub.getCommandSpec()));
    }

    /** Returns the version; empty where the classes were not packaged. */
    public static Optional<String> version() {
        return Optional.ofNullable(CommandShape.class.getPackage().getImplementationVersion());
    }
}
