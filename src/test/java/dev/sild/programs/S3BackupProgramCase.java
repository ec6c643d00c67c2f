package dev.sild.programs;

import dev.sild.programs.databases.PostgresDumps;
import dev.sild.programs.databases.StoreScript.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A postgres with data, a real S3 server, and pods that back up from the one to the other. */
abstract class S3BackupProgramCase extends BackupProgramCase {
    static final String PREFIX = "shop/shop/database";

    /** A checksum of each table, and what is in no table. */
    static final String DATA = """
      SELECT md5(string_agg(o::text, ';' ORDER BY id)), count(*), sum(octet_length(picture)) FROM orders o;
      SELECT md5(string_agg(c::text, ';' ORDER BY name)) FROM "Customers" c;
      SELECT last_value FROM orders_id_seq; SELECT total FROM totals; SELECT lo_get(4711);
      """;

    @AutoClose
    static S3Server s3;

    @BeforeAll
    static void startBucket() {
        s3 = S3Server.start();
    }

    @BeforeEach
    void emptyBucket() {
        s3.rclone("delete", "store:" + S3Server.BUCKET).orFail();
    }

    BackupPod pod(String shell, Action action) {
        return new BackupPod(shell(shell), PostgresDumps.dumps(), action)
                .database(postgres.connection("app", Postgres.PASSWORD))
                .store(s3.connection());
    }

    BackupPod.Outcome run(Action action, Map<String, String> ofStore) {
        try (BackupPod pod = pod("dash", action).store(ofStore)) {
            return pod.run();
        }
    }

    List<String> complete() {
        return s3.objects(PREFIX).stream()
                .filter(name -> name.endsWith(".json"))
                .toList();
    }

    String dump() {
        List<String> before = complete();
        run(Action.BACKUP, Map.of()).orFail();
        return complete().stream()
                .filter(name -> !before.contains(name))
                .map(name -> name.replace(".json", ""))
                .findFirst()
                .orElseThrow();
    }
}
