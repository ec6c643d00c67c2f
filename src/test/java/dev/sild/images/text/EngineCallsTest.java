package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCallsTest {
    @Test
    void aProcessIsACommandOfDocker() {
        assertThat(EngineCalls.isOne(List.of("docker", "events"))).isTrue();
        assertThat(EngineCalls.isOne(List.of("sh", "-c", "docker compose up -d && sleep infinity")))
                .isTrue();
        assertThat(EngineCalls.isOne(List.of("sh", "-c", "docker ps; sleep infinity")))
                .isFalse();
        assertThat(EngineCalls.isOne(List.of("sh", "-c", "docker ps || true"))).isFalse();
        assertThat(EngineCalls.isOne(List.of("docker", "--version"))).isFalse();
        assertThat(EngineCalls.isOne(List.of("docker-entrypoint.sh", "docker", "run")))
                .isFalse();
        assertThat(EngineCalls.isOne(List.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/sh -e\ndocker ps\n",
                "#!/bin/sh\nset -eu\nexec docker run --rm a\n",
                "set -e\nid=$(docker ps -q)\n",
                "until docker info; do\n  sleep 1\ndone\n",
                "while ! docker ps > /dev/null; do sleep 1; done\n",
            })
    void aScriptEndsOrWaits(String script) {
        assertThat(EngineCalls.inShell(script)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker ps\nexec app\n",
                "set -e\ndocker ps || true\n",
                "set -e\nif a; then\n  docker ps\nfi\n",
                "set -e\ndocker compose version\n",
                "set -e\n[ -S /var/run/docker.sock ] || exit 0\ndocker ps\n",
                "until docker info; do\n  i=$((i+1)); [ $i -gt 9 ] && break\ndone\n",
            })
    void aScriptMayGoOn(String script) {
        assertThat(EngineCalls.inShell(script)).isEmpty();
    }

    @Test
    void aProgramForNodeWaitsAtItsTopLevel() {
        String made = "import Docker from 'dockerode';\nconst docker = new Docker();\n";

        assertThat(EngineCalls.inNode(made + "const all = await docker.listContainers();\n"))
                .hasValue(3);
        assertThat(EngineCalls.inNode(made + "await docker.ping().catch(() => {});\n"))
                .isEmpty();
        assertThat(EngineCalls.inNode(made + "try {\n  await docker.ping();\n} catch {}\n"))
                .isEmpty();
        assertThat(EngineCalls.inNode(made + "await other.ping();\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "()                                               | true",
                "({ socketPath: '/var/run/docker.sock' })         | true",
                "({socketPath})                                   | true",
                "({host: 'proxy', port: 2375})                    | false",
                "({socketPath: LOCAL ? '/var/a' : undefined})     | false",
                "({socketPath: '/a', ...more})                    | false",
                "(options)                                        | false"
            })
    void aClientForNodeWithOtherOptionsMayLeadElsewhere(String arguments, boolean local) {
        String program =
                "import Docker from 'dockerode';\nconst docker = new Docker" + arguments + ";\nawait docker.ping();\n";
        assertThat(EngineCalls.inNode(program).isPresent()).isEqualTo(local);
        assertThat(EngineCalls.inNode(program.replace("{", "{\n")).isPresent()).isEqualTo(local);
    }

    @Test
    void aProgramInGoEndsWhereItsQuestionFails() {
        String head = "package main\nimport \"github.com/docker/docker/client\"\nfunc main() {\n";
        String asked = "\t_, err := cli.Ping(ctx)\n\tif err != nil {\n";

        assertThat(EngineCalls.inGo(head + asked + "\t\tpanic(err)\n\t}\n}\n")).hasValue(4);
        assertThat(EngineCalls.inGo(head + asked + "\t\tlog.Println(err)\n\t}\n}\n"))
                .isEmpty();
        assertThat(EngineCalls.inGo(head + "}\nfunc a() {\n" + asked + "\t\tpanic(err)\n\t}\n}\n"))
                .isEmpty();
    }
}
