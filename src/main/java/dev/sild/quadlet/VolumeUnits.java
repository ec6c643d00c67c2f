package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import java.util.LinkedHashMap;
import java.util.Map;

/** The volumes of a project: a unit for each that it makes. */
final class VolumeUnits {
    private final Attribute volumes;
    private final UnitNames names;
    private final Map<String, String> references = new LinkedHashMap<>();

    VolumeUnits(Attribute volumes, UnitNames names) {
        this.volumes = volumes;
        this.names = names;
    }

    /** Makes the units of all volumes that the project declares. */
    void make() {
        volumes.entries().forEach(this::make);
    }

    /** Returns the value by which a container mounts a volume. */
    String reference(String key) {
        return references.computeIfAbsent(key, undeclared -> {
            UnitFile unit = names.make("volume", key);
            unit.value("VolumeName", "--name", names.project() + "_" + UnitNames.stem(key));
            return unit.file();
        });
    }

    /** Returns the same of a volume without a name: Quadlet would delete it whenever its container stops. */
    String anonymous(String service, String path) {
        return reference(service + path.replace('/', '-'));
    }

    private void make(String key, Attribute volume) {
        String name = volume.get("name").string();
        Attribute external = volume.get("external");
        boolean foreign = external.present() && !external.peek().equals("false");
        external.done();
        if (foreign) {
            references.put(key, name.isEmpty() ? key : name);
            return;
        }
        UnitFile unit = names.make("volume", key);
        references.put(key, unit.file());
        unit.value("VolumeName", "--name", name.isEmpty() ? names.project() + "_" + key : name);
        String driver = volume.get("driver").string();
        if (!driver.isEmpty() && !driver.equals("local")) {
            unit.value("Driver", "--driver", driver);
        }
        Attribute options = volume.get("driver_opts");
        options.entries().forEach((option, value) -> {
            switch (option) {
                case "type" -> unit.value("Type", "--opt=type", value.string());
                case "device" -> unit.value("Device", "--opt=device", value.string());
                case "o" -> unit.value("Options", "--opt=o", value.string());
                default -> unit.option("--opt", option + "=" + value.string());
            }
        });
        volume.get("labels").entries().forEach((label, value) -> unit.word("Label", label + "=" + value.string()));
        // Sizes and classes are those of claims.
        volume.get("x-sild").done();
    }
}
