package dev.sild.cli;

import dev.sild.cli.ConvertCommand.ConvertedProject;
import dev.sild.cli.terminal.Console;
import dev.sild.explain.ExampleConverter;
import dev.sild.explain.ExplainedObjects;
import dev.sild.model.Origin;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Converts the examples of {@code sild explain}, from a folder that does not exist and without variables. */
final class ExampleConversion implements ExampleConverter {
    private static final Path FOLDER = Path.of("/sild-example").toAbsolutePath();
    private static final String FILE = "compose.yaml";

    @Override
    public Converted convert(String compose, List<String> arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(
                FOLDER,
                Map.of(),
                new ByteArrayInputStream(compose.getBytes(StandardCharsets.UTF_8)),
                nowhere,
                nowhere,
                false);
        List<String> all = new ArrayList<>(List.of("-f", "-", "-p", "shop"));
        all.addAll(arguments);
        try {
            ConvertedProject converted = new ConvertCommand(
                            console, new CommandLine(ConvertCommand.spec()).parseArgs(all.toArray(String[]::new)))
                    .converted();
            ExplainedObjects explained = ExplainedObjects.of(converted.project(), converted.conversion(), FOLDER, FILE);
            return new Converted(
                    converted.conversion().objects().stream()
                            .map(explained::tree)
                            .toList(),
                    Stream.concat(
                                    converted.conversion().findings().stream(),
                                    converted.conversion().clearSecrets().stream())
                            .map(ExampleConversion::named)
                            .toList());
        } catch (InputException refused) {
            return new Converted(
                    List.of(),
                    refused.findings().stream().map(ExampleConversion::named).toList());
        }
    }

    private static Finding named(Finding finding) {
        Origin origin = finding.origin();
        return origin.file().equals("-")
                ? new Finding(
                        finding.code(),
                        new Origin(FILE, origin.line(), origin.column(), origin.path()),
                        finding.reason(),
                        finding.remedy(),
                        finding.command())
                : finding;
    }
}
