package dev.sild.manpages;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The manual of a command line: a page about it, and one about each of its commands. */
public final class ManPages {
    private ManPages() {}

    /**
     * Returns the pages by the names of their files, such as {@code sild-convert.1}.
     *
     * @param date of the sources
     */
    public static Map<String, String> of(CommandSpec root, LocalDate date, String version) {
        Map<String, String> pages = new TreeMap<>();
        pages.put(ManPage.name(root) + ".1", ManPage.of(root, date, version));
        for (CommandLine sub : root.subcommands().values()) {
            CommandSpec command = sub.getCommandSpec();
            pages.put(ManPage.name(command) + ".1", ManPage.of(command, date, version));
        }
        return pages;
    }
}
