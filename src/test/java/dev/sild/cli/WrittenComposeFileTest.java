package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compose file that a script writes and starts is part of the project, and never read from the disk. */
@Tag("executable")
class WrittenComposeFileTest {
    private static final String SCRIPT = """
      #!/bin/sh
      mkdir -p app && cd app
      TAG=7
      cat > .env <<EOF
      PORT=8080
      EOF
      echo 'MODE=prod' > web.env
      cat > docker-compose.yml <<EOF
      services:
        web:
          image: example/web:$TAG
          ports: ["\\${PORT}:80"]
          env_file: web.env
          unknown: true
      EOF
      docker compose up -d
      """;

    @TempDir
    Path folder;

    private CommandRun run(String script, String command) throws IOException {
        Files.writeString(folder.resolve("setup.sh"), script);
        return CommandRun.of(folder, "", command, "setup.sh");
    }

    @Test
    void itsVariablesAndFilesAreThoseOfTheScript() throws IOException {
        CommandRun config = run(SCRIPT.replace("    unknown: true\n", ""), "config");
        assertThat(config.err()).isEmpty();
        assertThat(config.out()).contains("image: example/web:7", "published: \"8080\"", "MODE: prod");
        assertThat(folder).isDirectoryNotContaining(file -> file.endsWith("app"));
    }

    @Test
    void findingsHaveTheLinesOfTheScript() throws IOException {
        assertThat(run(SCRIPT, "config").err()).startsWith("setup.sh:14:5: error: ");
    }

    @Test
    void itComesBeforeOneThatIsThere() throws IOException {
        Files.createDirectory(folder.resolve("app"));
        Files.writeString(folder.resolve("app/docker-compose.yml"), "services: {old: {image: 'example/old:1'}}");
        CommandRun config = run(SCRIPT.replace("    unknown: true\n", ""), "config");
        assertThat(config.out()).contains("example/web:7").doesNotContain("example/old");
        assertThat(config.err())
                .contains(
                        "warning: the script writes 'app/docker-compose.yml'; its text is used, not that of the file");
    }

    @Test
    void aFileThatIsThereStaysBehindATest() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), "services: {old: {image: 'example/old:1'}}");
        for (String test : new String[] {
            "[ -f compose.yaml ] || echo 'services: {web: {image: a:1}}' > compose.yaml",
            "[ -f compose.yaml ] || { mkdir -p x; echo 'services: {web: {image: a:1}}' > compose.yaml; }",
            "if [ ! -f compose.yaml ]; then\necho 'services: {web: {image: a:1}}' > compose.yaml\nfi"
        }) {
            CommandRun config = run("#!/bin/sh\n" + test + "\ndocker compose up -d\n", "config");
            assertThat(config.out()).as(test).contains("example/old:1").doesNotContain("a:1");
            assertThat(config.err()).doesNotContain("its text is used");
        }
    }

    @Test
    void aTestDecidesNothingAboutAFileThatIsNotThere() throws IOException {
        assertThat(run(
                                "#!/bin/sh\n[ -f compose.yaml ] || echo 'services: {web: {image: a:1}}' > compose.yaml\n"
                                        + "docker compose up -d\n",
                                "config")
                        .out())
                .contains("image: a:1");
    }

    @Test
    void aFileThatTheUserNamesStays() throws IOException {
        Files.writeString(
                folder.resolve("setup.sh"), "#!/bin/sh\necho 'services: {}' > own.yaml\ndocker run --name a a:1\n");
        Files.writeString(folder.resolve("own.yaml"), "services: {own: {image: 'example/own:1'}}");
        assertThat(CommandRun.of(folder, "", "config", "-f", "setup.sh", "-f", "own.yaml")
                        .out())
                .contains("example/own:1");
    }

    @Test
    void anOverrideThatIsThereCounts() throws IOException {
        Files.createDirectory(folder.resolve("app"));
        Files.writeString(folder.resolve("app/docker-compose.yml"), "services: {web: {image: 'example/old:1'}}");
        Files.writeString(
                folder.resolve("app/docker-compose.override.yml"), "services: {web: {environment: {A: more}}}");
        assertThat(run(SCRIPT.replace("    unknown: true\n", ""), "config").out())
                .contains("example/web:7", "A: more");
    }

    @Test
    void whatItMountsAndBuildsHasTheTextsOfTheScript() throws IOException {
        CommandRun config = run("""
          echo 'FROM alpine:3' > web/Dockerfile
          echo 'level: debug' > app.yml
          cat > compose.yaml <<'EOF'
          services:
            web:
              build: web
              configs: [shared]
              volumes: ["./app.yml:/etc/app.yml:ro", "./data:/data"]
            worker: {image: "example/worker:1", volumes: ["./app.yml:/app.yml"]}
          configs: {shared: {file: ./app.yml}, app.yml: {content: other}}
          EOF
          docker compose up -d
          """, "config");
        assertThat(config.err()).isEmpty();
        assertThat(config.out())
                .contains("dockerfile_inline: |\n        FROM alpine:3\n")
                .contains("- source: app.yml-2\n        target: /etc/app.yml\n")
                .contains("- source: app.yml-2\n        target: /app.yml\n")
                .contains("source: " + folder.toRealPath().resolve("data"))
                .contains("  app.yml-2:", "  shared:", "    content: |\n      level: debug\n")
                .doesNotContain("file:");
    }

    @Test
    void whatItMountsAndBuildsIsWhatTheShellWrites() throws IOException {
        CommandRun config = run("""
          cat > .env <<EOF
          DOMAIN=example.org
          EOF
          cat > Dockerfile <<'EOF'
          FROM alpine:3
          RUN make -j$(nproc) && echo "$HOME ${PATH} $$"
          EOF
          cat > site.conf <<EOF
          server_name ${DOMAIN} \\$host \\$(hostname);
          EOF
          cat > compose.yaml <<'EOF'
          services:
            web: {build: ., configs: [site], volumes: ["./site.conf:/etc/site.conf"]}
          configs: {site: {file: ./site.conf}}
          EOF
          docker compose up -d
          """, "config");
        assertThat(config.err()).isEmpty();
        assertThat(config.out())
                .contains("RUN make -j$$(nproc) && echo \"$$HOME $${PATH} $$$$\"\n")
                .containsSubsequence(
                        "server_name example.org $$host $$(hostname);", "server_name example.org $$host $$(hostname);");
    }

    @Test
    void filesOfOneNameInTwoIncludesAreTwoConfigs() throws IOException {
        CommandRun config = run("""
          #!/bin/sh
          for part in a b; do
          echo "part: $part" > $part/app.yml
          echo "services: {$part: {image: 'e:1', volumes: ['./app.yml:/app.yml']}}" > $part/compose.yaml
          done
          docker compose -f a/compose.yaml up -d
          docker compose -f b/compose.yaml up -d
          """, "config");
        assertThat(config.out()).contains("  a-app.yml:", "  b-app.yml:", "part: a", "part: b", "source: b-app.yml");
    }

    @Test
    void sildComposePrintsItWhereItIsAll() throws IOException {
        CommandRun compose = run(SCRIPT.replace("    unknown: true\n", ""), "compose");
        assertThat(compose.out())
                .startsWith("services:\n  web:\n    image: example/web:7\n")
                .contains("${PORT}:80");
        assertThat(compose.err()).isEmpty();
    }

    @Test
    void sildComposeSaysThatAFileBesideItIsNeeded() throws IOException {
        CommandRun compose = run(SCRIPT + "docker run -d redis:7\n", "compose");
        assertThat(compose.out()).contains("include:", "image: redis:7");
        assertThat(compose.err()).contains("setup.sh:16:1: warning: the script writes './app/docker-compose.yml'");
    }
}
