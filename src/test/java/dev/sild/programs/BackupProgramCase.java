package dev.sild.programs;

import dev.sild.Folders;
import dev.sild.programs.databases.Backups;
import dev.sild.programs.databases.PostgresDumps;
import dev.sild.programs.settings.PostgresConf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A database server with data, and the scripts that dump and restore it. */
abstract class BackupProgramCase {
    static final String DUMP = "app-\\d{8}T\\d{6}Z\\.dump";

    @AutoClose
    static Postgres postgres;

    Path claim;
    Path scripts;

    @BeforeAll
    static void startOnce() {
        postgres = Postgres.prepare()
                .start(new PostgresConf(OptionalLong.of(256L << 20), OptionalLong.of(1L << 30), Map.of()).text());
    }

    @BeforeEach
    void fill() {
        claim = Programs.folder();
        scripts = Programs.folder();
        Programs.write(
                scripts.resolve(Backups.BACKUP_KEY), PostgresDumps.dumps().backup());
        Programs.write(
                scripts.resolve(Backups.RESTORE_KEY), PostgresDumps.dumps().restore());
        postgres.query("postgres", Postgres.PASSWORD, "DROP DATABASE app WITH (FORCE)")
                .orFail();
        postgres.query("postgres", Postgres.PASSWORD, "CREATE DATABASE app").orFail();
        postgres.ask("""
        CREATE TABLE "Customers" (name text PRIMARY KEY, note text);
        INSERT INTO "Customers" VALUES ('Õie', E'it''s\\n"quoted"\\t\\\\ ; --'), ('漢 😀', NULL), ('', '');
        CREATE TABLE orders (id bigserial PRIMARY KEY, customer text REFERENCES "Customers", total numeric(12, 2),
          at timestamptz, picture bytea, tags text[], extra jsonb);
        INSERT INTO orders (customer, total, at, picture, tags, extra)
          SELECT 'Õie', n / 7.0, now() - n * interval '1 hour', decode(md5(n::text), 'hex'), ARRAY['a', NULL, n::text],
            jsonb_build_object('n', n) FROM generate_series(1, 5000) n;
        CREATE VIEW totals AS SELECT sum(total) AS total FROM orders;
        CREATE INDEX ON orders (at);
        SELECT lo_from_bytea(4711, 'a large object');
        """);
    }

    @AfterEach
    void empty() {
        Folders.delete(claim);
        Folders.delete(scripts);
    }

    /** The shells of the images: bash or dash in Debian's, busybox' in Alpine's with its own small programs. */
    List<String> shell(String name) {
        return name.equals("busybox") ? List.of("busybox", "sh") : List.of(name);
    }

    Map<String, String> variables(int keep) {
        return new HashMap<>(Map.of("BACKUP_FOLDER", claim.toString(), Backups.KEEP_VARIABLE, Integer.toString(keep)));
    }

    List<String> script(String shell, String key, String... arguments) {
        List<String> command = new ArrayList<>(shell(shell));
        command.add(scripts.resolve(key).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    Programs.Result backUp(int keep) {
        return postgres.run(variables(keep), script("dash", Backups.BACKUP_KEY));
    }

    Programs.Result restore(String... arguments) {
        return postgres.run(variables(1), script("dash", Backups.RESTORE_KEY, arguments));
    }

    void onClaim(String script) {
        Programs.run(claim, Map.of(), "/bin/sh", "-c", script).orFail();
    }

    List<String> dumps() {
        return Programs.names(claim).stream().filter(name -> name.matches(DUMP)).toList();
    }
}
