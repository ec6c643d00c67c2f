package dev.sild.programs;

import dev.sild.Folders;
import dev.sild.programs.databases.Dumps;
import dev.sild.programs.databases.StoreScript;
import dev.sild.programs.databases.StreamScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two containers of a pod that backs up to a bucket, each with a script and the folder that both mount. */
final class BackupPod implements AutoCloseable {
    final Path folder = Programs.folder();
    final Path exchange;
    private final Map<String, String> database = new HashMap<>();
    private final Map<String, String> store = new HashMap<>();
    private final List<String> shell;
    private Running ofDatabase;
    private Running ofStore;

    /** What the pod came to. */
    record Outcome(int database, int store, String log, String message) {
        Outcome orFail() {
            if (database != 0 || store != 0) {
                throw new AssertionError("ended with " + database + " and " + store + ":\n" + log);
            }
            return this;
        }
    }

    BackupPod(List<String> shell, Dumps dumps, StoreScript.Action action) {
        this.shell = shell;
        Programs.run(folder, Map.of(), "mkdir", "exchange", "scratch", "d", "s", "bin")
                .orFail();
        exchange = folder.resolve("exchange");
        Programs.write(folder.resolve(StreamScript.KEY), dumps.stream());
        Programs.write(folder.resolve(StoreScript.KEY), StoreScript.text());
        for (Map<String, String> variables : List.of(database, store)) {
            variables.put(StoreScript.ACTION, action.word());
            variables.put("PIPE_SECONDS", "3");
            variables.put("EXCHANGE_FOLDER", exchange.toString());
            variables.put("SCRATCH_FOLDER", folder.resolve("scratch").toString());
            variables.put("PATH", folder.resolve("bin") + ":" + Programs.path());
        }
        store.put("TERMINATION_LOG", folder.resolve("s/message").toString());
        store.put("EXTENSION", dumps.extension());
        store.put("DATABASE", "app");
        store.put("KEEP", "7");
        store.put("S3_BUCKET", S3Server.BUCKET);
        store.put("S3_PREFIX", "shop/shop/database");
    }

    BackupPod database(Map<String, String> variables) {
        database.putAll(variables);
        return this;
    }

    BackupPod store(Map<String, String> variables) {
        store.putAll(variables);
        return this;
    }

    /** Puts a program in front of those of the images. */
    BackupPod program(String name, String script) {
        Programs.write(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + script)
                .toFile()
                .setExecutable(true, false);
        return this;
    }

    BackupPod start() {
        ofDatabase = Running.start(folder.resolve("d"), database, command(StreamScript.KEY));
        ofStore = Running.start(folder.resolve("s"), store, command(StoreScript.KEY));
        return this;
    }

    Process ofDatabase() {
        return ofDatabase.process();
    }

    Process ofStore() {
        return ofStore.process();
    }

    Outcome run() {
        return start().outcome();
    }

    Outcome outcome() {
        int first = ofStore.exitCode();
        int second = ofDatabase.exitCode();
        Path message = folder.resolve("s/message");
        return new Outcome(
                second,
                first,
                ofDatabase.log() + ofStore.log(),
                Files.exists(message) ? Programs.read(message).strip() : "");
    }

    private List<String> command(String key) {
        List<String> command = new java.util.ArrayList<>(shell);
        command.add(folder.resolve(key).toString());
        return command;
    }

    @Override
    public void close() {
        if (ofDatabase != null) {
            ofDatabase.close();
        }
        if (ofStore != null) {
            ofStore.close();
        }
        Folders.delete(folder);
    }
}
