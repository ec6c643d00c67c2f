package dev.sild.cli.options;

import picocli.CommandLine.Model.OptionSpec;

/** Options that several commands have, each declared once. */
public final class SharedOptions {
    private SharedOptions() {}

    /** Returns {@code --output} of commands that write files of a layout. */
    public static OptionSpec output() {
        return Options.text(
                "PATH",
                "A file, a folder (an existing one, or a name ending in /), or - for standard output. Default: -",
                "-o",
                "--output");
    }

    public static OptionSpec allowPath() {
        return Options.list(
                "PATH", "Allow files below this folder, outside the project root, to be read.", "--allow-path");
    }

    public static OptionSpec storageClass() {
        return Options.text("NAME", "The storage class of every claim. Default: the cluster's", "--storage-class");
    }

    public static OptionSpec allow() {
        return Options.list(
                "CODE", "With --strict: ignore losses with this code, such as SILD-NETWORK-LOST.", "--allow");
    }

    public static OptionSpec quiet() {
        return Options.flag("Report errors only.", "-q", "--quiet");
    }
}
