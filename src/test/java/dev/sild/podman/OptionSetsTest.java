package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.inputs.engine.OptionSets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The container that {@code sild up} makes of a line with {@code podman run} has what podman itself gives a container
 * with these options. A line is text that the shell and Sild read, each by itself.
 */
@OnPodman
class OptionSetsTest {
    private static final int TRIES = Integer.getInteger("tries", 30);
    private static final int BATCH = 30;
    private static final long SEED = Long.getLong("seed", 17);
    /** The attribute of compose files that says what a setting is about. */
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("stop signal", "stop_signal"),
            Map.entry("input", "stdin_open"),
            Map.entry("most processes", "pids_limit"),
            Map.entry("shares", "cpu_shares"),
            Map.entry("scratch", "tmpfs"),
            Map.entry("killed first", "oom_score_adj"));

    private static final ObjectMapper JSON = new ObjectMapper();

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void start() {
        podman = PodmanMachine.start();
        StandIns.busybox();
    }

    @Test
    void aContainerOfSildUpHasWhatPodmanGivesIt() throws IOException {
        OptionSets sets = new OptionSets(SEED, PodmanMachine.freePort(20_000, 30_000));
        Random random = new Random(SEED);
        List<String> differences = new ArrayList<>();
        for (int from = 0; from < TRIES; from += BATCH) {
            List<String> lines = IntStream.range(0, Math.min(BATCH, TRIES - from))
                    .mapToObj(i -> line(sets.next(), random))
                    .toList();
            differences.addAll(differences(lines));
        }
        assertThat(differences).as("seed %d", SEED).isEmpty();
    }

    private static List<String> differences(List<String> lines) throws IOException {
        Path project = podman.folder("sets");
        Sild.file(project, "set.env", "FROM_FILE=yes it is\nOTHER=\"quoted\"\n");
        Sild.file(project, "www/index.html", "a page\n");
        StringBuilder direct = new StringBuilder("#!/bin/sh\ncd \"" + project + "\"\n");
        StringBuilder script = new StringBuilder("#!/bin/sh\n");
        for (String network : List.of("front", "back")) {
            direct.append("\"$BUILDER\" network create ").append(network).append('\n');
            script.append("podman network create ").append(network).append('\n');
        }
        for (int i = 0; i < lines.size(); i++) {
            direct.append("\"$BUILDER\" create --name d")
                    .append(i)
                    .append(lines.get(i))
                    .append('\n');
            script.append("podman run -d --name c")
                    .append(i)
                    .append(lines.get(i))
                    .append('\n');
        }
        Path run = Sild.file(project, "direct.sh", direct.toString());
        run.toFile().setExecutable(true);
        podman.script(run, Map.of());
        Map<String, JsonNode> made = containers();
        for (int i = 0; i < lines.size(); i++) {
            if (made.containsKey("d" + i)) {
                script.append("podman run -d --name c")
                        .append(i)
                        .append(lines.get(i))
                        .append('\n');
            }
        }
        // podman refuses a few options together, such as --init with --pid host.
        assertThat(made).hasSizeGreaterThan(lines.size() * 8 / 10);
        podman.run("rm", "--all", "--force", "--time", "0");
        podman.run("volume", "prune", "--force");
        podman.run("network", "rm", "front", "back");
        Sild.file(project, "script.sh", script.toString());
        Up up = new Up(podman, project, Map.of());
        List<String> differences = new ArrayList<>();
        try {
            Map<String, Set<String>> reported = reported(up);
            up.run("up", "-d", "-f", "script.sh").orFail();
            Map<String, JsonNode> played = containers();
            for (int i = 0; i < lines.size(); i++) {
                if (!made.containsKey("d" + i)) {
                    continue;
                }
                JsonNode container = played.get("sets-c" + i + "-c" + i);
                assertThat(container).as("c%d of %s", i, played.keySet()).isNotNull();
                differences.addAll(differences(
                        lines.get(i),
                        reported.getOrDefault("c" + i, Set.of()),
                        EffectiveSettings.of(made.get("d" + i), made.get("d" + i), "sets"),
                        EffectiveSettings.of(container, infra(container, played), "sets")));
            }
        } finally {
            up.run("down", "--volumes", "-f", "script.sh");
        }
        return differences;
    }

    /** Returns the attributes of each service that the report names. */
    private static Map<String, Set<String>> reported(Up up) throws IOException {
        CommandRunner.Result converted =
                up.run("convert", "--target", "podman", "--report", "json", "-o", "sets.yaml", "script.sh");
        converted.orFail();
        Map<String, Set<String>> reported = new HashMap<>();
        for (JsonNode finding : JSON.readTree(converted.errors()).path("findings")) {
            String[] path = finding.path("attribute").asText().split("[.\\[]");
            if (path.length > 2 && !finding.path("outcome").asText().equals("carried")) {
                reported.computeIfAbsent(path[1], name -> new TreeSet<>()).add(path[2]);
            }
        }
        return reported;
    }

    private static List<String> differences(
            String line, Set<String> reported, Map<String, String> made, Map<String, String> played) {
        List<String> differences = new ArrayList<>();
        made.forEach((name, value) -> {
            boolean excused = reported.contains(ATTRIBUTES.getOrDefault(name, name))
                    // Services are known by their names, so that is what a container without a host name is called.
                    || name.equals("host name") && !line.contains("--hostname");
            String other = played.get(name);
            if (line.contains("--tz")) {
                // podman mounts the file of the zone, and a manifest can only name it.
                other = other.replaceFirst("TZ=UTC, |, TZ=UTC", "");
            }
            if (!excused && !value.equals(other)) {
                differences.add(name + ": podman has " + value + ", sild up " + other + " for" + line);
            }
        });
        return differences;
    }

    private static JsonNode infra(JsonNode container, Map<String, JsonNode> played) {
        String pod = container.path("Pod").asText();
        return played.values().stream()
                .filter(other -> other.path("IsInfra").asBoolean()
                        && other.path("Pod").asText().equals(pod))
                .findFirst()
                .orElse(container);
    }

    private static Map<String, JsonNode> containers() throws IOException {
        Map<String, JsonNode> containers = new HashMap<>();
        List<String> ids = podman.run("ps", "--all", "--quiet").lines().toList();
        if (ids.isEmpty()) {
            return containers;
        }
        List<String> command = new ArrayList<>(List.of("inspect"));
        command.addAll(ids);
        for (JsonNode container : JSON.readTree(podman.run(command.toArray(String[]::new)))) {
            containers.put(container.path("Name").asText(), container);
        }
        return containers;
    }

    /** Returns the end of a command line, its words quoted in one of the ways of a shell. */
    private static String line(List<String> words, Random random) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(random.nextInt(8) == 0 ? " \\\n  " : " ").append(quoted(word, random));
        }
        boolean entrypoint = words.contains("--entrypoint");
        return line + " " + PodmanMachine.BUSYBOX + (entrypoint ? " 1000" : " sleep 1000");
    }

    private static String quoted(String word, Random random) {
        if (word.contains("$PWD")) {
            return '"' + word + '"';
        }
        return switch (random.nextInt(3)) {
            case 0 -> "'" + word.replace("'", "'\\''") + "'";
            case 1 -> '"' + word.replaceAll("([\\\\\"$`])", "\\\\$1") + '"';
            default ->
                word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : word.replaceAll("([^A-Za-z0-9_./:=@%+,ä€-])", "\\\\$1");
        };
    }
}
