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
        CommandSpec spec = Commands.command("operator", "Run the operator that reconciles the stacks of a cluster.");
        spec.usageMessage()
                .footer(
                        "",
                        "It connects to the cluster of its pod or, outside a cluster, to the current context of"
                                + " the kubeconfig, and runs until it is stopped. Environment variables:",
                        "  QUARKUS_OPERATOR_SDK_NAMESPACES    the namespaces to watch, separated by commas;"
                                + " default: all",
                        "  SILD_LEADER_ELECTION_ENABLED       false if no other operator can be running",
                        "  SILD_LEADER_ELECTION_NAMESPACE     the namespace of the Lease; default: the"
                                + " operator's own namespace",
                        "  QUARKUS_HTTP_PORT                  the port of health and metrics; default: 8080",
                        "  QUARKUS_LOG_LEVEL                  INFO or DEBUG",
                        "  SILD_JAVA_OPTS                     more options for the JVM, separated by spaces",
                        "",
                        "Example:",
                        "  QUARKUS_OPERATOR_SDK_NAMESPACES=shop,staging sild operator");
        return spec;
    }

    static int run(Console console) {
        console.say("the operator is a separate jar: run java -jar sild-operator.jar, or use the sild launcher");
        return ExitCode.USAGE;
    }
}
