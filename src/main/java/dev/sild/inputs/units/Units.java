package dev.sild.inputs.units;

import dev.sild.inputs.engine.EngineCommands;
import dev.sild.inputs.engine.HealthOption;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.Command;
import dev.sild.inputs.units.UnitSource.KubeFiles;
import dev.sild.model.Lookup;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads units that belong together: they become one compose file. */
public final class Units {
    private static final Pattern SECTION =
            Pattern.compile("(?m)^\\[(Container|Pod|Volume|Network|Build|Image|Kube|Service)]\\s*$");

    private final Remarks remarks;
    private final UnitSet units;
    private final Map<String, PodUnits> pods = new HashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<PlannedContainer> containers = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<String, KubeFiles> kubeFiles = new HashMap<>();

    private Units(List<Unit> all, Remarks remarks) {
        this.remarks = remarks;
        units = new UnitSet(all, remarks);
    }

    /** Whether a file is a unit by its name. */
    public static boolean isUnit(String name) {
        UnitName unit = UnitName.of(name.substring(name.lastIndexOf('/') + 1));
        return UnitName.TYPES.contains(unit.type()) && !unit.stem().isEmpty();
    }

    /** Returns what kind of unit a text is, which its file would end in; empty for another text. */
    public static String typeOf(String text) {
        Matcher section = SECTION.matcher(text);
        return section.find() ? UnitName.typeOf(section.group(1)) : "";
    }

    /** Returns the files of Kubernetes YAML that a unit names, relative to its folder. */
    public static List<String> kubeFiles(String text, String file) {
        return KubeUnit.files(text, file);
    }

    /** Returns the compose file that units come to. */
    public static ComposeDraft read(List<UnitSource> sources, Remarks remarks) {
        List<Unit> units = new ArrayList<>();
        for (UnitSource source : sources) {
            List<Setting> settings = new ArrayList<>(UnitReader.read(source.text(), source.file(), remarks));
            source.dropIns().forEach(more -> settings.addAll(UnitReader.read(more.text(), more.file(), remarks)));
            units.add(
                    Unit.of(UnitName.of(source.name()), source.folder(), new Position(source.file(), 1, 1), settings));
        }
        Units read = new Units(units, remarks);
        sources.forEach(source -> read.kubeFiles.put(source.name(), source.kube()));
        return read.file(units.get(0).position());
    }

    private ComposeDraft file(Position start) {
        UnitOrder order = new UnitOrder(units, remarks);
        List<Unit> sorted = order.sorted(units.all());
        pods(sorted);
        sorted.forEach(this::container);
        resources();
        UnitTimers timers = new UnitTimers(units, remarks);
        Map<String, String> firstOfPods = new LinkedHashMap<>();
        for (PlannedContainer container : containers) {
            String pod = container.pod();
            if (!pod.isEmpty()) {
                firstOfPods.putIfAbsent(pod, container.key());
            }
            PodUnits plan = pods.getOrDefault(pod, new PodUnits(pod, List.of(), List.of()));
            List<Argument> words = new ArrayList<>(timers.ofContainer(container));
            if (!pod.isEmpty()) {
                words.addAll(plan.ofContainer(
                        Lookup.required(firstOfPods, pod),
                        container.key(),
                        container.unit().position()));
            }
            commands.add(container.command(words));
        }
        timers.reportUnused(remarks);
        reportUnused(firstOfPods);
        ComposeDraft file = EngineCommands.read(commands, start, remarks);
        UnitDependencies dependencies = new UnitDependencies(order, units, containers, firstOfPods);
        for (PlannedContainer container : containers) {
            ComposeDraft service = file.map("services", start).map(container.key(), start);
            container
                    .unit()
                    .last("Container", "HealthCmd")
                    .ifPresent(setting ->
                            HealthOption.add(units.values(container.unit()).of(setting), service, remarks));
            dependencies.add(container, service);
        }
        for (Unit unit : sorted) {
            if (unit.name().type().equals("kube")) {
                KubeFiles kube = kubeFiles.getOrDefault(unit.name().file(), KubeFiles.NONE);
                new KubeUnit(unit, units, remarks).add(kube, file);
            }
        }
        return file;
    }

    private void pods(List<Unit> sorted) {
        for (Unit unit : sorted) {
            if (unit.name().type().equals("pod")) {
                pods.put(units.nameOf(unit), new ResourceUnits(units, remarks).pod(unit));
            }
        }
    }

    private void container(Unit unit) {
        switch (unit.name().type()) {
            case "container" -> new ContainerUnit(unit, units, remarks).plan().ifPresent(this::add);
            case "service" -> {
                ServiceUnit service = new ServiceUnit(unit, units, remarks);
                service.read(pods);
                commands.addAll(service.setup());
                service.containers().forEach(this::add);
            }
            default -> {}
        }
    }

    private void add(PlannedContainer container) {
        boolean taken = !keys.add(container.key());
        if (taken) {
            remarks.unread(
                    container.unit().position(),
                    "another unit has a container named " + container.key() + " as well",
                    "give it another ContainerName=");
        } else {
            containers.add(container);
        }
    }

    /** Reads what containers use, which comes before them: containers may have made instances of templates. */
    private void resources() {
        ResourceUnits resources = new ResourceUnits(units, remarks);
        for (Unit unit : units.all()) {
            new SectionOptions(unit, units.values(unit), remarks).report();
            switch (unit.name().type()) {
                case "network" -> commands.add(resources.network(unit));
                case "volume" -> commands.add(resources.volume(unit));
                case "build" -> resources.build(unit).ifPresent(commands::add);
                default -> {}
            }
            if (!unit.name().type().equals("service")) {
                commands.addAll(new ExecLines(unit, units.values(unit), remarks)
                        .starting().stream().filter(Units::makesNoContainer).toList());
            }
        }
    }

    private static boolean makesNoContainer(Command command) {
        return command.arguments().size() < 2
                || !Set.of("run", "create", "container")
                        .contains(command.arguments().get(1).text());
    }

    private void reportUnused(Map<String, String> firstOfPods) {
        for (Unit unit : units.all()) {
            if (unit.name().type().equals("pod") && !firstOfPods.containsKey(units.nameOf(unit))) {
                remarks.unread(unit.position(), "no container is in this pod", "name its containers as well");
            }
        }
        for (Unit template : units.unused()) {
            remarks.unread(
                    template.position(),
                    "the template has no instance",
                    "name an instance, as in " + template.name().with("1").file());
        }
    }
}
