package dev.sild.webstack;

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
import dev.sild.model.Volume;
import dev.sild.stack.Account;
import dev.sild.stack.ContainerDraft;
import dev.sild.stack.Others;
import dev.sild.stack.Places;
import dev.sild.stack.Shapes;
import dev.sild.stack.Stores;
import dev.sild.v1alpha1.webstackspec.Database;
import dev.sild.v1alpha1.webstackspec.database.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** postgres, and what tells it a new password. */
final class DatabaseComponent {
  static final Port PORT = Shapes.port(PostgresConf.PORT, "postgres", "tcp");

  private static final String FILE = "postgresql.conf";
  private static final String SCRATCH = "database-tmp";
  private static final String SOCKET = "database-socket";
  private static final String SHARED_MEMORY = "database-shm";

  /** To write what is in memory only; one that is ended before reads its log at the next start. */
  private static final long SECONDS_TO_END = 60;

  private final Frame frame;
  private final Database database;
  private final String image;
  private final PodSecurity level;
  private final Account account;
  private final Credentials credentials;

  DatabaseComponent(Frame frame) {
    this.frame = frame;
    database = frame.spec().getDatabase();
    image = image(database);
    level = Shapes.same(PodSecurity.class, database.getPodSecurity());
    account = Account.ofPostgres(image);
    credentials = Credentials.ofDatabase(frame);
  }

  /** Returns the user's image, or the official one of the version. */
  static String image(Database database) {
    return database.getImage() == null ? "docker.io/library/postgres:" + database.getVersion().getValue() + "-alpine"
        : database.getImage();
  }

  Component component() {
    List<Container> containers = new ArrayList<>();
    containers.add(postgres());
    if (exports()) {
      containers.add(exporter());
    }
    return new Component(Frame.DATABASE, Stores.one(!isKept()), containers, List.of(),
        frame.pod(level, account.fsGroup(level), Optional.of(SECONDS_TO_END), database.getLabels(),
            database.getAnnotations()),
        Places.of(database.getPlacement()), List.of(), Map.of(), Map.of(), Origin.NONE);
  }

  private Container postgres() {
    List<Env> ours = List.of(
        Shapes.env("POSTGRES_USER", database.getUser()),
        Shapes.env("POSTGRES_DB", database.getName()),
        new Env("POSTGRES_PASSWORD", credentials.password()),
        Shapes.env("POSTGRES_INITDB_ARGS", PostgresConf.INITDB_ARGS),
        Shapes.env("PGDATA", PostgresConf.DATA_FOLDER));
    return new ContainerDraft(Frame.DATABASE, image)
        .pulled(Shapes.pulled(database.getImagePullPolicy()))
        .args(PostgresConf.args())
        .env(Shapes.env(ours, database.getEnv(), database.getSecretEnv()))
        .ports(List.of(PORT))
        .mounts(List.of(Mount.ofFiles(Frame.DATABASE, PostgresConf.FILE, FILE),
            Mount.ofVolume(Frame.DATABASE, PostgresConf.CLAIM_FOLDER, false),
            Mount.ofVolume(SOCKET, PostgresConf.SOCKET_FOLDER, false),
            Mount.ofVolume(SHARED_MEMORY, PostgresConf.SHARED_MEMORY_FOLDER, false),
            Mount.ofVolume(SCRATCH, "/tmp", false)))
        .probes(List.of(new Probe(Probe.Use.READINESS,
            new Health.Exec(PostgresConf.healthCommand(database.getUser(), database.getName())), 0, 5, 5, 3, 0)))
        .resources(Shapes.resources(database.getResources()))
        .security(account.security(level))
        .build();
  }

  private boolean exports() {
    return frame.monitored() && database.getExporter().getEnabled();
  }

  Optional<Port> metrics() {
    return exports() ? Optional.of(Shapes.port(Exporters.POSTGRES_PORT, "metrics", "http")) : Optional.empty();
  }

  private Container exporter() {
    List<Env> env = new ArrayList<>();
    Exporters.postgresEnv(database.getUser(), database.getName())
        .forEach((name, value) -> env.add(Shapes.env(name, value)));
    env.add(new Env(Exporters.POSTGRES_PASSWORD_VARIABLE, credentials.password()));
    return new ContainerDraft("exporter", database.getExporter().getImage())
        .pulled(Shapes.pulled(database.getExporter().getImagePullPolicy()))
        .env(env)
        .ports(metrics().stream().toList())
        .resources(Shapes.resources(database.getExporter().getResources()))
        .security(Account.security(level, Exporters.POSTGRES_UID))
        .build();
  }

  List<Volume> volumes() {
    return List.of(
        Stores.claim(Frame.DATABASE, database.getStorage().getSize(), database.getStorage().getStorageClassName()),
        new Volume.Scratch(SOCKET, false, ""), new Volume.Scratch(SHARED_MEMORY, true, ""),
        new Volume.Scratch(SCRATCH, false, ""));
  }

  /** Whether what it stores, and the password that opens it, outlive it. */
  boolean isKept() {
    return database.getStorage().getRetain() == Storage.Retain.KEEP;
  }

  Files files() {
    if (database.getConfigFrom() != null) {
      return Others.configMap(Frame.DATABASE, database.getConfigFrom(), FILE);
    }
    String text = database.getConfig() == null ? conf().text() : database.getConfig();
    return new Files(Frame.DATABASE, List.of(new Files.Entry(FILE, FILE, -1, text.getBytes(StandardCharsets.UTF_8))),
        false, true, Optional.of(Frame.DATABASE));
  }

  private PostgresConf conf() {
    return new PostgresConf(Shapes.memoryLimit(database.getResources()),
        OptionalLong.of(Shapes.bytes(database.getStorage().getSize())), Shapes.map(database.getParameters()));
  }

  /** Returns the environment of a client of the database, but for its password. */
  static List<Env> client(Frame frame) {
    return List.of(Shapes.env("PGHOST", frame.host(Frame.DATABASE)),
        Shapes.env("PGUSER", frame.spec().getDatabase().getUser()),
        Shapes.env("PGDATABASE", frame.spec().getDatabase().getName()));
  }

  /** Returns what tells postgres its next password. */
  Component rotation() {
    List<Env> env = new ArrayList<>(client(frame));
    env.add(new Env(Rotations.OLD_VARIABLE, credentials.password()));
    env.add(new Env(Rotations.NEW_VARIABLE, credentials.nextPassword()));
    return Stores.rotation(Frame.DATABASE, new ContainerDraft("rotation", image)
        .pulled(Shapes.pulled(database.getImagePullPolicy()))
        .command(Rotations.postgresCommand())
        .env(env)
        .security(account.security(level)),
        frame.pod(level, Optional.empty(), Optional.empty(), Map.of(), Map.of()), Places.of(database.getPlacement()));
  }

  Endpoint endpoint() {
    return new Endpoint(Frame.DATABASE, List.of(Frame.DATABASE), List.of(PORT), false, false);
  }
}
