package dev.sild.quadlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.cli.Main;
import dev.sild.cli.terminal.Console;
import dev.sild.convert.ConvertRun;
import dev.sild.layout.Fixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Units that were written, read by the reader of units, say of each container what the compose file says. */
class RoundTripTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Attributes that come back with the same value. */
    private static final List<String> SAME = List.of(
            "command",
            "entrypoint",
            "working_dir",
            "user",
            "group_add",
            "hostname",
            "stop_signal",
            "stop_grace_period",
            "init",
            "tty",
            "stdin_open",
            "privileged",
            "read_only",
            "cap_add",
            "cap_drop",
            "dns",
            "dns_search",
            "dns_opt",
            "expose",
            "annotations",
            "sysctls",
            "shm_size",
            "oom_score_adj",
            "cpuset",
            "cpu_shares",
            "device_cgroup_rules",
            "userns_mode",
            "uts");
    /** Options that say which project is loaded; other fixtures are left out. */
    private static final Set<String> LOADING = Set.of("-f", "--file", "--profile", "--env-file");

    static Stream<Fixture> projects() {
        return Fixture.of("podman").stream().filter(RoundTripTest::isLoadedAlike);
    }

    private static boolean isLoadedAlike(Fixture fixture) {
        return Stream.iterate(0, at -> at < fixture.arguments().size(), at -> at + 2)
                .allMatch(at -> LOADING.contains(fixture.arguments().get(at)));
    }

    @ParameterizedTest
    @MethodSource("projects")
    void unitsSayWhatTheProjectSays(Fixture fixture, @TempDir Path folder) throws IOException {
        Set<String> lost = lost(fixture.convert("--layout", "quadlet", "-o", folder.toString(), "--report", "json"));
        JsonNode before = config(fixture.folder(), fixture.environment(), fixture.arguments());
        List<String> units = units(folder);
        if (units.isEmpty()) {
            assertThat(before.path("services")).isEmpty();
            return;
        }
        // Containers of others have no unit that the reader could find.
        assumeThat(before.toString()).doesNotContain("\"container:");
        JsonNode after = config(folder, fixture.environment(), units);
        Set<String> external = new TreeSet<>();
        before.path("configs").properties().stream()
                .filter(config -> config.getValue().path("external").asBoolean())
                .forEach(config -> external.add(config.getKey()));
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, JsonNode> service : before.path("services").properties()) {
            String name = name(before, service.getKey(), after);
            JsonNode found = after.path("services").get(name);
            if (service.getValue().has("provider")) {
                continue;
            }
            if (found == null) {
                differences.add(service.getKey() + " is missing in " + names(after));
            } else {
                compare(service.getKey(), service.getValue(), found, unit(folder, name), external, differences);
            }
        }
        differences.removeIf(difference -> lost.contains(difference.replaceFirst(": .*", "")));
        assertThat(differences).isEmpty();
    }

    /** Returns the attributes of services of which the report says that something is lost, as in web.ports. */
    private static Set<String> lost(ConvertRun run) throws IOException {
        Set<String> lost = new TreeSet<>();
        for (JsonNode account : JSON.readTree(run.err()).get("attributes")) {
            String path = account.path("attribute").asText();
            if (path.startsWith("services.")
                    && !account.path("outcome").asText().equals("carried")) {
                String[] parts = path.substring("services.".length()).split("[.\\[]");
                lost.add(parts.length > 1 ? parts[0] + "." + parts[1] : parts[0]);
            }
        }
        return lost;
    }

    private static void compare(
            String name, JsonNode before, JsonNode after, String unit, Set<String> external, List<String> differences) {
        for (String attribute : SAME) {
            if (attribute.equals("command") && line(unit, "Exec=").contains("${SILD_SECRET")) {
                continue;
            }
            differ(name + "." + attribute, before.path(attribute), after.path(attribute), differences);
        }
        for (String part : List.of("test", "interval", "timeout", "retries", "start_period")) {
            JsonNode check = before.path("healthcheck");
            boolean disabled = check.path("disable").asBoolean()
                    || check.path("test").path(0).asText().equals("NONE");
            if (!disabled && !line(unit, "HealthCmd=").contains("${SILD_SECRET")) {
                differ(
                        name + ".healthcheck." + part,
                        check.path(part),
                        after.path("healthcheck").path(part),
                        differences);
            }
        }
        differ(name + ".environment", open(before, unit), open(after, unit), differences);
        differ(name + ".ports", ports(before), ports(after), differences);
        differ(name + ".volumes", mounts(before, unit, external), mounts(after, unit, Set.of()), differences);
        differ(name + ".mem_limit", JSON.valueToTree(memory(before)), JSON.valueToTree(memory(after)), differences);
    }

    private static void differ(String what, JsonNode before, JsonNode after, List<String> differences) {
        if (!before.toString().equals(after.toString()) && !(isNothing(before) && isNothing(after))) {
            differences.add(what + ": " + before + " became " + after);
        }
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isContainerNode() && node.isEmpty()
                || node.toString().equals("[\"\"]")
                || node.asText().equals("false");
    }

    /** Returns the variables without those that are secrets: podman has their values. */
    private static JsonNode open(JsonNode service, String unit) {
        Map<String, String> open = new TreeMap<>();
        service.path("environment").properties().forEach(variable -> {
            if (!variable.getValue().isNull() && !unit.contains(",type=env,target=" + variable.getKey() + "\n")) {
                open.put(variable.getKey(), variable.getValue().asText());
            }
        });
        return JSON.valueToTree(open);
    }

    private static JsonNode ports(JsonNode service) {
        Set<String> ports = new TreeSet<>();
        service.path("ports")
                .forEach(port -> ports.add(port.path("host_ip").asText() + "|"
                        + port.path("published").asText() + "|"
                        + port.path("target").asText() + "|"
                        + port.path("protocol").asText()));
        return JSON.valueToTree(ports);
    }

    /** Returns the mounts; a config is one of a file, unless it is secret. */
    private static JsonNode mounts(JsonNode service, String unit, Set<String> external) {
        Set<String> mounts = new TreeSet<>();
        service.path("configs").forEach(config -> {
            String target =
                    config.path("target").asText("/" + config.path("source").asText());
            if (!external.contains(config.path("source").asText()) && !unit.contains(",type=mount,target=" + target)) {
                mounts.add("bind|" + target + "|true");
            }
        });
        service.path("volumes")
                .forEach(mount -> mounts.add(
                        mount.path("type").asText() + "|" + mount.path("target").asText() + "|"
                                + mount.path("read_only").asBoolean()));
        service.path("tmpfs")
                .forEach(mount -> mounts.add("tmpfs|" + mount.asText().replaceFirst(":.*", "") + "|false"));
        return JSON.valueToTree(mounts);
    }

    private static String memory(JsonNode service) {
        JsonNode deployed =
                service.path("deploy").path("resources").path("limits").path("memory");
        String limit = deployed.isMissingNode() ? service.path("mem_limit").asText() : deployed.asText();
        return limit.startsWith("-") ? "" : limit;
    }

    private static String name(JsonNode before, String key, JsonNode after) {
        String project = UnitNames.stem(before.path("name").asText());
        JsonNode service = before.path("services").path(key);
        String own = service.path("container_name").asText();
        String name = own.isEmpty() ? project + "-" + UnitNames.stem(key) : own;
        return after.path("services").has(name) ? name : name + "-1";
    }

    private static String unit(Path folder, String name) throws IOException {
        for (String file : units(folder)) {
            String text = Files.readString(folder.resolve(file));
            if (text.contains("\nContainerName=" + name + "\n")) {
                return text;
            }
        }
        throw new AssertionError("no unit of " + name);
    }

    private static String line(String unit, String start) {
        return unit.lines().filter(line -> line.startsWith(start)).findFirst().orElse("");
    }

    private static List<String> names(JsonNode project) {
        List<String> names = new ArrayList<>();
        project.path("services").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> units(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*\\.(?:container|pod|network|volume|build)"))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode config(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> variables = new HashMap<>(environment);
        variables.put(
                "GIT_CEILING_DIRECTORIES", folder.toAbsolutePath().getParent().toString());
        List<String> words = new ArrayList<>(List.of("config", "--format", "json", "--allow-path", "/"));
        words.addAll(arguments);
        int code = Main.run(
                new Console(
                        folder.toAbsolutePath(),
                        variables,
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false),
                words.toArray(String[]::new));
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return JSON.readTree(out.toString(StandardCharsets.UTF_8));
    }
}
