package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineRunsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.py|self.docker.containers.run(image)",
                "a.py|import docker#c = await to_thread(client.containers.create, image)",
                "a.py|from docker import APIClient#cli.create_container(image)",
                "tools/a.py|subprocess.run([\"docker\", \"run\", image])",
                "a.py|cmd = [#  'docker',#  'run',#]",
                "a.py|import os#os.system(f\"cd {x} && docker build -t a .\")",
                "a.js|const Docker = require('dockerode')#await docker.createContainer({})",
                "a.ts|import Docker from 'dockerode'#docker.run(image, [])",
                "a.ts|import { exec } from 'child_process'#exec(`docker run ${image}`)",
                "a.js|spawn('docker', ['run', image])",
                "a.js|// docker#const args = ['run', '--rm']#spawn('docker', args)",
                "a.go|import \"github.com/docker/docker/client\"#cli.ContainerCreate(ctx, nil)",
                "a.go|exec.CommandContext(ctx, \"docker\", \"run\", image)",
                "a.go|args := []string{\"run\", image}#exec.Command(\"docker\", args...)",
                "A.java|import com.github.dockerjava.api.DockerClient;#c.createContainerCmd(image)",
                "A.java|new ProcessBuilder(\"docker\", \"run\", image)",
                "a.rs|Command::new(\"docker\").args([\"run\", image])",
                "a.rs|use bollard::Docker;#docker.create_container(options, config)",
            })
    void codeRunsContainers(String file, String text) {
        assertThat(EngineRuns.inCode(file, text.replace('#', '\n'))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.py|import docker#client.containers.list()",
                "a.py|import docker#client.containers.get(name).restart()",
                "a.py|import docker#for e in client.events(): pass",
                "a.py|subprocess.run([\"docker\", \"ps\"])",
                "a.py|subprocess.run([\"docker\", \"exec\", name, \"pg_dump\"])",
                "a.py|import subprocess#print(\"docker run is how to start it\")",
                "a.py|service = 'docker'#blobs.create_container('a')",
                "tests/a.py|subprocess.run([\"docker\", \"run\", image])",
                "a.test.ts|docker.createContainer({})",
                "a.js|require('dockerode')#docker.listContainers()",
                "a.js|blobs.createContainer('a')",
                "a.go|cli.ContainerList(ctx) // docker",
                "A.java|dockerClient.listContainersCmd().exec()",
                "README.md|docker run image",
            })
    void codeWatchesContainers(String file, String text) {
        assertThat(EngineRuns.inCode(file, text.replace('#', '\n'))).isEmpty();
    }

    @Test
    void aCommentRunsNothing() {
        assertThat(EngineRuns.inCode("a.py", "# subprocess.run(['docker', 'run'])\n"))
                .isEmpty();
        assertThat(EngineRuns.inCode("a.py", "# first\nx = 1\nrun(['docker', 'run'])\n"))
                .hasValue(3);
    }

    @Test
    void aScriptRunsContainers() {
        assertThat(EngineRuns.inShell("#!/bin/sh\nid=$(docker run -d a)\n")).hasValue(2);
        assertThat(EngineRuns.inShell("  exec docker run --rm a\n")).hasValue(1);
        assertThat(EngineRuns.inShell("docker ps\ndocker exec a b\ndocker logs a\n"))
                .isEmpty();
        assertThat(EngineRuns.inShell("docker run --rm --volumes-from db a\n")).isEmpty();
        assertThat(EngineRuns.inShell("echo docker run a\n")).isEmpty();
    }

    @Test
    void codeHasThePathOfTheSocket() {
        assertThat(EngineRuns.socket("a.js", "\nnew Docker({socketPath: '/var/run/docker.sock'})"))
                .hasValue(2);
        assertThat(EngineRuns.socket("a.js", "process.env.DOCKER_HOST || '/var/run/docker.sock'"))
                .isEmpty();
        assertThat(EngineRuns.socket("a.js", "// /var/run/docker.sock")).isEmpty();
    }

    @Test
    void codeThatLooksForLabelsOfComposeWorksOnTheProject() {
        assertThat(EngineRuns.isOfProject("a.py", "filters={'label': 'com.docker.compose.project=a'}"))
                .isTrue();
        assertThat(EngineRuns.isOfProject("a.py", "docker.from_env()")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'docker', ", "'docker' ", "docker ", "&& docker ", "\"`'", "# 'docker','run' "})
    void aTextIsLookedAtOnce(String repeated) {
        String text = "import docker, subprocess\n" + repeated.repeat(60_000);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> EngineRuns.inCode("a.py", text));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> EngineRuns.inShell(text));
    }
}
