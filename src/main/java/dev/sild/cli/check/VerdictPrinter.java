package dev.sild.cli.check;

import dev.sild.check.Allowances;
import dev.sild.check.Verdict;
import dev.sild.check.output.CheckJson;
import dev.sild.check.output.CheckSarif;
import dev.sild.check.output.CheckText;
import dev.sild.check.output.GithubAnnotations;
import dev.sild.check.output.JunitXml;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.FileExcerpts;
import dev.sild.cli.terminal.ReadFiles;
import dev.sild.model.Origin;
import dev.sild.report.Excerpts;
import dev.sild.report.Finding.Severity;
import java.util.List;
import java.util.Optional;

/** Prints violations in the format that the user wants. */
public final class VerdictPrinter {
    private final Console console;
    private final String format;
    private final Severity level;
    private final List<String> read;
    private final Optional<String> version;

    /**
     * Makes a printer.
     *
     * @param format a value of {@code --format}
     * @param level the least severity that is printed
     * @param read the files that were read, as they are shown to the user
     * @param version the version of Sild, where it is known
     */
    public VerdictPrinter(Console console, String format, Severity level, List<String> read, Optional<String> version) {
        this.console = console;
        this.format = format;
        this.level = level;
        this.read = read;
        this.version = version;
    }

    /**
     * Prints violations; people are also told which allowances have no effect.
     *
     * @param useless the places of hints that allow nothing
     */
    public void print(List<Verdict> verdicts, List<Origin> useless) {
        List<Verdict> shown = verdicts.stream()
                .filter(verdict -> verdict.violation().severity().compareTo(level) <= 0)
                .toList();
        console.out().print(formatted(shown));
        if (format.equals("text")) {
            ReadFiles sources = new ReadFiles(console.folder(), read);
            read.stream()
                    .distinct()
                    .flatMap(file ->
                            Allowances.useless(
                                    file,
                                    sources.text(file)
                                            .map(text -> text.lines().toList())
                                            .orElse(List.of()))
                                    .stream())
                    .forEach(place -> console.say(place.position()
                            + ": this comment allows nothing; write # sild: allow RULE because REASON"));
            useless.forEach(place -> console.say(
                    place.position() + ": this hint allows nothing; write x-sild: {allow: {RULE: REASON}}"));
            console.say(CheckText.summary(verdicts)
                    + (level != Severity.INFO && verdicts.size() > shown.size() ? "; --level info shows all" : ""));
        }
    }

    private String formatted(List<Verdict> verdicts) {
        return switch (format) {
            case "json" -> CheckJson.of(verdicts);
            case "sarif" -> CheckSarif.of(verdicts, version.orElse(""));
            case "junit" -> JunitXml.of(verdicts);
            case "github" -> GithubAnnotations.of(verdicts);
            default ->
                new CheckText(
                                console.colorsOutput(),
                                console.colorsOutput() ? new FileExcerpts(console.folder(), read) : Excerpts.NONE)
                        .of(verdicts);
        };
    }
}
