package dev.sild.images.ports;

import dev.sild.model.Port;
import dev.sild.model.Port.Protocol;
import dev.sild.model.Port.Source;
import dev.sild.units.Digits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ports that are open to others from the configuration files of servers. */
final class ServerSettings {
    /** How far the port of Redis Cluster's own connections is from that of clients. */
    static final int BUS = 10_000;

    private static final Pattern SECTION = Pattern.compile("^\\[([^\\]]{0,200})\\]");
    private static final Pattern PAIR =
            Pattern.compile("^([\\w.-]{1,100}+)(?:\\s*+=\\s*+|\\s++)[\"']?+([^\"'\\s#]{0,200})");
    private static final Pattern KEY = Pattern.compile("^(\\s*+(?:-\\s++)*+)[\"']?+([\\w.-]{1,100}+)[\"']?+\\s*+:(.*)");
    private static final Pattern PORT_VALUE = Pattern.compile("port_value[\"']?+\\s*+:\\s*+([0-9]{1,5})(?![0-9])");
    private static final Pattern LOCAL = Pattern.compile("127\\..*|localhost(?::.*)?|\\[?::1]?(?::.*)?");
    private static final Pattern LAST_PORT = Pattern.compile("(?:.*:)?([0-9]{1,5})(?:-([0-9]{1,5}))?(?:/(tcp|udp))?");
    private static final Pattern AMQP = Pattern.compile("listeners\\.tcp(?:\\.\\w+|\\s*+=)");
    private static final int MOST = 50;

    private ServerSettings() {}

    /** A key of a file whose lines are indented, and what is around it. */
    private record Level(int indent, String key) {}

    /** Receives a key and its value. */
    private interface Keys {
        void found(String path, String value);
    }

    /** Reads {@code redis.conf}, or the same as options: a bus of Redis Cluster is a port, too. */
    static List<Port> redis(String text) {
        int port = 6379;
        int tls = 0;
        int bus = 0;
        boolean cluster = false;
        for (String line : text.split("\n")) {
            Matcher pair = PAIR.matcher(line.strip());
            if (!pair.find()) {
                continue;
            }
            String value = pair.group(2);
            switch (pair.group(1).toLowerCase(Locale.ROOT)) {
                case "port" -> port = Digits.port(value);
                case "tls-port" -> tls = Digits.port(value);
                case "cluster-port" -> bus = Digits.port(value);
                case "cluster-enabled" -> cluster = value.equals("yes");
                default -> {}
            }
        }
        List<Port> ports = new ArrayList<>();
        add(ports, port, port == 6379 ? Source.IMAGE : Source.GUESSED);
        add(ports, tls, Source.GUESSED);
        if (cluster && !ports.isEmpty()) {
            add(ports, bus > 0 ? bus : ports.get(0).number() + BUS, Source.IMAGE);
        }
        return ports;
    }

    /** Reads {@code postgresql.conf}. */
    static List<Port> postgres(String text) {
        return pairs(text, "", "port");
    }

    /** Reads an option file of MySQL or MariaDB: the sections of the server. */
    static List<Port> mysql(String text) {
        return pairs(text, "(?:mysqld|server|mariadb|mariadbd)(?:-[0-9.]+)?", "port");
    }

    /** Reads {@code rabbitmq.conf}: other listeners than those of AMQP over TCP leave the usual port as it is. */
    static List<Port> rabbitmq(String text) {
        List<Port> ports = pairs(
                text, "", "(?:listeners\\.(?:tcp|ssl)|management\\.(?:tcp|ssl))\\.\\w+|\\w+\\.listeners\\.tcp\\.\\w+");
        boolean moved = text.lines().anyMatch(line -> AMQP.matcher(line.strip()).lookingAt());
        if (!ports.isEmpty() && !moved) {
            add(ports, 5672, Source.IMAGE);
        }
        return ports;
    }

    /** Reads {@code mongod.conf}. */
    static List<Port> mongodb(String text) {
        List<Port> ports = new ArrayList<>();
        indented(text, (path, value) -> {
            if (path.equals("net/port")) {
                add(ports, Digits.port(value), Source.GUESSED);
            }
        });
        return ports.isEmpty() ? pairs(text, "", "port") : ports;
    }

    /** Reads {@code mosquitto.conf}. */
    static List<Port> mosquitto(String text) {
        List<Port> ports = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] words = line.strip().split("\\s+");
            boolean listens = words[0].equals("listener") || words[0].equals("port");
            if (listens
                    && words.length > 1
                    && !(words.length > 2 && LOCAL.matcher(words[2]).matches())) {
                add(ports, Digits.port(words[1]), Source.GUESSED);
            }
        }
        return ports;
    }

    /** Reads {@code haproxy.cfg}. */
    static List<Port> haproxy(String text) {
        List<Port> ports = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] words = line.strip().split("\\s+");
            if (words[0].equals("bind") && words.length > 1) {
                for (String address : words[1].split(",")) {
                    address(ports, address.replaceFirst("^(?:ipv[46]|tcp[46]?|fd)@", ""));
                }
            }
        }
        return ports;
    }

    /** Reads the static configuration of Envoy: its listeners and its page for administrators. */
    static List<Port> envoy(String text) {
        List<Port> ports = new ArrayList<>();
        indented(text, (path, value) -> {
            String all = path + ":" + value;
            boolean listens = (all.contains("listeners/") && !all.contains("filter") || all.startsWith("admin"))
                    && all.contains("address")
                    && !all.contains("clusters/")
                    && !all.contains("127.0.0.1");
            Matcher port = PORT_VALUE.matcher(all);
            if (listens && port.find()) {
                add(ports, Digits.port(port.group(1)), Source.GUESSED);
            }
        });
        return ports;
    }

    /** Reads the static configuration of Traefik, in YAML or TOML. */
    static List<Port> traefik(String text) {
        List<Port> ports = new ArrayList<>();
        indented(text, (path, value) -> {
            if (path.toLowerCase(Locale.ROOT).matches("entrypoints/[^/]{1,100}/address")) {
                address(ports, value);
            }
        });
        String section = "";
        for (String line : text.split("\n")) {
            Matcher head = SECTION.matcher(line.strip());
            Matcher pair = PAIR.matcher(line.strip());
            if (head.find()) {
                section = head.group(1).strip().toLowerCase(Locale.ROOT);
            } else if (section.startsWith("entrypoints.")
                    && pair.find()
                    && pair.group(1).equals("address")) {
                address(ports, pair.group(2));
            }
        }
        return ports;
    }

    /** Reads the last value of each key that matches, in sections that match; no sections where there are none. */
    private static List<Port> pairs(String text, String sections, String keys) {
        Pattern section = Pattern.compile(sections);
        Pattern key = Pattern.compile(keys);
        boolean inside = sections.isEmpty();
        List<Port> ports = new ArrayList<>();
        for (String each : text.split("\n")) {
            String line = each.strip();
            Matcher head = SECTION.matcher(line);
            Matcher pair = PAIR.matcher(line);
            if (head.find()) {
                inside = section.matcher(head.group(1).strip()).matches();
            } else if (inside && pair.find() && key.matcher(pair.group(1)).matches()) {
                if (keys.equals("port")) {
                    ports.clear();
                }
                address(ports, pair.group(2));
            }
        }
        return ports;
    }

    /** Hands over the keys of YAML in block style; of a map in braces, the text after its key. */
    private static void indented(String text, Keys keys) {
        Deque<Level> levels = new ArrayDeque<>();
        for (String line : text.split("\n")) {
            Matcher key = KEY.matcher(line);
            if (!key.find() || levels.size() > MOST) {
                continue;
            }
            int indent = key.group(1).length();
            while (!levels.isEmpty() && levels.peekLast().indent() >= indent) {
                levels.removeLast();
            }
            levels.addLast(new Level(indent, key.group(2)));
            String value = key.group(3).replaceFirst("\\s#.*", "").strip();
            if (!value.isEmpty()) {
                keys.found(
                        String.join("/", levels.stream().map(Level::key).toList()),
                        value.startsWith("{") ? value : value.replaceAll("[\"',]", ""));
            }
        }
    }

    private static void address(List<Port> ports, String address) {
        Matcher port = LAST_PORT.matcher(address);
        if (LOCAL.matcher(address).matches() || !port.matches()) {
            return;
        }
        int first = Digits.port(port.group(1));
        int last = port.group(2) == null ? first : Digits.port(port.group(2));
        Protocol protocol = "udp".equals(port.group(3)) ? Protocol.UDP : Protocol.TCP;
        for (int number = first; number > 0 && number <= last && ports.size() < MOST; number++) {
            ports.add(Port.of(number, protocol, Source.GUESSED));
        }
    }

    private static void add(List<Port> ports, int number, Source source) {
        if (number > 0 && number <= 65_535 && ports.size() < MOST) {
            ports.add(Port.of(number, Protocol.TCP, source));
        }
    }
}
