package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.Command;
import dev.sild.yaml.Node.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the commands of a script make, one after the other: containers, networks and volumes. */
public final class EngineCommands {
    private static final Set<String> PROGRAMS = Set.of("docker", "podman", "nerdctl", "docker.io");
    private static final Pattern VOLUME_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]+");

    private final ComposeDraft file;
    private final Remarks remarks;
    private final ContainerNames names = new ContainerNames();
    private final Suggestions suggestions = new Suggestions();
    private final PodCommands pods;
    private final NetworkCommands networks;
    private final Map<String, ComposeDraft> builds = new LinkedHashMap<>();

    private EngineCommands(Position start, Remarks remarks) {
        file = new ComposeDraft(start);
        this.remarks = remarks;
        networks = new NetworkCommands(file, names, remarks, suggestions);
        pods = new PodCommands(remarks, suggestions);
    }

    /** Whether a command is one of a container engine. */
    public static boolean isEngine(Command command) {
        return PROGRAMS.contains(command.program());
    }

    /** Returns the compose file that the commands of a script come to. */
    public static ComposeDraft read(List<Command> commands, Position start, Remarks remarks) {
        EngineCommands engine = new EngineCommands(start, remarks);
        commands.stream().filter(EngineCommands::isEngine).forEach(engine::run);
        return engine.file;
    }

    /** Returns at which of the words behind {@code run} the image is: as many as there are where none is. */
    public static int image(List<Argument> words) {
        return words.size()
                - EngineOptions.read(words, EngineOptions.ofRun()).rest().size();
    }

    private void run(Command command) {
        List<Argument> words = withoutGlobalOptions(command.arguments());
        String first = word(words, 0);
        boolean grouped = Set.of(
                        "container", "network", "volume", "pod", "image", "builder", "buildx", "secret", "kube")
                .contains(first);
        String verb = grouped ? first + " " + word(words, 1) : first;
        List<Argument> rest = words.subList(Math.min(words.size(), grouped ? 2 : 1), words.size());
        switch (verb) {
            case "run", "create", "container run", "container create" -> container(rest, command.position());
            case "network create" -> networks.create(rest);
            case "network connect" -> networks.connect(rest);
            case "network disconnect" -> networks.disconnect(rest);
            case "network rm", "volume rm", "volume remove" -> {}
            case "volume create" -> volume(rest);
            case "pod create" -> pods.create(rest);
            case "build", "image build", "builder build", "buildx build" -> build(rest);
            case "rename", "container rename" -> names.rename(word(rest, 0), word(rest, 1));
            case "compose", "compose up" ->
                remarks.unread(
                        command.position(), "the compose file that this command uses is not read", "convert it itself");
            default -> {}
        }
    }

    /** EngineOptions in front of a subcommand say which engine is meant, not what it does. */
    private static List<Argument> withoutGlobalOptions(List<Argument> arguments) {
        int at = 1;
        while (at < arguments.size() && arguments.get(at).text().startsWith("-")) {
            boolean takesValue = Set.of("-H", "--host", "--context", "-c", "--config", "--log-level", "--url", "--root")
                    .contains(arguments.get(at).text());
            at += takesValue ? 2 : 1;
        }
        return arguments.subList(Math.min(at, arguments.size()), arguments.size());
    }

    private void container(List<Argument> words, Position where) {
        Line line = EngineOptions.read(words, EngineOptions.ofRun(), suggestions);
        reportUnknown(line);
        if (line.rest().isEmpty()) {
            remarks.unread(where, "no image is named", "write the image behind the options");
            return;
        }
        Argument image = line.rest().get(0);
        String named = last(line, "name");
        String key = names.add(named, image.text());
        ComposeDraft services = file.map("services", where);
        services.remove(key);
        ComposeDraft service = services.map(key, where);
        ServiceOptions options = new ServiceOptions(service, remarks);
        options.image(line.rest());
        line.given().stream()
                .filter(given ->
                        !ServiceOptions.OF_THE_SCRIPT.contains(given.option().attribute()))
                .forEach(options::add);
        ComposeDraft build = builds.get(image.text());
        if (build != null) {
            service.set("build", build, build.position());
        }
        namedVolumes(line);
        networks.of(line, key, service);
        line.given().stream()
                .filter(given -> given.option().attribute().equals("pod"))
                .forEach(given -> pods.join(given.value(), key, service));
        for (Given given : line.of("depends_on")) {
            for (String name : given.value().text().split(",")) {
                service.add("depends_on", names.service(name), given.value().position());
            }
        }
        for (Given given : line.of("secrets")) {
            SecretOption.add(file, service, given.value(), remarks);
        }
    }

    /** Declares the volumes that a container mounts by name; engines make them at their first use. */
    private void namedVolumes(Line line) {
        for (Given given : line.given()) {
            Argument value = given.value();
            String name = switch (given.option().attribute()) {
                case "volumes" ->
                    value.text().indexOf(':') < 0
                            ? ""
                            : value.text().substring(0, value.text().indexOf(':'));
                case "mount" -> MountOption.volume(value);
                default -> "";
            };
            if (VOLUME_NAME.matcher(name).matches()) {
                file.map("volumes", value.position()).map(name, value.position());
            }
        }
    }

    private void reportUnknown(Line line) {
        for (EngineOptions.Unknown unknown : line.unknown()) {
            remarks.unread(
                    unknown.name().position(),
                    "unknown option '" + unknown.name().text() + "'",
                    unknown.near().isEmpty() ? "remove it" : "did you mean '" + unknown.near() + "'?");
        }
    }

    private void volume(List<Argument> words) {
        Line line = EngineOptions.read(words, ResourceOptions.VOLUME, suggestions);
        for (Argument name : line.rest()) {
            ComposeDraft volume = file.map("volumes", name.position()).map(name.text(), name.position());
            ResourceOptions.volume(volume, line.given());
        }
    }

    private void build(List<Argument> words) {
        Line line = EngineOptions.read(words, ResourceOptions.BUILD, suggestions);
        ComposeDraft build = ResourceOptions.build(line);
        line.of("tag").forEach(tag -> builds.put(tag.value().text(), build));
    }

    private static String last(Line line, String attribute) {
        List<Given> all = line.of(attribute);
        return all.isEmpty() ? "" : all.get(all.size() - 1).value().text();
    }

    private static String word(List<Argument> words, int index) {
        return index < words.size() ? words.get(index).text() : "";
    }
}
