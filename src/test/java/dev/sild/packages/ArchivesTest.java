package dev.sild.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.podman.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tarball and the zip, unpacked to a folder with blanks in its name. */
@OnPackages({"tar", "unzip", "sha256sum", "zsh", "fish", "mandoc"})
class ArchivesTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectories(temporary.resolve("a folder of mine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".tar.gz", ".zip"})
    void runsFromWhereItIsUnpacked(String suffix) throws Exception {
        Path home = unpack(suffix);

        assertThat(sild(home, "--version").orFail()).isEqualTo("sild " + BuiltPackages.version() + "\n");
        assertThat(sild(home, "convert", "--env-file", ".env.example").orFail()).contains("kind: Deployment");
        CommandRunner.Result operator = sild(home, "operator");
        assertThat(operator.exitCode()).isEqualTo(1);
        assertThat(operator.errors()).contains("packages leave the operator out");
    }

    @Test
    void holdsTheSameFilesInBoth() throws Exception {
        List<String> zip = BuiltPackages.tree(unpack(".zip"));
        Files.move(folder, temporary.resolve("zip"));
        Files.createDirectories(folder);

        assertThat(BuiltPackages.tree(unpack(".tar.gz")).stream().filter(name -> !name.equals("bin/kubectl-sild")))
                .isEqualTo(zip)
                .contains("LICENSE", "NOTICE", "THIRD-PARTY.txt", "licences", "share/man/man1/sild-convert.1");
    }

    @Test
    void knowsThatItIsAPluginOfKubectl() throws Exception {
        Path home = unpack(".tar.gz");

        assertThat(run(home.resolve("bin/kubectl-sild"), "status", "--help").orFail())
                .contains("kubectl sild status");
    }

    @Test
    void makesAnotherClassArchiveForOtherJars() throws Exception {
        Path home = unpack(".tar.gz");
        sild(home, "--version").orFail();
        List<String> first = BuiltPackages.tree(home.resolve("lib/launch"));
        sild(home, "--version").orFail();
        assertThat(BuiltPackages.tree(home.resolve("lib/launch"))).isEqualTo(first);

        Files.writeString(home.resolve("lib/identity"), "another version\n");
        sild(home, "--version").orFail();

        assertThat(BuiltPackages.tree(home.resolve("lib/launch")))
                .isNotEqualTo(first)
                .hasSameSizeAs(first);
    }

    @Test
    void packsAnExecutableWhereTheBuildHasMadeOneOfTheseJars() throws Exception {
        Path built = Path.of("target/sild-native");
        boolean current = Files.exists(built)
                && Files.getLastModifiedTime(built).compareTo(Files.getLastModifiedTime(Path.of("target/sild-cli.jar")))
                        >= 0;
        List<String> archives = BuiltPackages.sums().keySet().stream()
                .filter(name -> name.matches("sild-.*-(linux|darwin)-[a-z0-9]+\\.tar\\.xz"))
                .toList();
        assertThat(archives).hasSize(current ? 1 : 0);
        for (String archive : archives) {
            BuiltPackages.run(
                            folder,
                            Map.of(),
                            "tar",
                            "--extract",
                            "--strip-components=1",
                            "--file",
                            BuiltPackages.FOLDER.resolve(archive).toString())
                    .orFail();
            assertThat(BuiltPackages.tree(folder)).contains("licences/graalvm", "share/man/man1/sild.1", "LICENSE");
            assertThat(BuiltPackages.run(
                                    BuiltPackages.EXAMPLE,
                                    Map.of("PATH", "/nonexistent", "JAVA_HOME", ""),
                                    folder.resolve("bin/kubectl-sild").toString(),
                                    "status",
                                    "--help")
                            .orFail())
                    .contains("kubectl sild status");
        }
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        Path home = unpack(".tar.gz");
        Path java = Files.createDirectories(temporary.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '    java.specification.version = 11' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        // The only other program that it needs for this.
        Files.createSymbolicLink(java.resolveSibling("sed"), Path.of("/usr/bin/sed"));

        CommandRunner.Result result = BuiltPackages.run(
                BuiltPackages.EXAMPLE,
                Map.of("PATH", java.getParent().toString(), "JAVA_HOME", ""),
                "/bin/sh",
                home.resolve("bin/sild").toString(),
                "--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors())
                .contains("needs Java 17 or newer", java + ": Java 11", "apt-get install default-jre-headless");
    }

    @Test
    void completesInZshTheFirstTimeToo() throws Exception {
        Path functions = unpack(".tar.gz").resolve("share/zsh/site-functions");
        String script = """
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell "fpath=('%s' \\$fpath); autoload -Uz compinit; compinit -D -u; echo rea''dy"
                zpty -r -m shell line '*ready*'
                zpty -w -n shell $'sild conv\\t'
                zpty -r -m shell line '*convert*' && print found
                zpty -d shell
                """.formatted(functions);
        assertThat(BuiltPackages.run(folder, Map.of("TERM", "dumb"), "timeout", "60", "zsh", "-f", "-c", script)
                        .orFail())
                .contains("found");
    }

    @Test
    void completesInFish() throws Exception {
        Path script = unpack(".tar.gz").resolve("share/fish/vendor_completions.d/sild.fish");

        assertThat(BuiltPackages.run(
                                folder,
                                Map.of(),
                                "fish",
                                "--no-config",
                                "-c",
                                "source '" + script + "'; complete --do-complete 'sild conv'")
                        .orFail())
                .startsWith("convert\t");
    }

    @Test
    void hasPagesOfTheManualWithoutMistakes() throws Exception {
        Path pages = unpack(".tar.gz").resolve("share/man/man1");
        try (Stream<Path> files = Files.list(pages)) {
            String[] command = Stream.concat(
                            Stream.of("mandoc", "-T", "lint", "-W", "warning"),
                            files.map(Path::toString).sorted())
                    .toArray(String[]::new);
            assertThat(command).hasSizeGreaterThan(30);
            assertThat(BuiltPackages.run(pages, Map.of(), command).output()).isEmpty();
        }
    }

    @Test
    void hasTheSumsOfAllPackages() throws Exception {
        BuiltPackages.run(BuiltPackages.FOLDER, Map.of(), "sha256sum", "--strict", "--check", "SHA256SUMS")
                .orFail();
        try (Stream<Path> files = Files.list(BuiltPackages.FOLDER)) {
            assertThat(BuiltPackages.sums().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> !name.equals("SHA256SUMS"))
                                    .toList());
        }
    }

    private Path unpack(String suffix) throws Exception {
        String archive = BuiltPackages.archive(suffix).toString();
        String[] command = suffix.equals(".zip")
                ? new String[] {"unzip", "-q", archive}
                : new String[] {"tar", "--extract", "--no-same-owner", "--file", archive};
        BuiltPackages.run(folder, Map.of(), command).orFail();
        return folder.resolve("sild-" + BuiltPackages.version());
    }

    private static CommandRunner.Result sild(Path home, String... arguments) {
        return run(home.resolve("bin/sild"), arguments);
    }

    private static CommandRunner.Result run(Path program, String... arguments) {
        String[] command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        return BuiltPackages.run(BuiltPackages.EXAMPLE, Map.of(), command);
    }
}
