package dev.sild.inputs.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.inputs.Inputs;
import dev.sild.inputs.Inputs.InputText;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectReaderTest {
    private static final String IMAGE =
            "[{'Id': 'sha256:abc', 'RootFS': {'Type': 'layers'}, 'Config': {'Env': ['A=1'], 'Cmd': ['run'], 'Entrypoint': ['e']}}]";

    private static MapNode read(String... texts) throws InputException {
        List<InputText> files = java.util.stream.IntStream.range(0, texts.length)
                .mapToObj(i -> new InputText(i + ".json", texts[i].replace('\'', '"')))
                .toList();
        return Inputs.inspected(files, Path.of("/srv/app")).root();
    }

    private static String container(String config, String host) {
        return "[{'Id': 'aaaabbbbccccdddd', 'Name': 'web', 'Image': 'abc', 'ImageName': 'web:1', 'IsInfra': false, "
                + "'Config': {'Image': 'web:1', " + config + "}, 'HostConfig': {'NetworkMode': 'bridge', " + host
                + "}}]";
    }

    private static String value(MapNode root, String key) {
        MapNode services = (MapNode) root.get("services");
        Node node = ((MapNode) services.get("web")).get(key);
        return text(node);
    }

    private static String text(Node node) {
        if (node instanceof MapNode map) {
            return map.entries().keySet() + "="
                    + map.entries().values().stream()
                            .map(entry -> text(entry.value()))
                            .toList();
        }
        if (node instanceof ListNode list) {
            return list.items().stream().map(InspectReaderTest::text).toList().toString();
        }
        return node == null ? "-" : ((ScalarNode) node).value();
    }

    @Test
    void anImageInAnotherFileIsSubtracted() throws InputException {
        String container = container("'Env': ['A=1', 'B=2'], 'Cmd': ['run'], 'Entrypoint': ['e']", "'Memory': 5");
        assertThat(value(read(container), "environment")).isEqualTo("[A=1, B=2]");
        MapNode both = read(container, IMAGE);
        assertThat(value(both, "environment")).isEqualTo("[B=2]");
        assertThat(value(both, "command")).isEqualTo("-");
        assertThat(value(both, "entrypoint")).isEqualTo("-");
        assertThat(value(read(IMAGE, container), "environment")).isEqualTo("[B=2]");
    }

    @Test
    void aCommandBehindAnotherEntrypointIsKept() throws InputException {
        MapNode root = read(container("'Cmd': ['run'], 'Entrypoint': 'sh -c'", "'Memory': 5"), IMAGE);
        assertThat(value(root, "entrypoint")).isEqualTo("[sh, -c]");
        assertThat(value(root, "command")).isEqualTo("[run]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'Env': ['container=podman', 'HOSTNAME=x', 'HOME=/'] | 'PidsLimit': 2048 | environment | -",
                "'Env': ['HOME=/x'], 'CreateCommand': ['podman', 'run', '-e', 'HOME=/x'] | 'Memory': 0 | environment | [HOME=/x]",
                "'Hostname': 'aaaabbbbcccc' | 'ShmSize': 65536000 | hostname | -",
                "'Hostname': 'other' | 'ShmSize': 65536000 | hostname | other",
                "'StopTimeout': 0 | 'Memory': 0 | stop_grace_period | 0s",
                "'User': '' | 'PidsLimit': 2048 | pids_limit | -",
                "'User': '' | 'PidsLimit': 100 | pids_limit | 100",
                "'User': '' | 'Ulimits': [{'Name': 'RLIMIT_NPROC', 'Soft': 1, 'Hard': 1}] | ulimits | -",
                "'CreateCommand': ['--ulimit=nproc=1'] | 'Ulimits': [{'Name': 'RLIMIT_NPROC', 'Soft': 1, 'Hard': 1}] | ulimits"
                        + " | [nproc]=[[soft, hard]=[1, 1]]",
                "'User': '' | 'Memory': 10, 'MemorySwap': 20 | memswap_limit | -",
                "'User': '' | 'Memory': 10, 'MemorySwap': -1 | memswap_limit | -1",
                "'User': '' | 'CpuQuota': 50000, 'CpuPeriod': 0 | cpus | 0.5",
                "'User': '' | 'NanoCpus': 123000000 | cpus | 0.123",
                "'User': '' | 'RestartPolicy': {'Name': 'on-failure', 'MaximumRetryCount': 2} | restart | on-failure:2",
                "'User': '' | 'RestartPolicy': {'Name': 'no'} | restart | -",
                "'User': '' | 'LogConfig': {'Type': 'k8s-file'} | logging | -",
                "'User': '' | 'LogConfig': {'Type': 'syslog'} | logging | [driver]=[syslog]",
                "'Healthcheck': {'Test': ['NONE']} | 'Memory': 0 | healthcheck | [disable]=[true]",
                "'Healthcheck': {'Test': ['CMD', 'a'], 'Interval': 1500000000} | 'Memory': 0 | healthcheck"
                        + " | [test, interval]=[[CMD, a], 1500ms]",
                "'Labels': {'a': '$1', 'com.docker.compose.version': '2'} | 'Memory': 0 | labels | [a]=[$$1]",
                "'Secrets': [{'Name': 's', 'UID': 3, 'Mode': 256}] | 'Memory': 0 | secrets"
                        + " | [[source, uid, mode]=[s, 3, 0400]]",
                "'User': '' | 'CapAdd': ['CAP_CHOWN'] | cap_add | [CHOWN]",
                "'User': '' | 'PortBindings': {'80/tcp': [{'HostIp': '::1', 'HostPort': '8'}]} | ports | [[::1]:8:80]",
                "'User': '' | 'PortBindings': {'80/udp': [{'HostIp': '', 'HostPort': ''}]} | ports | [80/udp]",
                "'Volumes': {} | 'Tmpfs': {'/t': 'rw,nosuid,mode=1777'} | tmpfs | [/t:mode=1777]"
            })
    void attributes(String config, String host, String key, String expected) throws InputException {
        String text = value(read(container(config, host)), key);
        assertThat(text).isEqualTo(expected);
    }

    @Test
    void droppingAllCapabilitiesIsOneWord() throws InputException {
        String all = "'CAP_CHOWN','CAP_DAC_OVERRIDE','CAP_FOWNER','CAP_FSETID','CAP_KILL','CAP_NET_BIND_SERVICE',"
                + "'CAP_SETFCAP','CAP_SETGID','CAP_SETPCAP','CAP_SETUID','CAP_SYS_CHROOT'";
        assertThat(value(read(container("'User': ''", "'CapDrop': [" + all + "]")), "cap_drop"))
                .isEqualTo("[ALL]");
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/app/www, '', [./www:/w]",
        "/srv/apple, '', [/srv/apple:/w]",
        "/srv/app, '', [./:/w]",
        "/srv/app/www, /home/ada, [/srv/app/www:/w]",
        "/home/ada/www, /home/ada, [./www:/w]"
    })
    void pathsOfTheProjectAreRelative(String source, String folder, String expected) throws InputException {
        String labels = folder.isEmpty() ? "{}" : "{'com.docker.compose.project.working_dir': '" + folder + "'}";
        String container = container("'Labels': " + labels, "'Memory': 0")
                .replace(
                        "'Config'",
                        "'Mounts': [{'Type': 'bind', 'Source': '" + source
                                + "', 'Destination': '/w', 'RW': true}], 'Config'");
        assertThat(value(read(container), "volumes")).isEqualTo(expected);
    }

    @Test
    void aFindingHasThePathInTheContainerAndItsLine() throws InputException {
        String container = container("'Env': [\n'key=*******']", "\n\n'CpusetMems': '0,1'");
        List<Finding> findings = Inputs.inspected(
                        List.of(new InputText(
                                "a.json", (container.replaceFirst("]$", "\n]") + "\n" + IMAGE).replace('\'', '"'))),
                        Path.of("/"))
                .findings();
        assertThat(findings)
                .extracting(finding ->
                        finding.origin().position() + " " + finding.origin().path())
                .containsExactly(
                        "a.json:2:1 container web: Config.Env[0]", "a.json:4:15 container web: HostConfig.CpusetMems");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{}]", " [\n{\"Id\": 1}]", "{\"Id\": \"a\"}", "[ {"})
    void whatEnginesPrint(String text) {
        assertThat(Inputs.isInspect(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "services: {}", "{\"services\": {}}", "[1]", "name: x"})
    void whatEnginesDoNotPrint(String text) {
        assertThat(Inputs.isInspect(text)).isFalse();
    }
}
