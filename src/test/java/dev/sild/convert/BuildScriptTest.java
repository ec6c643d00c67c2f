package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script of {@code --build-script} tells a builder: one that only notes its arguments stands in for it. */
class BuildScriptTest {
    private static final String COMPOSE = """
      name: shop
      services:
        api:
          platform: linux/amd64
          build:
            context: ./api
            dockerfile: deploy/Dockerfile
            args:
              HOSTILE: "it's $$(touch hacked) `touch hacked` \\"x\\" \\\\"
              NPM_TOKEN: s3cr3t
              EMPTY: ""
            target: production
            labels: {com.example.a: "b 'c'"}
            cache_from: ["type=registry,ref=example.com/cache"]
            cache_to: [type=inline]
            no_cache: true
            no_cache_filter: [production]
            pull: true
            extra_hosts: ["db=10.0.0.1", "v6=::1"]
            network: host
            ssh: [default, "key=./id"]
            secrets: [one, {source: two, target: other, mode: 0400}, gone]
            shm_size: 64m
            tags: ["example.com/api:extra"]
            ulimits: {nofile: 100, nproc: {soft: 5, hard: 6}}
            privileged: true
            entitlements: [network.host]
            provenance: mode=max
            sbom: true
            isolation: default
            additional_contexts: {base: "service:base", files: ./api, image: "docker-image://alpine:3"}
        base:
          build:
            dockerfile_inline: |
              FROM scratch
              LABEL a='b'
            platforms: [linux/amd64, linux/arm64]
        far:
          build: {context: "https://example.com/team/app.git#main", dockerfile: deploy/Dockerfile}
        unbuilt:
          image: example/unbuilt:1
      secrets:
        one: {environment: ONE}
        two: {file: './a,b "c"'}
        gone: {external: true}
      """;

    @TempDir
    Path folder;

    private Path project;
    private Conversion conversion;

    @BeforeEach
    void convert() throws IOException {
        project = Files.createDirectories(folder.resolve("it's a project"));
        Files.writeString(project.resolve("compose.yaml"), COMPOSE);
        Files.createDirectories(project.resolve("api"));
        for (String name : List.of("docker", "podman")) {
            Path builder = folder.resolve(name);
            Files.writeString(builder, """
          #!/bin/sh
          {
            printf '%s\\n' "$PWD" "$@"
            case "$*" in *'--file -'*) cat ;; esac
            echo ----
          } >> "${0%/*}/calls"
          """);
            assertThat(builder.toFile().setExecutable(true)).isTrue();
        }
        conversion = Conversion.run(
                project, Map.of("ONE", "0n3"), "", List.of("--build-script", "ci/build.sh", "-o", "out.yaml"));
        assertThat(conversion.code()).as(conversion.err()).isZero();
    }

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
    void aSecretArgumentIsNotInTheScriptAndMustBeSet() throws Exception {
        assertThat(Files.readString(project.resolve("ci/build.sh"))).doesNotContain("s3cr3t", "0n3");
        assertThat(conversion.err()).contains("'NPM_TOKEN' is secret").doesNotContain("s3cr3t");

        Process process = start("docker", Map.of());

        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(folder.resolve("err")))
                .contains("NPM_TOKEN")
                .contains("set it in the environment");
    }

    @Test
    void theScriptFindsTheProjectFromBehindALink() throws Exception {
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), Files.createDirectories(folder.resolve("far/away")));

        assertThat(Conversion.run(project, "--build-script", link + "/new/build.sh", "-o", "out.yaml")
                        .code())
                .isZero();

        assertThat(Files.readString(folder.resolve("far/away/new/build.sh")))
                .contains("pwd -P)\"/'../../../it'\\''s a project'");
    }

    @Test
    void noOtherSecretIsInTheScript() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("compose.yaml"), """
        name: shop
        services:
          api:
            build:
              context: https://team:s3cr3t@example.com/app.git#main:sub
              additional_contexts: {more: "https://u:s3cr3t@example.com/m.git"}
              labels: {com.example.token: s3cr3t, kept: "yes"}
              cache_from: ["type=s3,region=eu,secret_access_key=s3cr3t", "type=s3,region=eu"]
        """);

        Conversion conversion = Conversion.run(other, "--build-script", "build.sh", "-o", "out.yaml");

        assertThat(conversion.code()).isZero();
        assertThat(Files.readString(other.resolve("build.sh")))
                .contains(
                        "'https://example.com/app.git#main:sub'",
                        "'more=https://example.com/m.git'",
                        "'kept=yes'",
                        "'type=s3,region=eu'")
                .doesNotContain("u:s3cr3t", "team:s3cr3t", "key=s3cr3t", "token=s3cr3t");
        assertThat(conversion.err())
                .contains(
                        "[services.api.build.context, services.api.build.additional_contexts.more"
                                + " SILD-SECRET-TO-CREATE]",
                        "[services.api.build.labels.com.example.token, services.api.build.cache_from[0]"
                                + " SILD-SECRET-LEFT-OUT]")
                .doesNotContain("s3cr3t");
    }

    @Test
    void whatABuilderHasNoPlaceForIsReported() {
        assertThat(conversion.err())
                .contains("[services.api.build.secrets[1].mode SILD-NOT-CARRIED]")
                .contains("[services.api.build.secrets[2] SILD-NOT-CARRIED]")
                .contains("[services.api.build.isolation SILD-NOT-CARRIED]")
                .contains("run 'ci/build.sh' first, using an --image-prefix that the cluster can pull from");
    }

    private List<List<String>> run(String builder, Map<String, String> environment) throws Exception {
        assertThat(start(builder, environment).exitValue())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        List<List<String>> calls = new ArrayList<>();
        for (String call : Files.readString(folder.resolve("calls")).split("----\n")) {
            calls.add(Arrays.asList(call.split("\n", -1)).subList(0, call.split("\n", -1).length - 1));
        }
        return calls;
    }

    private Process start(String builder, Map<String, String> environment) throws Exception {
        ProcessBuilder process = new ProcessBuilder(
                        project.resolve("ci/build.sh").toString())
                .directory(new File("/"))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        process.environment().putAll(environment);
        process.environment().put("BUILDER", folder.resolve(builder).toString());
        Process started = process.start();
        assertThat(started.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return started;
    }
}
