package dev.sild.cli.verbs;

import dev.sild.cli.options.Options;
import dev.sild.cli.stack.ApplicationObjects;
import dev.sild.cli.stack.DatabaseClient;
import dev.sild.cli.stack.Kubectl;
import dev.sild.cli.stack.LiveApplication;
import dev.sild.cli.stack.LiveApplications;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild psql}, {@code redis-cli}, {@code mysql} and {@code mongosh}: a client in the container of the server. */
final class ClientVerb extends ClusterVerb {
    private final DatabaseClient client;
    private final List<String> words;
    private final List<String> passed;

    ClientVerb(Console console, ParseResult parsed) {
        super(console, parsed);
        client = DatabaseClient.of(parsed.commandSpec().name());
        List<String> original = parsed.originalArgs();
        int end = original.indexOf("--");
        List<String> all = options.arguments();
        int after = end < 0 ? 0 : original.size() - end - 1;
        words = all.subList(0, all.size() - after);
        passed = all.subList(all.size() - after, all.size());
    }

    static CommandSpec spec(String program) {
        DatabaseClient client = DatabaseClient.of(program);
        CommandSpec spec = spec(
                program,
                "Open " + program + " in the " + client.server()
                        + " of a stack or project, with its user and password.");
        spec.addPositional(Options.arguments(
                "[NAME] [DATABASE] [-- ARGUMENT...]",
                APPLICATION + "; then the component or its service, if there are several; after --, arguments for "
                        + program));
        String example = switch (client) {
            case PSQL -> "-c 'select count(*) from orders'";
            case REDIS_CLI -> "info memory";
            case MYSQL -> "-e 'show tables'";
            case MONGOSH -> "--eval 'db.stats()'";
        };
        examples(
                spec,
                "sild " + program,
                "sild " + program + " shop -n production",
                "sild " + program + " shop -- " + example);
        return spec;
    }

    @Override
    int run(KubernetesClient cluster) throws InterruptedException {
        LiveApplications.Chosen<LiveApplication> chosen =
                new LiveApplications(cluster).choose(namespace(cluster), words, client.program());
        if (chosen.rest().size() > 1) {
            throw new VerbException("unexpected argument '" + chosen.rest().get(1) + "'; put arguments for "
                    + client.program() + " after --");
        }
        LiveApplication application = chosen.application();
        DatabaseClient.Place place = client.place(
                application,
                new ApplicationObjects(cluster, application).pods(),
                chosen.rest().isEmpty() ? "" : chosen.rest().get(0));
        Kubectl kubectl = new Kubectl(console, options);
        return kubectl.run(kubectl.exec(
                application.namespace(), place.pod(), place.container(), console.isTyped(), client.command(passed)));
    }
}
