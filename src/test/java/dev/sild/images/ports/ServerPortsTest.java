package dev.sild.images.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Port;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerPortsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis:7 | # port 1\\nport 6380\\n | 6380",
                "redis:7 | port 0\\ntls-port 6390\\n | 6390",
                "redis:7 | maxmemory 1gb\\n | ''",
                "redis:7 | cluster-enabled yes\\n | 6379 16379",
                "redis:7 | port 7000\\ncluster-enabled yes\\ncluster-port 7100\\n | 7000 7100",
                "postgres:16 | #port = 5432\\nport = 5433 # comment\\n | 5433",
                "postgres:16 | port '5434'\\n | 5434",
                "mysql:8 | [client]\\nport=1\\n[mysqld]\\nport=3307\\n | 3307",
                "mariadb:11 | [mariadb-11.4]\\nport = 3308\\n[client]\\nport=2\\n | 3308",
                "mongo:7 | net:\\n  bindIp: 0.0.0.0\\n  port: 27018\\n | 27018",
                "mongo:7 | storage:\\n  port: 1\\n | ''",
                "rabbitmq:3 | listeners.tcp.1 = 0.0.0.0:5673\\nlisteners.tcp.2 = 127.0.0.1:1\\n | 5673",
                "rabbitmq:3 | management.tcp.port = 15672\\nmqtt.listeners.tcp.default = 1883\\n | 15672 1883 5672",
                "rabbitmq:3 | listeners.ssl.default = 5671\\n | 5671 5672",
                "rabbitmq:3 | # listeners.tcp.1 = 1\\nlisteners.ssl.default = 5671\\n | 5671 5672",
                "rabbitmq:3 | vm_memory_high_watermark.relative = 0.5\\n | ''",
                "rabbitmq:3 | listeners.tcp = none\\nlisteners.ssl.default = 5671\\n | 5671",
                "eclipse-mosquitto:2 | listener 1884 0.0.0.0\\nlistener 1885 127.0.0.1\\n | 1884",
                "haproxy:3 | bind *:80,[::]:81 ssl\\n"
                        + "bind 127.0.0.1:82\\n"
                        + "bind /run/x.sock\\n"
                        + " bind :90-91\\n"
                        + " | 80 81 90 91",
                "envoyproxy/envoy:v1 | listeners:\\n- address: {socket_address: {port_value: 9000}}\\n | 9000",
                "envoyproxy/envoy:v1 | clusters:\\n- address: {socket_address: {port_value: 9000}}\\n | ''",
                "traefik:v3 | entryPoints:\\n"
                        + "  web:\\n"
                        + "    address: ':8088'\\n"
                        + "  dns:\\n"
                        + "    address: :53/udp\\n"
                        + " | 8088 53",
                "traefik:v3 | [entryPoints.web]\\naddress = \":8089\"\\n[http.x]\\naddress = \":1\"\\n | 8089",
            })
    void aFileSaysWhereAServerListens(String image, String text, String ports) {
        assertThat(numbers(ServerPorts.of(image).orElseThrow().ports(List.of(), List.of(text.replace("\\n", "\n")))))
                .isEqualTo(ports);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis:7 | redis-server --port 7000 --cluster-enabled yes | 7000 17000",
                "redis:7 | sh -c 'redis-cli -p 1 ping; exec redis-server --port 7001' | 7001",
                "redis:7 | redis-server --appendonly yes | ''",
                "postgres:16 | -c port=5433 | 5433",
                "postgres:16 | postgres -p 5434 | 5434",
                "mysql:8 | mysqld --port=3307 | 3307",
                "mongo:7 | mongod --replSet rs0 --port 27018 | 27018",
                "traefik:v3 | --entryPoints.web.address=:8088 --entrypoints.dns.address=:53/udp | 8088",
            })
    void anOptionSaysWhereAServerListens(String image, String command, String ports) {
        ServerPorts server = ServerPorts.of(image).orElseThrow();

        assertThat(numbers(server.ports(server.starts(List.of(command.split(" "))), List.of())))
                .isEqualTo(ports);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mongo:7 | mongod --bind_ip_all & sleep 10 && mongosh --host mongo2 --port 27018 | ''",
                "mongo:7 | mongod --replSet rs0 --port 27019 2>&1; mongosh --port 27018 | 27019",
                "redis:7 | redis-server --port 7000 --daemonize yes && redis-server --port 7001 | 7000 7001",
                "redis:7 | redis-server --daemonize yes; exec /usr/bin/redis-server --port 7001 | 7001 6379",
                "postgres:16 | chown postgres /x; su postgres -c \"postgres -p 5433\"; psql -h other -p 1 | 5433",
                "redis:7 | redis-server --requirepass 'a;b' --port 7000 | 7000",
            })
    void optionsEndWithTheirCommand(String image, String script, String ports) {
        ServerPorts server = ServerPorts.of(image).orElseThrow();

        assertThat(numbers(server.ports(server.starts(List.of("sh", "-c", script)), List.of())))
                .isEqualTo(ports);
    }

    @Test
    void filesOfABrokerAreOneConfiguration() {
        assertThat(numbers(ServerPorts.RABBITMQ.ports(
                        List.of(), List.of("listeners.tcp.default = 5673", "management.tcp.port = 15672"))))
                .isEqualTo("5673 15672");
    }

    @Test
    void anotherProgramOfTheImageIsNoServer() {
        assertThat(ServerPorts.REDIS.starts(List.of("redis-cli", "-p", "7000"))).isEmpty();
        assertThat(ServerPorts.of("example/redis-commander")).isEmpty();
    }

    @Test
    void optionsOfRedisGoBeforeItsFile() {
        assertThat(numbers(ServerPorts.REDIS.ports(List.of("/etc/redis.conf --port 7001"), List.of("port 7000\n"))))
                .isEqualTo("7001");
    }

    private static String numbers(List<Port> ports) {
        return ports.stream().map(port -> Integer.toString(port.number())).collect(Collectors.joining(" "));
    }
}
