package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitScriptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "./wait-for-it.sh db:5432 -- npm start | db",
                "/usr/bin/wait_for_it -t 60 db:5432 && npm start | db",
                "sh -c \"wait-for-it.sh 'db:5432'; wait-for-it cache:6379 -t 5; npm start\" | db,cache",
                "wait-for-it -h db -p 5432 -- npm start | db",
                "wait-for-it --host=db --port=5432 -- npm start | db",
                "wait-for-it --strict db:5432 -- npm start | ''",
                "wait-for-it -s db:5432 -- npm start | ''",
                "wait-for db:5432 -- npm start | ''",
                "dockerize -wait tcp://db:5432 npm start | ''",
                "wait-for-it -t 5 -- npm start db:5432 | ''",
            })
    void goesOnWithoutTheHosts(String command, String hosts) {
        assertThat(WaitScript.hosts(command))
                .containsExactlyElementsOf(hosts.isEmpty() ? List.of() : List.of(hosts.split(",")));
    }

    @Test
    void longCommandsAreNotRead() {
        assertThat(WaitScript.hosts("wait-for-it db:5432 ".repeat(5000))).isEmpty();
    }
}
