package dev.sild.inputs.units;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.inputs.shell.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Quadlet units of networks, volumes, builds and pods. */
final class ResourceUnits {
    private final UnitSet units;

    private final Remarks remarks;

    ResourceUnits(UnitSet units, Remarks remarks) {
        this.units = units;
        this.remarks = remarks;
    }

    Command network(Unit unit) {
        CommandLine line = new CommandLine(unit.position(), "podman", "network", "create");
        options(unit, line);
        List<Setting> subnets = unit.all("Network", "Subnet");
        List<Setting> gateways = unit.all("Network", "Gateway");
        List<Setting> ranges = unit.all("Network", "IPRange");
        for (int i = 0; i < subnets.size(); i++) {
            line.option("--subnet", units.values(unit).of(subnets.get(i)));
            if (i < gateways.size()) {
                line.option("--gateway", units.values(unit).of(gateways.get(i)));
            }
            if (i < ranges.size()) {
                line.option("--ip-range", units.values(unit).of(ranges.get(i)));
            }
        }
        return named(unit, line);
    }

    Command volume(Unit unit) {
        CommandLine line = new CommandLine(unit.position(), "podman", "volume", "create");
        options(unit, line);
        return named(unit, line);
    }

    private Command named(Unit unit, CommandLine line) {
        line.word(new Argument(units.nameOf(unit), unit.position()));
        return line.command();
    }

    /** Returns the command that builds an image; empty where the unit names none. */
    Optional<Command> build(Unit unit) {
        UnitValues values = units.values(unit);
        Paths paths = new Paths(unit, units);
        CommandLine line = new CommandLine(unit.position(), "podman", "build");
        if (unit.last("ImageTag").isEmpty()) {
            remarks.unread(unit.position(), "the unit names no image", "write ImageTag= in the section [Build]");
            return Optional.empty();
        }
        unit.all("Build", "ImageTag").forEach(setting -> line.option("--tag", values.of(setting)));
        options(unit, line);
        unit.last("Network").ifPresent(setting -> line.option("--network", paths.network(setting)));
        unit.last("Pull")
                .filter(setting -> Set.of("always", "newer", "true").contains(setting.value()))
                .ifPresent(setting -> line.flag("--pull", setting.valuePosition()));
        Argument context = context(unit, paths);
        unit.last("File").ifPresent(setting -> {
            Argument file = values.of(setting);
            boolean below = !file.text().startsWith("/") && context.text().startsWith(".");
            line.option("--file", below ? file.with(context.text() + "/" + file.text()) : file);
        });
        unit.all("Build", "Secret").forEach(setting -> {
            Argument secret = values.of(setting);
            line.option("--secret", new Argument(secret.text(), secret.position(), false, context.text()));
        });
        line.word(context);
        return Optional.of(line.command());
    }

    private Argument context(Unit unit, Paths paths) {
        Optional<Setting> setting = unit.last("SetWorkingDirectory").or(() -> unit.last("Service", "WorkingDirectory"));
        Argument here = paths.file(new Argument("", unit.position()));
        here = here.with(here.text().equals("./") ? "." : here.text().replaceFirst("/$", ""));
        String value = setting.map(Setting::value).orElse("");
        Argument file = unit.last("File")
                .map(own -> paths.file(new Argument(own.value(), own.valuePosition())))
                .orElse(here);
        int slash = file.text().lastIndexOf('/');
        return switch (value) {
            case "unit" -> here.with(here.text());
            case "file" -> file.with(slash > 0 ? file.text().substring(0, slash) : here.text());
            case "" ->
                file.text().startsWith("/") && slash > 0 ? file.with(file.text().substring(0, slash)) : here;
            default -> paths.file(new Argument(value, setting.orElseThrow().valuePosition()));
        };
    }

    /** Returns what the containers of a pod have for it. */
    PodUnits pod(Unit unit) {
        Paths paths = new Paths(unit, units);
        CommandLine options = new CommandLine(unit.position());
        new SectionOptions(unit, units.values(unit), remarks).add("Pod", options);
        unit.all("Pod", "Network").forEach(setting -> options.option("--network", paths.network(setting)));
        arguments(unit).forEach(options::word);
        CommandLine all = new CommandLine(unit.position());
        unit.all("Pod", "Volume").forEach(setting -> all.option("--volume", paths.volume(setting)));
        return new PodUnits(
                units.nameOf(unit),
                PodUnits.ofContainers(options.command().arguments()),
                all.command().arguments());
    }

    private void options(Unit unit, CommandLine line) {
        String section = unit.name().section();
        new SectionOptions(unit, units.values(unit), remarks).add(section, line);
        arguments(unit).forEach(line::word);
    }

    private List<Argument> arguments(Unit unit) {
        List<Argument> words = new ArrayList<>();
        unit.all(unit.name().section(), "PodmanArgs")
                .forEach(setting -> UnitWords.of(setting)
                        .forEach(word -> words.add(units.values(unit).of(word))));
        return words;
    }
}
