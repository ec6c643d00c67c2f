package dev.sild.cli.stack;

import dev.sild.cli.terminal.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Asks the user before something that cannot be undone. */
public final class Confirmation {
    private Confirmation() {}

    /**
     * Returns once the user has agreed.
     *
     * @param question what is about to happen
     * @param word what the user must type
     * @throws VerbException where the user does not agree, or cannot be asked
     */
    public static void require(Console console, String question, String word) {
        console.ask(question, "type " + word + " to go on:");
        try {
            String answer = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8)).readLine();
            if (answer == null) {
                throw new VerbException("not confirmed; use --yes where nobody can be asked");
            }
            if (!answer.strip().equals(word)) {
                throw new VerbException("not confirmed; nothing was changed");
            }
        } catch (IOException unreadable) {
            throw new VerbException("cannot read the answer; use --yes where nobody can be asked");
        }
    }
}
