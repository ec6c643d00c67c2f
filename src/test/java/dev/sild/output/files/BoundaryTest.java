package dev.sild.output.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryTest {
    @TempDir
    Path temporary;

    private Path home;
    private Path clone;
    private Path app;

    @BeforeEach
    void aCloneInAHomeFolder() throws IOException {
        home = temporary.toRealPath();
        clone = Files.createDirectory(home.resolve("clone"));
        app = Files.createDirectory(clone.resolve("app"));
        Files.createDirectory(app.resolve("build"));
        Files.createDirectory(home.resolve("elsewhere"));
        Files.createDirectories(app.resolve(".git/hooks"));
    }

    private void link(Path place, String target) throws IOException {
        Files.createSymbolicLink(place, Path.of(target));
    }

    private String resolve(String typed) throws OutputException {
        return home.relativize(
                        Boundary.of(app, List.of(app.resolve("compose.yaml"))).resolve(typed))
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "k8s/, clone/app/k8s",
        "a/b/../c, clone/app/a/c",
        "../k8s/, clone/k8s",
        "./, clone/app",
        "build/x, clone/app/build/x"
    })
    void aPathWithoutLinksStays(String typed, String place) throws Exception {
        assertThat(resolve(typed)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({
        "build, clone/app/build",
        "missing/yet, clone/app/missing/yet",
        "build/../new, clone/app/new",
        "../app/build, clone/app/build"
    })
    void aLinkThatStaysInsideIsFollowed(String target, String place) throws Exception {
        link(app.resolve("k8s"), target);

        assertThat(resolve("k8s/")).isEqualTo(place);
        assertThat(resolve(app.resolve("k8s") + "/web.yaml")).isEqualTo(place + "/web.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../elsewhere",
                "../../missing",
                "..",
                "../k8s",
                "/",
                "/dev/null",
                "/proc/self/fd/1",
                "hop",
                "build/../../../elsewhere"
            })
    void aLinkOutOfTheWorkingFolderIsRefused(String target) throws Exception {
        link(app.resolve("hop"), "../../elsewhere");
        link(app.resolve("k8s"), target);

        for (String typed :
                List.of("k8s/", "k8s", "k8s/below/web.yaml", "./build/../k8s/", app + "/k8s/", "../app/k8s/")) {
            assertThatThrownBy(() -> resolve(typed))
                    .as(typed)
                    .isInstanceOf(OutputException.class)
                    .hasMessageMatching("cannot write " + typed + ": the symbolic link (" + app
                            + "/)?k8s points outside the working folder");
        }
    }

    @Test
    void aLinkToALinkedFolderOnTheWayIsRefused() throws Exception {
        Files.createDirectories(app.resolve("deploy/prod"));
        link(app.resolve("deploy/prod/k8s"), "../../../../elsewhere");

        assertThatThrownBy(() -> resolve("deploy/prod/k8s/base/web.yaml"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("the symbolic link deploy/prod/k8s points");
    }

    @Test
    void aPathAboveTheWorkingFolderMayNotLeaveTheFolderThatItReachesTo() throws Exception {
        link(clone.resolve("k8s"), "../elsewhere");
        link(clone.resolve("inside"), "app/build");

        assertThatThrownBy(() -> resolve("../k8s/"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("the symbolic link ../k8s points outside " + clone);
        assertThat(resolve("../inside/")).isEqualTo("clone/app/build");
    }

    @Test
    void whereTheProjectIsBelowTheWorkingFolderItsOwnFolderCounts() throws Exception {
        link(clone.resolve("k8s"), "../elsewhere");
        Boundary boundary = Boundary.of(home, List.of(app.resolve("compose.yaml")));

        assertThatThrownBy(() -> boundary.resolve("clone/k8s/")).isInstanceOf(OutputException.class);
        link(app.resolve("k8s"), "../../elsewhere");
        assertThatThrownBy(() -> boundary.resolve(app + "/k8s/")).isInstanceOf(OutputException.class);
    }

    @Test
    void aLinkIntoTheRepositorysOwnDataIsRefused() throws Exception {
        link(app.resolve("build.sh"), ".git/hooks/pre-commit");

        assertThatThrownBy(() -> resolve("build.sh"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("build.sh points into a .git folder");
    }

    @Test
    void thatFolderHasItsNameInCapitalsToo() throws Exception {
        Files.createDirectories(app.resolve(".GIT/hooks"));
        link(app.resolve("build.sh"), ".GIT/hooks/pre-commit");

        assertThatThrownBy(() -> resolve("build.sh"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("points into a .git folder");
    }

    @Test
    void theUserVouchesForTheLinksOfAnAbsolutePathElsewhere() throws Exception {
        link(home.resolve("tmp"), "elsewhere");
        link(home.resolve("elsewhere/deep"), "../clone");

        assertThat(resolve(home + "/tmp/out/")).isEqualTo("elsewhere/out");
        assertThat(resolve(home + "/tmp/deep/out/")).isEqualTo("clone/out");
    }

    @Test
    void aWorkingFolderThatIsALinkIsTheFolderItLeadsTo() throws Exception {
        link(home.resolve("current"), "clone/app");
        link(app.resolve("k8s"), "../../elsewhere");
        Boundary boundary = Boundary.of(home.resolve("current"), List.of());

        assertThat(boundary.resolve("out/")).isEqualTo(app.resolve("out"));
        assertThatThrownBy(() -> boundary.resolve("k8s/")).isInstanceOf(OutputException.class);
        assertThatThrownBy(() -> boundary.resolve(app + "/k8s/")).isInstanceOf(OutputException.class);
    }

    @Test
    void openFilesOfAProcessStayLinks() throws Exception {
        Boundary boundary = Boundary.of(app, List.of());

        assertThat(boundary.resolve("/proc/self/fd/1")).isEqualTo(Path.of("/proc/self/fd/1"));
        assertThat(boundary.resolve("/dev/fd/63").toString()).endsWith("fd/63");
        assertThat(boundary.resolve("/dev/null")).isEqualTo(Path.of("/dev/null"));
    }

    @Test
    void linksInACircleAreRefused() throws IOException {
        link(app.resolve("one"), "two");
        link(app.resolve("two"), "one");

        assertThatThrownBy(() -> resolve("one"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("loop");
    }
}
