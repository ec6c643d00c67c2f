package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sild diff} where no cluster answers; the cluster tier compares for real. */
@Tag("executable")
class DiffCommandTest {
    private static final String SHOP = """
      apiVersion: sild.dev/v1alpha1
      kind: WebStack
      metadata: {name: shop}
      spec: {api: {image: "shop:1.0"}}
      """;

    @TempDir
    private Path folder;

    private CommandRun run(String input, String... more) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, """
        apiVersion: v1
        kind: Config
        clusters: [{name: a, cluster: {server: "http://127.0.0.1:1"}}]
        contexts: [{name: a, context: {cluster: a}}]
        current-context: a
        """);
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"diff", "-", "--kubeconfig", kubeconfig.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandRun.of(folder, input, arguments);
    }

    @Test
    void aClusterThatDoesNotAnswerIsAnError() throws IOException {
        CommandRun run = run(SHOP);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("sild: cannot connect to http://127.0.0.1:1/: ")
                .hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aContextThatIsNotThereIsWrongUsage() throws IOException {
        CommandRun run = run(SHOP, "--context", "b");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the kubeconfig has no context 'b'");
    }

    @Test
    void aResourceIsCheckedBeforeTheClusterIsAsked() throws IOException {
        CommandRun run = run(SHOP.replace("image:", "imagee:"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("-:4:14: error: unknown field \"spec.api.imagee\"; did you mean image?");
    }
}
