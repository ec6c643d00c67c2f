package dev.sild.stacks.microservices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stack of the microservices example runs as its compose project does. */
class CourseExampleTest {
    private static final Path EXAMPLE = Path.of("examples/microservices");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void itsServicesGetTheVariablesThatTheComposeProjectSets() throws IOException {
        JsonNode compose =
                YAML.readTree(EXAMPLE.resolve("compose.yaml").toFile()).get("services");
        JsonNode stack = YAML.readTree(EXAMPLE.resolve("kubernetes/course.yaml").toFile())
                .get("spec");

        for (JsonNode service : stack.get("services")) {
            JsonNode connection = service.at("/database/connection");
            List<String> names = List.of("host", "user", "name", "password").stream()
                    .map(key -> connection.path(key).asText())
                    .sorted()
                    .toList();
            List<String> wanted = new ArrayList<>();
            compose.get(service.get("name").asText())
                    .get("environment")
                    .fieldNames()
                    .forEachRemaining(wanted::add);
            assertThat(names)
                    .as(service.get("name").asText())
                    .isEqualTo(wanted.stream().sorted().toList());
        }
    }

    @Test
    void itsGatewayAsksForATokenAsTheComposeProjectsDoes() throws IOException {
        String config = YAML.readTree(EXAMPLE.resolve("kubernetes/course.yaml").toFile())
                .at("/spec/gateway/config")
                .asText();

        assertThat(config.replace("http://microservices-", "http://"))
                .isEqualTo(Files.readString(EXAMPLE.resolve("gateway/nginx.conf")));
    }
}
