package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written where with -o and --secrets. */
@Tag("executable")
class OutputOptionsTest extends OptionsCase {
    @Test
    void aFolderGetsAFileAServiceAndOneForWhatIsShared() throws IOException {
        ConvertRun conversion = ConvertRun.run(folder, "-o", "out/");

        assertThat(conversion.code()).isZero();
        assertThat(conversion.out()).isEmpty();
        assertThat(files())
                .containsExactly(
                        "compose.yaml",
                        "out/files.yaml",
                        "out/secrets.yaml",
                        "out/volumes.yaml",
                        "out/web.yaml",
                        "web.conf");
    }

    @Test
    void theFilesOfAFolderHoldTogetherJustWhatTheListHolds() throws IOException {
        String list = ConvertRun.run(folder).out();
        ConvertRun.run(folder, "-o", "out/");

        StringBuilder all = new StringBuilder();
        for (String file : files()) {
            if (file.startsWith("out/")) {
                all.append(Files.readString(folder.resolve(file))).append("---\n");
            }
        }
        assertThat(all.toString().split("---\n")).containsExactlyInAnyOrder(list.split("---\n"));
    }

    @Test
    void separateSecretsStandInAFileOfTheirOwnAndNoServiceOfThatNameIsLost() throws IOException {
        ConvertRun conversion = ConvertRun.run(folder, "-o", "out/", "--secrets", "separate");

        assertThat(conversion.code()).isZero();
        List<String> written =
                files().stream().filter(file -> file.startsWith("out/")).toList();
        assertThat(written).contains("out/secrets.yaml", "out/secrets-service.yaml", "out/web.yaml");
        assertThat(folder.resolve("out/secrets.yaml")).content().contains("kind: Secret\n");
        long withSecrets = 0;
        boolean service = false;
        for (String file : written) {
            String text = Files.readString(folder.resolve(file));
            withSecrets += text.contains("kind: Secret") ? 1 : 0;
            service |= text.contains("image: example/secrets:1");
            assertThat(text.contains("kind: Secret") && text.contains("kind: Deployment"))
                    .isFalse();
        }
        assertThat(withSecrets).isEqualTo(1);
        assertThat(service).isTrue();
    }

    @Test
    void separateSecretsOfAListStandBesideIt() throws IOException {
        ConvertRun conversion = ConvertRun.run(folder, "-o", "all.yaml", "--secrets", "separate");

        assertThat(conversion.code()).isZero();
        assertThat(Files.readString(folder.resolve("all.yaml")))
                .doesNotContain("kind: Secret\n")
                .contains("kind: Deployment");
        assertThat(Files.readString(folder.resolve("all-secrets.yaml")))
                .contains("kind: Secret\n")
                .doesNotContain("kind: Deployment");
    }

    @Test
    void omittedSecretsAreListedInTheReportWithTheirKeys() {
        ConvertRun conversion = ConvertRun.run(folder, "--secrets", "omit");

        assertThat(conversion.out()).doesNotContain("kind: Secret\n");
        assertThat(conversion.err()).contains("the Secret 'web-env' is not written; it must have the key API_TOKEN");
    }

    @Test
    void outputThatCannotBeWrittenIsOneLineAndExitCode1() throws IOException {
        Files.createDirectory(folder.resolve("taken"));

        ConvertRun conversion = ConvertRun.run(folder, "-o", "web.conf/below.yaml");

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.err())
                .contains("SILD-NOT-EXPOSED")
                .contains("error: cannot write web.conf/below.yaml: a parent folder is a file; use another path"
                        + " with --output [SILD-OUTPUT-UNWRITABLE]\n");
        assertThat(files()).containsExactly("compose.yaml", "web.conf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-o compose.yaml|cannot write compose.yaml: it is a file of the project",
                "--build-script ../shop/compose.yaml|cannot write ../shop/compose.yaml: it is a file of the project",
                "-o ./out.sh --build-script out.sh|cannot write ./out.sh: it is the same file as out.sh"
            })
    void nothingIsWrittenOverTheProjectOrOverItself(String arguments, String message) throws IOException {
        Path shop = Files.createDirectory(folder.resolve("shop"));
        Path compose = Files.writeString(shop.resolve("compose.yaml"), "services: {web: {image: example/web:1}}");

        ConvertRun conversion = ConvertRun.run(shop, arguments.split(" "));

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.err()).contains(message);
        assertThat(compose).hasContent("services: {web: {image: example/web:1}}");
        assertThat(shop.toFile().list()).containsExactly("compose.yaml");
    }

    @Test
    void outputThatCannotBeWrittenIsAFindingOfTheJsonReport() throws IOException {
        ConvertRun conversion = ConvertRun.run(folder, "-o", "web.conf/below.yaml", "--report", "json");

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(conversion.err()).get("findings").findValuesAsText("code"))
                .contains("SILD-NOT-EXPOSED", "SILD-OUTPUT-UNWRITABLE");
    }

    @Test
    void aFolderThatIsThereNeedsNoSlash() throws IOException {
        Files.createDirectory(folder.resolve("out"));

        assertThat(ConvertRun.run(folder, "-o", "out").code()).isZero();
        assertThat(files()).contains("out/web.yaml", "out/secrets.yaml").doesNotContain("out/shop.yaml");
    }

    @Test
    void aFileOfAnEarlierVersionIsReportedAndOthersAreNot() throws IOException {
        ConvertRun.run(folder, "-o", "out/");
        // It kept no list of its files.
        Files.delete(folder.resolve("out/.sild-files"));
        Files.writeString(folder.resolve("out/mine.yaml"), "kind: ConfigMap\n");
        Files.writeString(folder.resolve("less.yaml"), "name: shop\nservices: {web: {image: 'a:1'}}");

        ConvertRun conversion = ConvertRun.run(folder, "-f", "less.yaml", "-o", "out/");

        assertThat(conversion.code()).isZero();
        assertThat(conversion.err().lines().filter(line -> line.contains("SILD-STALE-FILE")))
                .hasSize(3)
                .allMatch(line -> line.contains("remove it"))
                .anyMatch(line -> line.contains("secrets.yaml"))
                .noneMatch(line -> line.contains("mine.yaml"));
        assertThat(folder.resolve("out/secrets.yaml")).exists();
    }
}
