package dev.sild.programs.databases;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.ContainerBuilder;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.GeneratedFiles;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What writes dumps of a database to a claim of their own, with the programs of the database's own image. */
record BackupComponent(
        DatabaseSettings settings, DatabaseSettings.Backup said, Server server, Credentials credentials, String host) {
    private static final long LATEST_SECONDS = 3600;
    private static final long LONGEST_SECONDS = 12 * 3600;
    private static final int RUNS_KEPT = 3;
    private static final int RETRIES = 2;

    void addTo(Parts parts) {
        Dumps dumps = server.dumps()
                .orElseThrow(() -> new IllegalArgumentException("backups are not supported for " + settings.engine()));
        parts.component(component(dumps).with(component -> component.labels(Backups.label(false))))
                .volumes(List.of(
                        Stores.claim(
                                volume(), said.storage().size(), said.storage().storageClass()),
                        new Volume.Scratch(scratch(), false, "")))
                .files(List.of(files(said.component(), dumps)));
        if (said.storage().isKept()) {
            parts.keep(parts.naming().object(volume()));
        }
    }

    private String volume() {
        return said.component() + "s";
    }

    private String scratch() {
        return said.component() + "-tmp";
    }

    private Component component(Dumps dumps) {
        Account account = server.account();
        List<Env> env = new ArrayList<>(server.client(host));
        env.add(new Env(dumps.passwordVariable(), credentials.password()));
        env.add(ModelValues.env(Backups.KEEP_VARIABLE, Integer.toString(said.keep())));
        ContainerBuilder container = ContainerBuilder.builder(
                        Container.of(said.component(), Text.of(settings.server().image())))
                .pullPolicy(settings.server().pulled())
                .command(Text.listOf(Backups.backupCommand()))
                .env(env)
                .mounts(List.of(
                        Mount.ofVolume(volume(), Backups.FOLDER, false),
                        Mount.ofFiles(said.component(), Backups.SCRIPTS_FOLDER, ""),
                        Mount.ofVolume(scratch(), "/tmp", false)))
                .resources(said.resources())
                .security(account.security(settings.pods().level()));
        return settings.pods()
                .ofHelper()
                .component(
                        said.component(),
                        schedule(),
                        account.fsGroup(settings.pods().level()),
                        Optional.empty(),
                        List.of(container.build()));
    }

    private Workload schedule() {
        return new Workload.Scheduled(
                said.schedule(),
                said.timeZone(),
                LATEST_SECONDS,
                RUNS_KEPT,
                RUNS_KEPT,
                RETRIES,
                LONGEST_SECONDS,
                said.suspend());
    }

    private static Files files(String component, Dumps dumps) {
        return GeneratedFiles.of(
                component,
                component,
                List.of(
                        GeneratedFiles.entry(Backups.BACKUP_KEY, Backups.BACKUP_KEY, dumps.backup()),
                        GeneratedFiles.entry(Backups.RESTORE_KEY, Backups.RESTORE_KEY, dumps.restore())));
    }
}
