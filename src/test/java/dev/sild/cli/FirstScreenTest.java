package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("executable")
class FirstScreenTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(folder.resolve("api"));
        Files.writeString(folder.resolve("api").resolve("Dockerfile"), "FROM scratch\n");
        Files.writeString(folder.resolve("compose.yaml"), """
                name: shop
                services:
                  api:
                    build: ./api
                    uts: host
                    environment: [LOG_LEVEL, REGION]
                  db:
                    image: postgres:16
                    environment: {POSTGRES_PASSWORD: s3cr3tLEAK9}
                """);
    }

    @Test
    void saysWhatWasWrittenAndWhatIsToBeDone() {
        CommandRun run = convert("-o", "k8s/", "--secrets", "omit");

        assertThat(run.err())
                .startsWith("sild: wrote 3 files to k8s/\ncompose.yaml:5:5: lost: ")
                .contains(
                        "before kubectl apply:\n  1. build and push this image: set a registry with --image-prefix",
                        "       docker build -t shop-api ./api\n",
                        "  2. provide this secret\n       kubectl create secret generic db-env"
                                + " --from-literal=POSTGRES_PASSWORD=VALUE\n",
                        "and 1 more SILD-ENV-UNSET]",
                        ": info: 1 claim: db-data 1Gi; choose sizes with --storage-size NAME=SIZE")
                .endsWith(
                        "sild: 1 lost, of 6 attributes; 3 notes: list all with -v, explain one with 'sild explain CODE'; read"
                                + " compose.yaml, api/Dockerfile\n")
                .doesNotContain("s3cr3tLEAK9");
    }

    @Test
    void whatOnlyStepsAreAboutIsNotLostWithoutALine() throws IOException {
        String compose =
                "services: {web: {image: 'nginx:1.27', %s volumes: ['./site.conf:/etc/nginx/site.conf:ro']}}\n";
        Files.writeString(folder.resolve("compose.yaml"), compose.formatted(""));

        assertThat(convert().err())
                .contains("sild: 1 lost, of 2 attributes; the steps above are about what is lost; ")
                .doesNotContain("lost: ");
        Files.writeString(folder.resolve("compose.yaml"), compose.formatted("uts: host,"));
        assertThat(convert().err()).contains("lost: ").doesNotContain("the steps above");
    }

    @Test
    void theStepThatPushesToTheRegistryOfAnAuthorNamesTheOptionForAnother() throws IOException {
        String compose = "services: {api: {build: ./api, image: 'registry.example.com/someone/app:1'}%s}\n";
        String another = "; if you may not push to that registry, set another with --image-prefix\n";
        Files.writeString(folder.resolve("compose.yaml"), compose.formatted(""));

        assertThat(convert().err()).contains("push this image: push it first, for example", another);
        assertThat(convert("--build-script", "build.sh", "-o", "out.yaml").err())
                .contains("push this image: run 'build.sh' first" + another);
        assertThat(convert("--image-prefix", "ghcr.io/me").err())
                .contains("push this image: push it first")
                .doesNotContain(another.strip());

        Files.writeString(
                folder.resolve("compose.yaml"), compose.formatted(", web: {build: {context: ./api, target: a}}"));
        assertThat(convert().err()).contains("of which some lack a registry: set a registry with --image-prefix, and");
    }

    @Test
    void theNameThatImagesArePushedWithHasALineBeforeTheSteps() throws IOException {
        Path deploy = Files.createDirectories(folder.resolve("deploy"));
        Files.writeString(
                deploy.resolve("compose.yaml"),
                "services: {api: {build: ../api, volumes: ['data:/data']}}\nvolumes: {data: {}}\n");
        String line = "the project is called 'deploy' after its folder; set 'name:' or -p NAME before you push images";

        assertThat(convert("-f", "deploy/compose.yaml").err())
                .contains("info: " + line
                        + " or keep data [SILD-PROJECT-NAME]\nbefore kubectl apply:\n  1. build and push")
                .containsOnlyOnce("after its folder");
        assertThat(convert("-f", "deploy/compose.yaml", "-p", "deploy").err()).doesNotContain("after its folder");
        assertThat(convert("-f", "deploy/compose.yaml", "--target", "podman").err())
                .doesNotContain("after its folder");
        Files.writeString(
                deploy.resolve("compose.yaml"),
                "services: {api: {image: 'a/b:1', volumes: ['data:/data']}}\nvolumes: {data: {}}\n");
        assertThat(convert("-f", "deploy/compose.yaml").err())
                .contains(
                        "info: the project is called 'deploy' after its folder; set 'name:' or -p NAME before you keep data [");
        Files.writeString(deploy.resolve("compose.yaml"), "services: {api: {image: 'a/b:1'}}\n");
        assertThat(convert("-f", "deploy/compose.yaml").err()).doesNotContain("after its folder");
    }

    @Test
    void commandsNameTheNamespaceAndTheKindOfObject() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
                name: shop
                x-sild: {secrets: [settings]}
                services:
                  web:
                    image: nginx:1.27
                    ports: ["8080:80"]
                    configs: [settings]
                    environment: {TOKEN: "${API_TOKEN}", LANGUAGE: "${LANGUAGE}"}
                configs:
                  settings: {external: true}
                """);

        assertThat(convert("-n", "prod").err())
                .contains(
                        "       echo 'API_TOKEN=VALUE' >> .env\n       echo 'LANGUAGE=VALUE' >> .env\n",
                        "       kubectl -n prod create configmap settings --from-file=settings=FILE\n",
                        "       kubectl -n prod port-forward service/web 8080:80\n");
    }

    @Test
    void standardOutputIsNamed() {
        assertThat(convert().err()).startsWith("sild: wrote 6 objects to standard output\n");
    }

    @Test
    void aFileIsNamed() {
        assertThat(convert("-o", "all.yaml").err()).startsWith("sild: wrote all.yaml\n");
    }

    @Test
    void layoutsOfSeveralFilesMakeAFolder() {
        CommandRun run = convert("-o", "k8s", "--layout", "files");

        assertThat(run.err()).startsWith("sild: wrote 3 files to k8s/\n");
        assertThat(folder.resolve("k8s/api.yaml")).isRegularFile();
        assertThat(convert("-o", "k8s", "--check").err()).startsWith("sild: k8s/ is up to date\n");
    }

    @Test
    void checkShowsNothingOfAFileWithBareSecretValues() throws IOException {
        convert("-o", "chart/", "--layout", "chart");
        Path values = folder.resolve("chart/secrets.values.yaml");
        Files.writeString(values, Files.readString(values).replaceFirst("POSTGRES_PASSWORD: .*", "ODD: 4711-LEAK"));

        CommandRun run = convert("-o", "chart/", "--layout", "chart", "--check");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("secrets.values.yaml\n(not shown").doesNotContain("4711-LEAK", "s3cr3tLEAK9");
    }

    @Test
    void checkShowsWhatDiffersWithoutSecrets() throws IOException {
        convert("-o", "k8s/");
        Path db = folder.resolve("k8s/db.yaml");
        String written = Files.readString(db);
        Files.writeString(
                db,
                written.replace("image: postgres:16", "image: postgres:15")
                        .replace("POSTGRES_PASSWORD: ", "POSTGRES_PASSWORD: b2xkTEVBSzk="));

        CommandRun run = convert("-o", "k8s/", "--check");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("k8s/db.yaml: error: k8s/db.yaml differs");
        assertThat(run.out())
                .contains("--- k8s/db.yaml\n", "image: postgres:15\n+", "image: postgres:16\n")
                .doesNotContain("s3cr3tLEAK9", "b2xkTEVBSzk", "czNjcjN0TEVBSzk");
        assertThat(convert("-o", "k8s/", "--check", "--report", "json").out()).isEmpty();
    }

    @Test
    void checkAcceptsTheCommitThatTheOutputWasWrittenAt() throws IOException {
        Path head = Files.createDirectories(folder.resolve(".git")).resolve("HEAD");
        Files.writeString(head, "a".repeat(40));
        convert("-o", "k8s/", "--image-tag", "git");
        Files.writeString(head, "b".repeat(40));

        assertThat(convert("-o", "k8s/", "--image-tag", "git", "--check").code())
                .isZero();
        assertThat(convert("-o", "k8s/", "--image-tag", "git", "--namespace", "shop", "--check")
                        .code())
                .isEqualTo(1);
        assertThat(convert("-o", "k8s/", "--image-tag", "1.0", "--check").code())
                .isEqualTo(1);
    }

    @Test
    void secretsThatOptionsNameAreToBeProvided() {
        assertThat(convert("--image-pull-secret", "registry", "-n", "shop").err())
                .containsOnlyOnce("kubectl create secret docker-registry registry -n shop --docker-server=REGISTRY");
    }

    @Test
    void claimsAreCreatedInTheNamespace() throws IOException {
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services: {web: {image: 'a:1', volumes: ['data:/data']}}\nvolumes: {data: {external: true}}\n");

        assertThat(convert("-n", "shop", "--storage-size", "7Gi").err())
                .contains("metadata: {name: \"data\"}", "{storage: \"7Gi\"}}}}' | kubectl -n shop create -f -\n");
    }

    @Test
    void aTerminalShowsTheLineOfAnError() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), "services:\n  web: {image: 'a:1', privileged: maybe}\n");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream none = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        InputStream empty = new ByteArrayInputStream(new byte[0]);

        TestedCommandLine.run(
                new Console(folder, Map.of(), empty, none, new PrintStream(err, true, StandardCharsets.UTF_8), true),
                "convert");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("  web: {image: 'a:1', privileged: maybe}", "^^^^^")
                .contains("\u001b[31merror");
    }

    @Test
    void levelLeavesOutWhatMattersLess() {
        assertThat(convert("--report-level", "warning").err()).contains("SILD-ENV-UNSET", "sild: 1 lost");
        assertThat(convert("--report-level", "warning").err()).doesNotContain(" note");
        assertThat(convert("--report-level", "error").err()).isEmpty();
        assertThat(convert("-q", "--report-level", "info").code()).isEqualTo(2);
    }

    @Test
    void fileOfTheReportHasEachFinding() throws IOException {
        CommandRun run = convert("--report-file", "report.txt");

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("and 1 more SILD-ENV-UNSET]");
        assertThat(Files.readString(folder.resolve("report.txt")))
                .contains("services.api.environment.LOG_LEVEL", "services.api.environment.REGION")
                .endsWith("read compose.yaml, api/Dockerfile\n");
    }

    @Test
    void fileOfTheReportTakesItsForm() throws IOException {
        CommandRun run = convert("--report", "sarif", "--report-file", "sild.sarif", "-o", "k8s/");

        assertThat(run.err()).startsWith("sild: wrote 3 files to k8s/\n");
        assertThat(Files.readString(folder.resolve("sild.sarif")))
                .startsWith("{")
                .contains("SILD-NAMESPACE-LOST");
    }

    @Test
    void fileOfTheReportIsNoFileOfTheProject() throws IOException {
        String before = Files.readString(folder.resolve("compose.yaml"));

        CommandRun run = convert("--report-file", "compose.yaml");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("it is a file of the project");
        assertThat(Files.readString(folder.resolve("compose.yaml"))).isEqualTo(before);
    }

    @Test
    void reportAndOutputDoNotShareAFile() {
        assertThat(convert("-o", "x", "--report-file", "x").code()).isEqualTo(2);
    }

    private CommandRun convert(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "convert";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.of(folder, "", all);
    }
}
