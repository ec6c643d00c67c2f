package dev.sild.programs;

import dev.sild.Folders;
import dev.sild.programs.nginx.NginxConf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real nginx with a configuration as it is generated, but for the paths and ports that only a pod has for itself. */
final class Nginx implements AutoCloseable {
    final int http = Programs.freePort();
    final int https = Programs.freePort();
    final int status = Programs.freePort();
    final Path folder = Programs.folder();
    private Running running;

    private Nginx() {}

    /** Makes the folders, a certificate and a few static files, and starts nothing yet. */
    static Nginx prepare() {
        Nginx nginx = new Nginx();
        Path tls = nginx.folder.resolve("tls");
        Programs.run(nginx.folder, Map.of(), "mkdir", "tls", "scratch", "static")
                .orFail();
        Programs.run(
                        tls,
                        Map.of(),
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-subj",
                        "/CN=shop.example.com",
                        "-days",
                        "1",
                        "-keyout",
                        "tls.key",
                        "-out",
                        "tls.crt")
                .orFail();
        return nginx;
    }

    /** Starts nginx by the container's own command, and waits until it answers. */
    Nginx start(NginxConf conf) {
        return start(conf.text(), List.of(conf.apiHost()));
    }

    /** Starts nginx with a configuration that passes requests on to Services of those names. */
    Nginx start(String text, List<String> hosts) {
        Programs.write(folder.resolve("nginx.conf"), here(text));
        running =
                Running.start(folder, Map.of(), here(NginxConf.command(hosts))).whenReady(() -> Http.answers(http));
        return this;
    }

    /**
     * Starts nginx where the names of a file in the form of {@code /etc/hosts} are known, and no others; the file may
     * change. That takes a mount of its own, and rights that are given up again before nginx starts.
     */
    Nginx start(NginxConf conf, Path hosts) {
        Programs.write(folder.resolve("nginx.conf"), here(conf.text()));
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "/bin/sh",
                "-ec",
                "mount --bind " + hosts + " /etc/hosts; exec unshare --user --map-user=1 --map-group=1 -- \"$@\"",
                "sh"));
        command.addAll(here(NginxConf.command(List.of(conf.apiHost()))));
        running = Running.start(folder, Map.of(), command).whenReady(() -> Http.answers(http));
        return this;
    }

    /** Returns the processes that run now: the one that was started, and all below it. */
    List<ProcessHandle> processes() {
        return Stream.concat(
                        Stream.of(running.process().toHandle()),
                        running.process().descendants())
                .toList();
    }

    /** Returns what {@code nginx -t} says of a configuration. It opens its standard output, which has to be its own. */
    String check(String text) {
        Path file = Programs.write(folder.resolve("checked.conf"), here(text));
        return Programs.run(folder, Map.of(), "/bin/sh", "-c", "nginx -t -e stderr -c " + file + " 2>&1 | cat")
                .output();
    }

    String log() {
        return running.log();
    }

    Path staticFiles() {
        return folder.resolve("static");
    }

    private List<String> here(List<String> command) {
        return command.stream().map(this::here).toList();
    }

    private String here(String text) {
        return text.replace(NginxConf.SCRATCH_FOLDER + "/", folder.resolve("scratch") + "/")
                .replace(NginxConf.FILE, folder.resolve("nginx.conf").toString())
                .replace(NginxConf.TLS_FOLDER, folder.resolve("tls").toString())
                .replace(NginxConf.STATIC_FOLDER, staticFiles().toString())
                .replaceAll("\\b" + NginxConf.HTTP_PORT + "\\b", Integer.toString(http))
                .replaceAll("\\b" + NginxConf.HTTPS_PORT + "\\b", Integer.toString(https))
                .replaceAll("\\b" + NginxConf.STATUS_PORT + "\\b", Integer.toString(status));
    }

    /** Ends nginx, where it runs. */
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void close() {
        stop();
        Folders.delete(folder);
    }
}
