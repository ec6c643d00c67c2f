package dev.sild.cli.stack;

import dev.sild.images.KnownImages;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The interactive client of a kind of database. It runs in the server's own container and takes user and password from
 * the environment there, so that neither is on a command line.
 */
public enum DatabaseClient {
    PSQL("psql", "Postgres", 5432, "POSTGRES_DB", """
            user=$(of POSTGRES_USER postgres)
            password=$(of POSTGRES_PASSWORD)
            PGPASSWORD="$password" exec psql -U "$user" -d "$(of POSTGRES_DB "$user")" "$@\""""),
    REDIS_CLI("redis-cli", "Redis", 6379, "REDISCLI_AUTH", """
            auth=$(of REDISCLI_AUTH "$(of REQUIREPASS "$(of REDIS_PASSWORD)")")
            [ -z "$auth" ] || export REDISCLI_AUTH="$auth"
            command -v redis-cli > /dev/null || exec valkey-cli "$@"
            exec redis-cli "$@\""""),
    MYSQL("mysql", "MySQL", 3306, "MYSQL_DATABASE", """
            user=$(of MYSQL_USER "$(of MARIADB_USER)")
            if [ -n "$user" ]; then
              password=$(of MYSQL_PASSWORD "$(of MARIADB_PASSWORD)")
            else
              user=root
              password=$(of MYSQL_ROOT_PASSWORD "$(of MARIADB_ROOT_PASSWORD)")
            fi
            database=$(of MYSQL_DATABASE "$(of MARIADB_DATABASE)")
            client=mysql
            command -v mysql > /dev/null || client=mariadb
            MYSQL_PWD="$password" exec "$client" -u "$user" "$@" ${database:+"$database"}"""),
    MONGOSH("mongosh", "MongoDB", 27017, "MONGO_INITDB_DATABASE", """
            rc=$(mktemp)
            trap 'rm -f "$rc"' EXIT
            cat > "$rc" <<'END'
            user = process.env.SILD_USER
            db = connect('mongodb://' + (user
                ? encodeURIComponent(user) + ':' + encodeURIComponent(process.env.SILD_PASSWORD) + '@' : '')
              + '127.0.0.1/' + (process.env.MONGO_INITDB_DATABASE || 'test') + (user ? '?authSource=admin' : ''))
            END
            [ $# -gt 0 ] || set -- --shell
            SILD_USER=$(of MONGO_INITDB_ROOT_USERNAME)
            SILD_PASSWORD=$(of MONGO_INITDB_ROOT_PASSWORD)
            export SILD_USER SILD_PASSWORD
            mongosh --quiet --nodb --file "$rc" "$@\"""");

    /**
     * A variable's value, by itself or in the file that NAME_FILE names, as official images read them; or a default.
     */
    private static final String PRELUDE = """
            of() {
              eval "value=\\${$1:-} file=\\${$1_FILE:-}"
              if [ -z "$value" ] && [ -r "$file" ]; then value=$(cat "$file"); fi
              printf %s "${value:-$2}"
            }
            """;

    private final String program;
    private final String server;
    private final int port;
    private final String variable;
    private final String script;

    DatabaseClient(String program, String server, int port, String variable, String script) {
        this.program = program;
        this.server = server;
        this.port = port;
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
    public Place place(LiveApplication application, List<Pod> pods, String component) {
        List<Pod> there = pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
        Function<Pod, Optional<Container>> container = server(application, there, component);
        List<Pod> all =
                there.stream().filter(pod -> container.apply(pod).isPresent()).toList();
        List<Pod> meant = all.stream()
                .filter(pod -> component.isEmpty()
                        || component(pod).equals(component)
                        || component(pod).equals(component + "-database"))
                .toList();
        if (meant.isEmpty()) {
            throw new VerbException(
                    all.isEmpty()
                            ? application + " runs no pod of " + server
                            : application + " has no " + server + " '" + component + "'; it has "
                                    + components(servers(application, there)));
        }
        List<String> components =
                meant.stream().map(ApplicationObjects::component).distinct().toList();
        if (components.size() > 1) {
            throw new VerbException(
                    application + " has several " + server + " servers; name one of " + components(all));
        }
        Pod pod = meant.stream()
                .filter(one -> one.getStatus() != null
                        && "Running".equals(one.getStatus().getPhase()))
                .findFirst()
                .orElseThrow(() -> new VerbException(
                        "Pod/" + meant.get(0).getMetadata().getName() + " is not running; see 'sild status'"));
        return new Place(
                pod.getMetadata().getName(), container.apply(pod).orElseThrow().getName());
    }

    /**
     * Returns how the server's container is found in a pod. In stacks it is the one with the server's variables, while
     * the clients in a project have those, too: there its image tells, and the user where the image is not known.
     */
    private Function<Pod, Optional<Container>> server(LiveApplication application, List<Pod> pods, String component) {
        Function<Pod, Optional<Container>> byVariable = pod -> container(pod, this::hasVariable);
        if (application instanceof LiveStack) {
            return byVariable;
        }
        Function<Pod, Optional<Container>> byImage = pod -> container(pod, this::isKnown);
        boolean known = pods.stream()
                .filter(pod -> component.isEmpty() || component(pod).equals(component))
                .anyMatch(pod -> byImage.apply(pod).isPresent());
        return known ? byImage : component.isEmpty() ? byVariable : pod -> container(pod, any -> true);
    }

    /** Returns the pods that are known to run such a server; all where none is known. */
    private List<Pod> servers(LiveApplication application, List<Pod> pods) {
        Function<Pod, Optional<Container>> known = server(application, pods, "");
        List<Pod> found =
                pods.stream().filter(pod -> known.apply(pod).isPresent()).toList();
        return found.isEmpty() ? pods : found;
    }

    private static Optional<Container> container(Pod pod, Predicate<Container> isServer) {
        return pod.getSpec().getContainers().stream().filter(isServer).findFirst();
    }

    private boolean isKnown(Container container) {
        return KnownImages.isDatabase(container.getImage())
                && KnownImages.find(container.getImage())
                        .filter(facts -> facts.ports().stream().anyMatch(one -> one.number() == port))
                        .isPresent();
    }

    /** An exporter beside the server has other variables. */
    private boolean hasVariable(Container container) {
        return container.getEnv() != null
                && container.getEnv().stream().anyMatch(env -> variable.equals(env.getName()));
    }

    private static String components(List<Pod> pods) {
        return pods.stream()
                .map(ApplicationObjects::component)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String component(Pod pod) {
        return ApplicationObjects.component(pod);
    }

    /** Returns the command that runs the client in the container with these arguments. */
    public List<String> command(List<String> arguments) {
        return Stream.concat(Stream.of("sh", "-c", PRELUDE + script.strip(), program), arguments.stream())
                .toList();
    }
}
