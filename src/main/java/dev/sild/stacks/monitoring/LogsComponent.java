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
import dev.sild.model.Workload;
import dev.sild.model.Workload.Rollout;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.ContainerDraft;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.Places;
import dev.sild.stacks.shared.Shapes;
import dev.sild.v1alpha1.monitoringstackspec.Logs;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Grafana Alloy, which asks the API server for the logs of pods and ships them to Loki. */
final class LogsComponent {
    static final Port PORT = Shapes.port(12_345, "http", "http");

    private static final String FILE = "config.alloy";
    private static final String FOLDER = "/etc/alloy";
    private static final String DATA_FOLDER = "/var/lib/alloy/data";
    private static final String DATA = "logs-data";
    private static final String SCRATCH = "logs-tmp";
    private static final Account ACCOUNT = new Account(473, 473);

    /** What it asks the API server for. */
    private static final List<Identity.Rule> RULES = List.of(
            new Identity.Rule(List.of(""), List.of("pods"), List.of(), List.of("get", "list", "watch")),
            new Identity.Rule(List.of(""), List.of("pods/log"), List.of(), List.of("get")));

    private final Frame frame;
    private final Logs logs;
    private final PodSecurity level;

    LogsComponent(Frame frame) {
        this.frame = frame;
        logs = frame.spec().getLogs();
        level = Shapes.same(PodSecurity.class, logs.getPodSecurity());
    }

    Component component() {
        return new Component(
                Frame.LOGS,
                new Workload.Replicated(1, Rollout.DEFAULT),
                List.of(container()),
                List.of(),
                frame.pod(level, ACCOUNT.fsGroup(level), logs.getLabels(), logs.getAnnotations()),
                Places.of(logs.getPlacement()),
                List.of(),
                Map.of(),
                Map.of(),
                Optional.of(new Identity(Optional.empty(), RULES, true, Map.of())),
                Optional.empty(),
                Origin.NONE);
    }

    private Container container() {
        return new ContainerDraft(Frame.LOGS, logs.getImage())
                .pulled(Shapes.pulled(logs.getImagePullPolicy()))
                .args(List.of(
                        "run",
                        "--server.http.listen-addr=0.0.0.0:" + PORT.number(),
                        "--storage.path=" + DATA_FOLDER,
                        "--disable-reporting",
                        FOLDER + "/" + FILE))
                .env(Shapes.env(List.of(), logs.getEnv(), logs.getSecretEnv()))
                .ports(List.of(PORT))
                .mounts(List.of(
                        Mount.ofFiles(Frame.LOGS, FOLDER, ""),
                        Mount.ofVolume(DATA, DATA_FOLDER, false),
                        Mount.ofVolume(SCRATCH, "/tmp", false)))
                .probes(List.of(new Probe(
                        Probe.Use.READINESS,
                        new Health.Http(PORT.number(), "/-/ready", false, "", List.of()),
                        0,
                        10,
                        3,
                        3,
                        0)))
                .resources(Shapes.resources(logs.getResources()))
                .security(ACCOUNT.security(level))
                .build();
    }

    /**
     * How far each log has been read is known until the pod ends; Loki takes a line that it has already as no second
     * one.
     */
    List<Volume> volumes() {
        return List.of(new Volume.Scratch(DATA, false, ""), new Volume.Scratch(SCRATCH, false, ""));
    }

    Files files() {
        return ExternalBundles.configuration(
                Frame.LOGS,
                FILE,
                logs.getConfig(),
                logs.getConfigFrom(),
                () -> AlloyConf.text(
                        frame.address(Frame.LOKI, LokiComponent.PORT.number()),
                        frame.spec().getClusterWide(),
                        Shapes.list(logs.getNamespaces())));
    }
}
