package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.Command;
import dev.sild.yaml.Node.Position;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the commands of a script make, one after the other: containers, networks, volumes and secrets. */
public final class EngineCommands {
    private static final Set<String> PROGRAMS = Set.of("docker", "podman", "nerdctl", "docker.io");
    private static final Set<String> COMPOSE = Set.of("docker-compose", "podman-compose");
    private static final Set<String> MANAGERS = Set.of("systemctl", "loginctl");
    private static final Set<String> GROUPS = Set.of(
            "container",
            "network",
            "volume",
            "pod",
            "image",
            "builder",
            "buildx",
            "secret",
            "config",
            "kube",
            "play",
            "generate",
            "service",
            "stack");

    /** Commands whose options say what a container has; {@link ServiceOptions} reports what it has of the time. */
    private static final Set<String> RUN =
            Set.of("run", "create", "container run", "container create", "service create");

    /** Words of commands that take paths. */
    private static final Set<String> IN_A_FOLDER =
            Set.of("run", "create", "build", "compose", "stack", "play", "kube", "bake");

    private final ComposeDraft file;
    private final Remarks remarks;
    private final Suggestions suggestions = new Suggestions();
    private final NetworkCommands networks;
    private final PodCommands pods;
    private final ImageCommands images;
    private final ContainerCommands containers;
    private final SecretCommands secrets;
    private final ConfigCommands configs;
    private final ComposeCommands composes;
    private final Substitutes substitutes;

    private EngineCommands(Position start, Remarks remarks, Map<String, String> written, ComposeFiles present) {
        file = new ComposeDraft(start);
        this.remarks = remarks;
        ContainerNames names = new ContainerNames();
        ScriptFiles files = new ScriptFiles(file, written);
        networks = new NetworkCommands(file, names, remarks, suggestions);
        pods = new PodCommands(remarks, suggestions);
        secrets = new SecretCommands(file, files, remarks, suggestions);
        configs = new ConfigCommands(file, files, remarks, suggestions);
        images = new ImageCommands(files, secrets, remarks, suggestions);
        composes = new ComposeCommands(file, files, present, remarks, suggestions);
        substitutes = new Substitutes(remarks);
        containers = new ContainerCommands(
                new ContainerCommands.Parts(file, names, files, networks, pods, images, secrets, configs),
                remarks,
                suggestions);
    }

    /** Whether a command is one of a container engine. */
    public static boolean isEngine(Command command) {
        return PROGRAMS.contains(command.program());
    }

    /** Whether a command of a script concerns containers. */
    public static boolean concernsContainers(Command command) {
        return isEngine(command) || COMPOSE.contains(command.program()) || MANAGERS.contains(command.program());
    }

    /** Whether it matters to a command in which folder it runs. */
    public static boolean usesFolder(Command command) {
        return COMPOSE.contains(command.program())
                || isEngine(command)
                        && command.arguments().stream()
                                .skip(1)
                                .limit(3)
                                .anyMatch(word -> IN_A_FOLDER.contains(word.text()));
    }

    /** Returns the compose file that commands of units come to. */
    public static ComposeDraft read(List<Command> commands, Position start, Remarks remarks) {
        EngineCommands engine = new EngineCommands(start, remarks, Map.of(), ComposeFiles.NONE);
        commands.stream().filter(EngineCommands::isEngine).forEach(engine::run);
        return engine.file;
    }

    /**
     * Returns the compose file that the commands of a script come to.
     *
     * @param written the texts of the files that the script writes, by their paths
     * @param present the compose files that there are
     */
    public static ComposeDraft ofScript(
            List<Command> commands,
            Position start,
            Remarks remarks,
            Map<String, String> written,
            ComposeFiles present) {
        EngineCommands engine = new EngineCommands(start, remarks, written, present);
        commands.stream().filter(EngineCommands::concernsContainers).forEach(engine::run);
        return engine.file;
    }

    /** Returns at which of the words behind {@code run} the image is: as many as there are where none is. */
    public static int image(List<Argument> words) {
        return words.size()
                - EngineOptions.read(words, EngineOptions.ofRun()).rest().size();
    }

    private void run(Command command) {
        Position where = command.position();
        if (COMPOSE.contains(command.program())) {
            composes.run(behind(command.arguments(), 1), where);
            return;
        }
        if (MANAGERS.contains(command.program())) {
            substitutes.program(command);
            return;
        }
        networks.aliasOnAll(command.program().equals("podman"));
        List<Argument> words = withoutGlobalOptions(command.arguments());
        String first = word(words, 0);
        boolean grouped = GROUPS.contains(first);
        String verb = grouped ? first + " " + word(words, 1) : first;
        List<Argument> rest = behind(words, grouped ? 2 : 1);
        if (!RUN.contains(verb)) {
            command.arguments().stream().filter(Argument::dated).forEach(word -> DatedCommand.report(word, remarks));
        }
        switch (verb.replaceFirst("^container ", "")) {
            case "run", "create" -> containers.run(rest, EngineOptions.ofRun(), where);
            case "service create" -> containers.run(rest, CommandTables.SERVICE, where);
            case "update" -> containers.update(rest);
            case "rename" -> containers.rename(rest);
            case "network create" -> networks.create(rest);
            case "network connect" -> networks.connect(rest);
            case "network disconnect" -> networks.disconnect(rest);
            case "volume create" -> volume(rest);
            case "pod create" -> pods.create(rest);
            case "secret create" -> secrets.create(rest, command.input());
            case "config create" -> configs.create(rest, command.input());
            case "build", "image build", "builder build", "buildx build", "image buildx", "buildx b" ->
                images.build(rest, command.input());
            case "tag", "image tag" -> images.tag(rest);
            case "login" -> substitutes.login(rest, where, suggestions);
            case "compose" -> composes.run(rest, where);
            case "stack deploy", "stack up" -> stack(rest, where);
            default -> substitutes.verb(verb, rest, where);
        }
    }

    /** Options before a subcommand say which engine is meant, not what it does. */
    private static List<Argument> withoutGlobalOptions(List<Argument> arguments) {
        int at = 1;
        while (at < arguments.size() && arguments.get(at).text().startsWith("-")) {
            boolean takesValue = Set.of("-H", "--host", "--context", "-c", "--config", "--log-level", "--url", "--root")
                    .contains(arguments.get(at).text());
            at += takesValue ? 2 : 1;
        }
        return behind(arguments, at);
    }

    private void volume(List<Argument> words) {
        Line line = EngineOptions.readMixed(words, CommandTables.VOLUME, suggestions)
                .reported(remarks);
        for (Argument name : line.rest()) {
            ComposeDraft volume = file.map("volumes", name.position()).map(name.text(), name.position());
            ResourceOptions.volume(volume, line.given());
        }
    }

    /** Deploys a compose file to a swarm. */
    private void stack(List<Argument> words, Position where) {
        Line line =
                EngineOptions.readMixed(words, CommandTables.STACK, suggestions).reported(remarks);
        List<Argument> files =
                line.of("file").stream().map(given -> given.value().located()).toList();
        if (!files.isEmpty()) {
            composes.include(files, where);
        }
    }

    private static List<Argument> behind(List<Argument> words, int count) {
        return words.subList(Math.min(words.size(), count), words.size());
    }

    private static String word(List<Argument> words, int index) {
        return index < words.size() ? words.get(index).text() : "";
    }
}
