package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.images.health.HealthCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which programs of health checks an image certainly lacks. */
class LackedProgramsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM node:22-alpine                                     | curl",
                "FROM node:22-bookworm-slim                              | curl,wget",
                "FROM node:22                                            | ''",
                "FROM python:3.12-slim\\nRUN apt-get install -y curl     | wget",
                "FROM python:3.12-slim\\nCOPY x /app\\nRUN ./setup.sh    | ''",
                "FROM python:3.12-slim\\nCOPY --from=x /curl /usr/bin/   | ''",
                "FROM debian:12 AS b\\nFROM b\\nRUN apt-get install wget | curl",
                "FROM debian:12 AS b\\nRUN apt-get install curl\\nFROM alpine:3 | curl",
                "FROM nginx:alpine                                       | ''",
                "FROM example/app:1                                      | ''",
            })
    void areThoseOfItsBaseThatNothingInstalls(String dockerfile, String lacked) throws Exception {
        ImageFacts facts =
                Dockerfile.parse(dockerfile.replace("\\n", "\n"), "Dockerfile").facts(Optional.empty(), Map.of());
        assertThat(String.join(",", facts.lacks())).isEqualTo(lacked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "CMD-SHELL # curl -f http://localhost || exit 1 # curl",
                "CMD-SHELL # curl -f http://a || wget http://a  # ''",
                "CMD       # /usr/bin/curl                      # curl",
                "NONE      # x                                  # ''",
            })
    void areAskedForByChecksOfOneProgram(String kind, String command, String program) {
        assertThat(HealthCommand.program(List.of(kind, command)).orElse("")).isEqualTo(program);
    }
}
