package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.InputException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user that a Dockerfile names, by number or by name. */
class DockerfileUsersTest {
    private static ImageFacts facts(String... lines) throws InputException {
        return Dockerfile.parse(String.join("\n", lines), "Dockerfile").facts(Optional.empty(), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUN useradd -u 1001 app                                                    | app       | 1001 | -1",
                "RUN useradd --uid=1001 app                                                 | app       | 1001 | -1",
                "RUN groupadd --gid 1002 app && useradd -r -u 1001 -g app -d /x -s /bin/sh app | app    | 1001 | 1002",
                "RUN groupadd -rg 1002 app && useradd -lru 1001 -g 1002 app                 | app       | 1001 | 1002",
                "RUN addgroup -g 1002 -S app && adduser -S -D -H -u 1001 -G app app         | app       | 1001 | 1002",
                "RUN addgroup --gid 1002 app; adduser --uid 1001 --ingroup app --gecos '' app | app    | 1001 | 1002",
                "RUN if true; then adduser -u ${ID:-1001} app; fi                           | app       | 1001 | -1",
                "RUN useradd -u 1001 -g 1002 app                                            | 1001      | 1001 | 1002",
                "RUN useradd -u 1001 app                                                    | app:1003  | 1001 | 1003",
                "RUN adduser -S app                                                         | app       | -1   | -1",
                "RUN usermod -u 1500 app                                                    | app       | 1500 | -1",
                "RUN true                                                                   | root      | 0    | 0",
                "RUN true                                                                   | nobody    |"
                        + " 65534 | 65534",
                "RUN true                                                                   | 1001      | 1001 | -1",
                "RUN true                                                                   | somebody  | -1   | -1",
            })
    void aUserByNameIsANumberWhereTheFileSaysIt(String run, String user, long uid, long gid) throws InputException {
        ImageFacts facts = facts("FROM example/base", run, "USER " + user);

        assertThat(facts.uid().orElse(-1L)).isEqualTo(uid);
        assertThat(facts.gid().orElse(-1L)).isEqualTo(gid);
        assertThat(facts.userName()).isEqualTo(uid < 0 ? user : "");
        assertThat(facts.startsAsRoot()).isEqualTo(uid == 0);
    }

    @Test
    void aUserThatOnlyTheBaseImageKnowsIsNotTakenForTheOneBefore() throws InputException {
        ImageFacts facts = facts("FROM example/base", "USER root", "RUN make", "USER $APP_USER");

        assertThat(facts.uid()).isEmpty();
        assertThat(facts.startsAsRoot()).isFalse();
        assertThat(facts.userName()).isEqualTo("$APP_USER");
    }
}
