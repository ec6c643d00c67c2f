package dev.sild.stacks.monitoring;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Files;
import dev.sild.model.Health;
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
import dev.sild.v1alpha1.monitoringstackspec.Loki;
import dev.sild.v1alpha1.monitoringstackspec.loki.Storage;
import java.util.List;
import java.util.Map;

/** Loki, as one process with a claim. */
final class LokiComponent {
    static final Port PORT = Shapes.port(3100, "http", "http");
    static final String DATA_FOLDER = "/loki";

    private static final String FILE = "loki.yaml";
    private static final String FOLDER = "/etc/loki";
    private static final String SCRATCH = "loki-tmp";
    private static final Account ACCOUNT = new Account(10_001, 10_001);

    private final Frame frame;
    private final Loki loki;
    private final PodSecurity level;

    LokiComponent(Frame frame) {
        this.frame = frame;
        loki = frame.spec().getLoki();
        level = Shapes.same(PodSecurity.class, loki.getPodSecurity());
    }

    Component component() {
        return new Component(
                Frame.LOKI,
                Stores.one(!isKept()),
                List.of(container()),
                List.of(),
                frame.pod(level, ACCOUNT.fsGroup(level), loki.getLabels(), loki.getAnnotations()),
                Places.of(loki.getPlacement()),
                List.of(),
                Map.of(),
                Map.of(),
                Origin.NONE);
    }

    private Container container() {
        return new ContainerDraft(Frame.LOKI, loki.getImage())
                .pulled(Shapes.pulled(loki.getImagePullPolicy()))
                .args(List.of("-config.file=" + FOLDER + "/" + FILE))
                .env(Shapes.env(List.of(), loki.getEnv(), loki.getSecretEnv()))
                .ports(List.of(PORT))
                .mounts(List.of(
                        Mount.ofFiles(Frame.LOKI, FOLDER, ""),
                        Mount.ofVolume(Frame.LOKI, DATA_FOLDER, false),
                        Mount.ofVolume(SCRATCH, "/tmp", false)))
                .probes(List.of(new Probe(
                        Probe.Use.READINESS,
                        new Health.Http(PORT.number(), "/ready", false, "", List.of()),
                        0,
                        10,
                        3,
                        3,
                        0)))
                .resources(Shapes.resources(loki.getResources()))
                .security(ACCOUNT.security(level))
                .build();
    }

    /** Whether the claim outlives the component. */
    boolean isKept() {
        return loki.getStorage().getRetain() == Storage.Retain.KEEP;
    }

    List<Volume> volumes() {
        return List.of(
                Stores.claim(
                        Frame.LOKI,
                        loki.getStorage().getSize(),
                        loki.getStorage().getStorageClassName()),
                new Volume.Scratch(SCRATCH, false, ""));
    }

    Files files() {
        return ExternalBundles.configuration(
                Frame.LOKI, FILE, loki.getConfig(), loki.getConfigFrom(), () -> LokiConf.text(loki.getRetention()));
    }
}
