package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build downloads is pinned by a checksum, and something else is refused. */
class SupplyChainTest {
    private static final String DISTRIBUTION = "apache-maven-9.9.9";
    // Without unzip, curl and a JDK; wget is a script of the test.
    private static final List<String> PROGRAMS = List.of(
            "uname",
            "dirname",
            "basename",
            "tr",
            "mktemp",
            "rm",
            "mkdir",
            "mv",
            "cat",
            "cp",
            "sha256sum",
            "tar",
            "gzip");

    @TempDir
    private Path folder;

    private Path programs;

    @BeforeEach
    void copyWrapper() throws Exception {
        Files.createDirectories(folder.resolve("project/.mvn/wrapper"));
        Files.copy(Path.of("mvnw"), folder.resolve("project/mvnw"));
        programs = Files.createDirectory(folder.resolve("bin"));
        for (String program : PROGRAMS) {
            script(programs.resolve(program), "exec '%s' \"$@\"".formatted(find(program)));
        }
        script(
                programs.resolve("wget"),
                "case $2 in *.tar.gz) cp '%1$s.tar.gz' \"$4\" ;; *) cp '%1$s.zip' \"$4\" ;; esac"
                        .formatted(folder.resolve("served")));
        Path distribution = Files.createDirectories(folder.resolve(DISTRIBUTION + "/bin"));
        script(distribution.resolve("mvn"), "echo Maven runs");
        run(folder, programs.resolve("tar").toString(), "-czf", "served.tar.gz", DISTRIBUTION);
        Files.writeString(folder.resolve("served.zip"), "not a real archive");
    }

    @Test
    void mavenRunsWhenTheDownloadHasThePinnedSum() throws Exception {
        pin(sum("served.zip"), sum("served.tar.gz"));

        assertThat(mvnw()).isEqualTo("Maven runs\n0");
    }

    @Test
    void mavenIsRefusedWhenTheDownloadHasAnotherSum() throws Exception {
        pin(sum("served.zip"), sum("served.zip"));

        assertThat(mvnw())
                .contains("Failed to validate Maven distribution SHA-256")
                .endsWith("\n1");
    }

    @Test
    void mavenIsRefusedWhenOnlyTheArchiveThatCannotBeUnpackedHasASum() throws Exception {
        pin(sum("served.zip"), "");

        assertThat(mvnw())
                .contains("install unzip, or set distributionTarGzSha256Sum")
                .endsWith("\n1");
    }

    @Test
    void mavenIsRefusedWhenTheZipHasAnotherSum() throws Exception {
        script(programs.resolve("unzip"), "echo unpacked unverified");
        pin(sum("served.tar.gz"), sum("served.tar.gz"));

        assertThat(mvnw())
                .contains("Failed to validate Maven distribution SHA-256")
                .doesNotContain("unpacked")
                .endsWith("\n1");
    }

    @Test
    void theMavenOfThisProjectIsPinned() throws IOException {
        assertThat(Files.readString(Path.of(".mvn/wrapper/maven-wrapper.properties")))
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$")
                .containsPattern("(?m)^distributionTarGzSha256Sum=[0-9a-f]{64}$");
    }

    @Test
    void everyBaseImageIsPinnedByDigest() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));
        List<String> stages = Pattern.compile("(?m)^FROM \\S+ AS (\\S+)")
                .matcher(dockerfile)
                .results()
                .map(group(1))
                .toList();
        List<String> pinned = Pattern.compile("(?m)^ARG (\\w+)=\\S+:\\S+@sha256:[0-9a-f]{64}$")
                .matcher(dockerfile)
                .results()
                .map(match -> "${" + match.group(1) + "}")
                .toList();

        assertThat(Pattern.compile("(?m)^FROM (\\S+)")
                        .matcher(dockerfile)
                        .results()
                        .map(group(1)))
                .isNotEmpty()
                .allMatch(base -> stages.contains(base) || pinned.contains(base));
    }

    private static Function<MatchResult, String> group(int number) {
        return match -> match.group(number);
    }

    private void pin(String zip, String tarGz) throws IOException {
        Files.writeString(folder.resolve("project/.mvn/wrapper/maven-wrapper.properties"), """
        distributionUrl=https://repo.example/org/apache/maven/apache-maven/9.9.9/%s-bin.zip
        distributionSha256Sum=%s
        distributionTarGzSha256Sum=%s
        """.formatted(
                        DISTRIBUTION, zip, tarGz));
    }

    private String sum(String file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(file))));
    }

    /** What the wrapper prints, then its exit code. */
    private String mvnw() throws Exception {
        return run(folder.resolve("project"), find("sh").toString(), "mvnw");
    }

    private String run(Path directory, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MVNW_") || name.equals("JAVA_HOME"));
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("MAVEN_USER_HOME", folder.resolve("home").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + process.waitFor();
    }

    private static Path find(String program) {
        for (String directory : System.getenv("PATH").split(":", -1)) {
            Path path = Path.of(directory, program);
            if (Files.isExecutable(path)) {
                return path;
            }
        }
        throw new AssertionError(program + " is not on PATH");
    }

    private static void script(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
