package dev.sild.stacks.monitoring;

import dev.sild.model.ContainerBuilder;
import dev.sild.model.Files;
import dev.sild.model.Identity;
import dev.sild.model.Mount;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.spec.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Grafana Alloy, which reads the logs of pods from the API server and ships them to Loki. */
final class LogsComponent extends MonitoringServer {
    static final Port PORT = ModelValues.port(12_345, "http", "http");

    private static final String FILE = "config.alloy";
    private static final String FOLDER = "/etc/alloy";
    private static final String DATA_FOLDER = "/var/lib/alloy/data";
    private static final String DATA = "logs-data";
    private static final String SCRATCH = "logs-tmp";

    /** What it asks the API server for. */
    private static final List<Identity.Rule> RULES = List.of(
            new Identity.Rule(List.of(""), List.of("pods"), List.of(), List.of("get", "list", "watch")),
            new Identity.Rule(List.of(""), List.of("pods/log"), List.of(), List.of("get")));

    LogsComponent(MonitoringFrame frame) {
        super(frame, MonitoringFrame.LOGS, PORT, frame.spec().getLogs(), new Account(473, 473));
    }

    @Override
    ContainerBuilder complete(ContainerBuilder container) {
        return container
                .args(Text.listOf(List.of(
                        "run",
                        "--server.http.listen-addr=0.0.0.0:" + PORT.number(),
                        "--storage.path=" + DATA_FOLDER,
                        "--disable-reporting",
                        FOLDER + "/" + FILE)))
                .mounts(List.of(
                        Mount.ofFiles(MonitoringFrame.LOGS, FOLDER, ""),
                        Mount.ofVolume(DATA, DATA_FOLDER, false),
                        Mount.ofVolume(SCRATCH, "/tmp", false)))
                .probes(ready("/-/ready", false));
    }

    @Override
    Optional<Identity> identity() {
        return Optional.of(new Identity(Optional.empty(), RULES, true, Map.of()));
    }

    /** How far each log has been read is forgotten with the pod; Loki drops a line that it already has. */
    @Override
    List<Volume> scratch() {
        return List.of(new Volume.Scratch(DATA, false, ""), new Volume.Scratch(SCRATCH, false, ""));
    }

    @Override
    List<Files> files() {
        return List.of(configuration(
                FILE,
                () -> AlloyConf.text(
                        frame.address(MonitoringFrame.LOKI, LokiComponent.PORT.number()),
                        frame.spec().getClusterWide(),
                        Shapes.list(frame.spec().getLogs().getNamespaces()))));
    }
}
