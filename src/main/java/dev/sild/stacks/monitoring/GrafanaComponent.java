package dev.sild.stacks.monitoring;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Health;
import dev.sild.model.Mount;
import dev.sild.model.Origin;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.ContainerDraft;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Openings.Door;
import dev.sild.stacks.shared.Places;
import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.Shapes;
import dev.sild.stacks.shared.Stores;
import dev.sild.v1alpha1.monitoringstackspec.Grafana;
import dev.sild.v1alpha1.monitoringstackspec.grafana.Dashboards;
import dev.sild.v1alpha1.monitoringstackspec.grafana.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Grafana, with its datasources and dashboards. */
final class GrafanaComponent {
    static final Port PORT = Shapes.port(3000, "http", "http");

    private static final String FILE = "grafana.ini";
    private static final String FOLDER = "/etc/grafana/config";
    private static final String TLS_FOLDER = "/etc/grafana/tls";
    private static final String DATA_FOLDER = "/var/lib/grafana";
    private static final String SCRATCH = "grafana-tmp";
    private static final String PASSWORD = "password";
    private static final int LENGTH = 32;

    /** The group of the image's files is root's, which has no power by that. */
    private static final Account ACCOUNT = new Account(472, 472);

    private final Frame frame;
    private final Grafana grafana;
    private final PodSecurity level;

    GrafanaComponent(Frame frame) {
        this.frame = frame;
        grafana = frame.spec().getGrafana();
        level = Shapes.same(PodSecurity.class, grafana.getPodSecurity());
    }

    static Door door(Frame frame) {
        return new Door(PORT, frame.tlsAtGrafana());
    }

    Component component() {
        return new Component(
                Frame.GRAFANA,
                Stores.one(!isKept()),
                List.of(container()),
                List.of(),
                frame.pod(level, ACCOUNT.fsGroup(level), grafana.getLabels(), grafana.getAnnotations()),
                Places.of(grafana.getPlacement()),
                List.of(),
                Map.of(),
                Map.of(),
                Origin.NONE);
    }

    private Container container() {
        return new ContainerDraft(Frame.GRAFANA, grafana.getImage())
                .pulled(Shapes.pulled(grafana.getImagePullPolicy()))
                .env(Shapes.env(env(), grafana.getEnv(), grafana.getSecretEnv()))
                .ports(List.of(PORT))
                .mounts(mounts())
                .probes(List.of(new Probe(
                        Probe.Use.READINESS,
                        new Health.Http(PORT.number(), "/api/health", frame.tlsAtGrafana(), "", List.of()),
                        0,
                        10,
                        3,
                        3,
                        0)))
                .resources(Shapes.resources(grafana.getResources()))
                .security(ACCOUNT.security(level))
                .build();
    }

    private List<Env> env() {
        List<Env> env = new ArrayList<>();
        env.add(Shapes.env("GF_SECURITY_ADMIN_USER", grafana.getAdminUser()));
        env.add(new Env("GF_SECURITY_ADMIN_PASSWORD", password()));
        env.add(Shapes.env("GF_PATHS_PROVISIONING", Provisioning.FOLDER));
        env.add(Shapes.env("GF_USERS_ALLOW_SIGN_UP", "false"));
        // It may not call the internet, and need not.
        env.add(Shapes.env("GF_ANALYTICS_REPORTING_ENABLED", "false"));
        env.add(Shapes.env("GF_ANALYTICS_CHECK_FOR_UPDATES", "false"));
        env.add(Shapes.env("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false"));
        env.add(Shapes.env("GF_PLUGINS_PREINSTALL_DISABLED", "true"));
        if (grafana.getConfig() != null || grafana.getConfigFrom() != null) {
            env.add(Shapes.env("GF_PATHS_CONFIG", FOLDER + "/" + FILE));
        }
        if (frame.tlsAtGrafana()) {
            env.add(Shapes.env("GF_SERVER_PROTOCOL", "https"));
            env.add(Shapes.env("GF_SERVER_CERT_FILE", TLS_FOLDER + "/tls.crt"));
            env.add(Shapes.env("GF_SERVER_CERT_KEY", TLS_FOLDER + "/tls.key"));
        }
        String host = frame.spec().getExposure().getHost();
        // Of many names none is its own.
        if (host != null && !host.startsWith("*.")) {
            String scheme = frame.spec().getExposure().getTls() == null ? "http" : "https";
            env.add(Shapes.env("GF_SERVER_ROOT_URL", scheme + "://" + host + "/"));
        }
        return env;
    }

    private Text password() {
        return grafana.getPasswordFrom() == null
                ? new Text.SecretRef(ExternalBundles.secret(secret()), PASSWORD)
                : new Text.SecretRef(
                        ExternalBundles.secret(grafana.getPasswordFrom().getName()),
                        grafana.getPasswordFrom().getKey());
    }

    private String secret() {
        return frame.naming().object(Frame.GRAFANA);
    }

    private List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        mounts.add(Mount.ofFiles(Provisioning.FILES, Provisioning.FOLDER, ""));
        if (grafana.getDefaultDashboards()) {
            mounts.add(Mount.ofFiles(Provisioning.DASHBOARDS, Provisioning.dashboards("sild"), ""));
        }
        for (Dashboards dashboards : Shapes.list(grafana.getDashboards())) {
            mounts.add(Mount.ofFiles(
                    ExternalBundles.configMap(dashboards.getConfigMapName()),
                    Provisioning.dashboards(dashboards.getConfigMapName()),
                    ""));
        }
        if (grafana.getConfig() != null || grafana.getConfigFrom() != null) {
            mounts.add(Mount.ofFiles(Frame.GRAFANA, FOLDER, ""));
        }
        if (frame.tlsAtGrafana()) {
            mounts.add(Mount.ofFiles(
                    ExternalBundles.secret(frame.spec().getExposure().getTls().getSecretName()), TLS_FOLDER, ""));
        }
        mounts.add(Mount.ofVolume(Frame.GRAFANA, DATA_FOLDER, false));
        mounts.add(Mount.ofVolume(SCRATCH, "/tmp", false));
        return mounts;
    }

    /** Whether the claim outlives the component. */
    boolean isKept() {
        return grafana.getStorage().getRetain() == Storage.Retain.KEEP;
    }

    List<Volume> volumes() {
        return List.of(
                Stores.claim(
                        Frame.GRAFANA,
                        grafana.getStorage().getSize(),
                        grafana.getStorage().getStorageClassName()),
                new Volume.Scratch(SCRATCH, false, ""));
    }

    List<Files> files() {
        List<Files> files = new ArrayList<>(Provisioning.files(frame));
        if (grafana.getConfig() != null || grafana.getConfigFrom() != null) {
            files.add(ExternalBundles.configuration(
                    Frame.GRAFANA, FILE, grafana.getConfig(), grafana.getConfigFrom(), () -> ""));
        }
        return files;
    }

    /** Returns how the administrator's first password is generated; nothing where it is the user's. */
    Optional<SecretSeed> seed() {
        return grafana.getPasswordFrom() != null
                ? Optional.empty()
                : Optional.of(new SecretSeed(
                        secret(),
                        Frame.GRAFANA,
                        List.of(
                                new SecretSeed.Key("username", new SecretSeed.Plain(grafana.getAdminUser())),
                                new SecretSeed.Key(PASSWORD, new SecretSeed.Random(LENGTH))),
                        "",
                        Optional.empty()));
    }

    Endpoint endpoint() {
        return new Endpoint(
                Frame.GRAFANA,
                List.of(Frame.GRAFANA),
                List.of(PORT),
                false,
                false,
                Map.of(),
                Openings.ofService(frame.spec().getExposure()));
    }
}
