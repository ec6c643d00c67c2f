package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where code connects to the engine's machine, and where it only asks whether a host is that machine. */
class MachineNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "if host == \"host.docker.internal\":",
                "if (host === 'host.docker.internal') {",
                "if host != \"host.docker.internal\" {",
                "if host in (\"localhost\", \"host.docker.internal\"):",
                "if (\"host.docker.internal\" == host)",
                "return [\"host.docker.internal\", \"localhost\"].includes(host)",
                "if (host.equals(\"host.docker.internal\"))",
                "if \"host.docker.internal\" in url:",
                "url = url.replace(\"host.docker.internal\", \"localhost\")",
                "if [ \"$HOST\" = \"host.docker.internal\" ]; then",
                "case \"host.docker.internal\":",
                "any(h for h in hosts if h in (\"localhost\", \"host.docker.internal\"))",
                "return host in [\"host.docker.internal\"]"
            })
    void comparisonsAreNoUse(String line) {
        assertThat(MachineNames.findUsed(line)).isEmpty();
        assertThat(MachineNames.find(line)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host = \"host.docker.internal\"",
                "HOST=host.docker.internal",
                "host: host.docker.internal",
                "url = \"http://host.docker.internal:99\"",
                "connect([\"host.docker.internal\"])",
                "host = x == \"host.docker.internal\" ? y : \"host.docker.internal\"",
                "for host in hosts: connect(\"host.docker.internal\")",
                "for host in (\"host.docker.internal\", \"localhost\"): connect(host, 5432)",
                "for name, host in [(\"a\", \"host.docker.internal\")]:",
                "for (const h of [\"host.docker.internal\"]) {",
                "for (let i in {\"host.docker.internal\": 1})",
                "all = [ping(h) for h in [\"localhost\", \"host.docker.internal\"]]"
            })
    void othersAre(String line) {
        assertThat(MachineNames.findUsed(line)).isPresent();
    }
}
