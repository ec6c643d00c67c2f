package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineCommandTest {
    private static final String PREFIX = "--image-prefix=registry.example.com/team";

    @TempDir
    private Path repository;

    @BeforeEach
    void aProjectInARepository() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        write("Dockerfile", "FROM docker.io/library/busybox:1.37\n");
        write("compose.yaml", """
            name: shop
            services:
              web:
                build: .
                environment: {KEY: "${KEY}"}
            """);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(repository.resolve(name), text);
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(repository, "", arguments);
    }

    @Test
    void aFileIsUpdatedWhereSildWroteItAndCheckTellsWhetherThatIsNeeded() throws IOException {
        String[] command = {"pipeline", "github", PREFIX, "-o", "./"};
        assertThat(run(command))
                .returns(0, CommandRun::code)
                .satisfies(run -> assertThat(run.err()).isEqualTo("sild: wrote ./.github/workflows/shop.yml\n"));
        Path file = repository.resolve(".github/workflows/shop.yml");
        String first = Files.readString(file);

        assertThat(run("pipeline", "github", PREFIX, "-o", "./", "--check").code())
                .isZero();
        assertThat(run(command).code()).isZero();
        assertThat(Files.readString(file)).isEqualTo(first);

        CommandRun stale = run("pipeline", "github", PREFIX, "-o", "./", "--check", "--sbom");
        assertThat(stale.code()).isEqualTo(1);
        assertThat(stale.out()).contains("+    - name: List the packages of shop-web");
        assertThat(stale.err()).contains("differs from what would be written");
        assertThat(Files.readString(file)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"gitlab, .gitlab-ci.yml", "jenkins, Jenkinsfile", "github, .github/workflows/shop.yml"})
    void aFileOfSomeoneElseIsNeverReplaced(String system, String name) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# mine\n");

        CommandRun refused = run("pipeline", system, PREFIX, "-o", name);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("a file is there that sild did not write");
        assertThat(Files.readString(file)).isEqualTo("# mine\n");
        Files.delete(file);
        assertThat(run("pipeline", system, PREFIX, "-o", name).code()).isZero();
        assertThat(run("pipeline", system, PREFIX, "-o", name).code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pipeline travis | no pipeline for 'travis': use one of github,",
                "pipeline github | --image-prefix is missing",
                "pipeline github --image-prefix Team/x | --image-prefix 'Team/x' is not valid",
                "pipeline github --image-prefix r.example.com/t --gitops https://u:p@git.example.com/x.git | must not contain a password",
                "pipeline github --image-prefix r.example.com/t --gitops-path x | --gitops-path requires --gitops",
                "pipeline github --image-prefix r.example.com/t --branch a..b | --branch 'a..b' is not the name of a branch",
                "pipeline github --image-prefix r.example.com/t -- --output x | the pipeline sets --output",
                "pipeline github --image-prefix r.example.com/t -- --hots x | sild convert does not accept these options",
                "pipeline github --image-prefix r.example.com/t -- --secrets separate | --secrets with values needs --apply",
                "pipeline github --image-prefix r.example.com/t --apply -- --layout chart | --apply needs manifests that kubectl reads",
                "pipeline github --image-prefix r.example.com/t -- --target podman | a pipeline delivers to Kubernetes",
                "pipeline jenkins --image-prefix r.example.com/t --pin tag | --pin is for github only",
                "pipeline harbor --image-prefix r.example.com/t | harbor needs --harbor-project NUMBER",
            })
    void wrongUsageIsRefusedBeforeAnythingIsWritten(String line, String words) {
        CommandRun run = run(line.split(" "));

        assertThat(run.err()).contains(words);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aBuildWithAVariableThatACheckoutLacksIsRefused() throws IOException {
        write("compose.yaml", "services: {web: {build: {context: ., args: {VERSION: \"${VERSION}\"}}}}\n");
        write(".env", "VERSION=1.2.3\n");
        write(".gitignore", ".env\n");

        CommandRun refused = run("pipeline", "github", PREFIX);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("compose.yaml:1:", "the variable VERSION has no value in a checkout", "${VERSION:-value}");

        write(".gitignore", "");
        assertThat(run("pipeline", "github", PREFIX).out()).contains("--build-arg VERSION=1.2.3");
    }

    @Test
    void aVariableComesFromTheServerUnlessAFileOfTheRepositorySetsIt() throws IOException {
        String secret = "KEY: \"${{ vars.KEY }}\"";
        assertThat(run("pipeline", "github", PREFIX).out())
                .contains(secret, "Variables of the repository: REGISTRY_USER, KEY");

        write(".env", "KEY=value\n");
        assertThat(run("pipeline", "github", PREFIX).out()).doesNotContain(secret);
        write(".gitignore", "*.log\n.env*\n");
        assertThat(run("pipeline", "github", PREFIX).out()).contains(secret);
        write(".gitignore", ".env*\n!.env\n");
        assertThat(run("pipeline", "github", PREFIX).out()).doesNotContain(secret);
    }

    @Test
    void noPasswordOfTheProjectIsInThePipeline() throws IOException {
        write("compose.yaml", """
            name: shop
            services:
              web:
                build: {context: ., args: {API_TOKEN: hunter2-of-the-build}}
                environment: {DB_PASSWORD: hunter2-of-the-service}
            """);
        for (String system : new String[] {"github", "gitlab", "tekton", "jenkins"}) {
            assertThat(run("pipeline", system, PREFIX).out())
                    .contains("--build-arg API_TOKEN", "API_TOKEN")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aProjectBelowTheRootIsNamedFromThere() throws IOException {
        Path below = Files.createDirectories(repository.resolve("apps/shop"));
        Files.move(repository.resolve("compose.yaml"), below.resolve("compose.yaml"));
        Files.move(repository.resolve("Dockerfile"), below.resolve("Dockerfile"));

        String ofFolder = CommandRun.of(below, "", "pipeline", "github", PREFIX).out();
        String ofFile = run("pipeline", "github", PREFIX, "-f", "apps/shop/compose.yaml")
                .out();

        assertThat(ofFolder).contains("sild check --project-directory apps/shop --fail-on", "cd -- apps/shop\n");
        assertThat(ofFile).contains("sild check --file apps/shop/compose.yaml --fail-on", "cd -- apps/shop\n");
    }

    @Test
    void aFileOutsideOfTheRepositoryIsRefused() throws IOException {
        Path inner = Files.createDirectories(repository.resolve("inner/.git")).getParent();
        Files.copy(repository.resolve("compose.yaml"), inner.resolve("compose.yaml"));
        Files.copy(repository.resolve("Dockerfile"), inner.resolve("Dockerfile"));

        CommandRun run = CommandRun.of(
                inner, "", "pipeline", "github", PREFIX, "-f", "compose.yaml", "--env-file", "../Dockerfile");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }
}
