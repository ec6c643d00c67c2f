package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.Command;
import dev.sild.report.Code;
import dev.sild.report.Nearest;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the commands of a script make, one after the other: containers, networks and volumes. */
public final class EngineCommands {
    private static final Set<String> PROGRAMS = Set.of("docker", "podman", "nerdctl", "docker.io");
    /** Networks that every engine has. */
    private static final Set<String> DEFAULT_NETWORKS =
            Set.of("", "bridge", "default", "podman", "private", "nat", "pasta", "slirp4netns");

    private static final Pattern VOLUME_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]+");

    private final ComposeDraft file;
    private final Remarks remarks;
    private final ContainerNames names = new ContainerNames();
    private final PodCommands pods;
    private final Map<String, ComposeDraft> builds = new LinkedHashMap<>();

    private EngineCommands(Position start, Remarks remarks) {
        file = new ComposeDraft(start);
        this.remarks = remarks;
        pods = new PodCommands(remarks);
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
            case "network create" -> network(rest);
            case "network connect" -> connect(rest);
            case "network disconnect" -> disconnect(rest);
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
        Line line = EngineOptions.read(words, EngineOptions.ofRun());
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
        networks(line, key, service);
        line.given().stream()
                .filter(given -> given.option().attribute().equals("pod"))
                .forEach(given -> pods.join(given.value(), key, service));
        for (Given given : of(line, "depends_on")) {
            for (String name : given.value().text().split(",")) {
                service.add("depends_on", names.service(name), given.value().position());
            }
        }
        for (Given given : of(line, "secrets")) {
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
        for (Argument unknown : line.unknown()) {
            String name = unknown.text().replaceFirst("=.*", "");
            String near = Nearest.of(name, EngineOptions.ofRun().keySet());
            remarks.unread(
                    unknown.position(),
                    "unknown option '" + name + "'",
                    near.isEmpty() ? "remove it" : "did you mean '" + near + "'?");
        }
    }

    private void networks(Line line, String key, ComposeDraft service) {
        List<Given> given = of(line, "network");
        String first = "";
        for (Given network : given) {
            for (String name : network.value().text().split("(?<=^[^:]{0,200}),")) {
                Position where = network.value().position();
                int colon = name.indexOf(':');
                String plain = colon < 0 ? name : name.substring(0, colon);
                if (plain.equals("host") || plain.equals("none")) {
                    service.set("network_mode", plain, where);
                } else if (plain.equals("container")) {
                    service.set("network_mode", "service:" + names.service(name.substring(colon + 1)), where);
                } else if (plain.equals("ns")) {
                    remarks.add(
                            Code.NOT_CARRIED, where, "a pod cannot join a network namespace of a node", "remove it");
                } else if (!DEFAULT_NETWORKS.contains(plain)) {
                    ComposeDraft settings = join(key, plain, where);
                    first = first.isEmpty() ? plain : first;
                    ServiceOptions.networkOptions(colon < 0 ? "" : name.substring(colon + 1))
                            .forEach((option, values) ->
                                    values.forEach(value -> setting(settings, option, value, where)));
                }
            }
        }
        for (String attribute : List.of("alias", "ipv4_address", "ipv6_address", "mac_address")) {
            for (Given setting : of(line, attribute)) {
                Position where = setting.value().position();
                if (attribute.equals("mac_address") && first.isEmpty()) {
                    service.set(attribute, setting.value().text(), where);
                } else if (!first.isEmpty()) {
                    setting(join(key, first, where), attribute, setting.value().text(), where);
                } else if (!attribute.equals("alias")) {
                    remarks.unread(where, "an address needs a network of its own", "create a network, and use it here");
                } else {
                    setting(
                            join(key, "default", where),
                            attribute,
                            setting.value().text(),
                            where);
                }
            }
        }
    }

    private static void setting(ComposeDraft settings, String option, String value, Position where) {
        switch (option) {
            case "alias" -> settings.add("aliases", value, where);
            case "ip", "ip6" -> settings.set(value.indexOf(':') < 0 ? "ipv4_address" : "ipv6_address", value, where);
            case "mac" -> settings.set("mac_address", value, where);
            case "ipv4_address", "ipv6_address", "mac_address" -> settings.set(option, value, where);
            default -> {}
        }
    }

    /** Puts a service on a network, and returns its settings there. */
    private ComposeDraft join(String key, String network, Position where) {
        file.map("networks", where).map(network, where);
        ComposeDraft service = file.map("services", where).map(key, where);
        return service.map("networks", where).map(network, where);
    }

    private void network(List<Argument> words) {
        Line line = EngineOptions.read(words, ResourceOptions.NETWORK);
        for (Argument name : line.rest()) {
            ComposeDraft network = file.map("networks", name.position()).map(name.text(), name.position());
            ResourceOptions.network(network, line.given());
        }
    }

    private void volume(List<Argument> words) {
        Line line = EngineOptions.read(words, ResourceOptions.VOLUME);
        for (Argument name : line.rest()) {
            ComposeDraft volume = file.map("volumes", name.position()).map(name.text(), name.position());
            ResourceOptions.volume(volume, line.given());
        }
    }

    private void connect(List<Argument> words) {
        Line line = EngineOptions.read(words, ResourceOptions.CONNECT);
        if (line.rest().size() < 2) {
            return;
        }
        Argument network = line.rest().get(0);
        String key = names.service(line.rest().get(1).text());
        if (!file.map("services", network.position()).has(key)) {
            remarks.unread(network.position(), "the script makes no container '" + key + "'", "remove the command");
            return;
        }
        ComposeDraft settings = join(key, network.text(), network.position());
        line.given()
                .forEach(given -> setting(
                        settings,
                        given.option().attribute(),
                        given.value().text(),
                        given.value().position()));
    }

    private void disconnect(List<Argument> words) {
        List<Argument> rest = EngineOptions.read(words, ResourceOptions.CONNECT).rest();
        if (rest.size() > 1) {
            ComposeDraft service = file.map("services", rest.get(0).position())
                    .map(names.service(rest.get(1).text()), rest.get(0).position());
            service.map("networks", rest.get(0).position()).remove(rest.get(0).text());
        }
    }

    private void build(List<Argument> words) {
        Line line = EngineOptions.read(words, ResourceOptions.BUILD);
        ComposeDraft build = ResourceOptions.build(line);
        of(line, "tag").forEach(tag -> builds.put(tag.value().text(), build));
    }

    private static List<Given> of(Line line, String attribute) {
        return line.given().stream()
                .filter(given -> given.option().attribute().equals(attribute))
                .toList();
    }

    private static String last(Line line, String attribute) {
        List<Given> all = new ArrayList<>(of(line, attribute));
        return all.isEmpty() ? "" : all.get(all.size() - 1).value().text();
    }

    private static String word(List<Argument> words, int index) {
        return index < words.size() ? words.get(index).text() : "";
    }
}
