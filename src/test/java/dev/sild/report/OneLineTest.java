package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OneLineTest {
    /** A choice of the catalogue: {@code {one|other}}. */
    private static final Pattern CHOICE =
            Pattern.compile("\\{([^{}|]*(?:\\{\\}[^{}|]*)*(?:\\|[^{}|]*(?:\\{\\}[^{}|]*)*)+)\\}");

    private static final String LOST = "is lost with the pod";
    private static final String UNSEEN = ", and other services do not see it";

    private static final List<String> MESSAGES = new ArrayList<>();

    @BeforeAll
    static void readMessages() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src", "test", "resources", "messages.txt"))) {
            lines.flatMap(OneLineTest::choices)
                    .map(message -> message.replace("{}", "x"))
                    .forEach(MESSAGES::add);
        }
    }

    /** Returns a message with each of its choices. */
    private static Stream<String> choices(String message) {
        Matcher choice = CHOICE.matcher(message);
        return choice.find()
                ? Stream.of(choice.group(1).split("\\|", -1))
                        .flatMap(one ->
                                choices(message.substring(0, choice.start()) + one + message.substring(choice.end())))
                : Stream.of(message);
    }

    @ParameterizedTest
    @EnumSource(OneLine.class)
    void standsForMessagesThatExist(OneLine line) {
        assertThat(MESSAGES)
                .as(line + ": its pattern matches no message")
                .anyMatch(message -> OneLine.of(finding(line.code(), message))
                        .filter(line::equals)
                        .isPresent());
    }

    @Test
    void namesWhatAllFindingsAreAbout() {
        assertThat(line(
                        finding(Code.NAME_CHANGED, "'a_b' is not a valid name in Kubernetes; it is changed to 'a-b'"),
                        finding(
                                Code.NAME_CHANGED,
                                "'c_d' is not a valid name in Kubernetes; the service resolves as 'c-d'")))
                .isEqualTo("compose.yaml:1:1: warning: names that Kubernetes does not allow are changed: a_b to a-b"
                        + " and c_d to c-d; use the new names in programs and images, which Sild does not change"
                        + " [services.x and 1 more SILD-NAME-CHANGED]\n");
    }

    @Test
    void oneThingInSeveralPlacesKeepsItsOwnSentence() {
        Finding one = finding(Code.BIND_HOST_PATH, "/etc/timezone is a host path; it becomes a hostPath volume");

        assertThat(line(one, one)).contains("/etc/timezone is a host path; it becomes a hostPath volume; do it");
    }

    @Test
    void namesFiveThingsAndCountsTheOthers() {
        Finding[] many = Stream.of("a", "b", "c", "d", "e", "f", "g")
                .map(job -> finding(
                        Code.LABEL_LOST, "the job '" + job + "' of ofelia does not run: a command cannot be started"))
                .toArray(Finding[]::new);

        assertThat(line(many)).contains("the jobs 'a', 'b', 'c', 'd', 'e' and 2 more do not run: ");
        assertThat(line(List.of(many).subList(0, 6).toArray(Finding[]::new))).contains("'d', 'e' and 'f' do not run: ");
    }

    @Test
    void anotherReasonOfTheSameCodeHasItsOwnLine() {
        assertThat(line(
                                finding(
                                        Code.BIND_COPIED,
                                        "the files are copied to /a in each pod; what is written there"),
                                finding(
                                        Code.BIND_COPIED,
                                        "the file is copied to /b in each pod; what is written there"),
                                finding(Code.BIND_COPIED, "the Dockerfile does not copy x to /c"))
                        .lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("files are copied to /a and /b in each pod");
    }

    @Test
    void copiesThatServicesDoNotShareAreNamed() {
        assertThat(line(
                        finding(
                                Code.BIND_COPIED,
                                "the file is copied to /log in each pod; what is written there " + LOST),
                        finding(
                                Code.BIND_COPIED,
                                "the source code is copied to /app in each pod; what is written there,"
                                        + " as to a.db, b.db and 2 more, " + LOST + UNSEEN),
                        finding(
                                Code.BIND_COPIED,
                                "the source code is copied to /srv in each pod; what is written there, as to a.db, "
                                        + LOST)))
                .contains("files are copied to /log, /app and /srv in each pod; what is written there is lost with the"
                        + " pod, including a.db, b.db and 2 more in /app and a.db in /srv, and other services do not see"
                        + " what is written to /app; convert again when they change; add ':ro' where no program"
                        + " writes; use named volumes for data, in each service that uses it [");
    }

    @Test
    void copiesOfWhichServicesShareNoneAreNotNamedAgain() {
        String copied = "the source code is copied to %s in each pod; what is written there " + LOST + UNSEEN;

        assertThat(line(
                        finding(Code.BIND_COPIED, copied.formatted("/app")),
                        finding(Code.BIND_COPIED, copied.formatted("/srv"))))
                .contains("is lost with the pod, and other services do not see it; convert again");
    }

    @Test
    void copiesAtOnePathSayWhatOnlyOneOfThemDoes() {
        String copied = "the source code is copied to /app in each pod; what is written there";

        assertThat(line(
                        finding(Code.BIND_COPIED, copied + " " + LOST),
                        finding(Code.BIND_COPIED, copied + ", as to my.db, " + LOST + UNSEEN)))
                .contains("copied to /app in each pod; what is written there is lost with the pod, including my.db in"
                        + " /app, and other services do not see it; ");
    }

    @Test
    void onlyWhatCanBeWrittenToIsLost() {
        String image = "the source code is not mounted: the built image has its own ";

        assertThat(line(finding(Code.BIND_IN_IMAGE, image + "/a"), finding(Code.BIND_IN_IMAGE, image + "/b")))
                .contains("nothing is mounted at /a and /b: the built images have their own; rebuild the images when"
                        + " the files change [");
        assertThat(line(
                        finding(Code.BIND_IN_IMAGE, image + "/a"),
                        finding(Code.BIND_IN_IMAGE, image + "/b; what is written there " + LOST + UNSEEN)))
                .contains("have their own, and what is written to /b is lost with the pod, and other services do not"
                        + " see it; rebuild the images when the files change; use named volumes for data, in each"
                        + " service that uses it [");
    }

    /** Otherwise a change of the sentences would leave them out without a test that fails. */
    @ParameterizedTest
    @EnumSource(Addition.class)
    void addsWhatReportsSay(Addition addition) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "resources", "convert", "bind-mounts"))) {
            assertThat(files.filter(file -> file.endsWith("report.txt"))
                            .flatMap(OneLineTest::lines)
                            .anyMatch(line -> addition.named(line, "x").isPresent()))
                    .isTrue();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Finding... findings) {
        return BriefReport.of(
                List.of(findings), "kubectl apply", Finding.Severity.INFO, new TextReport(false, Excerpts.NONE), "-v");
    }

    private static Finding finding(Code code, String reason) {
        return new Finding(code, new Origin("compose.yaml", 1, 1, "services.x"), reason, "do it");
    }
}
