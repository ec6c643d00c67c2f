package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("executable")
class PipelineCommandTest {
    private static final String PREFIX = "--image-prefix=registry.example.com/team";

    private static final List<String> SERVERS = List.of("github", "gitlab", "tekton", "jenkins");

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
                environment: {COLOR: "${COLOR}"}
            """);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(repository.resolve(name), text);
    }

    private CommandRun run(String... arguments) {
        boolean ofServer = arguments.length > 1 && SERVERS.contains(arguments[1]);
        List<String> all = new ArrayList<>(List.of(arguments));
        if (ofServer) {
            all.add(2, "--sild-image=registry.example.com/tools/sild:1");
        }
        return CommandRun.of(repository, "", all.toArray(String[]::new));
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
                "pipeline github --image-prefix r.example.com/t --gitops https://u:p@git.example.com/x.git | must not contain a user or password",
                "pipeline github --image-prefix r.example.com/t --gitops https://ghp_TOKEN@git.example.com/x.git | must not contain a user or password",
                "pipeline github --image-prefix r.example.com/t --gitops git@git.example.com:x.git | is not an address with https://",
                "pipeline tekton --image-prefix r.example.com/t --branch main | --branch is not for tekton",
                "pipeline github --image-prefix r.example.com/t --gitops-path x | --gitops-path requires --gitops",
                "pipeline github --image-prefix r.example.com/t --branch a..b | --branch 'a..b' is not the name of a branch",
                "pipeline github --image-prefix r.example.com/t -- --output x | the pipeline sets --output",
                "pipeline github --image-prefix r.example.com/t -- --hots x | sild convert does not accept these options",
                "pipeline github --image-prefix r.example.com/t -- --secrets separate | --secrets with values needs --apply",
                "pipeline github --image-prefix r.example.com/t --apply -- --layout files --secrets sops | a pipeline cannot encrypt Secrets",
                "pipeline github --image-prefix r.example.com/t --apply -- --layout kustomize --secrets sealed | a pipeline cannot encrypt Secrets",
                "pipeline github --image-prefix r.example.com/t -- --secrets sops | a pipeline cannot encrypt Secrets",
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
        String secret = "COLOR: \"${{ vars.COLOR }}\"";
        assertThat(run("pipeline", "github", PREFIX).out())
                .contains(secret, "Variables of the repository: REGISTRY_USER, COLOR");

        write(".env", "COLOR=value\n");
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

        String ofFolder = CommandRun.of(below, "", "pipeline", "github", PREFIX, "--sild-image", "r.example.com/sild")
                .out();
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
                inner,
                "",
                "pipeline",
                "github",
                PREFIX,
                "--sild-action",
                "a/sild@b",
                "-f",
                "compose.yaml",
                "--env-file",
                "../Dockerfile");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Dockerfile");
    }

    @Test
    void aFolderThatTheServerDoesNotLookInIsSaid() throws IOException {
        Files.createDirectory(repository.resolve("below"));

        assertThat(run("pipeline", "github", PREFIX, "-o", "below/").err())
                .contains(
                        "the system looks for .github/workflows/shop.yml in the root of the repository, not in below/");
        assertThat(run("pipeline", "github", PREFIX, "-o", "./").err()).doesNotContain("looks for");
    }

    @Test
    void anotherBranchIsDelivered() {
        assertThat(run("pipeline", "github", PREFIX, "--branch", "release/1.x").out())
                .contains("- release/1.x\n", "github.ref == 'refs/heads/release/1.x'");
        assertThat(run("pipeline", "jenkins", PREFIX, "--branch", "release/1.x").out())
                .contains("when { branch 'release/1.x' }");
    }

    @Test
    void aServerNeedsAnImageOrAnActionWithSild() {
        CommandRun run = CommandRun.of(repository, "", "pipeline", "github", PREFIX);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--sild-image is missing", "--sild-action");
    }

    @Test
    void aFileThatGitIgnoresOrThatIsMissingIsRefused() throws IOException {
        write(
                "compose.yaml",
                "services: {web: {image: 'docker.io/library/nginx:1.28', env_file: [settings/web.env]}}\n");

        assertThat(run("pipeline", "github").err()).contains("settings/web.env");

        Files.createDirectory(repository.resolve("settings"));
        write("settings/web.env", "A=b\n");
        assertThat(run("pipeline", "github").code()).isZero();
        for (String pattern : new String[] {"*.env", "settings/", "/settings/web.env", "settings", "**/web.env"}) {
            write(".gitignore", pattern + "\n");
            CommandRun refused = run("pipeline", "github");
            assertThat(refused.code()).as(pattern).isEqualTo(1);
            assertThat(refused.err())
                    .contains("settings/web.env is read, but .gitignore keeps it out of the repository");
        }
        write(".gitignore", "*.env\n!web.env\nother/\n");
        assertThat(run("pipeline", "github").code()).isZero();
    }

    @Test
    void aPlaceholderThatIsWrittenStopsThePipeline() throws IOException {
        write(
                "compose.yaml",
                "services: {web: {image: 'docker.io/library/nginx:1.28', environment: {A: \"${DB_PASSWORD:?}\"}}}\n");

        assertThat(run("pipeline", "github").out())
                .contains(
                        "export DB_PASSWORD=is-set-in-the-cluster",
                        "if grep -rlF is-set-in-the-cluster manifests/; then");
    }

    @Test
    void aVariableWithTheNameOfOneOfThePipelineDoesNotHideIt() throws IOException {
        write("compose.yaml", "services: {web: {build: ., environment: {A: \"${TAG}\", B: \"${HOME}\"}}}\n");

        String text = run("pipeline", "github", PREFIX).out();

        assertThat(text)
                .contains("TAG: \"${{ vars.TAG }}\"", "SILD_TAG: \"${{ github.sha }}\"", "--image-tag \"$SILD_TAG\"");
        assertThat(text).doesNotContain("HOME");
    }
}
