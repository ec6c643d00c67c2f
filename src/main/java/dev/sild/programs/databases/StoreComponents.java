package dev.sild.programs.databases;

import dev.sild.model.Resources;
import dev.sild.model.Workload;
import dev.sild.programs.databases.StoreScript.Action;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.programs.settings.DatabaseSettings.Store;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import java.util.List;
import java.util.Map;

/**
 * What writes dumps of a database to a bucket and reads them: pods with two containers, the one of the database's image
 * with {@link StreamScript}, the other of rclone's with {@link StoreScript}. Only the second has the bucket's
 * credentials.
 */
record StoreComponents(DatabaseSettings settings, Server server, Credentials credentials, String host) {
    private static final long LATEST_SECONDS = 3600;
    private static final long LONGEST_SECONDS = 12 * 3600;
    private static final int RUNS_KEPT = 3;
    private static final int RETRIES = 2;

    /** A template for Jobs: it never runs by itself. */
    private static final String NEVER = "0 0 1 1 *";

    void addTo(Parts parts) {
        settings.backup().filter(said -> said.store().isPresent()).ifPresent(said -> {
            Store store = said.store().orElseThrow();
            StorePods pods = pods(said.component(), store, said.resources());
            pods.addSharedTo(parts);
            pods.add(
                    parts,
                    said.component(),
                    Action.BACKUP,
                    scheduled(said, said.schedule(), said.suspend()),
                    List.of(ModelValues.env(Backups.KEEP_VARIABLE, Integer.toString(said.keep()))),
                    Backups.label(false));
            pods.add(
                    parts,
                    said.component() + "-restore",
                    Action.RESTORE,
                    scheduled(said, NEVER, true),
                    List.of(ModelValues.env(StoreScript.DUMP, "latest")),
                    Map.of());
            said.verification()
                    .ifPresent(schedule -> pods.add(
                            parts,
                            said.component() + "-verify",
                            Action.VERIFY,
                            scheduled(said, schedule, said.suspend()),
                            List.of(ModelValues.env(StoreScript.DUMP, "latest")),
                            Backups.label(true)));
        });
        settings.bootstrap().ifPresent(bootstrap -> {
            String component = settings.component() + "-bootstrap";
            StorePods pods = pods(component, bootstrap.store(), bootstrap.resources());
            pods.addSharedTo(parts);
            pods.add(
                    parts,
                    component,
                    Action.BOOTSTRAP,
                    new Workload.Once(RETRIES, 1),
                    List.of(ModelValues.env(StoreScript.DUMP, bootstrap.dump())),
                    Map.of());
        });
    }

    private StorePods pods(String name, Store store, Resources resources) {
        return new StorePods(settings, server, credentials, host, name, store, resources);
    }

    private static Workload scheduled(DatabaseSettings.Backup said, String schedule, boolean suspended) {
        return new Workload.Scheduled(
                schedule, said.timeZone(), LATEST_SECONDS, RUNS_KEPT, RUNS_KEPT, RETRIES, LONGEST_SECONDS, suspended);
    }
}
