package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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
}
