package dev.sild.stacks.monitoring;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Files;
import dev.sild.model.Health;
import dev.sild.model.Identity;
import dev.sild.model.Mount;
import dev.sild.model.Origin;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Volume;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.ContainerDraft;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.Places;
import dev.sild.stacks.shared.Shapes;
import dev.sild.stacks.shared.Stores;
import dev.sild.v1alpha1.monitoringstackspec.Prometheus;
import dev.sild.v1alpha1.monitoringstackspec.prometheus.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Prometheus, which reads the numbers of pods that it finds by itself. */
final class PrometheusComponent {
    static final Port PORT = Shapes.port(9090, "http", "http");
    static final String RULES_FOLDER = "/etc/prometheus/rules";

    private static final String FILE = "prometheus.yml";
    private static final String FOLDER = "/etc/prometheus/config";
    private static final String DATA_FOLDER = "/prometheus";
    private static final String RULES = "prometheus-rules";
    private static final String DEFAULT_RULES = "sild.yaml";
    private static final Account ACCOUNT = new Account(65_534, 65_534);
    private static final long MEBIBYTE = 1 << 20;

    /** What it has to write down before it ends. */
    private static final long SECONDS_TO_END = 60;

    /** What it asks the API server for. */
    private static final List<Identity.Rule> RIGHTS =
            List.of(new Identity.Rule(List.of(""), List.of("pods"), List.of(), List.of("get", "list", "watch")));

    private final Frame frame;
    private final Prometheus prometheus;
    private final PodSecurity level;

    PrometheusComponent(Frame frame) {
        this.frame = frame;
        prometheus = frame.spec().getPrometheus();
        level = Shapes.same(PodSecurity.class, prometheus.getPodSecurity());
    }

    Component component() {
        return new Component(
                Frame.PROMETHEUS,
                Stores.one(!isKept()),
                List.of(container()),
                List.of(),
                Shapes.pod(
                        level,
                        ACCOUNT.fsGroup(level),
                        Optional.of(SECONDS_TO_END),
                        prometheus.getLabels(),
                        prometheus.getAnnotations(),
                        frame.spec().getImagePullSecrets()),
                Places.of(prometheus.getPlacement()),
                List.of(),
                Map.of(),
                Map.of(),
                Optional.of(new Identity(Optional.empty(), RIGHTS, true, Map.of())),
                Optional.empty(),
                Origin.NONE);
    }

    private Container container() {
        List<Mount> mounts = new ArrayList<>(List.of(
                Mount.ofFiles(Frame.PROMETHEUS, FOLDER, ""), Mount.ofVolume(Frame.PROMETHEUS, DATA_FOLDER, false)));
        if (!rules().isEmpty()) {
            mounts.add(Mount.ofFiles(RULES, RULES_FOLDER, ""));
        }
        return new ContainerDraft(Frame.PROMETHEUS, prometheus.getImage())
                .pulled(Shapes.pulled(prometheus.getImagePullPolicy()))
                .args(List.of(
                        "--config.file=" + FOLDER + "/" + FILE,
                        "--storage.tsdb.path=" + DATA_FOLDER,
                        "--storage.tsdb.retention.time=" + prometheus.getRetention(),
                        "--storage.tsdb.retention.size=" + mebibytes() + "MB"))
                .env(Shapes.env(List.of(), prometheus.getEnv(), prometheus.getSecretEnv()))
                .ports(List.of(PORT))
                .mounts(mounts)
                .probes(List.of(
                        new Probe(Probe.Use.READINESS, at("/-/ready"), 0, 5, 3, 3, 0),
                        new Probe(Probe.Use.LIVENESS, at("/-/healthy"), 0, 10, 5, 6, 0),
                        // A long log of changes is read before it answers: up to a quarter of an hour.
                        new Probe(Probe.Use.STARTUP, at("/-/ready"), 0, 15, 3, 60, 0)))
                .resources(Shapes.resources(prometheus.getResources()))
                .security(ACCOUNT.security(level))
                .build();
    }

    private static Health.Check at(String path) {
        return new Health.Http(PORT.number(), path, false, "", List.of());
    }

    /**
     * Returns how much is kept: a claim does not grow by itself, and a full one stops Prometheus. 0 would be any
     * amount.
     */
    private long mebibytes() {
        long bytes = prometheus.getRetentionSize() == null
                ? Shapes.bytes(prometheus.getStorage().getSize()) / 5 * 4
                : Shapes.bytes(prometheus.getRetentionSize());
        return Math.max(1, bytes / MEBIBYTE);
    }

    /** Whether the claim outlives the component. */
    boolean isKept() {
        return prometheus.getStorage().getRetain() == Storage.Retain.KEEP;
    }

    List<Volume> volumes() {
        return List.of(Stores.claim(
                Frame.PROMETHEUS,
                prometheus.getStorage().getSize(),
                prometheus.getStorage().getStorageClassName()));
    }

    List<Files> files() {
        List<Files> files = new ArrayList<>(List.of(ExternalBundles.configuration(
                Frame.PROMETHEUS,
                FILE,
                prometheus.getConfig(),
                prometheus.getConfigFrom(),
                () -> PrometheusConf.text(frame))));
        if (!rules().isEmpty()) {
            List<Files.Entry> entries = new ArrayList<>();
            rules().forEach((name, text) ->
                    entries.add(new Files.Entry(name, name, -1, text.getBytes(StandardCharsets.UTF_8))));
            files.add(new Files(RULES, entries, false, true, Optional.of(Frame.PROMETHEUS)));
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
