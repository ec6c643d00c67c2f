package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import java.util.Locale;
import java.util.Set;

/** The labels of a container, and where its output goes. */
final class LabelKeys {
    private static final String AUTO_UPDATE = "io.containers.autoupdate";
    private static final Set<String> UPDATES = Set.of("registry", "local");
    private static final Set<String> DRIVERS = Set.of("journald", "k8s-file", "none", "passthrough");
    /** Drivers of docker that write files on the machine. */
    private static final Set<String> FILES = Set.of("json-file", "local");

    private final Attribute service;
    private final UnitFile unit;
    private final UnitWords words;

    LabelKeys(Attribute service, UnitFile unit, UnitWords words) {
        this.service = service;
        this.unit = unit;
        this.words = words;
    }

    void add() {
        service.get("labels").entries().forEach((key, value) -> {
            if (key.equals(AUTO_UPDATE) && UPDATES.contains(value.peek())) {
                unit.add("AutoUpdate", value.string());
            } else {
                unit.add("Label", words.pair(key, value.text()));
            }
        });
        service.get("label_file").done();
        service.get("annotations")
                .entries()
                .forEach((key, value) -> unit.add("Annotation", words.pair(key, value.text())));
        logging(service.get("logging"));
    }

    private void logging(Attribute logging) {
        Attribute driver = logging.get("driver");
        String name = driver.string().toLowerCase(Locale.ROOT);
        boolean known = DRIVERS.contains(name) || FILES.contains(name);
        if (!name.isEmpty() && !known) {
            driver.noteLost("podman has no log driver '" + name.replaceAll("\\W", "?") + "'", "use 'journald'");
            logging.done();
            return;
        }
        if (known) {
            unit.add("LogDriver", FILES.contains(name) ? "k8s-file" : name);
        }
        logging.get("options").entries().forEach((option, value) -> {
            switch (option) {
                case "max-size", "path", "tag" -> unit.add("LogOpt", words.pair(option, value.text()));
                case "max-file" -> value.lost("podman keeps one file of a log", "set 'max-size' alone");
                default -> value.lost("podman's log drivers have no such option", "remove it");
            }
        });
    }
}
