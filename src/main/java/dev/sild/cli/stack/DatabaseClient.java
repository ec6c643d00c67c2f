package dev.sild.cli.stack;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
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

    /** What the components of databases of a MicroserviceStack's services end with. */
    static final String COMPONENT_SUFFIX = "-database";

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

    /** Returns the port that such a server listens on. */
    int port() {
        return port;
    }

    /** Returns a variable that such a server in a stack has, and nothing beside it. */
    String variable() {
        return variable;
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
     * @param word the component, or the service that it belongs to; empty for the only one
     * @throws VerbException where no running container, or more than one, is meant
     */
    public Place place(LiveApplication application, List<Pod> pods, String word) {
        return new DatabaseServers(application, pods, this).place(word);
    }

    /** Returns the command that runs the client in the container with these arguments. */
    public List<String> command(List<String> arguments) {
        return Stream.concat(Stream.of("sh", "-c", PRELUDE + script.strip(), program), arguments.stream())
                .toList();
    }
}
