package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.engine.EngineOptions.Option;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Containers: each is a service of the compose file. */
final class ContainerCommands {
    private static final Pattern VOLUME_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]+");

    private final Parts parts;
    private final Remarks remarks;
    private final Suggestions suggestions;

    /** What else a script makes, and containers use. */
    record Parts(
            ComposeDraft file,
            ContainerNames names,
            ScriptFiles files,
            NetworkCommands networks,
            PodCommands pods,
            ImageCommands images,
            SecretCommands secrets,
            ConfigCommands configs) {}

    ContainerCommands(Parts parts, Remarks remarks, Suggestions suggestions) {
        this.parts = parts;
        this.remarks = remarks;
        this.suggestions = suggestions;
    }

    /** Makes the service of a container; one of the same name takes the place of that before. */
    void run(List<Argument> words, Map<String, Option> table, Position where) {
        Line line = EngineOptions.read(words, table, suggestions).reported(remarks);
        if (line.rest().isEmpty()) {
            remarks.unread(where, "no image is named", "write the image behind the options");
            return;
        }
        Argument image = line.rest().get(0);
        String typed = parts.images().buildIn(image);
        String key = parts.names().add(last(line, "name"), typed.isEmpty() ? image.text() : typed);
        ComposeDraft services = parts.file().map("services", where);
        services.remove(key);
        ComposeDraft service = services.map(key, where);
        new ServiceOptions(service, remarks)
                .image(line.rest(), line.of("entrypoint").isEmpty());
        options(line, service);
        parts.images().buildOf(image.text()).ifPresent(build -> {
            service.set("build", build, build.position());
            if (image.text().startsWith("$$(")) {
                service.remove("image");
            }
        });
        namedVolumes(line);
        parts.networks().of(line, key, service);
        line.of("pod").forEach(given -> parts.pods().join(given.value(), key, service));
        for (Given given : line.of("depends_on")) {
            for (String name : given.value().text().split(",")) {
                service.add(
                        "depends_on", parts.names().service(name), given.value().position());
            }
        }
        line.of("secrets").forEach(given -> parts.secrets().add(service, given.value()));
        line.of("configs").forEach(given -> parts.configs().add(service, given.value()));
    }

    private void options(Line line, ComposeDraft service) {
        ServiceOptions options = new ServiceOptions(service, remarks);
        for (Given given : line.given()) {
            String attribute = given.option().attribute();
            boolean ofTheScript = switch (attribute) {
                case "volumes" -> parts.files().mount(service, given.value());
                case "mount" -> parts.files().mountLong(service, given.value());
                case "env_file" -> parts.files().environment(service, given.value());
                default -> ServiceOptions.OF_THE_SCRIPT.contains(attribute);
            };
            if (!ofTheScript) {
                options.add(given);
            }
        }
    }

    /** Changes limits of containers that there are. */
    void update(List<Argument> words) {
        Line line = EngineOptions.readMixed(words, EngineOptions.ofRun(), suggestions)
                .reported(remarks);
        for (Argument name : line.rest()) {
            String key = parts.names().service(name.text());
            ComposeDraft services = parts.file().map("services", name.position());
            if (services.has(key)) {
                options(line, services.map(key, name.position()));
            } else {
                remarks.unread(name.position(), "the script makes no container '" + key + "'", "remove the command");
            }
        }
    }

    /** Gives a container another name for the commands that follow. */
    void rename(List<Argument> words) {
        if (words.size() > 1) {
            parts.names().rename(words.get(0).text(), words.get(1).text());
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
            if (VOLUME_NAME.matcher(name).matches() && parts.files().text(name).isEmpty()) {
                parts.file().map("volumes", value.position()).map(name, value.position());
            }
        }
    }

    private static String last(Line line, String attribute) {
        List<Given> all = line.of(attribute);
        return all.isEmpty() ? "" : all.get(all.size() - 1).value().text();
    }
}
