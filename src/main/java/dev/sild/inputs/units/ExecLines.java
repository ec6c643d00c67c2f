package dev.sild.inputs.units;

import dev.sild.inputs.engine.EngineCommands;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.Command;
import dev.sild.inputs.shell.Script;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands that systemd runs for a unit: {@code ExecStart=} and those around it. */
final class ExecLines {
    /** What commands of podman do that is done for every container, or that the engine reads. */
    private static final Set<String> HANDLED = Set.of(
            "run",
            "create",
            "start",
            "stop",
            "kill",
            "rm",
            "pull",
            "build",
            "network",
            "volume",
            "pod",
            "rmi",
            "image",
            "container",
            "compose");

    /** Options in front of the verb that have a value of their own. */
    private static final Set<String> GLOBAL = Set.of(
            "--root",
            "--runroot",
            "--storage-driver",
            "--storage-opt",
            "--log-level",
            "--connection",
            "-c",
            "--url",
            "--identity",
            "--module",
            "--cgroup-manager",
            "--tmpdir",
            "--imagestore",
            "--network-cmd-path",
            "--out",
            "--events-backend",
            "--hooks-dir",
            "--runtime",
            "--runtime-flag",
            "--ssh",
            "--volumepath",
            "--conmon",
            "--network-config-dir",
            "--context",
            "--config",
            "--host",
            "-H");

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh");

    private final Unit unit;
    private final UnitValues values;
    private final Remarks remarks;

    ExecLines(Unit unit, UnitValues values, Remarks remarks) {
        this.unit = unit;
        this.values = values;
        this.remarks = remarks;
    }

    /** Returns the commands of podman that run before the container, and that run it. */
    List<Command> starting() {
        List<Command> commands = new ArrayList<>();
        for (String key : List.of("ExecStartPre", "ExecStart", "ExecStartPost")) {
            for (Setting setting : unit.all("Service", key)) {
                List<Command> found = commands(setting);
                commands.addAll(found);
                if (found.isEmpty()) {
                    report(setting);
                }
            }
        }
        for (String key : List.of("ExecStop", "ExecStopPost")) {
            for (Setting setting : unit.all("Service", key)) {
                if (commands(setting).isEmpty()) {
                    report(setting);
                }
            }
        }
        return commands;
    }

    private void report(Setting setting) {
        List<Argument> words = words(setting);
        String program = words.isEmpty() ? "" : new Command(words, setting.position()).program();
        if (program.equals("rm") || program.isEmpty() || program.equals("true")) {
            return;
        }
        String reason = switch (setting.key()) {
            case "ExecStartPre" -> "write a service that ends, which this one depends on";
            case "ExecStart" ->
                unit.name().type().equals("service") ? "it runs no container" : "Quadlet writes it from the other keys";
            case "ExecStartPost" -> "write a service that ends, which depends on this one";
            default -> "the container gets a signal when it stops; handle it there";
        };
        SectionOptions.lost(remarks, setting, reason);
    }

    /** Returns the commands of podman in a line; those that only tidy up as well. */
    private List<Command> commands(Setting setting) {
        List<Argument> words = words(setting);
        if (words.isEmpty()) {
            return List.of();
        }
        Command command = new Command(words, words.get(0).position());
        if (SHELLS.contains(command.program())
                && words.size() > 2
                && words.get(1).text().endsWith("c")) {
            return ofShell(words.get(2)).stream().filter(ExecLines::isHandled).toList();
        }
        Command plain = withoutGlobalOptions(command);
        return isHandled(plain) ? List.of(plain) : List.of();
    }

    private static boolean isHandled(Command command) {
        return EngineCommands.isEngine(command)
                && command.arguments().size() > 1
                && HANDLED.contains(command.arguments().get(1).text());
    }

    private static Command withoutGlobalOptions(Command command) {
        List<Argument> words = command.arguments();
        int at = 1;
        while (EngineCommands.isEngine(command)
                && at < words.size()
                && words.get(at).text().startsWith("-")) {
            at += GLOBAL.contains(words.get(at).text()) ? 2 : 1;
        }
        List<Argument> plain = new ArrayList<>(words.subList(0, 1));
        plain.addAll(words.subList(Math.min(at, words.size()), words.size()));
        return new Command(plain, command.position());
    }

    /** Reads what a shell runs; its places are those of the unit, as if the text began there. */
    private List<Command> ofShell(Argument text) {
        Position where = text.position();
        String script = text.text().replace("$$", "$");
        Script read = Script.read(script, where.file());
        read.findings().forEach(finding -> remarks.add(finding.code(), where, finding.reason(), finding.remedy()));
        return read.commands().stream()
                .map(command -> withoutGlobalOptions(new Command(
                        command.arguments().stream()
                                .map(word -> new Argument(word.text(), where))
                                .toList(),
                        where)))
                .toList();
    }

    /** Returns the words of a line without the signs in front of the program, which say how systemd runs it. */
    private List<Argument> words(Setting setting) {
        List<Argument> words = new ArrayList<>();
        for (Argument word : UnitWords.of(setting)) {
            words.add(values.of(words.isEmpty() ? word.with(word.text().replaceFirst("^[-@:+!|]+", "")) : word));
        }
        if (!words.isEmpty() && words.get(0).text().isEmpty()) {
            words.remove(0);
        }
        return words;
    }
}
