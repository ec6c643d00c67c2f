package dev.sild.cli;

import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code sild operator}, as far as this command line has a part in it: the launcher starts the operator's own jar, so
 * that no other command carries what it needs.
 */
final class OperatorCommand {
    private OperatorCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = Commands.command(
                "operator", "Run the operator, which keeps the stacks of a cluster as they should be.");
        spec.usageMessage()
                .footer(
                        "",
                        "It runs until it is stopped, against the cluster that the pod it is in belongs to, or else the"
                                + " current context of the kubeconfig. It is set by variables:",
                        "  QUARKUS_OPERATOR_SDK_NAMESPACES    the namespaces to watch, separated by commas; without it all",
                        "  SILD_LEADER_ELECTION_ENABLED       false where no other operator can be at work",
                        "  SILD_LEADER_ELECTION_NAMESPACE     where the Lease is, by default in the operator's own namespace",
                        "  QUARKUS_HTTP_PORT                  the port of health and metrics, by default 8080",
                        "  QUARKUS_LOG_LEVEL                  INFO, or DEBUG",
                        "  SILD_JAVA_OPTS                     more options for the JVM, separated by blanks",
                        "",
                        "Example:",
                        "  QUARKUS_OPERATOR_SDK_NAMESPACES=shop,staging sild operator");
        return spec;
    }

    static int run(Console console) {
        console.say("the operator is a jar of its own: java -jar sild-operator.jar, which the launcher sild starts");
        return ExitCode.USAGE;
    }
}
