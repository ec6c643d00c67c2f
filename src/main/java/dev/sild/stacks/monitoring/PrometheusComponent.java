package dev.sild.stacks.monitoring;

import dev.sild.model.ContainerBuilder;
import dev.sild.model.Files;
import dev.sild.model.Health;
import dev.sild.model.Identity;
import dev.sild.model.Mount;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Text;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.GeneratedFiles;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.monitoringstackspec.Prometheus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Prometheus, which scrapes the metrics of the pods that it discovers. */
final class PrometheusComponent extends MonitoringServer {
    static final Port PORT = ModelValues.port(9090, "http", "http");
    static final String RULES_FOLDER = "/etc/prometheus/rules";

    private static final String FILE = "prometheus.yml";
    private static final String FOLDER = "/etc/prometheus/config";
    private static final String DATA_FOLDER = "/prometheus";
    private static final String RULES = "prometheus-rules";
    private static final String DEFAULT_RULES = "sild.yaml";
    private static final long MEBIBYTE = 1 << 20;

    /** What it has to write down before it ends. */
    private static final long SECONDS_TO_END = 60;

    /** What it asks the API server for. */
    private static final List<Identity.Rule> RIGHTS =
            List.of(new Identity.Rule(List.of(""), List.of("pods"), List.of(), List.of("get", "list", "watch")));

    private final Prometheus prometheus;

    PrometheusComponent(MonitoringFrame frame) {
        super(frame, MonitoringFrame.PROMETHEUS, PORT, frame.spec().getPrometheus(), new Account(65_534, 65_534));
        prometheus = frame.spec().getPrometheus();
    }

    @Override
    ContainerBuilder complete(ContainerBuilder container) {
        List<Mount> mounts = new ArrayList<>(List.of(
                Mount.ofFiles(MonitoringFrame.PROMETHEUS, FOLDER, ""),
                Mount.ofVolume(MonitoringFrame.PROMETHEUS, DATA_FOLDER, false)));
        if (!rules().isEmpty()) {
            mounts.add(Mount.ofFiles(RULES, RULES_FOLDER, ""));
        }
        return container
                .args(Text.listOf(List.of(
                        "--config.file=" + FOLDER + "/" + FILE,
                        "--storage.tsdb.path=" + DATA_FOLDER,
                        "--storage.tsdb.retention.time=" + prometheus.getRetention(),
                        "--storage.tsdb.retention.size=" + mebibytes() + "MB")))
                .mounts(mounts)
                .probes(List.of(
                        ModelValues.probe(Probe.Use.READINESS, at("/-/ready"), 5, 3, 3),
                        ModelValues.probe(Probe.Use.LIVENESS, at("/-/healthy"), 10, 5, 6),
                        // A long log of changes is read before it answers: up to a quarter of an hour.
                        ModelValues.probe(Probe.Use.STARTUP, at("/-/ready"), 15, 3, 60)));
    }

    @Override
    Optional<Long> graceSeconds() {
        return Optional.of(SECONDS_TO_END);
    }

    @Override
    Optional<Identity> identity() {
        return Optional.of(new Identity(Optional.empty(), RIGHTS, true, Map.of()));
    }

    private static Health.Check at(String path) {
        return new Health.Http(PORT.number(), path, false, "", List.of());
    }

    /**
     * Returns the retention size: a claim does not grow automatically, and a full one stops Prometheus. 0 would mean no
     * limit.
     */
    private long mebibytes() {
        long bytes = prometheus.getRetentionSize() == null
                ? ModelValues.bytes(prometheus.getStorage().getSize()) / 5 * 4
                : ModelValues.bytes(prometheus.getRetentionSize());
        return Math.max(1, bytes / MEBIBYTE);
    }

    @Override
    List<Files> files() {
        List<Files> files = new ArrayList<>(List.of(configuration(FILE, () -> PrometheusConf.text(frame))));
        if (!rules().isEmpty()) {
            List<Files.Entry> entries = new ArrayList<>();
            rules().forEach((name, text) -> entries.add(GeneratedFiles.entry(name, name, text)));
            files.add(GeneratedFiles.of(RULES, MonitoringFrame.PROMETHEUS, entries));
        }
        return files;
    }

    /** Returns the rule files by name; one of the user's takes the place of ours of that name. */
    private Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>();
        if (prometheus.getDefaultRules()) {
            rules.put(DEFAULT_RULES, PackagedFiles.text("rules.yaml"));
        }
        rules.putAll(Shapes.map(prometheus.getRules()));
        return rules;
    }
}
