package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the script of {@code --build-script} tells a builder: one that only notes its arguments stands in for it. */
@Tag("executable")
class BuildScriptTest extends BuildScriptCase {
    @Test
    void dockerBuildsAndPushesEachImageAfterThoseItNeeds() throws Exception {
        List<List<String>> calls = run("docker", Map.of("NPM_TOKEN", "s3cr3t"));

        assertThat(calls).hasSize(3);
        assertThat(calls.get(0))
                .containsExactly(
                        project.toString(),
                        "buildx",
                        "build",
                        "--push",
                        "--file",
                        "-",
                        "--platform",
                        "linux/amd64,linux/arm64",
                        "--tag",
                        "shop-base",
                        "--",
                        "./",
                        "FROM scratch",
                        "LABEL a='b'",
                        "");
        assertThat(calls.get(1))
                .containsExactly(
                        project.toString(),
                        "buildx",
                        "build",
                        "--push",
                        "--platform",
                        "linux/amd64",
                        "--file",
                        "./api/deploy/Dockerfile",
                        "--build-arg",
                        "HOSTILE=it's $(touch hacked) `touch hacked` \"x\" \\",
                        "--build-arg",
                        "NPM_TOKEN",
                        "--build-arg",
                        "EMPTY=",
                        "--label",
                        "com.example.a=b 'c'",
                        "--target",
                        "production",
                        "--build-context",
                        "base=docker-image://shop-base",
                        "--build-context",
                        "files=./api",
                        "--build-context",
                        "image=docker-image://alpine:3",
                        "--secret",
                        "id=one,env=ONE",
                        "--secret",
                        "id=other,\"src=./a,b \"\"c\"\"\"",
                        "--ssh",
                        "default",
                        "--ssh",
                        "key=./id",
                        "--add-host",
                        "db:10.0.0.1",
                        "--add-host",
                        "v6:::1",
                        "--network",
                        "host",
                        "--shm-size",
                        "67108864",
                        "--ulimit",
                        "nofile=100:100",
                        "--ulimit",
                        "nproc=5:6",
                        "--no-cache",
                        "--pull",
                        "--tag",
                        "shop-api",
                        "--tag",
                        "example.com/api:extra",
                        "--cache-from",
                        "type=registry,ref=example.com/cache",
                        "--cache-to",
                        "type=inline",
                        "--allow",
                        "network.host",
                        "--no-cache-filter",
                        "production",
                        "--allow",
                        "security.insecure",
                        "--provenance",
                        "mode=max",
                        "--sbom",
                        "true",
                        "--",
                        "./api");
        assertThat(calls.get(2))
                .containsExactly(
                        project.toString(),
                        "buildx",
                        "build",
                        "--push",
                        "--file",
                        "deploy/Dockerfile",
                        "--tag",
                        "shop-far",
                        "--",
                        "https://example.com/team/app.git#main");
        assertThat(project.resolve("hacked")).doesNotExist();
    }

    @Test
    void podmanBuildsFirstAndPushesEachNameThen() throws Exception {
        List<List<String>> calls = run("podman", Map.of("NPM_TOKEN", "s3cr3t"));

        assertThat(calls.stream().map(call -> String.join(" ", call.subList(1, Math.min(4, call.size())))))
                .containsExactly(
                        "build --file -",
                        "manifest push --all",
                        "build --platform linux/amd64",
                        "push -- shop-api",
                        "push -- example.com/api:extra",
                        "build --file deploy/Dockerfile",
                        "push -- shop-far");
        assertThat(calls.get(0)).contains("--manifest", "shop-base").doesNotContain("--tag");
        assertThat(calls.get(2)).contains("--tag").doesNotContain("--provenance", "--sbom", "--allow", "--cache-from");
    }

    @Test
    void nothingIsPushedWhereThatIsAskedFor() throws Exception {
        assertThat(run("docker", Map.of("NPM_TOKEN", "s3cr3t", "PUSH", "no")))
                .allSatisfy(call -> assertThat(call).contains("--load").doesNotContain("--push"));
        Files.delete(folder.resolve("calls"));
        assertThat(run("podman", Map.of("NPM_TOKEN", "s3cr3t", "PUSH", "no"))).hasSize(3);
    }

    @Test
    void theScriptFindsTheProjectFromBehindALink() throws Exception {
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), Files.createDirectories(folder.resolve("far/away")));

        assertThat(ConvertRun.run(project, "--build-script", link + "/new/build.sh", "-o", "out.yaml")
                        .code())
                .isZero();

        assertThat(Files.readString(folder.resolve("far/away/new/build.sh")))
                .contains("pwd -P)\"/'../../../it'\\''s a project'");
    }

    @Test
    void argumentsHaveTheNamesOfServicesInTheCluster() throws Exception {
        Files.writeString(project.resolve("compose.yaml"), """
            services:
              web: {build: {context: ./api, args: {API_URL: "http://back_end:8080", TITLE: back_end}}}
              back_end: {image: "example/back:1", expose: ["8080"]}
            """);

        assertThat(ConvertRun.run(project, "--build-script", "build.sh", "-o", "out.yaml")
                        .code())
                .isZero();

        assertThat(Files.readString(project.resolve("build.sh")))
                .contains("'API_URL=http://back-end:8080'", "'TITLE=back_end'");
    }

    @Test
    void whatABuilderHasNoPlaceForIsReported() {
        assertThat(conversion.err())
                .contains("[services.api.build.secrets[1].mode SILD-IMAGE-LOST]")
                .contains("[services.api.build.secrets[2] SILD-IMAGE-LOST]")
                .contains("[services.api.build.isolation SILD-IMAGE-LOST]")
                .contains("run 'ci/build.sh' first, using an --image-prefix that the cluster can pull from");
    }
}
