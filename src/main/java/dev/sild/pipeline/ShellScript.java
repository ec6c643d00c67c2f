package dev.sild.pipeline;

import dev.sild.syntax.PipelineText;
import java.util.ArrayList;
import java.util.List;

/** A POSIX shell script as it is written, which ends with the first command that fails. */
final class ShellScript {
    /** A longer command has each option on a line of its own. */
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder("set -eu\n");

    /** Adds lines as they are. Never holds text of the project. */
    ShellScript lines(String lines) {
        text.append(lines);
        return this;
    }

    /** Adds a command. */
    ShellScript command(Command command) {
        text.append(command.lines()).append('\n');
        return this;
    }

    String text() {
        return text.toString();
    }

    /** Goes to the folder where paths of the project begin. */
    ShellScript in(String folder) {
        return folder.equals(".") ? this : lines("cd -- " + PipelineText.word(folder) + "\n");
    }

    /** A command in the making: groups of words that stay on one line, such as an option and its value. */
    static final class Command {
        private final List<String> groups = new ArrayList<>();

        /** Starts with words that are written as they are. */
        Command(String start) {
            groups.add(start);
        }

        /** Adds words that are written as they are. */
        Command raw(String words) {
            if (!words.isEmpty()) {
                groups.add(words);
            }
            return this;
        }

        /** Adds an option with a value, which may be any text. */
        Command option(String name, String value) {
            return raw(name + " " + PipelineText.word(value));
        }

        /** Adds arguments, which may be any text; an option and its value stay together. */
        Command arguments(List<String> arguments) {
            for (int i = 0; i < arguments.size(); i++) {
                boolean pair = arguments.get(i).startsWith("-")
                        && !arguments.get(i).contains("=")
                        && i + 1 < arguments.size()
                        && !arguments.get(i + 1).startsWith("-");
                raw(PipelineText.word(arguments.get(i)) + (pair ? " " + PipelineText.word(arguments.get(i + 1)) : ""));
                i += pair ? 1 : 0;
            }
            return this;
        }

        String lines() {
            String line = String.join(" ", groups);
            return line.length() <= WIDTH ? line : String.join(" \\\n  ", groups);
        }
    }
}
