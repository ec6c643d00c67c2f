package dev.sild.inputs.engine;

import dev.sild.images.text.JsonWords;
import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the options of one container mean for the service that it becomes. */
final class ServiceOptions {
    /** Options whose value names something else of the script, which {@link EngineCommands} knows. */
    static final List<String> OF_THE_SCRIPT = List.of(
            "name",
            "pod",
            "network",
            "alias",
            "ipv4_address",
            "ipv6_address",
            "mac_address",
            "depends_on",
            "secrets",
            "configs");

    /** When a service runs, which compose files say with a label. */
    private static final String SCHEDULE = "sild.dev/schedule=";

    private final ComposeDraft service;
    private final Remarks remarks;

    ServiceOptions(ComposeDraft service, Remarks remarks) {
        this.service = service;
        this.remarks = remarks;
    }

    /** Adds what one option says. */
    void add(Given given) {
        Argument value = given.value();
        Position where = value.position();
        if (value.dated()) {
            DatedCommand.report(value, remarks);
        }
        String attribute = given.option().attribute();
        switch (attribute) {
            case "" -> {}
            case "mount" -> MountOption.add(service, value, remarks);
            case "entrypoint" -> entrypoint(value);
            case "env_file" -> environmentFile(value);
            case "healthcheck.test" -> HealthOption.add(value, service, remarks);
            case "ulimits" -> ResourceOptions.ulimit(service, value, remarks);
            case "gpus" -> GpuOption.add(service, value, remarks);
            case "placement_preference" -> SwarmOptions.preference(service, value, remarks);
            case "generic_resource" -> SwarmOptions.resource(service, value, remarks);
            case "tz" -> service.add("environment", "TZ=" + value.text(), where);
            case "pull_policy" ->
                service.set("pull_policy", value.text().equals("newer") ? "always" : value.text(), where);
            case "security_opt" ->
                service.add("security_opt", value.text().replaceFirst("^(no-new-privileges)$", "$1:true"), where);
            case "labels" -> label(value);
            case "label_file" -> service.add("label_file", value.path(), where);
            case "volumes" -> service.add("volumes", volume(value).text(), where);
            default -> plain(given, attribute);
        }
    }

    /** Returns a mount whose source is a path of the script's folder, unless it is the name of a volume. */
    static Argument volume(Argument value) {
        int colon = value.text().indexOf(':');
        return value.text().startsWith(".") && colon > 0
                ? value.with(value.with(value.text().substring(0, colon)).path()
                        + value.text().substring(colon))
                : value;
    }

    private void plain(Given given, String attribute) {
        Argument value = given.value();
        ComposeDraft owner = service;
        String key = attribute;
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.')) {
            owner = owner.map(key.substring(0, dot), value.position());
            key = key.substring(dot + 1);
        }
        switch (given.option().kind()) {
            case FLAG -> owner.set(key, !value.text().equals("false"), value.position());
            case TEXT -> owner.set(key, value.text() + given.option().unit(), value.position());
            case LIST -> owner.add(key, value.text(), value.position());
            case MAP -> ResourceOptions.pair(owner.map(key, value.position()), value);
        }
    }

    private void entrypoint(Argument value) {
        service.remove("entrypoint");
        Optional<List<String>> words = JsonWords.parse(value.text());
        words.orElse(List.of(value.text())).forEach(word -> service.add("entrypoint", word, value.position()));
    }

    /** Quotes and dollar signs in files of this option are part of the value, unlike those of compose files. */
    private void environmentFile(Argument value) {
        ComposeDraft file = service.addMap("env_file", value.position());
        file.set("path", value.path(), value.position());
        file.set("format", "raw", value.position());
    }

    /** Labels of Sild itself are hints. */
    private void label(Argument value) {
        String hint = "sild.dev/";
        if (value.text().startsWith(SCHEDULE)) {
            String schedule = value.text().substring(SCHEDULE.length());
            service.map("labels", value.position()).set("kompose.cronjob.schedule", schedule, value.position());
        } else if (value.text().startsWith(hint)) {
            hint(value.with(value.text().substring(hint.length())));
        } else {
            ResourceOptions.pair(service.map("labels", value.position()), value);
        }
    }

    private void hint(Argument value) {
        ComposeDraft hints = service.map("x-sild", value.position());
        int equals = value.text().indexOf('=');
        String key = equals < 0 ? value.text() : value.text().substring(0, equals);
        if (key.equals("secrets") || key.equals("plain")) {
            for (String name : value.text().substring(equals + 1).split(",")) {
                hints.add(key, name.strip(), value.position());
            }
        } else {
            ResourceOptions.pair(hints, value);
        }
    }

    /**
     * Adds the image and what stands behind it.
     *
     * @param alone whether the words behind the image begin with the program, since no entrypoint is given
     */
    void image(List<Argument> rest, boolean alone) {
        if (rest.isEmpty()) {
            return;
        }
        service.set("image", rest.get(0).text(), rest.get(0).position());
        for (Argument word : DatedCommand.of(rest.subList(1, rest.size()), alone, remarks)) {
            service.add("command", word.text(), word.position());
        }
    }

    /** Returns the words of the option {@code --network NAME:alias=a,ip=b} behind the name. */
    static Map<String, List<String>> networkOptions(String text) {
        Map<String, List<String>> options = new java.util.LinkedHashMap<>();
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                options.computeIfAbsent(part.substring(0, equals), key -> new java.util.ArrayList<>())
                        .add(part.substring(equals + 1));
            }
        }
        return options;
    }
}
