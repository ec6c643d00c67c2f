package dev.sild.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileExcerptsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeProject() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
                services:
                  web:
                    uts: host
                    DB_PASSWORD: s3cr3tLEAK9
                    working_dir: /srv/s3cr3tLEAK9
                    image: registry.example.com/a@sha256:1
                    hostname: "\u001b[31mred"
                    domainname: ghp_0123456789abcdefghijklmnopqrstuvwxyz
                """);
        Files.writeString(folder.resolve("other.yaml"), "services: {}\n");
    }

    @Test
    void showsTheLineAndMarksThePlace() {
        assertThat(excerpt(3, "services.web.uts")).containsExactly("    uts: host", "    ^^^");
    }

    @Test
    void makesControlCharactersVisible() {
        assertThat(excerpt(7, "services.web.hostname").get(0)).contains("red").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({
        "4, services.web.DB_PASSWORD",
        "5, services.web.working_dir",
        "6, services.web.image",
        "8, services.web.domainname",
        "3, services.web.environment.X",
        "99, services.web.uts",
        "0, services.web.uts"
    })
    void showsNoLineThatMayHoldASecret(int line, String path) {
        assertThat(excerpt(line, path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, ENV", "2, ENV", "3, RUN", "4, CMD"})
    void showsNoInstructionThatMayHoldASecret(int line, String keyword) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), """
                ENV SESSION=1 DB_PASSWORD="correct horse"
                ENV DB_PASSWORD correct horse
                RUN curl -u admin:hunter2 https://example.com
                CMD ["serve", "--password", "hunter2"]
                """);

        assertThat(new FileExcerpts(folder, List.of("Dockerfile")).of(new Origin("Dockerfile", line, 1, keyword)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void showsNoCommandWithASecret(int line) throws IOException {
        Files.writeString(folder.resolve("setup.sh"), """
                docker run -d -e DB_PASSWORD=hunter2 --privileged web:1
                docker run -d --env "API_KEY=hunter2" --privileged web:1
                docker run -d --privileged web:1 serve --password hunter2
                docker run -d --privileged web:1
                """);
        FileExcerpts excerpts = new FileExcerpts(folder, List.of("setup.sh"));

        assertThat(excerpts.of(new Origin("setup.sh", line, 1, "services.web.privileged")))
                .isEmpty();
        assertThat(excerpts.of(new Origin("setup.sh", 4, 15, "services.web.privileged")))
                .containsExactly("docker run -d --privileged web:1", "              ^^^^^^^^^^^^");
    }

    @Test
    void showsOnlyFilesThatTheCommandHasRead() {
        assertThat(excerpts().of(new Origin("other.yaml", 1, 1, "services"))).isEmpty();
        assertThat(excerpts().of(new Origin("missing.yaml", 1, 1, "services"))).isEmpty();
    }

    private List<String> excerpt(int line, String path) {
        return excerpts().of(new Origin("compose.yaml", line, 5, path));
    }

    private FileExcerpts excerpts() {
        return new FileExcerpts(folder, List.of("compose.yaml", "missing.yaml"));
    }
}
