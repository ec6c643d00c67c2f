package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sild crds} and {@code sild explain}. */
@Tag("executable")
class CrdCommandsTest {
    @TempDir
    private Path folder;

    private CommandRun run(String... arguments) {
        return CommandRun.of(folder, "", arguments);
    }

    @Test
    void crdsAreThoseOfTheFolder() throws IOException {
        assertThat(run("crds", "-o", "out/").code()).isZero();

        try (Stream<Path> files = Files.list(Path.of("crds"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                assertThat(folder.resolve("out").resolve(file.getFileName())).hasSameTextualContentAs(file);
            }
        }
        assertThat(Tree.documents(run("crds").out()))
                .extracting(crd -> Tree.text(crd, "metadata", "name"))
                .containsExactly("microservicestacks.sild.dev", "monitoringstacks.sild.dev", "webstacks.sild.dev");
    }

    @Test
    void crdsSayWhereTheyCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        CommandRun run = run("crds", "-o", "file/");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("cannot write file/microservicestacks.sild.dev.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webstack", "webs", "WebStacks", "webstacks"})
    void explainKnowsAllNamesOfAResource(String name) {
        assertThat(run("explain", name).out())
                .contains(
                        "KIND:       WebStack\n",
                        "VERSION:    v1alpha1\n",
                        "  spec\t<Object> -required-\n    The desired state of the stack.\n");
    }

    @Test
    void explainSaysAllThatIsKnownOfAField() {
        CommandRun run = run("explain", "webstack.spec.exposure.type");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "FIELD: type <string>\n",
                        "DESCRIPTION:\n    ClusterIP: reachable from within the cluster only.",
                        "ONE OF:\n    ClusterIP\n    NodePort\n",
                        "DEFAULT:\n    ClusterIP\n");
        assertThat(run("explain", "webs.spec.exposure").out())
                .contains("RULES:\n", "    gateway is for type Gateway only\n");
    }

    @Test
    void explainGoesThroughListsAndMaps() {
        assertThat(run("explain", "webs.spec.imagePullSecrets.name").out())
                .contains("FIELD: name <string> -required-\n");
    }

    @Test
    void explainNamesAllFieldsBelow() {
        assertThat(run("explain", "webs.spec.exposure", "--recursive").out())
                .contains("\n  tls\t<Object>\n    secretName\t<string> -required-\n    issuer\t<Object>\n     "
                        + " name\t<string>");
    }

    @Test
    void explainSaysWhatAMisspeltFieldMayBe() {
        CommandRun run = run("explain", "webstack.spec.apy");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("webstack.spec has no field 'apy'; did you mean api?");
        assertThat(run("explain", "webstak").err()).contains("unknown resource 'webstak': did you mean webstack?");
        assertThat(run("explain", "statefulset").err())
                .contains(
                        "unknown name 'statefulset': use a code such as SILD-IMAGE-TO-PUSH, a rule, an attribute such as"
                                + " depends_on, or a resource such as webstack");
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(run("completion", "bash").out()).contains("crds", "explain", "--recursive");
    }
}
