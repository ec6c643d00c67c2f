package dev.sild.webstack;

import dev.sild.model.Component;
import dev.sild.model.Container.Env;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Origin;
import dev.sild.model.PodSecurity;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.stack.Account;
import dev.sild.stack.ContainerDraft;
import dev.sild.stack.Places;
import dev.sild.stack.Shapes;
import dev.sild.stack.Stores;
import dev.sild.v1alpha1.webstackspec.Database;
import dev.sild.v1alpha1.webstackspec.database.Backup;
import dev.sild.v1alpha1.webstackspec.database.backup.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What writes dumps of the database to a claim of their own, with the programs of the database's own image. */
final class BackupComponent {
  static final String VOLUME = "backups";

  private static final String SCRATCH = "backup-tmp";
  private static final long LATEST_SECONDS = 3600;
  private static final long LONGEST_SECONDS = 12 * 3600;
  private static final int RUNS_KEPT = 3;
  private static final int RETRIES = 2;

  private final Frame frame;
  private final Database database;
  private final Backup backup;

  BackupComponent(Frame frame) {
    this.frame = frame;
    database = frame.spec().getDatabase();
    backup = database.getBackup();
  }

  Component component() {
    PodSecurity level = Shapes.same(PodSecurity.class, database.getPodSecurity());
    String image = DatabaseComponent.image(database);
    Account account = Account.ofPostgres(image);
    List<Env> env = new ArrayList<>(DatabaseComponent.client(frame));
    env.add(new Env("PGPASSWORD", Credentials.ofDatabase(frame).password()));
    env.add(Shapes.env(Backups.KEEP_VARIABLE, Integer.toString(backup.getKeep())));
    ContainerDraft container = new ContainerDraft(Frame.BACKUP, image)
        .pulled(Shapes.pulled(database.getImagePullPolicy()))
        .command(Backups.backupCommand())
        .env(env)
        .mounts(List.of(Mount.ofVolume(VOLUME, Backups.FOLDER, false),
            Mount.ofFiles(Frame.BACKUP, Backups.SCRIPTS_FOLDER, ""), Mount.ofVolume(SCRATCH, "/tmp", false)))
        .resources(Shapes.resources(backup.getResources()))
        .security(account.security(level));
    return new Component(Frame.BACKUP, schedule(), List.of(container.build()), List.of(),
        frame.pod(level, account.fsGroup(level), Optional.empty(), Map.of(), Map.of()),
        Places.of(database.getPlacement()), List.of(), Map.of(), Map.of(), Origin.NONE);
  }

  private Workload schedule() {
    return new Workload.Scheduled(backup.getSchedule(), backup.getTimeZone(), LATEST_SECONDS, RUNS_KEPT, RUNS_KEPT, RETRIES,
        LONGEST_SECONDS, backup.getSuspend());
  }

  List<Volume> volumes() {
    return List.of(Stores.claim(VOLUME, backup.getStorage().getSize(), backup.getStorage().getStorageClassName()),
        new Volume.Scratch(SCRATCH, false, ""));
  }

  /** Whether the dumps outlive the stack. */
  boolean isKept() {
    return backup.getStorage().getRetain() == Storage.Retain.KEEP;
  }

  Files files() {
    return new Files(Frame.BACKUP, List.of(script(Backups.BACKUP_KEY, Backups.backupScript()),
        script(Backups.RESTORE_KEY, Backups.restoreScript())), false, true, Optional.of(Frame.BACKUP));
  }

  private static Files.Entry script(String key, String text) {
    return new Files.Entry(key, key, -1, text.getBytes(StandardCharsets.UTF_8));
  }
}
