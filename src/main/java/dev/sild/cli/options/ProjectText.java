package dev.sild.cli.options;

import dev.sild.cli.terminal.Console;
import dev.sild.report.InputException;

/** A project that is in no file. */
@FunctionalInterface
public interface ProjectText {

    /**
     * Returns it as a file would have it.
     *
     * @throws InputException where it cannot be found out
     */
    String read(Console console) throws InputException;
}
