package dev.sild.inputs.units;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Quadlet unit of a container. */
final class ContainerUnit {
    private static final String SECTION = "Container";

    private final Unit unit;
    private final UnitSet units;
    private final UnitValues values;
    private final Paths paths;
    private final Remarks remarks;
    private final CommandLine line;

    ContainerUnit(Unit unit, UnitSet units, Remarks remarks) {
        this.unit = unit;
        this.units = units;
        this.values = units.values(unit);
        this.paths = new Paths(unit, units);
        this.remarks = remarks;
        this.line = new CommandLine(unit.position());
    }

    /** Returns its container; empty where it names no image. */
    Optional<PlannedContainer> plan() {
        Optional<Setting> image = unit.last("Image");
        if (image.isEmpty()) {
            remarks.unread(unit.position(), "the unit names no image", "write Image= in the section [Container]");
            return Optional.empty();
        }
        String pod = unit.last("Pod").map(this::pod).orElse("");
        new ServiceSection(unit, values, remarks).add(line);
        new SectionOptions(unit, values, remarks).add(SECTION, line);
        user();
        unit.all(SECTION, "Volume").forEach(setting -> line.option("--volume", paths.volume(setting)));
        unit.all(SECTION, "Mount").forEach(setting -> line.option("--mount", paths.mount(setting)));
        temporary();
        unit.all(SECTION, "EnvironmentFile").forEach(this::environmentFile);
        networks(pod);
        List<Argument> arguments = new ArrayList<>();
        unit.all(SECTION, "PodmanArgs")
                .forEach(setting -> UnitWords.of(setting).forEach(word -> arguments.add(values.of(word))));
        line.words(PodUnits.without(Set.of("--requires"), arguments));
        line.word(paths.image(image.get()));
        unit.last("Exec").ifPresent(setting -> UnitWords.of(setting).forEach(word -> line.word(values.of(word))));
        return Optional.of(new PlannedContainer(
                unit,
                units.nameOf(unit),
                pod,
                PodUnits.valueOf("--requires", arguments),
                line.command().arguments()));
    }

    private String pod(Setting setting) {
        String name = values.of(setting).text();
        String plain = UnitName.of(name).plain();
        if (!name.endsWith(".pod")) {
            remarks.unread(setting.valuePosition(), "Pod= names the unit of a pod", "write " + name + ".pod");
            return name;
        }
        return units.find(name, setting.valuePosition()).map(units::nameOf).orElse(plain);
    }

    private void user() {
        Optional<Setting> user = unit.last("User");
        Optional<Setting> group = unit.last("Group");
        if (user.isPresent()) {
            Argument name = values.of(user.get());
            line.option(
                    "--user",
                    name.with(name.text()
                            + group.map(setting -> ":" + values.of(setting).text())
                                    .orElse("")));
        } else {
            group.ifPresent(setting ->
                    remarks.unread(setting.position(), "a group needs a user as well", "write User= as well"));
        }
    }

    /** Podman gives a container whose files are read-only folders for temporary files. */
    private void temporary() {
        Optional<Setting> readOnly = unit.last("ReadOnly").filter(setting -> Unit.isTrue(setting.value()));
        boolean none = unit.last("ReadOnlyTmpfs")
                .filter(setting -> !Unit.isTrue(setting.value()))
                .isPresent();
        if (readOnly.isEmpty() || none) {
            return;
        }
        String mounts = Stream.of("Tmpfs", "Volume", "Mount")
                .flatMap(key -> unit.all(SECTION, key).stream())
                .map(Setting::value)
                .collect(Collectors.joining("\n"));
        for (String folder : List.of("/run", "/tmp", "/var/tmp")) {
            if (!Pattern.compile("(?m)(?:^|[:=])" + folder + "/?(?:$|[:,])")
                    .matcher(mounts)
                    .find()) {
                line.option("--tmpfs", folder, readOnly.get().valuePosition());
            }
        }
    }

    private void environmentFile(Setting setting) {
        for (Argument word : UnitWords.of(setting)) {
            boolean optional = word.text().startsWith("-");
            if (optional) {
                remarks.unread(
                        word.position(),
                        "a dash in front of a file has no meaning in Quadlet; the file has to exist",
                        "remove the dash");
            }
            line.option(
                    "--env-file", paths.file(optional ? word.with(word.text().substring(1)) : word));
        }
    }

    private void networks(String pod) {
        List<Setting> settings = unit.all(SECTION, "Network");
        if (!pod.isEmpty()) {
            settings.forEach(setting -> SectionOptions.lost(
                    remarks,
                    setting,
                    "the containers of a pod share its network; write Network= in the unit of the pod"));
            unit.all(SECTION, "PublishPort")
                    .forEach(setting -> SectionOptions.lost(
                            remarks, setting, "a pod has its ports itself; write PublishPort= in the unit of the pod"));
            return;
        }
        unit.all(SECTION, "PublishPort").forEach(setting -> line.option("--publish", values.of(setting)));
        CommandLine networks = new CommandLine(unit.position());
        settings.forEach(setting -> networks.option("--network", paths.network(setting)));
        List<Argument> words = networks.command().arguments();
        line.words(words);
        String other = unit.name().ofQuadlet();
        if (units.isCalled(other) && !other.equals(units.nameOf(unit)) && !PodUnits.sharesNetwork(words)) {
            Position where = unit.position();
            line.option("--network-alias", other, where);
        }
    }
}
