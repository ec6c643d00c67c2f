package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineCommandsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "docker exec my_db psql -h other # docker exec psql -h other",
                "docker exec -it -u postgres --env A=b my_db psql # docker exec psql",
                "docker container exec 'my_db' ls # docker container exec ' ls",
                "podman logs -f my_db | grep other # podman logs | grep other",
                "x=$(docker inspect my_db) other # x=$(docker inspect ) other",
                "docker cp my_db:/a b; curl other # docker cp ; curl other",
                "sudo docker restart one two && ping other # sudo docker restart && ping other",
                "docker run -e DB_HOST=my_db x # docker run -e DB_HOST=my_db x",
                "mydocker exec my_db # mydocker exec my_db",
                "docker executes my_db # docker executes my_db"
            })
    void blanksTheContainers(String text, String without) {
        String found = EngineCommands.withoutNames(text);

        assertThat(found).hasSameSizeAs(text);
        assertThat(found.replaceAll(" +", " ").strip()).isEqualTo(without);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "docker run --rm postgres pg_isready -h my_db # docker",
                "cd x && sudo docker-compose up # docker-compose",
                "if ssh root@host true; then scp a b; fi # scp ssh",
                "id=$(kubectl get pods) # kubectl",
                "echo 'a docker image' # ''",
                "echo x | docker load # docker",
                "psql -h my_db # ''",
                "pip install docker # ''",
                "ssh-keygen -t rsa # ''"
            })
    void findsProgramsOfTheMachine(String script, String programs) {
        assertThat(String.join(" ", new TreeSet<>(EngineCommands.programs(script))))
                .isEqualTo(programs);
    }
}
