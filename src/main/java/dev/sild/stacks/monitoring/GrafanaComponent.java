package dev.sild.stacks.monitoring;

import dev.sild.model.Container.Env;
import dev.sild.model.ContainerBuilder;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.Door;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.spec.Openings;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.monitoringstackspec.Grafana;
import dev.sild.v1alpha1.monitoringstackspec.grafana.Dashboards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Grafana, with its datasources and dashboards. */
final class GrafanaComponent extends MonitoringServer {
    static final Port PORT = ModelValues.port(3000, "http", "http");

    private static final String FILE = "grafana.ini";
    private static final String FOLDER = "/etc/grafana/config";
    private static final String TLS_FOLDER = "/etc/grafana/tls";
    private static final String DATA_FOLDER = "/var/lib/grafana";
    private static final String SCRATCH = "grafana-tmp";
    private static final String PASSWORD = "password";
    private static final int LENGTH = 32;

    private final Grafana grafana;

    /** The group of the image's files is root's, which gives it no power. */
    GrafanaComponent(MonitoringFrame frame) {
        super(frame, MonitoringFrame.GRAFANA, PORT, frame.spec().getGrafana(), new Account(472, 472));
        grafana = frame.spec().getGrafana();
    }

    static Door door(MonitoringFrame frame) {
        return new Door(PORT, frame.tlsAtGrafana());
    }

    @Override
    ContainerBuilder complete(ContainerBuilder container) {
        return container.mounts(mounts()).probes(ready("/api/health", frame.tlsAtGrafana()));
    }

    @Override
    List<Env> env() {
        List<Env> env = new ArrayList<>();
        env.add(ModelValues.env("GF_SECURITY_ADMIN_USER", grafana.getAdminUser()));
        env.add(new Env("GF_SECURITY_ADMIN_PASSWORD", password()));
        env.add(ModelValues.env("GF_PATHS_PROVISIONING", Provisioning.FOLDER));
        env.add(ModelValues.env("GF_USERS_ALLOW_SIGN_UP", "false"));
        // It may not call the internet, and need not.
        env.add(ModelValues.env("GF_ANALYTICS_REPORTING_ENABLED", "false"));
        env.add(ModelValues.env("GF_ANALYTICS_CHECK_FOR_UPDATES", "false"));
        env.add(ModelValues.env("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false"));
        env.add(ModelValues.env("GF_PLUGINS_PREINSTALL_DISABLED", "true"));
        if (hasConfiguration()) {
            env.add(ModelValues.env("GF_PATHS_CONFIG", FOLDER + "/" + FILE));
        }
        if (frame.tlsAtGrafana()) {
            env.add(ModelValues.env("GF_SERVER_PROTOCOL", "https"));
            env.add(ModelValues.env("GF_SERVER_CERT_FILE", TLS_FOLDER + "/tls.crt"));
            env.add(ModelValues.env("GF_SERVER_CERT_KEY", TLS_FOLDER + "/tls.key"));
        }
        String host = frame.spec().getExposure().getHost();
        // Of many names none is its own.
        if (host != null && !host.startsWith("*.")) {
            String scheme = frame.spec().getExposure().getTls() == null ? "http" : "https";
            env.add(ModelValues.env("GF_SERVER_ROOT_URL", scheme + "://" + host + "/"));
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
        return frame.naming().object(MonitoringFrame.GRAFANA);
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
        if (hasConfiguration()) {
            mounts.add(Mount.ofFiles(MonitoringFrame.GRAFANA, FOLDER, ""));
        }
        if (frame.tlsAtGrafana()) {
            mounts.add(Mount.ofFiles(
                    ExternalBundles.secret(frame.spec().getExposure().getTls().getSecretName()), TLS_FOLDER, ""));
        }
        mounts.add(Mount.ofVolume(MonitoringFrame.GRAFANA, DATA_FOLDER, false));
        mounts.add(Mount.ofVolume(SCRATCH, "/tmp", false));
        return mounts;
    }

    @Override
    List<Volume> scratch() {
        return List.of(new Volume.Scratch(SCRATCH, false, ""));
    }

    @Override
    List<Files> files() {
        List<Files> files = new ArrayList<>(Provisioning.files(frame));
        if (hasConfiguration()) {
            files.add(configuration(FILE, () -> ""));
        }
        return files;
    }

    private boolean hasConfiguration() {
        return grafana.getConfig() != null || grafana.getConfigFrom() != null;
    }

    /** Returns how the administrator's first password is generated; nothing where it is the user's. */
    Optional<SecretSeed> seed() {
        return grafana.getPasswordFrom() != null
                ? Optional.empty()
                : Optional.of(new SecretSeed(
                        secret(),
                        MonitoringFrame.GRAFANA,
                        List.of(
                                new SecretSeed.Key("username", new SecretSeed.Plain(grafana.getAdminUser())),
                                new SecretSeed.Key(PASSWORD, new SecretSeed.Random(LENGTH))),
                        "",
                        Optional.empty()));
    }

    @Override
    Map<String, String> ofService() {
        return Openings.ofService(frame.spec().getExposure());
    }
}
