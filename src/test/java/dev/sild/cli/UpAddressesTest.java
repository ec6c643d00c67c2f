package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.play.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpAddressesTest {
    @Test
    void aPodOfSeveralContainersIsSaidToBeWhereItIsOnce() {
        assertThat(UpCommand.addresses(List.of(
                        row("web", "shop", "http://localhost:8080", "localhost:9000"),
                        row("log", "shop", "http://localhost:8080", "localhost:9000"),
                        row("db", "db", "localhost:5432"))))
                .containsExactly("shop: http://localhost:8080", "shop: localhost:9000", "db: localhost:5432");
    }

    private static Row row(String name, String service, String... addresses) {
        return new Row(name, service, "", "", "", "running", "", 0, 0, Optional.empty(), List.of(addresses));
    }
}
