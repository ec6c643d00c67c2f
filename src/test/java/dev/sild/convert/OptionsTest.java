package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the options of the command behave: wrong ones, those about where the output goes, and those about the report. */
@Tag("executable")
class OptionsTest extends OptionsCase {
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
                "--storage-size data=lots|data=lots|10Gi",
                "--storage-size =1Gi|=1Gi|10Gi",
                "--storage-class Fast_SSD|Fast_SSD|a-z",
                "--storage-access Sometimes|--storage-access|ReadWriteMany",
                "--bind always|--bind|auto, hostpath",
                "--target podman --security restricted|--security|--target kubernetes",
                "--security lax|lax|restricted",
                "--kubernetes-version 2|2|1.33",
                "--kubernetes-version new|new|1.33",
                "--kubernetes-version 1.29|1.29|1.30 or newer",
                "--no-such-option|--no-such-option|--help",
                "-f|--file|--help",
            })
    void wrongUsageIsSaidWithItsRemedyAndExitCode2(String arguments, String what, String remedy) throws IOException {
        ConvertRun conversion = ConvertRun.run(folder, arguments.split(" "));

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

        assertThat(ConvertRun.run(project, "--image-tag", "git").err())
                .contains("no Git repository")
                .contains("--image-tag 1.0")
                .hasLineCount(1);

        Files.createDirectories(project.resolve(".git"));
        Files.writeString(project.resolve(".git/HEAD"), "0123456789abcdef0123456789abcdef01234567\n");
        assertThat(ConvertRun.run(project, "--image-tag", "git").out())
                .contains("image: shop-api:0123456789abcdef0123456789abcdef01234567\n");
    }

    @Test
    void filesCanBeGivenAsArguments() throws IOException {
        Files.writeString(folder.resolve("more.yaml"), "services: {web: {image: example/web:2}}");

        ConvertRun merged = ConvertRun.run(folder, "compose.yaml", "more.yaml");

        assertThat(merged.code()).isZero();
        assertThat(merged.out()).contains("image: example/web:2").doesNotContain("image: example/web:1");
        assertThat(ConvertRun.run(folder, "-f", "compose.yaml", "more.yaml").out())
                .isEqualTo(merged.out());
    }

    @Test
    void aFileThatDoesNotExistIsNamed() {
        ConvertRun conversion = ConvertRun.run(folder, "stray.yaml");

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.out()).isEmpty();
        assertThat(conversion.err()).contains("stray.yaml").hasLineCount(1);
    }

    @Test
    void helpShowsEveryOptionAndExamples() {
        ConvertRun help = ConvertRun.run(folder, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains(
                        "Examples:",
                        "sild convert compose.yaml -o k8s/",
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
        ConvertRun conversion = ConvertRun.run(folder, "--stateful", "bd");

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.out()).isEmpty();
        assertThat(conversion.err()).startsWith("compose.yaml:2:1: error: ").contains("'bd'", "web, secrets");
    }

    @Test
    void ofSeveralServicesWithoutAHostTheFirstIsExposedAndTheOthersAskForOne() {
        for (List<String> expose :
                List.of(List.of("--expose", "ingress"), List.of("--expose", "gateway", "--gateway", "g"))) {
            List<String> arguments = new java.util.ArrayList<>(List.of("-f", "-", "-p", "p"));
            arguments.addAll(expose);
            ConvertRun conversion = ConvertRun.run(
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
        ConvertRun conversion = ConvertRun.run(
                folder,
                Map.of(),
                "services: {a: {image: 'a:1', ports: ['80:80']}, b: {image: 'b:1', ports: ['81:80']}}",
                List.of("-f", "-", "-p", "p", "--expose", "ingress", "--host", "*.example.com"));

        assertThat(conversion.out()).contains("host: a.example.com", "host: b.example.com");
    }
}
