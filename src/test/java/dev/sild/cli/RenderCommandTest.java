package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code sild render}: what is read, what is refused and where it goes; what is made of a stack is tested with the
 * stack.
 */
@Tag("executable")
class RenderCommandTest {
    private static final String SHOP = """
      apiVersion: sild.dev/v1alpha1
      kind: WebStack
      metadata: {name: shop, namespace: store}
      spec:
        api: {image: "shop:1.0"}
      """;
    private static final String OTHER = SHOP.replace("name: shop, namespace: store", "name: other");

    @TempDir
    private Path folder;

    private CommandRun run(String... arguments) {
        return CommandRun.of(folder, "", arguments);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void printsTheObjectsOfAStack() throws IOException {
        write("shop.yaml", SHOP);

        CommandRun run = run("render", "shop.yaml");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("kind: Deployment\n", "name: shop-api\n", "namespace: store\n", "image: shop:1.0\n")
                .doesNotContain("kind: Secret\n", "kind: Namespace\n");
        assertThat(run.err()).contains("sild: rendered webstack/shop as ", "read shop.yaml\n");
    }

    @Test
    void theImageOfCadvisorIsChosenByWhoeverRendersIt() {
        String watch = "apiVersion: sild.dev/v1alpha1\nkind: MonitoringStack\nmetadata: {name: watch}\nspec: {}\n";

        assertThat(CommandRun.of(folder, watch, "render", "-", "-q").out())
                .contains("image: gcr.io/cadvisor/cadvisor:");
        assertThat(CommandRun.of(
                                folder,
                                watch,
                                "render",
                                "-",
                                "-q",
                                "--cadvisor-image",
                                "registry.example.com/cadvisor:1")
                        .out())
                .contains("image: registry.example.com/cadvisor:1\n")
                .doesNotContain("gcr.io/cadvisor");
        assertThat(CommandRun.of(folder, watch, "render", "-", "--cadvisor-image", "a: b")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void saysWhichSecretsTheOperatorGeneratesAndTheirKeys() {
        CommandRun run = CommandRun.of(folder, SHOP, "render", "-", "--all-findings");

        assertThat(run.err())
                .contains("-:1:1: info: the Secret 'shop-database' is not written; the operator generates it"
                        + " with the keys ")
                .contains("kubectl create secret generic shop-cache --from-literal=password=VALUE");
    }

    @Test
    void makesTheSecretsAnewWhereAskedTo() {
        CommandRun one = CommandRun.of(folder, SHOP, "render", "-", "--with-secrets");
        CommandRun other = CommandRun.of(folder, SHOP, "render", "-", "--with-secrets");

        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.err()).doesNotContain("is not written");
        assertThat(password(one)).matches("[A-Za-z0-9+/=]{16,}").isNotEqualTo(password(other));
        assertThat(one.err()).doesNotContain(password(one));
    }

    private static String password(CommandRun run) {
        String secret = run.out().substring(run.out().indexOf("kind: Secret\n"));
        return secret.lines()
                .filter(line -> line.startsWith("  password: "))
                .findFirst()
                .orElseThrow()
                .substring(12);
    }

    @Test
    void writesSecretsApart() throws IOException {
        CommandRun run =
                CommandRun.of(folder, SHOP, "render", "-", "--with-secrets", "--secrets", "separate", "-o", "out.yaml");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("out-secrets.yaml"))
                .content()
                .contains("name: shop-database\n", "name: shop-cache\n");
        assertThat(folder.resolve("out.yaml")).content().doesNotContain("kind: Secret\n");
    }

    @Test
    void readsStandardInputFoldersAndSeveralDocuments() throws IOException {
        write("stacks/a.yaml", SHOP + "---\n" + OTHER);
        write(
                "stacks/b.json",
                "{\"apiVersion\": \"sild.dev/v1alpha1\", \"kind\": \"WebStack\","
                        + " \"metadata\": {\"name\": \"third\"}, \"spec\": {\"api\": {\"image\": \"x:1\"}}}");
        write("stacks/notes.txt", "no resource");

        CommandRun run = CommandRun.of(folder, OTHER.replace("other", "fourth"), "render", "stacks", "-f", "-");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "rendered webstack/shop, webstack/other, webstack/third, webstack/fourth as ",
                        "read stacks/a.yaml, stacks/b.json, -\n");
    }

    @Test
    void aNamespaceIsForResourcesThatNameNone() throws IOException {
        write("all.yaml", SHOP + "---\n" + OTHER);

        assertThat(run("render", "all.yaml", "-n", "home").out()).contains("namespace: store\n", "namespace: home\n");
        assertThat(run("render", "all.yaml", "-n", "No").code()).isEqualTo(2);
    }

    @Test
    void writesNothingWhereOneOfSeveralDocumentsIsWrong() throws IOException {
        write("good.yaml", SHOP);
        write(
                "bad.yaml",
                OTHER + "---\n" + SHOP.replace("name: shop", "name: third").replace("image:", "imagee:"));

        CommandRun run = run("render", "good.yaml", "bad.yaml", "-o", "out/");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "bad.yaml:11:9: error: unknown field \"spec.api.imagee\"; did you mean image?"
                                + " [spec.api.imagee SILD-INPUT-INVALID]",
                        "bad.yaml:11:8: error: spec.api.image: Required value; see 'sild explain"
                                + " webstack.spec.api.image'");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysWhatIsWrongInAllFilesAtOnce() throws IOException {
        write("one.yaml", SHOP.replace("api:", "apy:"));
        write("two.yaml", "a: [");

        assertThat(run("render", "one.yaml", "two.yaml", "three.yaml").err())
                .contains(
                        "one.yaml:5:3: error: unknown field \"spec.apy\"",
                        "two.yaml:",
                        "not valid YAML",
                        "three.yaml: error: no such file");
    }

    @Test
    void refusesTheSameStackTwice() throws IOException {
        write("one.yaml", SHOP);
        write("two.yaml", SHOP);

        assertThat(run("render", "one.yaml", "two.yaml").err())
                .contains("two.yaml:1:1: error: duplicate WebStack shop; first defined at one.yaml:1:1");
    }

    @Test
    void writesAFileAComponent() throws IOException {
        write("shop.yaml", SHOP);

        assertThat(run("render", "shop.yaml", "-o", "out/").code()).isZero();

        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")))
                    .containsExactlyInAnyOrder(
                            "webstack.yaml",
                            "shop-api.yaml",
                            "shop-proxy.yaml",
                            "shop-cache.yaml",
                            "shop-database.yaml");
        }
    }

    @Test
    void reportsAsJsonForPrograms() throws IOException {
        write("shop.yaml", SHOP.replace("shop:1.0\"", "shop:1.0\", port: 0"));

        CommandRun run = run("render", "shop.yaml", "--report", "json");

        assertThat(run.err()).contains("\"attribute\": \"spec.api.port\"", "\"line\": 5");
    }

    @Test
    void needsAFile() {
        CommandRun run = run("render");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("add a file with custom resources, or - for standard input");
    }

    @Test
    void saysThatThereIsNoResource() throws IOException {
        write("empty.yaml", "# nothing\n");

        assertThat(run("render", "empty.yaml").err()).contains("empty.yaml: error: no resource found");
    }
}
