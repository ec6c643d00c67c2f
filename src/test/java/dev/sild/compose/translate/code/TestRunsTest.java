package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.report.Findings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which commands run the tests of a program. */
class TestRunsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pytest",
                "pytest -x tests/unit",
                "[python, -m, pytest]",
                "sh -c './wait-for db:5432 && pytest --cov'",
                "npm test",
                "[npm, run, 'test:e2e']",
                "./vendor/bin/phpunit",
                "python manage.py test --noinput",
                "go test ./...",
                "mvn -q -B test",
                "./gradlew check",
            })
    void aRunnerIsNamed(String command) throws Exception {
        assertThat(TestRuns.isOne(service(command), Optional.empty())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python main.py",
                "npm start",
                "cat pytest.ini",
                "run my-pytest",
                "python -m testing",
                "npm run test-server",
                "serve --jest=false",
                "mvn package",
                "sh -c 'pip install pytest && python app.py'",
            })
    void othersAreServers(String command) throws Exception {
        assertThat(TestRuns.isOne(service(command), Optional.empty())).isFalse();
    }

    private Attribute service(String command) throws Exception {
        Files.writeString(
                folder.resolve("compose.yaml"), "services: {a: {image: example/a, command: " + command + "}}\n");
        return Attribute.root(ProjectLoader.load(LoadRequest.of(folder)).root(), new Ledger(new Findings()))
                .get("services")
                .get("a");
    }
}
