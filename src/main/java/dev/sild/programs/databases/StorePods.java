package dev.sild.programs.databases;

import dev.sild.model.Call;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.ContainerBuilder;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.PodSecurity;
import dev.sild.model.Resources;
import dev.sild.model.Security;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.programs.databases.StoreScript.Action;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.programs.settings.DatabaseSettings.SecretKey;
import dev.sild.programs.settings.DatabaseSettings.Store;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.GeneratedFiles;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pods with two containers that move dumps between a database and a bucket. They have the same scripts, and a folder
 * that both containers mount.
 *
 * @param name what their ConfigMap and volumes are called after
 */
record StorePods(
        DatabaseSettings settings,
        Server server,
        Credentials credentials,
        String host,
        String name,
        Store store,
        Resources resources) {
    private static final String EXCHANGE_FOLDER = "/exchange";
    private static final String SCRATCH_FOLDER = "/scratch";
    private static final String CERTIFICATES_FOLDER = "/etc/sild-ca";
    private static final String CERTIFICATES_FILE = "ca.crt";

    /** Adds the scripts and volumes. */
    void addSharedTo(Parts parts) {
        List<Files> files = new ArrayList<>(List.of(GeneratedFiles.of(
                name,
                name,
                List.of(
                        GeneratedFiles.entry(StreamScript.KEY, StreamScript.KEY, dumps().stream()),
                        GeneratedFiles.entry(StoreScript.KEY, StoreScript.KEY, StoreScript.text())))));
        store.certificates()
                .ifPresent(from -> files.add(
                        ExternalBundles.keyOf(from.configMap(), from.key(), certificates(), CERTIFICATES_FILE)));
        parts.files(files)
                .volumes(List.of(new Volume.Scratch(tmp(), false, ""), new Volume.Scratch(exchange(), false, "")));
    }

    /** Adds a component, with the connections that it needs. */
    void add(
            Parts parts,
            String component,
            Action action,
            Workload workload,
            List<Env> ofAction,
            Map<String, String> labels) {
        boolean verifies = action == Action.VERIFY;
        // A server refuses to run as root, which an image may have as its user.
        PodSecurity level = verifies ? PodSecurity.RESTRICTED : settings.pods().level();
        Account account = server.account();
        List<Mount> mounts = new ArrayList<>(List.of(
                Mount.ofFiles(name, Backups.SCRIPTS_FOLDER, ""),
                Mount.ofVolume(exchange(), EXCHANGE_FOLDER, false),
                Mount.ofVolume(tmp(), "/tmp", false)));
        List<Mount> ofDatabase = new ArrayList<>(mounts);
        if (verifies) {
            // As large as the database at most, or the node would run full.
            parts.volumes(List.of(
                    new Volume.Scratch(scratch(), false, settings.storage().size())));
            ofDatabase.add(Mount.ofVolume(scratch(), SCRATCH_FOLDER, false));
        } else {
            parts.call(Call.between(component, settings.component(), server.port()));
        }
        parts.call(StoreAddress.of(store.endpoint()).call(component));
        Security security = account.security(level);
        Env what = ModelValues.env(StoreScript.ACTION, action.word());
        List<Env> client = new ArrayList<>(List.of(what));
        client.addAll(server.client(host));
        client.add(new Env(dumps().passwordVariable(), credentials.password()));
        List<Env> ofStore = new ArrayList<>(List.of(what));
        ofStore.addAll(ofAction);
        ofStore.addAll(bucket());
        store.certificates().ifPresent(from -> mounts.add(Mount.ofFiles(certificates(), CERTIFICATES_FOLDER, "")));
        parts.component(settings.pods()
                .ofHelper()
                .component(
                        component,
                        workload,
                        account.fsGroup(level),
                        Optional.empty(),
                        List.of(
                                ContainerBuilder.builder(Container.of(
                                                "database",
                                                Text.of(settings.server().image())))
                                        .pullPolicy(settings.server().pulled())
                                        .command(Text.listOf(StreamScript.command()))
                                        .env(client)
                                        .mounts(ofDatabase)
                                        // The scratch server is to hold what the server does.
                                        .resources(verifies ? settings.server().resources() : resources)
                                        .security(security)
                                        .build(),
                                ContainerBuilder.builder(Container.of(StoreScript.CONTAINER, Text.of(store.image())))
                                        .command(Text.listOf(StoreScript.command()))
                                        .env(ofStore)
                                        .mounts(mounts)
                                        .resources(resources)
                                        .security(security)
                                        .build()))
                .with(built -> built.labels(labels)));
    }

    private List<Env> bucket() {
        List<Env> env = new ArrayList<>(List.of(
                ModelValues.env(StoreScript.DATABASE, settings.database()),
                ModelValues.env(StoreScript.EXTENSION, dumps().extension()),
                ModelValues.env(StoreScript.BUCKET, store.bucket()),
                ModelValues.env(StoreScript.PREFIX, store.folder())));
        StoreAddress address = StoreAddress.of(store.endpoint());
        remote(env, "TYPE", "s3");
        remote(env, "PROVIDER", address.isAmazon() ? "AWS" : "Other");
        remote(env, "ENDPOINT", store.endpoint());
        remote(env, "REGION", store.region());
        remote(env, "FORCE_PATH_STYLE", Boolean.toString(store.pathStyle()));
        // The bucket is never created, for which the credentials need no right.
        remote(env, "NO_CHECK_BUCKET", "true");
        // A stream of unknown length has at most 10,000 parts: 312 GiB. Two of them are in memory.
        remote(env, "CHUNK_SIZE", "32Mi");
        remote(env, "UPLOAD_CONCURRENCY", "2");
        env.add(new Env(variable("ACCESS_KEY_ID"), secret(store.accessKeyId())));
        env.add(new Env(variable("SECRET_ACCESS_KEY"), secret(store.secretAccessKey())));
        store.encryption().ifPresent(key -> env.add(new Env(StoreScript.ENCRYPTION_PASSWORD, secret(key))));
        store.certificates()
                .ifPresent(from ->
                        env.add(ModelValues.env("RCLONE_CA_CERT", CERTIFICATES_FOLDER + "/" + CERTIFICATES_FILE)));
        return env;
    }

    private static void remote(List<Env> env, String option, String value) {
        env.add(ModelValues.env(variable(option), value));
    }

    private static String variable(String option) {
        return "RCLONE_CONFIG_" + StoreScript.REMOTE + "_" + option;
    }

    private static Text secret(SecretKey key) {
        return new Text.SecretRef(ExternalBundles.secret(key.secret()), key.key());
    }

    private Dumps dumps() {
        return server.dumps()
                .orElseThrow(() -> new IllegalArgumentException("backups are not supported for " + settings.engine()));
    }

    private String certificates() {
        return name + "-ca";
    }

    private String tmp() {
        return name + "-tmp";
    }

    private String exchange() {
        return name + "-exchange";
    }

    private String scratch() {
        return name + "-scratch";
    }
}
