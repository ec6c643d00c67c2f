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

    /** Returns the version; empty where the classes were not packaged. */
    public static Optional<String> version() {
        return Optional.ofNullable(CommandShape.class.getPackage().getImplementationVersion());
    }
}
