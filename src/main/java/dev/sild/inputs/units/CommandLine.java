package dev.sild.inputs.units;

import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.Command;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;

/** A command of podman in the making. */
final class CommandLine {
    private final List<Argument> words = new ArrayList<>();
    private final Position position;

    CommandLine(Position position, String... start) {
        this.position = position;
        for (String word : start) {
            words.add(new Argument(word, position));
        }
    }

    /** Adds an option with its value. */
    void option(String name, Argument value) {
        words.add(value.with(name));
        words.add(value);
    }

    void option(String name, String value, Position where) {
        option(name, new Argument(value, where));
    }

    /** Adds an option that has no value. */
    void flag(String name, Position where) {
        words.add(new Argument(name, where));
    }

    void word(Argument word) {
        words.add(word);
    }

    void words(List<Argument> more) {
        words.addAll(more);
    }

    Command command() {
        return new Command(words, position);
    }
}
