package dev.sild.cli.verbs;

import dev.sild.cli.stack.DatabaseClient;
import dev.sild.cli.terminal.Console;
import dev.sild.model.Lookup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The commands about running stacks and projects, by name. */
public final class Verbs {
    private record Verb(Supplier<CommandSpec> spec, BiFunction<Console, ParseResult, ClusterVerb> verb) {}

    private static final Map<String, Verb> ALL = new LinkedHashMap<>();

    static {
        ALL.put("status", new Verb(StatusVerb::spec, StatusVerb::new));
        ALL.put("backup", new Verb(BackupVerb::spec, BackupVerb::new));
        ALL.put("backups", new Verb(BackupsVerb::spec, BackupsVerb::new));
        ALL.put("restore", new Verb(RestoreVerb::spec, RestoreVerb::new));
        for (DatabaseClient client : DatabaseClient.values()) {
            ALL.put(client.program(), new Verb(() -> ClientVerb.spec(client.program()), ClientVerb::new));
        }
        ALL.put("restart", new Verb(RestartVerb::spec, RestartVerb::new));
        ALL.put("rotate", new Verb(RotateVerb::spec, RotateVerb::new));
        for (String mode : SwitchVerb.WORDS) {
            ALL.put(mode, new Verb(() -> SwitchVerb.spec(mode), SwitchVerb::new));
        }
        ALL.put("report", new Verb(ReportVerb::spec, ReportVerb::new));
    }

    /** The names of the commands. */
    public static final Set<String> NAMES = Set.copyOf(ALL.keySet());

    /** Those that converted projects have, too. */
    static final Set<String> OF_PROJECTS = Stream.concat(
                    Stream.of("status", "restart"),
                    Stream.of(DatabaseClient.values()).map(DatabaseClient::program))
            .collect(Collectors.toUnmodifiableSet());

    /** The options by which {@code logs} and others mean a cluster and not this machine. */
    private static final List<String> CLUSTER_OPTIONS = List.of("--namespace", "--context", "--kubeconfig");

    private Verbs() {}

    /** Adds the options by which a command that also serves podman means a cluster. */
    public static void addClusterTo(CommandSpec spec) {
        ClusterVerb.addCluster(spec);
    }

    /**
     * Whether a command that also serves podman means a cluster: one of the cluster's options is given, or the command
     * is run as a plugin of kubectl and none of podman's options is.
     *
     * @param ofPodman the options that only podman has
     */
    public static boolean meansCluster(ParseResult parsed, List<String> ofPodman) {
        boolean plugin = parsed.commandSpec().parent() != null
                && parsed.commandSpec().parent().name().startsWith("kubectl");
        return CLUSTER_OPTIONS.stream().anyMatch(parsed::hasMatchedOption)
                || plugin && ofPodman.stream().noneMatch(parsed::hasMatchedOption);
    }

    /** Shows the logs of a stack or project and returns the exit code. */
    public static int logs(Console console, ParseResult parsed) {
        return new ClusterLogs(console, parsed).run();
    }

    /** Returns the options and help of a command. */
    public static CommandSpec spec(String name) {
        return Lookup.required(ALL, name).spec().get();
    }

    /** Runs a command and returns its exit code. */
    public static int run(String name, Console console, ParseResult parsed) {
        return Lookup.required(ALL, name).verb().apply(console, parsed).run();
    }
}
