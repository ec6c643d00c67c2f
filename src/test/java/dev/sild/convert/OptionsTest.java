package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the options of the command behave: wrong ones, those about where the output goes, and those about the report. */
class OptionsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void project() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          web:
            image: example/web:1
            ports: ["8080:80"]
            environment:
              API_TOKEN: token-in-file
            volumes: ["data:/data", "./web.conf:/etc/web.conf:ro"]
          secrets:
            image: example/secrets:1
            configs: [app]
        volumes:
          data:
        configs:
          app:
            content: text
        """);
        Files.writeString(folder.resolve("web.conf"), "listen 80");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--target docker|--target|kubernetes, podman",
                "--expose world|--expose|loadbalancer",
                "--health dead|--health|readiness, liveness, none",
                "--secrets public|--secrets|inline, separate, omit",
                "--network-policies maybe|--network-policies|auto, always, never",
                "--layout tree|--layout|list, files",
                "--report xml|--report|text, json, sarif",
                "--strict --allow SILD-NOT-CARIED|SILD-NOT-CARIED|did you mean SILD-NOT-CARRIED?",
                "--strict --allow SILD-PORT-FOUND|SILD-PORT-FOUND|SILD-USER-BY-NAME",
                "--strict --allow SILD-NOT-CARRIED,|unknown code '' for --allow|SILD-NOT-CARRIED",
                "--strict --allow zzz|unknown code 'zzz' for --allow: the codes of losses are|SILD-NOT-CARRIED",
                "--allow SILD-NOT-CARRIED|--allow|--strict",
                "--wait-image Not:An:Image|--wait-image 'Not:An:Image'|busybox",
                "--kubectl-image -|--kubectl-image '-'|kubectl",
                "--single-pod|--single-pod|--target podman",
                "--cpu-shares some|--cpu-shares|none, request",
                "--target podman --cpu-shares request|--cpu-shares request|--target kubernetes",
                "--secrets separate|--secrets separate|--output",
                "--layout files|--layout files|--output",
                "--expose gateway|--expose gateway|--gateway",
                "--expose nodeport --host a.example.com|--host|--expose nodeport",
                "--host a.example.com|--host|--expose",
                "--target podman --expose nodeport|--expose|--target kubernetes",
                "-n Not_Legal|Not_Legal|a-z",
                "--namespace=|is not a valid namespace|a-z",
                "--expose ingress --host Shop.example.com|Shop.example.com|a-z",
                "--expose ingress --host a..b|a..b|a-z",
                "--expose ingress --host 10.0.0.1|10.0.0.1|needs a host name",
                "--expose ingress --tls-secret My_Cert|My_Cert|a-z",
                "--expose ingress --ingress-class n/x|n/x|a-z",
                "--expose gateway --gateway a/b/c|a/b/c|a-z",
                "--expose gateway --gateway A/b|A/b|[NAMESPACE/]NAME",
                "--image-prefix Registry/x|Registry/x|lower-case",
                "--image-prefix reg.example.com/team/|team/|lower-case",
                "--image-prefix reg.example.com:/team|reg.example.com:|lower-case",
                "--image-tag a/b|a/b|letters",
                "--build-script -|--build-script|needs a file, not",
                "--build-script x.yaml -o x.yaml|--build-script|needs a file, not",
                "--image-tag -x|--image-tag|--help",
                "--image-pull-secret My_Secret|My_Secret|a-z",
                "--target podman --image-pull-secret nexus|--image-pull-secret|podman login",
                "--storage-size 10gigs|10gigs|10Gi",
                "--storage-size 0|--storage-size|10Gi",
                "--storage-class Fast_SSD|Fast_SSD|a-z",
                "--storage-access Sometimes|--storage-access|ReadWriteMany",
                "--bind always|--bind|auto, hostpath",
                "--target podman --security restricted|--security|--target kubernetes",
                "--security lax|lax|restricted",
                "--kubernetes-version 2|2|1.33",
                "--kubernetes-version new|new|1.33",
                "--no-such-option|--no-such-option|--help",
                "stray|stray|--help",
                "-f|--file|--help",
            })
    void wrongUsageIsSaidWithItsRemedyAndExitCode2(String arguments, String what, String remedy) throws IOException {
        Conversion conversion = Conversion.run(folder, arguments.split(" "));

        assertThat(conversion.code()).isEqualTo(2);
        assertThat(conversion.out()).isEmpty();
        assertThat(conversion.err())
                .startsWith("sild: ")
                .contains(what)
                .contains(remedy)
                .contains("Try 'sild convert --help'.");
        assertThat(conversion.err().lines()).hasSize(2);
        assertThat(files()).containsExactly("compose.yaml", "web.conf");
    }

    @Test
    void theTagIsTheCommitWhereItIsAskedFor() throws IOException {
        Path project = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(
                project.resolve("compose.yaml"), "services: {api: {build: {dockerfile_inline: FROM scratch}}}");

        assertThat(Conversion.run(project, "--image-tag", "git").err())
                .contains("no Git repository")
                .contains("--image-tag 1.0")
                .hasLineCount(1);

        Files.createDirectories(project.resolve(".git"));
        Files.writeString(project.resolve(".git/HEAD"), "0123456789abcdef0123456789abcdef01234567\n");
        assertThat(Conversion.run(project, "--image-tag", "git").out())
                .contains("image: shop-api:0123456789abcdef0123456789abcdef01234567\n");
    }

    @Test
    void helpShowsEveryOptionAndExamples() {
        Conversion help = Conversion.run(folder, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains(
                        "Examples:",
                        "sild convert -f compose.yaml -o k8s/",
                        "--file",
                        "--profile",
                        "--env-file",
                        "--project-name",
                        "--namespace",
                        "--output",
                        "--layout",
                        "--target",
                        "--single-pod",
                        "--expose",
                        "--host",
                        "--tls-secret",
                        "--ingress-class",
                        "--gateway",
                        "--network-policies",
                        "--health",
                        "--secrets",
                        "--report",
                        "--strict",
                        "--allow",
                        "--quiet",
                        "--allow-path",
                        "--storage-size",
                        "--storage-class",
                        "--storage-access",
                        "--stateful",
                        "--bind",
                        "--image-prefix",
                        "--image-tag",
                        "--image-pull-secret");
    }

    @Test
    void aServiceThatIsNotThereCannotBeStateful() {
        Conversion conversion = Conversion.run(folder, "--stateful", "bd");

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.out()).isEmpty();
        assertThat(conversion.err()).startsWith("compose.yaml:2:1: error: ").contains("'bd'", "web, secrets");
    }

    @Test
    void aFolderGetsAFileAServiceAndOneForWhatIsShared() throws IOException {
        Conversion conversion = Conversion.run(folder, "-o", "out/");

        assertThat(conversion.code()).isZero();
        assertThat(conversion.out()).isEmpty();
        assertThat(files())
                .containsExactly(
                        "compose.yaml",
                        "out/secrets.yaml",
                        "out/shared-files.yaml",
                        "out/shared-volumes.yaml",
                        "out/web.yaml",
                        "web.conf");
    }

    @Test
    void theFilesOfAFolderHoldTogetherJustWhatTheListHolds() throws IOException {
        String list = Conversion.run(folder).out();
        Conversion.run(folder, "-o", "out/");

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
        Conversion conversion = Conversion.run(folder, "-o", "out/", "--secrets", "separate");

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
        Conversion conversion = Conversion.run(folder, "-o", "all.yaml", "--secrets", "separate");

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
        Conversion conversion = Conversion.run(folder, "--secrets", "omit");

        assertThat(conversion.out()).doesNotContain("kind: Secret\n");
        assertThat(conversion.err()).contains("the Secret 'web-env' is not written; it must have the key API_TOKEN");
    }

    @Test
    void strictWritesNothingWhereSomethingIsLost() throws IOException {
        Files.writeString(folder.resolve("lossy.yaml"), "services: {web: {image: 'a:1', uts: host}}");

        Conversion conversion = Conversion.run(folder, "-f", "lossy.yaml", "--strict", "-o", "out/");

        assertThat(conversion.code()).isEqualTo(3);
        assertThat(conversion.err())
                .contains("'uts' is not carried over")
                .contains("nothing was written because of --strict");
        assertThat(files()).doesNotContain("out/web.yaml");
    }

    @Test
    void strictPutsUpWithAllowedLossesAndStillReportsThem() throws IOException {
        Files.writeString(
                folder.resolve("lossy.yaml"),
                "name: shop\nservices:\n  web:\n    image: example/web:1\n    uts: host\n    user: somebody\n");

        Conversion one = Conversion.run(folder, "-f", "lossy.yaml", "--strict", "--allow", "SILD-NOT-CARRIED");
        Conversion both =
                Conversion.run(folder, "-f", "lossy.yaml", "--strict", "--allow", "sild-not-carried,SILD-USER-BY-NAME");
        Conversion apart = Conversion.run(
                folder, "-f", "lossy.yaml", "--strict", "--allow", "SILD-USER-BY-NAME", "--allow", "SILD-NOT-CARRIED");

        assertThat(one.code()).isEqualTo(3);
        assertThat(one.out()).isEmpty();
        assertThat(both.code()).isZero();
        assertThat(both.out()).contains("kind: Deployment");
        assertThat(both.err()).contains("'uts' is not carried over", "2 of 4 attributes carried, 2 not");
        assertThat(apart).isEqualTo(both);
    }

    @Test
    void strictPutsUpWithApproximations() {
        String compose =
                "name: shop\nservices: {web: {image: 'a:1', depends_on: [db]}, db: {image: 'a:1', pull_policy: daily}}";

        Conversion conversion = Conversion.run(folder, Map.of(), compose, List.of("-f", "-", "--strict"));

        assertThat(conversion.code()).isZero();
        assertThat(conversion.err()).contains("3 of 5 attributes carried, 2 approximated");
    }

    @Test
    void jsonReportListsEveryAttributeAndTheirSum() throws IOException {
        Conversion conversion = Conversion.run(
                folder,
                Map.of(),
                "services: {web: {image: 'a:1', uts: host}}",
                List.of("-f", "-", "-q", "--report", "json"));

        JsonNode report = new ObjectMapper().readTree(conversion.err());
        assertThat(report.get("findings")).isEmpty();
        assertThat(report.get("attributes").findValuesAsText("attribute"))
                .containsExactly("services.web.image", "services.web.uts");
        assertThat(report.at("/attributes/1/outcome").asText()).isEqualTo("lost");
        assertThat(report.at("/attributes/1/codes/0").asText()).isEqualTo("SILD-NOT-CARRIED");
        assertThat(report.at("/attributes/1/column").asInt()).isEqualTo(32);
        assertThat(report.get("summary").toString())
                .isEqualTo("{\"attributes\":2,\"carried\":1,\"approximated\":0,\"lost\":1,\"otherLosses\":0}");
    }

    @Test
    void sarifReportIsForFailuresToo() throws IOException {
        Conversion conversion =
                Conversion.run(folder, Map.of(), "services: {web: {imag: x}}", List.of("-f", "-", "--report", "sarif"));

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(new ObjectMapper()
                        .readTree(conversion.err())
                        .at("/runs/0/results/0/ruleId")
                        .asText())
                .isEqualTo("SILD-INPUT-INVALID");
    }

    @Test
    void strictWritesWhereNothingIsLost() {
        Conversion conversion =
                Conversion.run(folder, Map.of(), "services: {web: {image: 'a:1'}}", List.of("-f", "-", "--strict"));

        assertThat(conversion.code()).isZero();
        assertThat(conversion.out()).contains("kind: Deployment");
    }

    @Test
    void ofSeveralServicesWithoutAHostTheFirstIsExposedAndTheOthersAskForOne() {
        for (List<String> expose :
                List.of(List.of("--expose", "ingress"), List.of("--expose", "gateway", "--gateway", "g"))) {
            List<String> arguments = new java.util.ArrayList<>(List.of("-f", "-", "-p", "p"));
            arguments.addAll(expose);
            Conversion conversion = Conversion.run(
                    folder,
                    Map.of(),
                    "services: {a: {image: 'a:1', ports: ['80:80']}, b: {image: 'b:1', ports: ['81:80']}}",
                    arguments);

            assertThat(conversion.code()).isZero();
            assertThat(conversion.out().split("kind: (Ingress|HTTPRoute)\n", -1))
                    .hasSize(2);
            assertThat(conversion.err().lines().filter(line -> line.contains("set --host")))
                    .hasSize(1)
                    .allMatch(line -> line.contains("services.b.ports"));
        }
    }

    @Test
    void aWildcardHostGivesEachOfSeveralServicesAHostBelowIt() {
        Conversion conversion = Conversion.run(
                folder,
                Map.of(),
                "services: {a: {image: 'a:1', ports: ['80:80']}, b: {image: 'b:1', ports: ['81:80']}}",
                List.of("-f", "-", "-p", "p", "--expose", "ingress", "--host", "*.example.com"));

        assertThat(conversion.out()).contains("host: a.example.com", "host: b.example.com");
    }

    @Test
    void strictRefusesWhatDockerComposeRefuses() {
        String compose = "services: {web: {image: 'a:1', volumes: ['data:/data']}}";

        assertThat(Conversion.run(folder, Map.of(), compose, List.of("-f", "-")).code())
                .isZero();
        assertThat(Conversion.run(folder, Map.of(), compose, List.of("-f", "-", "--strict"))
                        .code())
                .isEqualTo(1);
        assertThat(Conversion.run(folder, "--help").out()).containsPattern("docker\\s+compose\\s+would\\s+refuse");
    }

    @Test
    void quietSaysNothingButErrors() {
        assertThat(Conversion.run(folder, "-q").err()).isEmpty();
        assertThat(Conversion.run(folder, "-q", "-f", "missing.yaml").err()).contains("missing.yaml");
    }

    @Test
    void outputThatCannotBeWrittenIsOneLineAndExitCode1() throws IOException {
        Files.createDirectory(folder.resolve("taken"));

        Conversion conversion = Conversion.run(folder, "-o", "web.conf/below.yaml");

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

        Conversion conversion = Conversion.run(shop, arguments.split(" "));

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.err()).contains(message);
        assertThat(compose).hasContent("services: {web: {image: example/web:1}}");
        assertThat(shop.toFile().list()).containsExactly("compose.yaml");
    }

    @Test
    void outputThatCannotBeWrittenIsAFindingOfTheJsonReport() throws IOException {
        Conversion conversion = Conversion.run(folder, "-o", "web.conf/below.yaml", "--report", "json");

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(conversion.err()).get("findings").findValuesAsText("code"))
                .contains("SILD-NOT-EXPOSED", "SILD-OUTPUT-UNWRITABLE");
    }

    @Test
    void aFolderThatIsThereNeedsNoSlash() throws IOException {
        Files.createDirectory(folder.resolve("out"));

        assertThat(Conversion.run(folder, "-o", "out").code()).isZero();
        assertThat(files()).contains("out/web.yaml", "out/secrets.yaml").doesNotContain("out/shop.yaml");
    }

    @Test
    void aFileOfAnEarlierVersionIsReportedAndOthersAreNot() throws IOException {
        Conversion.run(folder, "-o", "out/");
        // It kept no list of its files.
        Files.delete(folder.resolve("out/.sild-files"));
        Files.writeString(folder.resolve("out/mine.yaml"), "kind: ConfigMap\n");
        Files.writeString(folder.resolve("less.yaml"), "name: shop\nservices: {web: {image: 'a:1'}}");

        Conversion conversion = Conversion.run(folder, "-f", "less.yaml", "-o", "out/");

        assertThat(conversion.code()).isZero();
        assertThat(conversion.err().lines().filter(line -> line.contains("SILD-STALE-FILE")))
                .hasSize(3)
                .allMatch(line -> line.contains("remove it"))
                .anyMatch(line -> line.contains("secrets.yaml"))
                .noneMatch(line -> line.contains("mine.yaml"));
        assertThat(folder.resolve("out/secrets.yaml")).exists();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".sild-files"))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
