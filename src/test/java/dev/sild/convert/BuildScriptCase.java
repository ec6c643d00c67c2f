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
import org.junit.jupiter.api.io.TempDir;

/** A project with images to build, its build script, and a builder that notes its arguments. */
abstract class BuildScriptCase {
    static final String COMPOSE = """
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

    Path project;
    ConvertRun conversion;

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
        conversion = ConvertRun.run(
                project, Map.of("ONE", "0n3"), "", List.of("--build-script", "ci/build.sh", "-o", "out.yaml"));
        assertThat(conversion.code()).as(conversion.err()).isZero();
    }

    List<List<String>> run(String builder, Map<String, String> environment) throws Exception {
        assertThat(start(builder, environment).exitValue())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        List<List<String>> calls = new ArrayList<>();
        for (String call : Files.readString(folder.resolve("calls")).split("----\n")) {
            calls.add(Arrays.asList(call.split("\n", -1)).subList(0, call.split("\n", -1).length - 1));
        }
        return calls;
    }

    Process start(String builder, Map<String, String> environment) throws Exception {
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
