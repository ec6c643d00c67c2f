package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.check.catalog.Rule;
import dev.sild.explain.AttributeNames;
import dev.sild.schema.Crds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sild explain} of attributes and codes. */
@Tag("executable")
class ExplainCommandTest {
    @TempDir
    Path folder;

    private CommandRun run(String... arguments) {
        return CommandRun.of(folder, "", arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "services.*.depends_on, services.*.depends_on",
        "services.web.depends_on, services.*.depends_on",
        "services.my.web.depends_on, services.*.depends_on",
        "depends_on, services.*.depends_on",
        "deploy.replicas, services.*.deploy.replicas",
        "replicas, services.*.deploy.replicas",
        "services.web.ports[0].target, services.*.ports[].target",
        "services.web.ports.target, services.*.ports[].target",
        "networks.back.internal, networks.*.internal",
        "x-sild.expose, x-sild.expose",
        "x-sild.kind, services.*.x-sild.kind",
        "volumes, volumes",
        "healthcheck, services.*.healthcheck",
        "labels.kompose.cronjob.schedule, kompose.cronjob.schedule",
        "services.web.labels.kompose.volume.size, kompose.volume.size"
    })
    void attributeIsFoundByItsRowItsPathAndItsKey(String name, String row) {
        CommandRun explained = run("explain", name);
        assertThat(explained.err()).isEmpty();
        assertThat(explained.out()).startsWith(row + "\n");
    }

    @Test
    void pageHasTheExampleAndWhatItBecomes() {
        assertThat(run("explain", "stop_grace_period").out())
                .contains(
                        "In Kubernetes:  `terminationGracePeriodSeconds`.\n",
                        "      stop_grace_period: 1m\n",
                        "        # stop_grace_period (compose.yaml:4): seconds between the stop signal",
                        "        terminationGracePeriodSeconds: 60\n")
                .doesNotContain("kind: Service\n", "image: postgres:17-alpine\n  ---");
    }

    @Test
    void pageOfALostAttributeSaysWhatToDoAndWhatIsReported() {
        assertThat(run("explain", "ulimits").out())
                .contains("changes no field.", "What to do:     set them in the node's container runtime")
                .contains("compose.yaml:4:5: lost: 'ulimits' is not carried over");
    }

    @Test
    void pageOfACodeShowsTheFindingAndTheRemedy() {
        assertThat(run("explain", "sild-user-by-name").out())
                .contains("This is reported:\n\n  services:", "      user: app\n")
                .contains("[services.api.user SILD-USER-BY-NAME]", "and this is not:", "      user: \"1000\"\n");
    }

    @Test
    void examplesDoNotDependOnTheFolderAndTheEnvironment() {
        assertThat(run("explain", "environment").out())
                .isEqualTo(CommandRun.of(folder.getParent(), "", "explain", "environment")
                        .out());
    }

    @Test
    void ruleOfTheSameNameComesFirstAndNamesTheAttribute() {
        assertThat(run("explain", "privileged").out())
                .startsWith("privileged (error)")
                .endsWith("\nThe attribute of that name: sild explain 'services.*.privileged'\n");
    }

    @Test
    void onlyOneNameIsThatOfARuleOrResourceAndAnAttribute() {
        AttributeNames attributes = new AttributeNames();
        List<String> rules = Arrays.stream(Rule.values()).map(Rule::id).toList();
        List<String> resources = Crds.ofSild().all().stream()
                .flatMap(crd -> crd.names().stream())
                .toList();
        assertThat(rules.stream().filter(rule -> !attributes.of(rule).isEmpty()))
                .containsExactly("privileged");
        assertThat(resources.stream().filter(name -> !attributes.of(name).isEmpty()))
                .isEmpty();
    }

    @Test
    void ambiguousKeyNamesItsMeanings() {
        assertThat(run("explain", "driver").err())
                .contains("'driver' may be ", "services.*.logging.driver", ": use one of them");
    }

    @ParameterizedTest
    @CsvSource({
        "depends_onn, depends_on",
        "services.*.depend_on, services.*.depends_on",
        "services.web.depend_on, services.*.depends_on",
        "image-untaged, image-untagged",
        "webstak, webstack",
        "SILD-IMAGE-TO-PUS, SILD-IMAGE-TO-PUSH"
    })
    void misspeltNameGetsTheNearestOne(String name, String meant) {
        CommandRun explained = run("explain", name);
        assertThat(explained.code()).isEqualTo(2);
        assertThat(explained.out()).isEmpty();
        assertThat(explained.err()).contains("did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "*",
                "services.",
                "services.*",
                "x-other",
                "[",
                "(",
                "\\E",
                "\u001b[31m",
                "kompose.nothing"
            })
    void unknownNameIsAnErrorWithoutControlCharacters(String name) {
        CommandRun explained = run("explain", name);
        assertThat(explained.code()).isEqualTo(2);
        assertThat(explained.err()).contains("sild: ").doesNotContain("\u001b", "Exception");
    }
}
