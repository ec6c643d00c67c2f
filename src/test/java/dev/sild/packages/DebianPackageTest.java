package dev.sild.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Folders;
import dev.sild.podman.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The Debian package in a Debian that has a JRE and no JDK, from its installation to its removal. */
@OnPackages(
        value = {"mmdebstrap", "unshare", "chroot"},
        root = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DebianPackageTest {
    private static final String DEB = "sild.deb";
    private static final String INSTALL = "dpkg --install /" + DEB;

    @AutoClose
    private static CleanDebian debian;

    private static List<String> before;

    @BeforeAll
    static void install() throws Exception {
        debian = CleanDebian.make();
        Files.copy(BuiltPackages.ending(".deb"), debian.path(DEB));
        before = debian.files();
        assertThat(debian.asRoot("command -v javac").exitCode()).as("a JDK").isNotZero();

        debian.asRoot(INSTALL).orFail();
    }

    @Test
    void runsAsNobodyInParticularFromTheArchiveThatTheInstallationMade() throws Exception {
        // Without a usable archive the JVM ends with an error then.
        CommandRunner.Result result = debian.asNobody("SILD_JAVA_OPTS=-Xshare:on sild --version");

        assertThat(result.orFail()).isEqualTo("sild " + BuiltPackages.version() + "\n");
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void convertsAnExample() throws Exception {
        Path example = debian.path("tmp/example");
        BuiltPackages.run(example.getParent(), Map.of(), "cp", "-rL", BuiltPackages.EXAMPLE.toString(), "example")
                .orFail();
        try {
            String objects = debian.asNobody("cd /tmp/example && sild convert --env-file .env.example")
                    .orFail();
            assertThat(objects).contains("kind: Deployment", "name: postgres");
        } finally {
            Folders.delete(example);
        }
    }

    @Test
    void isAPluginOfKubectl() {
        assertThat(debian.asNobody("kubectl-sild status --help").orFail()).contains("kubectl sild status");
    }

    @Test
    void hasAManual() {
        assertThat(debian.asNobody("man -w sild").orFail()).isEqualTo("/usr/share/man/man1/sild.1.gz\n");
        assertThat(debian.asNobody("man sild-convert").orFail())
                .contains("convert a compose project", "--layout=list|files");
    }

    @Test
    void completesInBash() {
        String script = """
                . /usr/share/bash-completion/bash_completion
                _comp_load sild
                COMP_WORDS=(sild conv) COMP_CWORD=1 COMP_LINE='sild conv' COMP_POINT=9
                specification=$(complete -p sild)
                function=${specification##*-F }
                ${function%% *} sild conv sild
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        assertThat(debian.asNobody(script).orFail()).isEqualTo("convert\n");
    }

    @Test
    void shipsFilesAsTheirSumsSay() {
        assertThat(debian.asRoot("dpkg --verify sild").orFail()).isEmpty();
    }

    @Test
    void makesItsArchiveAgainForAnotherJava() {
        String archive = debian.asRoot("ls /var/cache/sild/*.jsa").orFail();
        // As an update of Java does, whatever package it is in.
        debian.asRoot("echo another > /var/cache/sild/java-usr-bin-java"
                        + " && dpkg-trigger --by-package=base-files /usr/lib/jvm && dpkg --triggers-only sild")
                .orFail();

        assertThat(debian.asRoot("ls /var/cache/sild/*.jsa").orFail()).isNotEqualTo(archive);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void leavesNothingBehindWhenItIsRemoved() throws Exception {
        assertThat(debian.files())
                .contains("usr/bin/sild", "var/cache/sild/README")
                .isNotEqualTo(before);

        debian.asRoot("dpkg --purge sild").orFail();

        assertThat(debian.files()).isEqualTo(before);
    }
}
