package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import dev.sild.model.Origin;
import dev.sild.report.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsetVariablesTest {
    @Test
    void oneLineNamesAllVariables() {
        assertThat(brief(Stream.of("TAG", "LEVEL", "HOST")))
                .isEqualTo("warning: TAG, LEVEL, HOST are not set; using empty strings; set them in the environment or"
                        + " in .env, or give them defaults: ${TAG:-value} [and 2 more SILD-VARIABLE-UNSET]\n");
    }

    @Test
    void oneVariableIsNamedAsBefore() {
        assertThat(brief(Stream.of("TAG")))
                .startsWith("warning: the variable TAG is not set; using an empty string; set it");
    }

    @Test
    void aLineHasAnEnd() {
        assertThat(brief(IntStream.range(0, UnsetVariables.MAX_NAMES + 3).mapToObj(i -> "V" + i)))
                .contains("V39 and 3 more are not set");
    }

    @Test
    void defaultFromAnotherPlaceIsTheValue(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        services:
          web:
            image: example/web:1
            user: "${AIRFLOW_UID:-50000}:0"
            environment:
              A: "${AIRFLOW_UID}"
              B: "${API_TOKEN}"
              C: "${API_TOKEN:-geheim}"
              D: "${LEVEL}"
              E: "${LEVEL:-info}"
              F: "${LEVEL:-debug}"
          api:
            image: example/api:${TAG}
            labels: {version: "${TAG:-1.2}"}
        """);

        assertThat(ConvertRun.run(folder).err()).contains("""
                       echo 'API_TOKEN=VALUE' >> .env
                       echo 'TAG=1.2' >> .env
                       echo 'AIRFLOW_UID=50000' >> .env
                       echo 'LEVEL=VALUE' >> .env
                """);
    }

    @Test
    void aFileThatHasOneIsNamedWithItsOption() {
        assertThat(UnsetVariables.leadingTo(
                                new UnsetVariables.Source("a.env", false, false, List.of(), ".env"), unset("TAG"))
                        .remedy())
                .isEqualTo("use '--env-file a.env', which has it");
        assertThat(UnsetVariables.leadingTo(
                                new UnsetVariables.Source("a.env", false, false, List.of(".env"), ".env"), unset("TAG"))
                        .remedy())
                .isEqualTo("use '--env-file a.env --env-file .env', which has it");
        assertThat(UnsetVariables.leadingTo(
                                new UnsetVariables.Source(".env.example", true, false, List.of(), ".env"), unset("TAG"))
                        .remedy())
                .isEqualTo("copy .env.example to .env and fill it in, or use '--env-file .env.example', which has it");
    }

    @Test
    void aSecretIsTakenFromTheFileButNotFromAnExample() {
        Finding secret = secret("KEY");
        assertThat(UnsetVariables.leadingTo(new UnsetVariables.Source("a.env", false, false, List.of(), ".env"), secret)
                        .command())
                .isEqualTo("grep '^KEY=' a.env >> .env");
        assertThat(UnsetVariables.leadingTo(
                                new UnsetVariables.Source("a.sample", true, false, List.of(), ".env"), secret)
                        .command())
                .isEqualTo("echo 'KEY=VALUE' >> .env");
    }

    @Test
    void anExampleIsCopiedThoughItLacksSome() {
        UnsetVariables.Source example = new UnsetVariables.Source(".env.example", true, true, List.of(), ".env");
        Finding listed = UnsetVariables.leadingTo(example, secret("KEY"));

        assertThat(brief(List.of(listed, secret("OTHER"), UnsetVariables.leadingTo(example, unset("TZ")))))
                .isEqualTo("""
                before kubectl apply:
                  1. set these 3 variables and convert again: copy .env.example to .env and fill it in
                       cp .env.example .env
                       it has KEY, TZ
                       echo 'OTHER=VALUE' >> .env
                """);
        assertThat(brief(List.of(UnsetVariables.leadingTo(example, unset("A")), unset("B"))))
                .contains("copy .env.example to .env and fill it in; it lacks 1 of them [");
    }

    @Test
    void variablesAreSetInTheFileThatComposeReads() {
        UnsetVariables.Source example =
                new UnsetVariables.Source("deploy/.env.example", true, true, List.of(), "deploy/.env");
        UnsetVariables.Source other =
                new UnsetVariables.Source("deploy/db.env", false, false, List.of(), "deploy/.env");
        Finding other1 = UnsetVariables.leadingTo(other, secret("DB_PASSWORD"));

        assertThat(brief(List.of(UnsetVariables.leadingTo(example, secret("KEY")), other1)))
                .contains("       cp deploy/.env.example deploy/.env\n       it has KEY\n")
                .contains("       grep '^DB_PASSWORD=' deploy/db.env >> deploy/.env\n");
        assertThat(brief(List.of(other1, UnsetVariables.leadingTo(other, unset("DB_NAME")), unset("TZ"))))
                .isEqualTo("""
                before kubectl apply:
                  1. set these 3 variables and convert again
                       grep '^DB_PASSWORD=' deploy/db.env >> deploy/.env
                       grep '^DB_NAME=' deploy/db.env >> deploy/.env
                       echo 'TZ=VALUE' >> deploy/.env
                """);
    }

    @Test
    void commandsForManyVariablesFitOnAScreen() {
        List<Finding> many = Stream.concat(
                        Stream.of(secret("KEY")), IntStream.range(0, 9).mapToObj(i -> unset("V" + i)))
                .toList();

        assertThat(brief(many))
                .contains(
                        "set these 10 variables", "echo 'V5=VALUE' >> .env\n       and in the same way: V6, V7, V8\n");
        assertThat(brief(many.subList(0, 8)))
                .contains("echo 'V6=VALUE' >> .env\n")
                .doesNotContain("in the same way");
    }

    @Test
    void oneLineNamesTheFileThatHasMostOfThem() {
        UnsetVariables.Source one = new UnsetVariables.Source("one.env", false, false, List.of(), ".env");
        UnsetVariables.Source two = new UnsetVariables.Source("two.env", false, false, List.of(), ".env");
        Finding a = UnsetVariables.leadingTo(one, unset("A"));
        Finding b = UnsetVariables.leadingTo(two, unset("B"));
        Finding c = UnsetVariables.leadingTo(two, unset("C"));
        assertThat(brief(List.of(b, c))).contains("using empty strings; use '--env-file two.env', which has them [");
        assertThat(brief(List.of(a, b, c)))
                .contains(
                        "use '--env-file two.env', which has 2 of them; set the others in the environment or in .env [");
    }

    @Test
    void onlyPlainNamesOfFilesArePasted() {
        assertThat(Stream.of("a.env", "../.env", "/srv/x/.env")).allMatch(UnsetVariables.Source::isNamed);
        assertThat(Stream.of("-rf.env", "a b.env", "$(id).env", "a'.env", "a\n.env"))
                .noneMatch(UnsetVariables.Source::isNamed);
    }

    private static Finding secret(String name) {
        return new Finding(
                Code.VARIABLE_UNSET, Origin.NONE, UnsetVariables.reason(name), "", "echo '" + name + "=VALUE' >> .env");
    }

    private static Finding unset(String name) {
        return new Finding(Code.VARIABLE_UNSET, Origin.NONE, UnsetVariables.reason(name), "set it");
    }

    private static String brief(Stream<String> names) {
        return brief(names.map(UnsetVariablesTest::unset).toList());
    }

    private static String brief(List<Finding> findings) {
        return BriefReport.of(findings, "kubectl apply", Severity.INFO, new TextReport(false, Excerpts.NONE), "-v");
    }
}
