package dev.sild.inputs.units;

import dev.sild.inputs.engine.EngineCommands;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A service whose commands run containers, as {@code podman generate systemd} writes it. */
final class ServiceUnit {
    /** Options that the plan of the container has itself, and those that connect podman with systemd. */
    private static final Set<String> NEEDLESS = Set.of(
            "--name",
            "--pod",
            "--pod-id-file",
            "--requires",
            "--cidfile",
            "--conmon-pidfile",
            "--cgroups",
            "--sdnotify");

    private final Unit unit;
    private final UnitSet units;
    private final Remarks remarks;
    private final List<Command> setup = new ArrayList<>();
    private final List<PlannedContainer> containers = new ArrayList<>();

    ServiceUnit(Unit unit, UnitSet units, Remarks remarks) {
        this.unit = unit;
        this.units = units;
        this.remarks = remarks;
    }

    /** Returns the commands that make networks, volumes and images. */
    List<Command> setup() {
        return setup;
    }

    List<PlannedContainer> containers() {
        return containers;
    }

    /**
     * Reads the unit.
     *
     * @param pods the pods that units make, by their names and by their files with an identifier; more are added
     */
    void read(Map<String, PodUnits> pods) {
        boolean starts = false;
        boolean makes = false;
        for (Command command : new ExecLines(unit, units.values(unit), remarks).starting()) {
            List<Argument> words = command.arguments();
            String verb = words.get(1).text();
            String second = words.size() > 2 ? words.get(2).text() : "";
            List<Argument> rest = words.subList(2, words.size());
            if (verb.equals("container") || verb.equals("pod")) {
                rest = rest.subList(Math.min(1, rest.size()), rest.size());
            }
            if (verb.equals("pod") && second.equals("create")) {
                pod(rest, pods);
                makes = true;
            } else if (Set.of("run", "create").contains(verb.equals("container") ? second : verb)) {
                container(rest, pods);
                makes = true;
            } else if (verb.equals("start") || verb.equals("pod") && second.equals("start")) {
                starts = true;
            } else {
                setup.add(command);
            }
        }
        if (starts && !makes) {
            remarks.unread(
                    unit.position(),
                    "the unit starts a container that exists; it does not say how to make it",
                    "write the unit with podman generate systemd --new");
        }
    }

    private void pod(List<Argument> words, Map<String, PodUnits> pods) {
        String name = PodUnits.valueOf("--name", words);
        if (name.isEmpty()) {
            name = words.isEmpty() ? "pod" : words.get(words.size() - 1).text();
        }
        List<Argument> options = PodUnits.ofContainers(words);
        if (!options.isEmpty() && options.get(options.size() - 1).text().equals(name)) {
            options = options.subList(0, options.size() - 1);
        }
        PodUnits plan = new PodUnits(name, options, List.of());
        pods.put(name, plan);
        String file = PodUnits.valueOf("--pod-id-file", words);
        if (!file.isEmpty()) {
            pods.put(file, plan);
        }
    }

    private void container(List<Argument> words, Map<String, PodUnits> pods) {
        int image = EngineCommands.image(words);
        List<Argument> options = words.subList(0, image);
        String name = PodUnits.valueOf("--name", options);
        String file = PodUnits.valueOf("--pod-id-file", options);
        String pod = PodUnits.valueOf("--pod", options);
        if (!file.isEmpty()) {
            pod = pods.containsKey(file) ? pods.get(file).name() : file.replaceAll("^.*/(?:pod-)?|\\.pod-id$", "");
        }
        CommandLine line = new CommandLine(unit.position());
        new ServiceSection(unit, units.values(unit), remarks).add(line);
        line.words(PodUnits.without(NEEDLESS, options));
        line.words(words.subList(image, words.size()));
        String key = name.isEmpty() || name.equals(unit.service() + ".service")
                ? unit.name().plain().replaceFirst("^container-", "")
                : name;
        containers.add(new PlannedContainer(
                unit,
                key.replaceAll("[^A-Za-z0-9._-]", "-"),
                pod,
                PodUnits.valueOf("--requires", options),
                line.command().arguments()));
    }
}
