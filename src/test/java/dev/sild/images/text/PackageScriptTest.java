package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts of package.json, and the commands that run them. */
class PackageScriptTest {
    @ParameterizedTest
    @CsvSource({
        "npm run dev, dev",
        "npm start, start",
        "yarn dev, dev",
        "pnpm run --silent start:dev, start:dev",
        "npm run dev -- --host 0.0.0.0 -p 3000, dev",
        "npm ci && npm run dev, dev",
        "npm run build && node dist/main.js,",
        "node server.js,",
        "mynpm run dev,"
    })
    void aCommandRunsAScript(String command, String name) {
        assertThat(PackageScript.calledBy(command)).isEqualTo(Optional.ofNullable(name));
    }

    @ParameterizedTest
    @CsvSource({
        "npm run dev, ''",
        "npm --prefix web run dev, web",
        "npm run dev --prefix=web, web",
        "npm run dev -- --prefix web, ''",
        "yarn --cwd ./web dev, ./web",
        "cd web && pnpm -C admin dev, web/admin",
        "cd web && cd ../api && npm run dev, web/../api",
        "cd web; cd /app; npm run dev, /app",
        "npm --prefix web run build && npm run dev, ''",
        "cd $WEB && npm run dev,",
        "cd - && npm run dev,",
        "(cd web && make) && npm run dev,",
        "npm --prefix $WEB run dev,",
    })
    void aCallSaysInWhichFolder(String command, String folder) {
        assertThat(PackageScript.call(command).map(PackageScript.Call::folder)).isEqualTo(Optional.ofNullable(folder));
    }

    @Test
    void aScriptIsFoundByItsName() {
        String json = """
                {"name": "dev", "scripts": {
                  "dev:all": "x", "dev" : "nodemon --exec \\"node\\" index.js", "start": "node ."},
                 "dependencies": {"test": "1"}}
                """;
        assertThat(PackageScript.in(json, "dev")).contains("nodemon --exec \"node\" index.js");
        assertThat(PackageScript.in(json, "test")).isEmpty();
        assertThat(PackageScript.in("{\"name\": \"a\"}", "name")).isEmpty();
        assertThat(PackageScript.in("{\"scripts\": {\"a\": \"", "a")).isEmpty();
    }

    @Test
    void manyOptionsTakeNoLongTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(PackageScript.calledBy("npm" + " -a".repeat(1000) + " x" + " -b".repeat(300) + "\nx"))
                    .isEmpty();
            assertThat(PackageScript.calledBy("npm x" + " ".repeat(3000) + "y")).isEmpty();
            assertThat(PackageScript.call("npm" + " -C a".repeat(800) + " x y")).isEmpty();
            assertThat(PackageScript.call("cd a && ".repeat(400) + "npm x")).isPresent();
            assertThat(PackageScript.call("npm --prefix" + " ".repeat(3000) + "x y"))
                    .isPresent();
        });
    }
}
