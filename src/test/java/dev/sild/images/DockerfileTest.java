package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.images.ImageFacts.Attribute;
import dev.sild.images.ImageFacts.Shell;
import dev.sild.images.health.Healthcheck;
import dev.sild.model.Origin;
import dev.sild.model.Port;
import dev.sild.report.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {
    private static ImageFacts facts(String... lines) throws InputException {
        return Dockerfile.parse(String.join("\n", lines), "Dockerfile").facts(Optional.empty(), Map.of());
    }

    private static List<Integer> ports(ImageFacts facts) {
        return facts.ports().stream().map(Port::number).toList();
    }

    @Test
    void readsWhatTheLastStageSays() throws InputException {
        ImageFacts facts = facts(
                "FROM example/base AS build",
                "EXPOSE 9999",
                "from example/base",
                "workdir /srv",
                "WORKDIR app",
                "Expose 8080 53/udp 7000-7002/TCP",
                "VOLUME [\"/data\", \"cache\"]",
                "USER 1001:2002",
                "HEALTHCHECK --interval=1m30s --timeout=500ms --start-period=0 --retries=5 \\",
                "  CMD curl -f http://localhost/ || exit 1",
                "ENTRYPOINT [\"/bin/app\", \"--quiet\"]",
                "CMD serve --all");

        assertThat(facts.ports())
                .containsExactly(
                        Port.of(8080, Port.Protocol.TCP, Port.Source.IMAGE),
                        Port.of(53, Port.Protocol.UDP, Port.Source.IMAGE),
                        Port.of(7000, Port.Protocol.TCP, Port.Source.IMAGE),
                        Port.of(7001, Port.Protocol.TCP, Port.Source.IMAGE),
                        Port.of(7002, Port.Protocol.TCP, Port.Source.IMAGE));
        assertThat(facts.workingDir()).isEqualTo("/srv/app");
        assertThat(facts.dataFolders()).containsExactly("/data", "/srv/app/cache");
        assertThat(facts.uid()).contains(1001L);
        assertThat(facts.gid()).contains(2002L);
        assertThat(facts.runsAsNonRoot()).isTrue();
        assertThat(facts.health())
                .contains(new Healthcheck(
                        List.of("CMD-SHELL", "curl -f http://localhost/ || exit 1"), 90_000, 500, 0, 0, 5));
        assertThat(facts.entrypoint()).containsExactly("/bin/app", "--quiet");
        assertThat(facts.command()).containsExactly("/bin/sh", "-c", "serve --all");
    }

    @Test
    void eachFactKeepsItsLine() throws InputException {
        ImageFacts facts = facts("# a comment", "FROM example/base", "", "EXPOSE \\", "  80", "USER 7", "EXPOSE 81");

        assertThat(facts.origin(Attribute.BASE)).isEqualTo(new Origin("Dockerfile", 2, 1, "FROM"));
        assertThat(facts.origin(Attribute.PORTS)).isEqualTo(new Origin("Dockerfile", 4, 1, "EXPOSE"));
        assertThat(facts.origin(Attribute.USER).line()).isEqualTo(6);
        assertThat(facts.origin(Attribute.HEALTH)).isEqualTo(Origin.NONE);
    }

    @Test
    void aStageInheritsFromTheStageItStartsFrom() throws InputException {
        Dockerfile file = Dockerfile.parse(
                String.join(
                        "\n",
                        "ARG BASE=example/base",
                        "FROM --platform=linux/amd64 ${BASE} AS Runtime",
                        "EXPOSE 80",
                        "USER 10",
                        "CMD [\"one\"]",
                        "FROM runtime AS dev",
                        "EXPOSE 81",
                        "FROM runtime",
                        "ENTRYPOINT [\"two\"]"),
                "Dockerfile");

        assertThat(file.stages()).containsExactly("runtime", "dev", "");
        assertThat(ports(file.facts(Optional.of("DEV"), Map.of()))).containsExactly(80, 81);
        assertThat(file.facts(Optional.of("dev"), Map.of()).command()).containsExactly("one");
        assertThat(ports(file.facts(Optional.empty(), Map.of()))).containsExactly(80);
        assertThat(file.facts(Optional.empty(), Map.of()).command()).isEmpty();
        assertThat(ports(file.facts(Optional.of("1"), Map.of()))).containsExactly(80, 81);
        assertThat(file.facts(Optional.of("0"), Map.of()).uid()).contains(10L);
    }

    @Test
    void aMissingStageOrAFileWithoutOneIsOneClearError() {
        assertThatThrownBy(
                        () -> Dockerfile.parse("FROM a AS b", "api/Dockerfile").facts(Optional.of("prod"), Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("api/Dockerfile:1:1")
                .hasMessageContaining("prod");
        assertThatThrownBy(() -> facts("RUN x"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("FROM is missing");
        assertThatThrownBy(() -> facts("")).isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXPOSE $PORT                    | 3000",
                "EXPOSE ${PORT}                  | 3000",
                "EXPOSE ${NONE:-4000}            | 4000",
                "EXPOSE ${EMPTY:-4000}           | 4000",
                "EXPOSE ${PORT:-4000}            | 3000",
                "EXPOSE ${PORT:+5000}            | 5000",
                "EXPOSE ${NONE:-${PORT}}         | 3000",
                "EXPOSE \"$PORT\"                | 3000",
                "EXPOSE ${MANY}                  | 80,81",
                "EXPOSE ${UNSET}                 | ''",
                "EXPOSE $FROM_BUILD              | 7000",
                "EXPOSE $GLOBAL                  | 6000",
                "EXPOSE $GLOBAL_UNDECLARED       | ''",
                "EXPOSE 8080:80                  | 80",
            })
    void variablesAreReplaced(String line, String expected) throws InputException {
        String text = String.join(
                "\n",
                "ARG GLOBAL=6000",
                "ARG GLOBAL_UNDECLARED=1",
                "FROM example/base",
                "ARG GLOBAL",
                "ARG PORT=1",
                "ENV PORT=3000 EMPTY=",
                "ENV MANY 80 81",
                "ARG FROM_BUILD=1",
                line);
        ImageFacts facts = Dockerfile.parse(text, "Dockerfile").facts(Optional.empty(), Map.of("FROM_BUILD", "7000"));

        assertThat(String.join(
                        ",",
                        facts.ports().stream().map(port -> "" + port.number()).toList()))
                .isEqualTo(expected);
    }

    @Test
    void quotesAndEscapesAreTheShells() throws InputException {
        ImageFacts facts = facts("FROM example/base", "ENV A=\"x y\" B='$A' C=\\$A D=a\\ b", "ENV E $A and 'more'");

        assertThat(facts.env())
                .containsExactly(
                        Map.entry("A", "x y"),
                        Map.entry("B", "$A"),
                        Map.entry("C", "$A"),
                        Map.entry("D", "a b"),
                        Map.entry("E", "x y and more"));
    }

    @Test
    void directivesContinuationsCommentsAndHeredocsAreUnderstood() throws InputException {
        ImageFacts facts = facts(
                "# syntax=docker/dockerfile:1",
                "# escape=`",
                "FROM example/base",
                "RUN echo a && `",
                "  # a comment in between",
                "",
                "  echo b",
                "RUN <<EOF",
                "USER 99",
                "groupadd -g 1500 app",
                "useradd --uid 1400 -g app app",
                "EOF",
                "COPY <<-\"ONE\" <<TWO /etc/app/",
                "\tEXPOSE 1",
                "\tONE",
                "EXPOSE 2",
                "TWO",
                "EXPOSE `",
                "  3",
                "USER app");

        assertThat(ports(facts)).containsExactly(3);
        assertThat(facts.uid()).contains(1400L);
        assertThat(facts.gid()).contains(1500L);
        assertThat(facts.contentPaths()).containsExactly("/etc/app");
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkAreNoContent() throws InputException {
        assertThat(ports(facts("\uFEFFFROM example/base\r", "EXPOSE \\\r", "80\r")))
                .containsExactly(80);
    }

    @Test
    void aFileCopiedIntoAFolderMakesNoOtherFolderLookFilled() throws InputException {
        ImageFacts facts = facts("FROM example/base", "COPY entrypoint.sh /", "COPY c/app.conf c/extra.conf /etc/app/");

        assertThat(facts.contentPaths()).containsExactly("/entrypoint.sh", "/etc/app/app.conf", "/etc/app/extra.conf");
        assertThat(facts.mayHaveContent("/data")).isFalse();
        assertThat(facts.mayHaveContent("/etc/app")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HEALTHCHECK NONE                            | NONE",
                "healthcheck none                            | NONE",
                "HEALTHCHECK CMD [\"a\",\"b c\"]             | CMD,a,b c",
                "HEALTHCHECK --interval=5s   CMD a b         | CMD-SHELL,a b",
            })
    void healthChecksComeInTheirThreeForms(String line, String test) throws InputException {
        assertThat(String.join(
                        ",",
                        facts("FROM example/base", line).health().orElseThrow().test()))
                .isEqualTo(test);
    }

    /** More tries than any engine makes say that the line is misread. */
    @ParameterizedTest
    @CsvSource({"0, true", "99999, true", "100000, false", "-1, false", "'', false"})
    void retriesOfAHealthCheckHaveAtMostFiveDigits(String retries, boolean isRead) throws InputException {
        assertThat(facts("FROM example/base", "HEALTHCHECK --retries=" + retries + " CMD a")
                        .health()
                        .map(Healthcheck::retries))
                .isEqualTo(isRead ? Optional.of(Integer.parseInt(retries)) : Optional.empty());
    }

    @Test
    void aShellIsKnownFromWhatRuns() throws InputException {
        assertThat(facts("FROM scratch", "COPY app /app").shell()).isEqualTo(Shell.NO);
        assertThat(facts("FROM scratch", "COPY app /app").startsAsRoot()).isTrue();
        assertThat(facts("FROM scratch", "COPY --from=busybox /bin/busybox /bin/sh")
                        .shell())
                .isEqualTo(Shell.UNKNOWN);
        assertThat(facts("FROM example/base", "RUN make").shell()).isEqualTo(Shell.YES);
        assertThat(facts("FROM example/base", "RUN [\"make\"]").shell()).isEqualTo(Shell.UNKNOWN);
    }

    @Test
    void foldersWithContentAreKnownFromWhatIsCopied() throws InputException {
        ImageFacts facts = facts(
                "FROM example/base",
                "WORKDIR /app",
                "COPY --chown=1:1 --from=x [\"a\", \"static/\"]",
                "ADD a b /srv/www/");

        assertThat(facts.contentPaths()).containsExactly("/app/static", "/srv/www");
        assertThat(facts.mayHaveContent("/app")).isTrue();
        assertThat(facts.mayHaveContent("/app/static/")).isTrue();
        assertThat(facts.mayHaveContent("/srv/www/html")).isTrue();
        assertThat(facts.mayHaveContent("/data")).isFalse();
        assertThat(facts.mayHaveContent("/app/stat")).isFalse();
    }

    @Test
    void whatCannotBeReadIsListedWithItsLineAndTheRestIsRead() throws InputException {
        Dockerfile file = Dockerfile.parse(
                "FROM example/base\nEXPOES 80\nEXPOSE http 70000 9-1 1-9999 80\n"
                        + "HEALTHCHECK --often CMD x\nONBUILD EXPOSE 1\nRUN <<END\n",
                "Dockerfile");
        List<String> unclear = new ArrayList<>();
        ImageFacts facts = file.facts(
                Optional.empty(),
                Map.of(),
                problem -> unclear.add(problem.origin().line() + " " + problem.reason()));

        assertThat(ports(facts)).containsExactly(80);
        assertThat(facts.health()).isEmpty();
        assertThat(unclear).hasSize(5).allMatch(found -> found.startsWith("3 EXPOSE") || found.startsWith("4 HEALTH"));
        assertThat(file.problems())
                .extracting(problem -> problem.origin().line())
                .containsExactly(2, 6);
    }
}
