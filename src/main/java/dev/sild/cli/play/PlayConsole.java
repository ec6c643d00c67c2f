package dev.sild.cli.play;

import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.play.PlayFailure;
import dev.sild.play.Progress;
import dev.sild.play.Row;
import dev.sild.play.podman.PodmanException;
import dev.sild.report.InputException;
import dev.sild.report.TextReport;
import dev.sild.syntax.TerminalText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the user sees of what podman plays: progress on standard error, logs on standard output; colours on terminals
 * only.
 */
public final class PlayConsole implements Progress {
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";
    private static final List<String> NAMES = List.of(
            "\u001b[36m",
            "\u001b[33m",
            "\u001b[35m",
            "\u001b[34m",
            "\u001b[32m",
            "\u001b[96m",
            "\u001b[93m",
            "\u001b[95m",
            "\u001b[94m",
            "\u001b[92m");

    private final Console console;
    private final boolean quiet;

    public PlayConsole(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
    }

    @Override
    public synchronized void say(String subject, String what, Tone tone) {
        if (quiet && tone != Tone.BAD) {
            return;
        }
        String color = tone == Tone.GOOD ? GREEN : tone == Tone.BAD ? RED : DIM;
        String shown = TerminalText.line(what);
        console.err().println(TerminalText.line(subject) + ": " + (console.color() ? color + shown + PLAIN : shown));
        console.err().flush();
    }

    @Override
    public synchronized void line(String text) {
        if (!quiet) {
            console.err().println("  " + TerminalText.logged(text));
            console.err().flush();
        }
    }

    /** What a command asks of podman; returns the exit code. */
    public interface Asking {
        int ask() throws InputException, PodmanException, InterruptedException;
    }

    /** Runs the request, and reports why if it fails; returns the exit code. */
    public int tell(Asking asking) {
        try {
            return asking.ask();
        } catch (InputException unusable) {
            console.err().print(TextReport.of(unusable.findings(), console.color()));
            return ExitCode.FAILED;
        } catch (PodmanException failure) {
            return failed(failure);
        } catch (InterruptedException e) {
            // Nothing comes after it: the program ends.
            return ExitCode.INTERRUPTED;
        }
    }

    /** Says what podman cannot do; returns the exit code. */
    public int failed(PodmanException failure) {
        console.say(failure.getMessage() + (failure.remedy().isEmpty() ? "" : "; " + failure.remedy()));
        return ExitCode.FAILED;
    }

    /** Reports what failed, with the last lines of its log, and what to do; returns the exit code. */
    public int failed(PlayFailure failure, List<Row> there) {
        say(failure.service(), "failed", Tone.BAD);
        failure.log()
                .forEach(line -> console.err()
                        .println("  " + TerminalText.line(failure.service()) + " | " + TerminalText.logged(line)));
        console.say(failure.getMessage());
        List<String> up = there.stream()
                .filter(row -> row.state().equals("running") && !row.service().equals(failure.service()))
                .map(Row::name)
                .toList();
        console.say((up.isEmpty() ? "nothing else is running" : "running: " + String.join(", ", up))
                + "; fix the problem and run 'sild up' again, or remove everything with 'sild down'");
        return ExitCode.FAILED;
    }

    /** Returns what writes the lines of logs, each with the name of the container it comes from. */
    public synchronized Follow follow(List<Row> rows) {
        return new Follow(rows);
    }

    /** Logs side by side. */
    public final class Follow {
        private final int width;
        private final Map<String, String> colors = new HashMap<>();

        private Follow(List<Row> rows) {
            width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
            rows.forEach(row -> colors.put(row.name(), NAMES.get(colors.size() % NAMES.size())));
        }

        /** The line itself is the container's own, colours included, as every program that follows logs prints it. */
        public void line(Row row, String line) {
            String name = TerminalText.line(row.name())
                    + " ".repeat(width - row.name().length()) + " | ";
            synchronized (PlayConsole.this) {
                console.out()
                        .println(console.colorsOutput() ? colors.get(row.name()) + name + PLAIN + line : name + line);
                console.out().flush();
            }
        }
    }
}
