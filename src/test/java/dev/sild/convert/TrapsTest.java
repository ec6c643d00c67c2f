package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What has bitten other converters stands in a golden case each: the case has the trap in it, and its golden files have
 * what must come of it.
 */
class TrapsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dollar and bracket in a command|dollar-signs-arrive|\\$\\$\\(|\\$\\$\\(",
                "variable without a value|environment-as-compose-reads-it|FROM_SHELL:\\n|name: FROM_SHELL\\s+value: ",
                "variable without a value"
                        + " anywhere|environment-as-compose-reads-it|UNSET_ANYWHERE:\\n|UNSET_ANYWHERE' is not set",
                "on-failure with a number|on-failure-is-a-worker|on-failure:3|a Deployment always restarts"
                        + " its containers",
                "no replicas|replicas-as-asked|replicas: 0|replicas: 0",
                "range of exposed ports|ports-are-the-containers|8000-8002|containerPort: 8001",
                "one port on tcp and udp|ports-are-the-containers|53:53/udp|port: 53\\s+protocol: UDP",
                "ports and expose name one port|ports-are-the-containers|- \"80\"\\n|containerPort: 80\\n",
                "two secrets|secrets-and-configs|secrets:|/run/secrets",
                "one volume mounted twice|volumes-of-all-kinds|data:/data-again|mountPath: /data-again",
                "name with an underscore|names-resolve|my_db|name: my-db",
                "name with capitals|names-in-capitals|postgres://DB:5432|value: postgres://DB:5432",
                "names that differ by capitals|names-in-capitals|http://Shop-API:3000|value:"
                        + " http://shop-api-9d1c707c:3000",
                "name with sixty-four"
                        + " characters|names-resolve|a-service-whose-name-has-sixty-four-characters|sixty-four-characters-as-nobody-expects'"
                        + " is not a valid name in Kubernetes",
                "test of words|health-is-readiness|\"CMD\", \"pg_isready\"|- pg_isready",
                "test of a shell|health-is-readiness|\"CMD-SHELL\"|\"test -f /ready",
                "no health check|health-is-readiness|\\[\"NONE\"\\]|name: none",
                "health check with an interval only|health-is-readiness|only-an-interval|the health check of an"
                        + " image is only known to the image",
                "interval of half a second|health-is-readiness|500ms|500ms becomes 1s",
                "env file that need not be there|environment-as-compose-reads-it|missing.env|optional env file",
                "environment over env file|environment-as-compose-reads-it|OVERRIDDEN: from-environment|value:"
                        + " from-environment",
                "external volume with a name|made-by-somebody-else|company_data.v2|claimName: company-data.v2",
                "external network with a name|network-settings|external: true|external network 'company-net'",
                "external secret with a name|made-by-somebody-else|company_certificate|secretName: company-certificate",
                "external config with a name|made-by-somebody-else|company-settings|name: company-settings",
                "path of Windows|windows-paths|C:.Users|claim .shop-c-users-me-data",
                "bind of a binary file|files-arrive|logo.png|binaryData",
                "folders in a mounted folder|files-arrive|conf.d|headers.conf",
                "bind of nothing|missing-bind-source|missing.conf|the path does not exist",
                "socket of the engine|paths-of-the-machine|docker.sock|the container engine's socket is not mounted",
                "volume that nobody declares|undeclared-volume|volumes:|declare",
            })
    void trapIsInAGoldenCase(String trap, String name, String input, String outcome) throws IOException {
        assertThat(Files.readString(GoldenCases.named(name).resolve("in/compose.yaml")))
                .containsPattern(input);
        assertThat(goldens(name)).containsPattern(outcome);
    }

    private static String goldens(String name) throws IOException {
        return List.of("out.yaml", "report.txt").stream()
                .map(file -> GoldenCases.named(name).resolve(file))
                .map(TrapsTest::read)
                .collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
