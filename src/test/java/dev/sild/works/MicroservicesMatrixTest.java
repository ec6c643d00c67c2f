package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.DocumentSection;
import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Who may talk to whom in examples/microservices is what the course's picture shows, and what docs/network-policies.md
 * says.
 */
class MicroservicesMatrixTest {
    /** The arrows of the picture: who calls whom. */
    private static final List<List<String>> ARROWS = List.of(
            List.of(Matrix.USERS, "web"),
            List.of(Matrix.USERS, "gateway"),
            List.of("gateway", "auth"),
            List.of("gateway", "user"),
            List.of("gateway", "order"),
            List.of("gateway", "payment"),
            List.of("auth", "auth-db"),
            List.of("user", "user-db"),
            List.of("order", "order-db"),
            List.of("payment", "payment-db"));

    private static Matrix matrix() {
        ConvertRun conversion = ConvertRun.run(
                Path.of("examples/microservices"), "--env-file", ".env.example", "--expose", "loadbalancer");
        assertThat(conversion.code()).as(conversion.err()).isZero();
        return Matrix.of(conversion.out());
    }

    @Test
    void connectionsAreLetThroughWhereThePictureHasAnArrowAndNowhereElse() {
        Matrix matrix = matrix();
        assertThat(matrix.components())
                .containsExactlyInAnyOrder(
                        "web",
                        "gateway",
                        "auth",
                        "user",
                        "order",
                        "payment",
                        "auth-db",
                        "user-db",
                        "order-db",
                        "payment-db");
        List<String> rows = new ArrayList<>(matrix.components());
        rows.add(Matrix.USERS);
        List<List<String>> connecting = new ArrayList<>();
        for (String from : rows) {
            matrix.components().stream()
                    .filter(to -> !matrix.ports(from, to).isEmpty())
                    .forEach(to -> connecting.add(List.of(from, to)));
        }
        assertThat(connecting).containsExactlyInAnyOrderElementsOf(ARROWS);
    }

    @Test
    void nothingOfThePictureReachesTheWorld() {
        assertThat(matrix().leaving()).isEmpty();
    }

    @Test
    void theDocumentShowsTheMatrix() throws IOException {
        DocumentSection.check("docs/network-policies.md", "matrix", matrix().markdown());
    }
}
