package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a build reads of its context and runs. */
class BuildStepsTest {
    private static BuildSteps steps(String target, String text) {
        return Dockerfile.parse(text, "Dockerfile")
                .steps(Optional.of(target).filter(name -> !name.isEmpty()), Map.of());
    }

    private static String sources(BuildSteps steps) {
        return String.join(
                " ",
                steps.sources().stream()
                        .map(source -> source.path() + ":" + source.origin().line())
                        .toList());
    }

    @Test
    void sourcesOfTheContextAreThoseThatNoVariableDecides() {
        assertThat(sources(steps("", """
                FROM a
                COPY ./a "b" c/ /d/
                COPY ["e f", "/g"]
                COPY --from=other x y
                COPY $X /x
                ADD https://example.com/x git@example.com:x.git /x/
                COPY <<A <<B /heredocs/
                a
                A
                b
                B
                COPY --chmod=755 \\
                  # a comment
                  run.sh /
                COPY ../outside /x
                """))).isEqualTo("a:2 b:2 c:2 e f:3 run.sh:12 outside:15");
    }

    @Test
    void sourcesHaveTheValuesOfBuildArgumentsAndTheirDefaults() {
        BuildSteps steps = Dockerfile.parse("""
                ARG FOLDER=dist
                FROM a AS base
                ARG JAR_FILE=target/*.jar
                ENV CONFIG=conf
                FROM base
                ARG FOLDER
                ARG TARGETARCH
                ARG GIVEN=none
                ARG UNKNOWN
                COPY ${JAR_FILE} app.jar
                COPY $FOLDER/app $CONFIG ${GIVEN} ${OTHER:-other} /app/
                """, "Dockerfile").steps(Optional.empty(), Map.of("GIVEN", "given.jar"));

        assertThat(sources(steps)).isEqualTo("target/*.jar:10 dist/app:11 conf:11 given.jar:11 other:11");
        assertThat(steps.takesMore()).isFalse();
    }

    @Test
    void sourcesOfPlatformsAndOfVariablesWithoutAValueAreUnknown() {
        for (String source : List.of("bin/$TARGETARCH/app", "${UNKNOWN}", "$ELSEWHERE/x", "$EMPTY")) {
            BuildSteps steps =
                    steps("", "FROM a\nARG TARGETARCH\nARG UNKNOWN\nARG EMPTY=\nCOPY " + source + " /app/\n");

            assertThat(sources(steps)).as(source).isEmpty();
            assertThat(steps.takesMore()).as(source).isTrue();
        }
    }

    @Test
    void stagesThatAreNotNeededDoNotCount() {
        String text = """
                FROM a AS base
                COPY base /
                FROM base AS one
                COPY one /
                FROM a AS two
                COPY two /
                RUN second
                FROM base
                COPY --from=two /two /
                COPY last /
                RUN first
                """;
        assertThat(sources(steps("", text))).isEqualTo("base:2 last:10 two:6");
        assertThat(sources(steps("one", text))).isEqualTo("base:2 one:4");
        assertThat(steps("", text).base()).isEqualTo("a");
        assertThat(steps("", text).runs(Pattern.compile("sec.nd"))).isTrue();
        assertThat(steps("one", text).runs(Pattern.compile("sec.nd"))).isFalse();
        assertThat(steps("none", text)).isEqualTo(BuildSteps.UNKNOWN);
    }

    @Test
    void stagesThatNeedEachOtherEnd() {
        assertThat(sources(steps(
                        "", "FROM a AS x\nCOPY --from=y /y /\nCOPY 1 /\nFROM x AS y\nCOPY --from=x /x /\nCOPY 2 /")))
                .isEqualTo("1:3 2:6");
    }

    @Test
    void wildcardsEndWhatIsCertain() {
        assertThat(new BuildSteps.Source("a/b*/c", false, null).certain()).isEqualTo("a");
        assertThat(new BuildSteps.Source("package*.json", false, null).certain())
                .isEmpty();
        assertThat(new BuildSteps.Source("a/b", false, null).certain()).isEqualTo("a/b");
    }

    @Test
    void scriptsIncludeHereDocuments() {
        assertThat(steps("", "FROM a\nRUN <<EOF\napt update\ncomposer install\nEOF\n")
                        .runs(Pattern.compile("composer install")))
                .isTrue();
    }

    @Test
    void aBuildTakesWhatItsStagesCopy() {
        BuildSteps steps = steps("", """
                FROM a AS unused
                COPY unused /
                FROM a
                COPY src/*.js folder/ /d/
                """);
        assertThat(List.of("src/a.js", "folder/in/it.txt")).allMatch(steps::takes);
        assertThat(List.of("src/a.ts", "src/in/a.js", "folder2/x", "unused/x")).noneMatch(steps::takes);
        assertThat(steps("", "FROM a\nCOPY . /").takes("any/file")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY $X /x",
                "RUN --mount=type=bind,target=/src make",
                "RUN --mount=target=. make",
                "RUN --mount=type=cache,target=/c --mount=type=bind,source=x,target=/x make"
            })
    void aBuildMayTakeMoreThanItNames(String instruction) {
        assertThat(steps("", "FROM a\n" + instruction).takes("any/file")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN --mount=type=cache,target=/c make",
                "RUN --mount=type=bind,from=b,target=/b make",
                "RUN make"
            })
    void aBuildThatMountsOtherThingsDoesNot(String instruction) {
        assertThat(steps("", "FROM a\n" + instruction).takes("any/file")).isFalse();
    }

    @Test
    void othersThanStagesAreNamed() {
        assertThat(steps("", """
                FROM a AS stage
                FROM b
                COPY --from=stage /x /x
                COPY --from=assets /x /x
                COPY --from=$IMAGE /x /x
                RUN --mount=type=bind,from=tools,target=/t make
                """).others())
                .extracting(other -> other.name() + ":" + other.origin().line())
                .containsExactly("assets:4", "tools:6");
    }
}
