package dev.sild.cli.stack;

import dev.sild.kubernetes.objects.Labels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The interactive client of a kind of database. It runs in the server's own container and takes user and password from
 * the environment there, so that neither is on a command line.
 */
public enum DatabaseClient {
    PSQL("psql", "Postgres", "POSTGRES_DB", """
            PGPASSWORD="$POSTGRES_PASSWORD" exec psql -U "$POSTGRES_USER" -d "$POSTGRES_DB" "$@\""""),
    REDIS_CLI("redis-cli", "Redis", "REDISCLI_AUTH", "exec redis-cli \"$@\""),
    MYSQL("mysql", "MySQL", "MYSQL_DATABASE", """
            MYSQL_PWD="$MYSQL_PASSWORD" exec mysql -u "$MYSQL_USER" "$@" "$MYSQL_DATABASE\""""),
    MONGOSH("mongosh", "MongoDB", "MONGO_INITDB_DATABASE", """
            rc=$(mktemp)
            trap 'rm -f "$rc"' EXIT
            cat > "$rc" <<'END'
            db = connect('mongodb://' + encodeURIComponent(process.env.MONGO_INITDB_ROOT_USERNAME) + ':'
              + encodeURIComponent(process.env.MONGO_INITDB_ROOT_PASSWORD) + '@127.0.0.1/'
              + process.env.MONGO_INITDB_DATABASE + '?authSource=admin')
            END
            [ $# -gt 0 ] || set -- --shell
            mongosh --quiet --nodb --file "$rc" "$@\"""");

    private final String program;
    private final String server;
    private final String variable;
    private final String script;

    DatabaseClient(String program, String server, String variable, String script) {
        this.program = program;
        this.server = server;
        this.variable = variable;
        this.script = script;
    }

    public String program() {
        return program;
    }

    /** Returns the name of the server that it is a client of. */
    public String server() {
        return server;
    }

    /** Returns the client of that program. */
    public static DatabaseClient of(String program) {
        return Stream.of(values())
                .filter(client -> client.program.equals(program))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Where a client runs.
     *
     * @param pod the name of the pod
     * @param container the container of the server
     */
    public record Place(String pod, String container) {}

    /**
     * Returns the container of the server.
     *
     * @param component the component, or the service that it belongs to; empty for the only one
     * @throws VerbException where no running container, or more than one, is meant
     */
    public Place place(LiveStack stack, List<Pod> pods, String component) {
        List<Pod> all = pods.stream()
                .filter(pod -> container(pod).isPresent())
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
        List<Pod> meant = all.stream()
                .filter(pod -> component.isEmpty()
                        || component(pod).equals(component)
                        || component(pod).equals(component + "-database"))
                .toList();
        if (meant.isEmpty()) {
            throw new VerbException(
                    all.isEmpty()
                            ? stack + " runs no pod of " + server
                            : stack + " has no " + server + " '" + component + "'; it has " + components(all));
        }
        List<String> components =
                meant.stream().map(DatabaseClient::component).distinct().toList();
        if (components.size() > 1) {
            throw new VerbException(stack + " has several " + server + " servers; name one of " + components(all));
        }
        Pod pod = meant.stream()
                .filter(one -> one.getStatus() != null
                        && "Running".equals(one.getStatus().getPhase()))
                .findFirst()
                .orElseThrow(() -> new VerbException(
                        "Pod/" + meant.get(0).getMetadata().getName() + " is not running; see 'sild status'"));
        return new Place(
                pod.getMetadata().getName(), container(pod).orElseThrow().getName());
    }

    private static String components(List<Pod> pods) {
        return pods.stream().map(DatabaseClient::component).distinct().sorted().collect(Collectors.joining(", "));
    }

    private static String component(Pod pod) {
        return pod.getMetadata().getLabels() == null
                ? ""
                : pod.getMetadata().getLabels().getOrDefault(Labels.COMPONENT, "");
    }

    /** An exporter beside the server has other variables. */
    private Optional<Container> container(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .filter(one ->
                        one.getEnv() != null && one.getEnv().stream().anyMatch(env -> variable.equals(env.getName())))
                .findFirst();
    }

    /** Returns the command that runs the client in the container with these arguments. */
    public List<String> command(List<String> arguments) {
        return Stream.concat(Stream.of("sh", "-c", script.strip(), program), arguments.stream())
                .toList();
    }
}
