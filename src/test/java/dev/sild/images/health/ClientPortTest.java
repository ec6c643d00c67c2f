package dev.sild.images.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The port of the server that the client in a health check names. */
class ClientPortTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pg_isready -U x -p 5433 | 5433",
                "redis-cli -p 6400 ping | 6400",
                "mysqladmin ping -h 127.0.0.1 -P 3307 | 3307",
                "mysqladmin ping -hdb --port=3308 | 3308",
                "mysqladmin ping -h localhost --protocol=tcp -P 3309 | 3309",
                "mariadb-admin --protocol=TCP --port 3310 ping | 3310",
            })
    void aClientThatConnectsToAPortNamesIt(String check, int port) {
        assertThat(ClientPort.of(List.of(check.split(" ")), Set.of("db"))).contains(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysqladmin ping -P 3307",
                "mysqladmin ping -h localhost -P 3307",
                "mysqladmin ping --host=localhost --port=3307",
                "mariadb-admin ping -hlocalhost -P3307",
                "pg_isready -h other -p 5433",
            })
    void aSocketAndAnotherHostHaveNoPortOfTheServer(String check) {
        assertThat(ClientPort.of(List.of(check.split(" ")), Set.of("db"))).isEmpty();
    }
}
