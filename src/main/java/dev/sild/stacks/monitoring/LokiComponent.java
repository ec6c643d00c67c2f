package dev.sild.stacks.monitoring;

import dev.sild.model.ContainerBuilder;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.ModelValues;
import java.util.List;

/** Loki, as one process with a claim. */
final class LokiComponent extends MonitoringServer {
    static final Port PORT = ModelValues.port(3100, "http", "http");
    static final String DATA_FOLDER = "/loki";

    private static final String FILE = "loki.yaml";
    private static final String FOLDER = "/etc/loki";
    private static final String SCRATCH = "loki-tmp";

    LokiComponent(MonitoringFrame frame) {
        super(frame, MonitoringFrame.LOKI, PORT, frame.spec().getLoki(), new Account(10_001, 10_001));
    }

    @Override
    ContainerBuilder complete(ContainerBuilder container) {
        return container
                .args(Text.listOf(List.of("-config.file=" + FOLDER + "/" + FILE)))
                .mounts(List.of(
                        Mount.ofFiles(MonitoringFrame.LOKI, FOLDER, ""),
                        Mount.ofVolume(MonitoringFrame.LOKI, DATA_FOLDER, false),
                        Mount.ofVolume(SCRATCH, "/tmp", false)))
                .probes(ready("/ready", false));
    }

    @Override
    List<Volume> scratch() {
        return List.of(new Volume.Scratch(SCRATCH, false, ""));
    }

    @Override
    List<Files> files() {
        return List.of(
                configuration(FILE, () -> LokiConf.text(frame.spec().getLoki().getRetention())));
    }
}
