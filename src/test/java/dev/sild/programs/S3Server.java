package dev.sild.programs;

import dev.sild.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real S3 server on loopback, which checks signatures and keeps its objects as files. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "dumps";
    static final String KEY = "backups";
    static final String SECRET = "s3-secret-Aa0";

    final int port = Programs.freePort();
    private final Path folder = Programs.folder();
    private Running running;

    private S3Server() {}

    static S3Server start() {
        S3Server server = new S3Server();
        Programs.run(server.folder, Map.of(), "mkdir", "-p", "data/" + BUCKET).orFail();
        Programs.write(server.folder.resolve("s3.conf"), """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.identity=unused
        jclouds.credential=unused
        jclouds.filesystem.basedir=%s
        """.formatted(
                        server.port, KEY, SECRET, server.folder.resolve("data")));
        server.running = Running.start(server.folder, Map.of(), List.of("s3proxy", "--properties", "s3.conf"))
                .whenReady(() -> server.rclone("lsf", "store:" + BUCKET).exitCode() == 0);
        return server;
    }

    /** Returns the variables by which rclone finds it. */
    Map<String, String> connection() {
        return Map.of(
                "RCLONE_CONFIG_STORE_TYPE",
                "s3",
                "RCLONE_CONFIG_STORE_PROVIDER",
                "Other",
                "RCLONE_CONFIG_STORE_ENDPOINT",
                "http://127.0.0.1:" + port,
                "RCLONE_CONFIG_STORE_REGION",
                "us-east-1",
                "RCLONE_CONFIG_STORE_NO_CHECK_BUCKET",
                "true",
                "RCLONE_CONFIG_STORE_ACCESS_KEY_ID",
                KEY,
                "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY",
                SECRET);
    }

    Programs.Result rclone(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("rclone", "--config", "/notfound"));
        command.addAll(List.of(arguments));
        return Programs.run(folder, new HashMap<>(connection()), command);
    }

    /** Returns the names of the objects below a prefix. */
    List<String> objects(String prefix) {
        return rclone("lsf", "store:" + BUCKET + "/" + prefix).orFail().lines().toList();
    }

    /** Returns the file that has an object's content. */
    Path file(String prefix, String object) {
        return folder.resolve("data").resolve(BUCKET).resolve(prefix).resolve(object);
    }

    void put(String prefix, String object, String text) {
        Path file = folder.resolve(object);
        Programs.write(file, text);
        rclone("copyto", file.toString(), "store:" + BUCKET + "/" + prefix + "/" + object)
                .orFail();
        Folders.delete(file);
    }

    boolean has(String prefix, String object) {
        return Files.exists(file(prefix, object));
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
        Folders.delete(folder);
    }
}
