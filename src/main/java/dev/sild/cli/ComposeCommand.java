package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.ProjectOptions;
import dev.sild.cli.options.SharedOptions;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.compose.load.InputFiles;
import dev.sild.inputs.Reading;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.TextReport;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild compose}: the compose file that says the same as commands of docker and podman. */
final class ComposeCommand {
    private final Console console;
    private final Options options;

    ComposeCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command(
                "compose", "Print the compose file that says the same as commands of docker or podman.");
        ProjectOptions.addWithFilesTo(spec);
        spec.addOption(SharedOptions.quiet());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild compose setup.sh > compose.yaml",
                        "  sild compose -- docker run -d --name web -p 8080:80 nginx:1.27");
        return spec;
    }

    int run() {
        try {
            List<Reading> readings =
                    InputFiles.read(ProjectOptions.withFilesOf(options).request(console, false, false));
            for (Reading reading : readings) {
                Optional<String> written = reading.onlyFile();
                console.out().print(written.orElseGet(() -> YamlWriter.write(List.of(mapping(reading.root())))));
                if (!options.has("--quiet")) {
                    List<Finding> findings = new ArrayList<>(reading.findings());
                    if (written.isEmpty()) {
                        findings.addAll(reading.includedFiles());
                    }
                    console.err().print(TextReport.of(findings, console.color()));
                }
            }
            return ExitCode.OK;
        } catch (InputException unusable) {
            console.err().print(TextReport.of(unusable.findings(), console.color()));
            return ExitCode.FAILED;
        }
    }

    private static Map<String, Object> mapping(MapNode map) {
        Map<String, Object> entries = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> entries.put(key, plain(entry.value())));
        return entries;
    }

    private static Object plain(Node node) {
        if (node instanceof MapNode map) {
            return mapping(map);
        }
        if (node instanceof ListNode list) {
            return list.items().stream().map(ComposeCommand::plain).toList();
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.kind() == ScalarNode.Kind.BOOL ? (Object) Boolean.valueOf(scalar.value()) : scalar.value();
    }
}
