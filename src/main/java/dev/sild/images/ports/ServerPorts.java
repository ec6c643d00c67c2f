package dev.sild.images.ports;

import dev.sild.model.Port;
import dev.sild.model.Port.Protocol;
import dev.sild.model.Port.Source;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where known servers are configured to listen: by options of their command, by a variable, or in a file. Each has a
 * usual port, at which it does not listen if it is configured to listen elsewhere.
 */
public enum ServerPorts {
    REDIS(
            "redis|redis-stack|redis-stack-server|valkey|keydb",
            6379,
            "(?:redis|valkey|keydb)-server",
            null,
            "",
            "(?<=^|\\s)(\\S{1,500}+(?<=\\.conf))",
            List.of(),
            ServerSettings::redis),
    POSTGRES(
            "postgres|postgresql|postgis|pgvector|timescaledb|timescaledb-ha",
            5432,
            "postgres",
            "(?:-p\\s?+|--port[=\\s]|-c\\s?+port=)",
            "PGPORT",
            "config_file=(\\S{1,500}+)",
            List.of(
                    "/var/lib/postgresql/data/postgresql.conf",
                    "/bitnami/postgresql/conf/postgresql.conf",
                    "/opt/bitnami/postgresql/conf/postgresql.conf"),
            ServerSettings::postgres),
    MYSQL(
            "mysql|mysql-server|mariadb|percona",
            3306,
            "(?:mysqld|mariadbd)(?:_safe)?",
            "(?:-P\\s?+|--port[=\\s])",
            "MYSQL_TCP_PORT",
            "--defaults(?:-extra)?-file=(\\S{1,500}+)",
            List.of(
                    "/etc/my.cnf",
                    "/etc/mysql/my.cnf",
                    "/etc/my.cnf.d/",
                    "/etc/mysql/conf.d/",
                    "/etc/mysql/mysql.conf.d/",
                    "/etc/mysql/mariadb.conf.d/"),
            ServerSettings::mysql),
    MONGODB(
            "mongo|mongodb|mongodb-community-server|percona-server-mongodb",
            27017,
            "mongo[ds]",
            "--port[=\\s]",
            "",
            "(?:--config|-f)[=\\s](\\S{1,500}+)",
            List.of(),
            ServerSettings::mongodb),
    RABBITMQ(
            "rabbitmq",
            5672,
            "rabbitmq-server",
            null,
            "RABBITMQ_NODE_PORT",
            null,
            List.of("/etc/rabbitmq/rabbitmq.conf", "/etc/rabbitmq/conf.d/"),
            ServerSettings::rabbitmq),
    MOSQUITTO(
            "eclipse-mosquitto|mosquitto",
            1883,
            "mosquitto",
            "-p\\s",
            "",
            "-c\\s(\\S{1,500}+)",
            List.of("/mosquitto/config/mosquitto.conf"),
            ServerSettings::mosquitto),
    HAPROXY(
            "haproxy|haproxy-alpine",
            0,
            "haproxy",
            null,
            "",
            "-f\\s(\\S{1,500}+)",
            List.of("/usr/local/etc/haproxy/haproxy.cfg"),
            ServerSettings::haproxy),
    ENVOY(
            "envoy",
            10000,
            "envoy",
            null,
            "",
            "(?:-c|--config-path)[=\\s](\\S{1,500}+)",
            List.of("/etc/envoy/envoy.yaml"),
            ServerSettings::envoy),
    TRAEFIK(
            "traefik",
            80,
            "traefik",
            "(?i:--entrypoints\\.[\\w-]{1,100}+\\.address)=[^\\s:]{0,100}+:",
            "",
            "(?i:--configfile)[=\\s](\\S{1,500}+)",
            List.of("/etc/traefik/traefik.yml", "/etc/traefik/traefik.yaml", "/etc/traefik/traefik.toml"),
            ServerSettings::traefik);

    private static final String NAME = "name";

    /** Longer commands are scripts that do other things, too. */
    private static final int LONGEST = 20_000;

    private final Pattern images;
    private final int usual;
    private final Pattern program;
    private final Optional<Pattern> option;
    private final String variable;
    private final Optional<Pattern> fileOption;

    // The list is a copy that nothing changes, and the readers have no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> files;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<String, List<Port>> reader;

    ServerPorts(
            String images,
            int usual,
            String program,
            @Nullable String option,
            String variable,
            @Nullable String fileOption,
            List<String> files,
            Function<String, List<Port>> reader) {
        this.images = Pattern.compile(images);
        this.usual = usual;
        this.program = Pattern.compile("(?:^|[\\s/;&|('\"])(?<" + NAME + ">" + program + ")(?=[\\s'\")]|$)");
        this.option = Optional.ofNullable(option)
                .map(name -> Pattern.compile("(?<=^|\\s)" + name + "[\"']?+([0-9]{1,5}+)(?![0-9.:/]*+udp)"));
        this.variable = variable;
        this.fileOption = Optional.ofNullable(fileOption).map(Pattern::compile);
        this.files = files;
        this.reader = reader;
    }

    /** Returns the server that an image runs; empty for one that is not in this table. */
    public static Optional<ServerPorts> of(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1).replaceFirst("[:@].*", "");
        return Stream.of(values())
                .filter(server -> server.images.matcher(name).matches())
                .findFirst();
    }

    /** Returns the port at which it listens unless it is configured; 0 for none. */
    public int usual() {
        return usual;
    }

    /** Returns the name of the variable that says where it listens; empty for none. */
    public String variable() {
        return variable;
    }

    /**
     * Returns the options with which a command starts the server, once for each start; none if it starts another
     * program.
     *
     * @param process the words of the command; none for the image's own
     */
    public List<String> starts(List<String> process) {
        String text = String.join(" ", process).strip();
        if (text.length() > LONGEST) {
            return List.of();
        }
        boolean script = process.stream()
                .anyMatch(word ->
                        word.strip().indexOf(' ') > 0 && program.matcher(word).find());
        List<String> starts = new ArrayList<>();
        String last = "";
        boolean lastIsCommand = true;
        Matcher started = program.matcher(text);
        while (started.find()) {
            // The name of the server may also be that of its user, or of a folder: before the last it is its command.
            if (script && lastIsCommand && !last.isEmpty()) {
                starts.add(last);
            }
            lastIsCommand = StartedCommand.begins(text, started.start(NAME));
            int end = script ? StartedCommand.end(text, started.end()) : text.length();
            last = text.substring(started.end(), end) + " ";
        }
        if (!last.isEmpty()) {
            starts.add(last);
            return starts;
        }
        boolean arguments = text.isEmpty()
                || text.startsWith("-")
                || process.get(0).endsWith("entrypoint.sh")
                || this == REDIS && process.get(0).endsWith(".conf");
        return arguments ? List.of(text) : List.of();
    }

    /**
     * Returns the ports at which it listens; empty where neither its options nor its files name any.
     *
     * @param starts its options, once for each start
     * @param texts the texts of its files
     */
    public List<Port> ports(List<String> starts, Collection<String> texts) {
        Set<Port> named = new LinkedHashSet<>();
        boolean usualToo = false;
        for (String options : starts.isEmpty() ? List.of("") : starts) {
            List<Port> ports = ports(options, texts);
            named.addAll(ports);
            usualToo |= ports.isEmpty();
        }
        if (usualToo && !named.isEmpty() && usual > 0) {
            named.add(Port.of(usual, Protocol.TCP, Source.IMAGE));
        }
        return List.copyOf(named);
    }

    private List<Port> ports(String options, Collection<String> texts) {
        if (this == REDIS) {
            // Options of redis are lines of its file, and override it.
            List<Port> ports = reader.apply(String.join("\n", texts) + options.replaceAll("(?<=^|\\s)--", "\n"));
            return ports.equals(reader.apply("")) ? List.of() : ports;
        }
        Set<Port> ports = new LinkedHashSet<>();
        option.ifPresent(pattern -> {
            Matcher found = pattern.matcher(options);
            while (found.find()) {
                ofNumber(found.group(1)).ifPresent(ports::add);
            }
        });
        if (ports.isEmpty() && this == RABBITMQ) {
            // Its files are one configuration: one of them may name the port that another leaves out.
            ports.addAll(reader.apply(String.join("\n", texts)));
        } else if (ports.isEmpty()) {
            texts.forEach(text -> ports.addAll(reader.apply(text)));
        }
        return List.copyOf(ports);
    }

    /** Returns the port that a variable or an option spells. */
    public static Optional<Port> ofNumber(String text) {
        int number = Digits.port(text);
        return number > 0 ? Optional.of(Port.of(number, Protocol.TCP, Source.GUESSED)) : Optional.empty();
    }

    /** Returns the paths of the files that it reads; of folders with a slash at the end. */
    public List<String> files(List<String> starts) {
        List<String> all = new ArrayList<>(files);
        fileOption.ifPresent(pattern -> starts.forEach(options -> {
            Matcher found = pattern.matcher(options);
            while (found.find()) {
                all.add(found.group(1).replaceAll("[\"']", ""));
            }
        }));
        return all;
    }
}
