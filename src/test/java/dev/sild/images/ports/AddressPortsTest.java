package dev.sild.images.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPortsTest {
    private static final Set<String> HOSTS = Set.of("cache", "postgres", "kafka", "my_db", "api", "mysql");

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "redis://cache:6379/0 cache 6379",
                "redis://cache cache 6379",
                "redis://:secret@cache/1 cache 6379",
                "rediss://cache/0 cache 6379",
                "postgresql://user:pw@postgres:5433/app postgres 5433",
                "postgres://user:pw@postgres/app postgres 5432",
                "postgresql+asyncpg://user:pw@postgres/app postgres 5432",
                "jdbc:postgresql://postgres/app postgres 5432",
                "user:pw@postgres:5432 postgres 5432",
                "mongodb://root:pw@my_db/app?authSource=admin my_db 27017",
                "amqp://guest:guest@kafka kafka 5672",
                "http://api api 80",
                "http://api/v1 api 80",
                "https://api?x=1 api 443",
                "nats://api api 4222",
                "kafka:9092 kafka 9092",
                "PLAINTEXT://kafka:29092 kafka 29092",
                "root:pw@tcp(mysql:3306)/app mysql 3306",
                "--brokers=kafka:9092 kafka 9092",
                "'http://api:3000' api 3000",
                "redis://cache:7 cache 7",
            })
    void findsThePortThatIsSpokenOf(String text, String host, int port) {
        assertThat(AddressPorts.find(text, HOSTS)).isEqualTo(Map.of(host, Set.of(port)));
    }

    @Test
    void findsEveryHostOfAList() {
        assertThat(AddressPorts.find("kafka:9092,kafka:9093,cache:6379", HOSTS))
                .isEqualTo(Map.of("kafka", Set.of(9092, 9093), "cache", Set.of(6379)));
        assertThat(AddressPorts.find("mongodb://u:p@my_db,cache:27018/app", HOSTS))
                .isEqualTo(Map.of("my_db", Set.of(27017), "cache", Set.of(27018)));
        assertThat(AddressPorts.find("wait-for postgres:5432 -- wait-for cache:6379", HOSTS))
                .isEqualTo(Map.of("postgres", Set.of(5432), "cache", Set.of(6379)));
    }

    @Test
    void aWordAfterAPageInAListIsNoHost() {
        assertThat(AddressPorts.find("http://127.0.0.1:3020,cache,localhost", HOSTS))
                .isEmpty();
        assertThat(AddressPorts.find("http://my_db:9200,cache:9200", HOSTS))
                .isEqualTo(Map.of("my_db", Set.of(9200), "cache", Set.of(9200)));
        assertThat(AddressPorts.rewriteHost("https://example.com,my_db", "my_db", "my-db"))
                .isEqualTo("https://example.com,my_db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mycache:6379",
                "my-cache:6379",
                "cache2:6379",
                "cache.example.com:6379",
                "x.cache:6379",
                "/srv/cache:6379",
                "http://example.com/cache:6379",
                "redis://cache:6379@elsewhere/0",
                "redis://cache@elsewhere",
                "cache",
                "cache:",
                "cache:99999",
                "cache:6379x",
                "postgres:16",
                "postgres:16-alpine",
                "cache:0",
                "unknown://cache",
                "mongodb+srv://my_db"
            })
    void aNameThatIsNoHostOrHasNoPortIsNotFound(String text) {
        assertThat(AddressPorts.find(text, HOSTS)).isEmpty();
    }

    @Test
    void findsPairsOfVariables() {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("DB_HOST", "postgres");
        env.put("DB_PORT", "5432");
        env.put("cache_hostname", "cache");
        env.put("cache_port", "6379");
        env.put("API_HOST", "api");
        env.put("MYSQL_HOST", "mysql");
        env.put("MYSQL_PORT", "none");
        env.put("EMPTY_HOST", null);

        assertThat(AddressPorts.findPairs(env, HOSTS))
                .containsExactly(
                        new AddressPorts.Pair("DB_HOST", "postgres", "DB_PORT", 5432),
                        new AddressPorts.Pair("cache_hostname", "cache", "cache_port", 6379));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "my_db my_db",
                "my_db:5432 my-db:5432",
                "my_db:$PORT my-db:$PORT",
                "postgres://my_db:pw@my_db:5432/my_db postgres://my_db:pw@my-db:5432/my_db",
                "postgres://my_db/my_db postgres://my-db/my_db",
                "mongodb://my_db,other/x mongodb://my-db,other/x",
                "pgsql:host=my_db;dbname=my_db pgsql:host=my-db;dbname=my_db",
                "--host=my_db --host=my-db",
                "user=my_db user=my_db",
                "not_my_db:5432 not_my_db:5432",
                "my_db2 my_db2",
                "/data/my_db:/data /data/my_db:/data",
            })
    void renamesAHostOnlyWhereItIsOne(String text, String expected) {
        assertThat(AddressPorts.rewriteHost(text, "my_db", "my-db")).isEqualTo(expected);
    }

    @Test
    void schemesOfDriversHaveThePortOfTheirDatabase() {
        assertThat(AddressPorts.find("mysql+pymysql://u:p@mysql/x", HOSTS)).isEqualTo(Map.of("mysql", Set.of(3306)));
        assertThat(AddressPorts.find("mysqlx://mysql", HOSTS)).isEqualTo(Map.of("mysql", Set.of(33060)));
    }

    @Property(seed = "1")
    void neverFails(@ForAll @CharRange(from = ' ', to = '~') String text) {
        AddressPorts.find(text + "://cache" + text, HOSTS);
        assertThat(AddressPorts.rewriteHost(text, "none_such_host_at_all", "x")).isEqualTo(text);
        assertThat(AddressPorts.rewriteHost("http://my_db/" + text, "my_db", "my-db"))
                .startsWith("http://my-db/");
    }

    @Test
    void aPortSaysWhetherHttpIsLikely() {
        assertThat(HttpPorts.likelyHttp(8080)).isTrue();
        assertThat(HttpPorts.likelyHttp(5432)).isFalse();
        assertThat(HttpPorts.likelyOther(5432)).isTrue();
        for (int port = 1; port <= 65535; port++) {
            assertThat(HttpPorts.likelyHttp(port) && HttpPorts.likelyOther(port))
                    .as("port %d", port)
                    .isFalse();
        }
    }
}
