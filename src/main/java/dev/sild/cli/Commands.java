package dev.sild.cli;

import dev.sild.cli.options.CommandShape;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.cli.verbs.ShellCompletion;
import dev.sild.cli.verbs.Verbs;
import dev.sild.model.Lookup;
import dev.sild.syntax.TerminalText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The commands and how they are run. Built with picocli's programming interface rather than its annotations, which cost
 * three times as long to read at every start.
 */
final class Commands {
    static final List<String> NAMES = List.of(
            "convert",
            "adopt",
            "config",
            "compose",
            "check",
            "graph",
            "pipeline",
            "up",
            "ps",
            "logs",
            "down",
            "status",
            "backup",
            "backups",
            "restore",
            "psql",
            "redis-cli",
            "mysql",
            "mongosh",
            "restart",
            "rotate",
            "pause",
            "resume",
            "hibernate",
            "wake",
            "report",
            "render",
            "diff",
            "operator",
            "crds",
            "explain",
            "schema",
            "completion",
            "complete",
            "help",
            "version");

    /** Commands whose exit code 1 means that they have found something. */
    private static final Set<String> COMPARE = Set.of("check", "diff");

    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private Commands() {}

    /**
     * Runs the command that {@code arguments} name. Only this command is registered with picocli, which takes
     * milliseconds for each.
     *
     * @param name what the user calls the command line
     * @return its exit code, see {@link ExitCode}
     */
    static int execute(Console console, String name, String... arguments) {
        boolean named = arguments.length > 0 && NAMES.contains(arguments[0]);
        return line(console, name, named ? List.of(arguments[0]) : NAMES).execute(arguments);
    }

    /** Returns the description of the command line with all its commands, which pages and tools are made of. */
    static CommandSpec all() {
        CommandSpec root = root("sild", NAMES);
        // Gives the commands their qualified names.
        new CommandLine(root);
        return root;
    }

    private static CommandSpec root(String name, List<String> commands) {
        CommandSpec root = command(name, "Converts Docker Compose projects to Kubernetes, and runs them with podman.");
        root.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild convert                       print manifests for the compose project of this folder",
                        "  sild convert -o k8s/ && kubectl apply -f k8s/",
                        "  sild convert --target podman | podman kube play -",
                        "  sild up                            run the same project with podman on this machine",
                        "  sild render shop.yaml              print what the operator would create for a"
                                + " custom resource",
                        "",
                        "Exit codes: 0 success, 1 failure, 2 wrong usage, 3 something was lost with --strict;",
                        "            of check and diff: 1 violations or differences, 2 an error");
        for (String command : commands) {
            root.addSubcommand(command, spec(command));
        }
        CommandShape.showExamplesFor(name, root);
        return root;
    }

    private static CommandLine line(Console console, String name, List<String> commands) {
        CommandLine line = new CommandLine(root(name, commands));
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(new ColorScheme.Builder(console.color() ? Ansi.ON : Ansi.OFF).build());
        line.setExecutionStrategy(parsed -> run(parsed, console));
        line.setParameterExceptionHandler((wrong, arguments) -> wrongUsage(wrong, console));
        return line;
    }

    private static CommandSpec spec(String command) {
        if (Verbs.NAMES.contains(command)) {
            return Verbs.spec(command);
        }
        return switch (command) {
            case "convert" -> ConvertCommand.spec();
            case "adopt" -> AdoptCommand.spec();
            case "config" -> ConfigCommand.spec();
            case "compose" -> ComposeCommand.spec();
            case "check" -> CheckCommand.spec();
            case "graph" -> GraphCommand.spec();
            case "pipeline" -> PipelineCommand.spec();
            case "up" -> UpCommand.spec();
            case "ps" -> PsCommand.spec();
            case "logs" -> LogsCommand.spec();
            case "down" -> DownCommand.spec();
            case "render" -> RenderCommand.spec();
            case "diff" -> DiffCommand.spec();
            case "crds" -> CrdsCommand.spec();
            case "explain" -> ExplainCommand.spec();
            case "operator" -> OperatorCommand.spec();
            case "schema" -> SchemaCommand.spec();
            case "help" -> help();
            case "complete" -> ShellCompletion.spec();
            case "version" -> version(command("version", "Show the version."));
            default -> completion();
        };
    }

    private static CommandSpec completion() {
        CommandSpec completion = command("completion", "Print the completion script of a shell.");
        completion
                .usageMessage()
                .footer("", "Examples:", "  source <(sild completion bash)", "  sild completion fish | source");
        completion.addPositional(CommandLine.Model.PositionalParamSpec.builder()
                .index("0")
                .paramLabel("SHELL")
                .description("bash, zsh or fish")
                .required(true)
                .type(String.class)
                .completionCandidates(SHELLS)
                .build());
        return completion;
    }

    private static CommandSpec version(CommandSpec version) {
        version.usageMessage().footer("", "Example:", "  sild version");
        return version;
    }

    private static CommandSpec help() {
        CommandSpec help = command("help", "Show the help of a command.");
        help.usageMessage().footer("", "Examples:", "  sild help", "  sild help convert");
        help.addPositional(CommandLine.Model.PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .paramLabel("COMMAND")
                .description("The name of a command. Default: an overview of all commands")
                .type(String.class)
                .completionCandidates(NAMES)
                .build());
        return help;
    }

    private static int help(Console console, ParseResult command) {
        String name = command.matchedPositionalValue(0, "");
        if (!name.isEmpty() && !NAMES.contains(name)) {
            throw new ParameterException(command.commandSpec().commandLine(), UsageMessages.unknownCommand(name));
        }
        String called = command.commandSpec().parent().name();
        CommandLine line = line(console, called, NAMES);
        console.out().print((name.isEmpty() ? line : Lookup.required(line.getSubcommands(), name)).getUsageMessage());
        return ExitCode.OK;
    }

    static CommandSpec command(String name, String description) {
        return CommandShape.of(name, description);
    }

    private static int run(ParseResult parsed, Console console) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        try {
            return run(command, command.commandSpec().name(), console);
        } catch (ParameterException wrong) {
            throw wrong;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError broken) {
            return broken(broken, console, command.commandSpec().name());
        }
    }

    private static int run(ParseResult command, String name, Console console) {
        if (Verbs.NAMES.contains(name)) {
            return Verbs.run(name, console, command);
        }
        return switch (name) {
            case "convert" -> new ConvertCommand(console, command).run();
            case "adopt" -> new AdoptCommand(console, command).run();
            case "config" -> new ConfigCommand(console, command).run();
            case "compose" -> new ComposeCommand(console, command).run();
            case "check" -> new CheckCommand(console, command).run();
            case "graph" -> new GraphCommand(console, command).run();
            case "pipeline" -> new PipelineCommand(console, command).run();
            case "up" -> new UpCommand(console, command).run();
            case "ps" -> new PsCommand(console, command).run();
            case "logs" ->
                Verbs.meansCluster(command, LogsCommand.OF_PODMAN)
                        ? Verbs.logs(console, command)
                        : new LogsCommand(console, command).run();
            case "down" -> new DownCommand(console, command).run();
            case "render" -> new RenderCommand(console, command).run();
            case "diff" -> new DiffCommand(console, command).run();
            case "crds" -> new CrdsCommand(console, command).run();
            case "explain" -> new ExplainCommand(console, command).run();
            case "operator" -> OperatorCommand.run(console);
            case "schema" -> SchemaCommand.run(console);
            case "completion" -> completion(console, command);
            case "complete" -> ShellCompletion.run(console, command);
            case "help" -> help(console, command);
            case "version" -> {
                console.line(CommandShape.VERSION);
                yield ExitCode.OK;
            }
            default -> {
                console.err().print(command.commandSpec().commandLine().getUsageMessage());
                yield ExitCode.USAGE;
            }
        };
    }

    private static int completion(Console console, ParseResult command) {
        String shell = command.matchedPositionalValue(0, "");
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(
                    command.commandSpec().commandLine(), "no completion for '" + shell + "': use bash, zsh or fish");
        }
        // kubectl completes its plugins itself: this is for the name that a shell knows.
        CommandLine line = line(console, "sild", NAMES);
        console.out()
                .print(
                        shell.equals("fish")
                                ? FishCompletion.of("sild", line) + ShellCompletion.FISH
                                : picocli.AutoComplete.bash("sild", line) + ShellCompletion.BASH);
        return ExitCode.OK;
    }

    private static int wrongUsage(ParameterException wrong, Console console) {
        CommandLine line = wrong.getCommandLine();
        console.say(UsageMessages.of(wrong));
        console.err().println("Try '" + TerminalText.line(line.getCommandSpec().qualifiedName()) + " --help'.");
        return ExitCode.USAGE;
    }

    /** A bug in Sild: reported in one line, with what a bug report should contain. */
    private static int broken(Throwable broken, Console console, String command) {
        if (broken instanceof OutOfMemoryError) {
            console.err()
                    .println("sild: out of memory: the input is too large" + " for a heap of "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB; split it, or use a larger heap, as in JAVA_TOOL_OPTIONS=-Xmx2g");
            return COMPARE.contains(command) ? DiffCommand.FAILED : ExitCode.FAILED;
        }
        StackTraceElement[] trace = broken.getStackTrace();
        console.say("internal error: " + broken + (trace.length == 0 ? "" : " at " + trace[0])
                + "; please report it with the input that caused it");
        return COMPARE.contains(command) ? DiffCommand.FAILED : ExitCode.FAILED;
    }

    static Optional<String> version() {
        return CommandShape.version();
    }
}
