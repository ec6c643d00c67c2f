package dev.sild.cli.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sild.cli.terminal.Console;
import dev.sild.model.Origin;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A project that is what an engine on this machine runs, by the engine's own {@code inspect} commands.
 *
 * @param engine docker or podman
 * @param names the containers; empty for all that run
 * @param pod the pod whose containers are meant; empty for none
 */
record EngineContainers(String engine, List<String> names, String pod) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,254}";
    private static final List<String> PROJECTS =
            List.of("sild.dev/project", "com.docker.compose.project", "io.podman.compose.project");

    static void addTo(CommandSpec spec) {
        spec.addOption(Options.text(
                "ENGINE",
                "Read the running containers of podman or docker instead of files; arguments are then names of"
                        + " containers. podman is $SILD_PODMAN where that is set.",
                "--from"));
        spec.addOption(Options.text("NAME", "With --from podman: read the containers of this pod.", "--pod"));
    }

    static boolean isGiven(Options options) {
        if (!options.has("--from") && options.has("--pod")) {
            throw options.wrong("--pod needs --from podman");
        }
        return options.has("--from");
    }

    /** Returns what the engine is asked once; later it is what was read then. */
    static ProjectText of(Options options) {
        String engine = options.value("--from", "");
        String pod = options.value("--pod", "");
        if (!engine.equals("podman") && !engine.equals("docker")) {
            throw options.wrong("--from is podman or docker, not '" + engine + "'");
        }
        if (options.has("--pod") && engine.equals("docker")) {
            throw options.wrong("docker has no pods: use --from podman");
        }
        if (options.has("--file")) {
            throw options.wrong("--from cannot be used with --file");
        }
        List<String> all = new ArrayList<>(options.arguments());
        if (options.has("--pod")) {
            all.add(pod);
        }
        for (String name : all) {
            if (!name.matches(NAME)) {
                throw options.wrong("'" + name + "' is not a name of a container or pod");
            }
        }
        EngineContainers containers = new EngineContainers(engine, options.arguments(), pod);
        String[] known = new String[1];
        return console -> {
            if (known[0] == null) {
                known[0] = containers.read(console);
            }
            return known[0];
        };
    }

    private String read(Console console) throws InputException {
        String program = engine.equals("podman") ? console.environment().getOrDefault("SILD_PODMAN", engine) : engine;
        Podman podman = new Podman(program, console.folder(), console.environment());
        try {
            ArrayNode all = Json.MAPPER.createArrayNode();
            List<JsonNode> containers = containers(podman);
            containers.forEach(all::add);
            Set<String> images = new LinkedHashSet<>();
            Set<String> networks = new LinkedHashSet<>();
            Set<String> volumes = new LinkedHashSet<>();
            Set<String> pods = new LinkedHashSet<>();
            for (JsonNode container : containers) {
                add(container.path("Image").asText(), images);
                add(container.path("Pod").asText(), pods);
                container
                        .path("NetworkSettings")
                        .path("Networks")
                        .fieldNames()
                        .forEachRemaining(name -> add(name, networks));
                container.path("Mounts").forEach(mount -> add(mount.path("Name").asText(), volumes));
            }
            inspect(podman, "image", images).forEach(all::add);
            inspect(podman, "network", networks).forEach(all::add);
            inspect(podman, "volume", volumes).forEach(all::add);
            inspect(podman, "pod", pods).forEach(all::add);
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (PodmanException unusable) {
            throw failed(
                    unusable.getMessage(),
                    engine.equals("podman")
                            ? "install podman, or set its path with SILD_PODMAN"
                            : "install docker, or use --from podman");
        } catch (JsonProcessingException noJson) {
            throw failed(engine + " inspect does not print JSON", "update " + engine);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw failed("interrupted while " + engine + " was asked", "try again");
        }
    }

    /** An id of an image may have its algorithm in front. */
    private static void add(String name, Set<String> names) {
        if (name.replaceFirst("^sha256:", "").matches(NAME)) {
            names.add(name);
        }
    }

    private List<JsonNode> containers(Podman podman) throws PodmanException, InterruptedException, InputException {
        Set<String> asked = new LinkedHashSet<>(names);
        boolean all = names.isEmpty() && pod.isEmpty();
        if (all || !pod.isEmpty()) {
            List<String> list = new ArrayList<>(List.of("ps", "--all", "--quiet", "--no-trunc"));
            list.addAll(all ? List.of() : List.of("--filter", "pod=" + pod));
            Podman.Answer answer = podman.run(list, LIMIT);
            if (!answer.isGood()) {
                throw failed(engine + " ps: " + answer.reason(), "check that " + engine + " works");
            }
            answer.out().lines().map(String::strip).forEach(id -> add(id, asked));
        }
        if (asked.isEmpty()) {
            throw failed(
                    pod.isEmpty() ? "no container is running" : "the pod '" + pod + "' has no containers", "start one");
        }
        List<String> arguments = new ArrayList<>(List.of("container", "inspect"));
        arguments.addAll(asked);
        Podman.Answer answer = podman.run(arguments, LIMIT);
        if (!answer.isGood() && !all) {
            throw failed(engine + " inspect: " + answer.reason(), "list the names with '" + engine + " ps --all'");
        }
        List<JsonNode> containers = list(answer.out()).stream()
                .filter(container -> !container.path("IsInfra").asBoolean())
                .toList();
        List<JsonNode> meant = all ? running(containers) : containers;
        if (meant.isEmpty()) {
            throw failed("no container is running", "start one, or name containers");
        }
        return meant;
    }

    /** Returns those that run, and the ended ones of the same projects: one-shot services are part of them. */
    private static List<JsonNode> running(List<JsonNode> containers) {
        Set<String> projects = new HashSet<>();
        containers.stream().filter(EngineContainers::isRunning).forEach(container -> projects.add(project(container)));
        projects.remove("");
        return containers.stream()
                .filter(container -> isRunning(container) || projects.contains(project(container)))
                .toList();
    }

    private static boolean isRunning(JsonNode container) {
        return container.path("State").path("Running").asBoolean();
    }

    private static String project(JsonNode container) {
        JsonNode labels = container.path("Config").path("Labels");
        return PROJECTS.stream()
                .map(label -> labels.path(label).asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Returns what is known of some objects; of one that is deleted meanwhile, nothing. */
    private List<JsonNode> inspect(Podman podman, String what, Set<String> objects)
            throws PodmanException, InterruptedException, InputException {
        if (objects.isEmpty()) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>(List.of(what, "inspect"));
        arguments.addAll(objects);
        return list(podman.run(arguments, LIMIT).out());
    }

    private List<JsonNode> list(String text) throws InputException {
        try {
            List<JsonNode> items = new ArrayList<>();
            Json.MAPPER.readTree(text.isBlank() ? "[]" : text).forEach(items::add);
            return items;
        } catch (JsonProcessingException noJson) {
            throw failed(engine + " inspect printed no JSON, or too much", "name the containers that you need");
        }
    }

    private static InputException failed(String reason, String remedy) {
        return new InputException(new Finding(Code.INPUT_UNREADABLE, new Origin("", 0, 0, ""), reason, remedy));
    }

    /** Made with the first container that is read: it costs more than the rest of the options of every command. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();

        private Json() {}
    }
}
