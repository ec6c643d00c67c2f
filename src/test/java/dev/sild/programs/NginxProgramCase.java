package dev.sild.programs;

import dev.sild.programs.nginx.NginxConf;
import dev.sild.programs.nginx.NginxSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** nginx with a generated configuration, in front of an API. */
abstract class NginxProgramCase {
    final EchoApi api = EchoApi.start();
    Nginx nginx;

    @BeforeEach
    void prepare() {
        nginx = Nginx.prepare();
    }

    @AfterEach
    void end() {
        nginx.close();
        api.close();
    }

    NginxConf plain(boolean behindProxy) {
        return new NginxConf(
                "localhost",
                api.port(),
                Optional.of("/static/"),
                new NginxSettings(Optional.empty(), "1k", 2, true, behindProxy, 1));
    }

    void file(String name, String text) {
        Programs.run(
                        nginx.staticFiles(),
                        Map.of("TEXT", text),
                        "/bin/sh",
                        "-c",
                        "mkdir -p \"$(dirname " + name + ")\"; printf %s \"$TEXT\" > " + name)
                .orFail();
    }
}
