package dev.sild.cli;

import dev.sild.cli.options.Options;
import dev.sild.cli.options.PlayOptions;
import dev.sild.cli.play.PlayConsole;
import dev.sild.cli.play.PlayedProject;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.cli.terminal.TextTable;
import dev.sild.play.Row;
import dev.sild.report.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild ps}: what runs of a project that {@code sild up} plays. */
final class PsCommand {
    private final Console console;
    private final Options options;
    private final boolean json;

    PsCommand(Console console, ParseResult parsed) {
        this.console = console;
        options = new Options(parsed);
        json = options.text("--format", "table", List.of("table", "json")).equals("json");
    }

    static CommandSpec spec() {
        CommandSpec spec = Commands.command("ps", "Show the status of what 'sild up' started.");
        PlayOptions.addFiles(spec);
        PlayedProject.addTo(spec);
        spec.addOption(Options.choice("table|json", "The output format. Default: table", "--format"));
        PlayOptions.addProgram(spec);
        spec.usageMessage().footer("", "Examples:", "  sild ps", "  sild ps -p shop --format json");
        return spec;
    }

    int run() {
        PlayConsole progress = new PlayConsole(console, false);
        return progress.tell(() -> {
            String project = PlayedProject.name(console, options);
            List<Row> rows = Row.of(PlayOptions.podman(console, options), project, progress);
            if (json) {
                console.out().print(json(project, rows));
            } else if (rows.isEmpty()) {
                console.say("the project '" + project + "' is not running; start it with 'sild up'");
            } else {
                console.out().print(table(rows, Instant.now()));
            }
            return ExitCode.OK;
        });
    }

    private static String json(String project, List<Row> rows) {
        List<Map<String, Object>> containers = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> container = new LinkedHashMap<>();
            container.put("name", row.name());
            container.put("service", row.service());
            container.put("id", row.id());
            container.put("pod", row.pod());
            container.put("podId", row.podId());
            container.put("state", row.state());
            container.put("health", row.health());
            container.put("exitCode", row.exitCode());
            container.put("restarts", row.restarts());
            container.put("startedAt", row.started().map(Instant::toString).orElse(""));
            container.put("addresses", row.addresses());
            containers.add(container);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("project", project);
        root.put("containers", containers);
        return Json.of(root);
    }

    static String table(List<Row> rows, Instant now) {
        TextTable table = new TextTable("NAME", "STATE", "HEALTH", "SINCE", "ADDRESSES");
        for (Row row : rows) {
            boolean runs = row.state().equals("running");
            String state = row.state().equals("exited")
                    ? "exited (" + row.exitCode() + ")"
                    : row.restarts() > 0 ? row.state() + " (started " + (row.restarts() + 1) + " times)" : row.state();
            table.row(
                    row.name(),
                    state,
                    row.health(),
                    runs ? TextTable.age(Duration.between(row.started().orElse(now), now)) : "",
                    String.join(", ", row.addresses()));
        }
        return table.text();
    }
}
