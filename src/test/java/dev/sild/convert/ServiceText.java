package dev.sild.convert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The attributes of a random service. */
abstract class ServiceText extends ProjectText {
    static final List<String> NAMES = List.of(
            "web",
            "api",
            "db",
            "my_db",
            "my-db",
            "Cache",
            "DB",
            "queue.v2",
            "peer.local",
            "3.V2",
            "local",
            "9lives",
            "web-public",
            "secrets",
            "network",
            "worker_1",
            "a-very-long-service-name-that-goes-on-and-on-until-it-is-past-the-limit",
            "default",
            "x",
            "shop");

    static final List<Integer> PORTS = List.of(80, 443, 53, 3000, 5432, 6379, 8080, 9000, 50000, 65535);
    final List<String> services = new ArrayList<>();
    final Set<String> checked = new LinkedHashSet<>();

    ServiceText(Random random) {
        super(random);
    }

    void ports(boolean published) {
        if (published && chance(50)) {
            line(2, "ports:");
            Set<String> used = new LinkedHashSet<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                int port = pick(PORTS);
                used.add(pick(
                        "" + port,
                        (10_000 + random.nextInt(1000)) + ":" + port,
                        "127.0.0.1:" + (11_000 + random.nextInt(1000)) + ":" + port,
                        (12_000 + random.nextInt(1000)) + ":" + port + "/udp"));
            }
            used.forEach(port -> line(3, "- \"" + port + "\""));
        }
        optional(30, "expose: [\"" + pick(PORTS) + "\", \"8000-8002\", \"53/udp\"]");
    }

    void environment(List<String> earlier) {
        if (!chance(70)) {
            return;
        }
        line(2, "environment:");
        line(3, "PLAIN: " + quote(pick("text", "1e3", "no", "22:22", "$$(date) $$$$", " spaced ", "a\\nb")));
        String variable = "VARIABLE_" + environment.size() + "_PASSWORD";
        environment.put(variable, secretValue());
        line(3, "DB_PASSWORD: ${" + variable + "}");
        line(3, "API_TOKEN: " + secretValue());
        line(
                3,
                "DATABASE_URL: postgres://u:${" + variable + "}@" + (earlier.isEmpty() ? "db" : pick(earlier))
                        + ":5432/x");
        line(3, "GREETING: before ${" + variable + "} after");
        line(3, "CACHE: " + secretInUrl());
        if (!earlier.isEmpty()) {
            line(3, "PEER: http://" + pick(earlier) + ":" + pick(PORTS) + "/");
        }
        if (chance(20)) {
            line(3, "FROM_SHELL:");
        }
    }

    void mounts(Set<String> volumes) {
        if (!volumes.isEmpty() && chance(60)) {
            line(2, "volumes:");
            int i = 0;
            for (String volume : some(new ArrayList<>(volumes), 1, 3)) {
                line(3, "- " + volume + ":/" + pick("data", "var/lib/x") + i++ + pick("", ":ro"));
                if (chance(20)) {
                    line(3, "- " + volume + ":/again" + i + ":ro");
                }
            }
            if (chance(30)) {
                line(3, "- /anonymous");
            }
            if (chance(30)) {
                line(3, "- ./missing.conf:/etc/missing.conf:ro");
            }
            if (chance(20)) {
                line(3, "- ./written:/written");
            }
            if (chance(20)) {
                line(3, "- /etc/localtime:/etc/localtime:ro");
            }
        }
    }

    void networks(Set<String> networks, String name) {
        line(2, "networks:");
        for (String network : some(new ArrayList<>(networks), 1, 2)) {
            line(3, network + ":");
            if (chance(40)) {
                line(
                        4,
                        "aliases: [alias-1, " + quote("al_ias") + ", "
                                + (name.length() % 2 == 0 ? pick("peer", "Some.Local") : pick("other.local", "db.v2"))
                                + (chance(20) ? ", " + quote(pick(NAMES)) : "") + "]");
            }
        }
    }

    void health(String name) {
        if (chance(40)) {
            environment.put("HEALTH_SECRET", secretValue());
            line(2, "healthcheck:");
            String test = pick(
                    "[\"CMD\", \"true\"]",
                    "[\"CMD-SHELL\", \"exit 0\"]",
                    "exit 0",
                    "[\"NONE\"]",
                    "[\"CMD\", \"curl\", \"-f\", \"http://localhost:3000/health\"]",
                    "[\"CMD\", \"ping\", \"${HEALTH_SECRET}\"]",
                    "ping -a ${HEALTH_SECRET}",
                    "echo \"$$HOME\" $$(date) '$$$$'",
                    "[\"CMD\", \"test\", \"$$(HOME)\", \"$$$$\"]");
            line(3, "test: " + test);
            if (!test.contains("NONE")) {
                checked.add(name);
            }
            if (chance(50)) {
                line(3, "interval: " + pick("500ms", "10s", "1m30s"));
            }
        }
    }

    void deploy(String name) {
        if (chance(30)) {
            line(2, "deploy:");
            line(3, "mode: " + pick("replicated", "replicated", "global"));
            line(3, "resources: {limits: {cpus: '0.5', memory: 64M}}");
            if (chance(50) && !yaml.toString().endsWith("global\n")) {
                line(3, "labels: {com.example.deployed: 'yes'}");
            }
        } else {
            int scale = random.nextInt(3);
            optional(
                    30,
                    chance(40)
                            ? "scale: " + scale
                            : "container_name: "
                                    + pick("the_container_", "the-db", "peer", "c.1-", "c.local-", "The-DB-")
                                    + services.indexOf(name));
        }
    }

    void command() {
        environment.put("COMMAND_TOKEN", secretValue());
        optional(
                40,
                "command: "
                        + pick(
                                "run --all",
                                "[\"run\", \"$$(date)\"]",
                                "run --token ${COMMAND_TOKEN}",
                                "[]",
                                "[\"--url\", \"" + secretInUrl() + "\"]",
                                "run \"--x=${COMMAND_TOKEN}-y\""));
        optional(15, "entrypoint: " + pick("/entry.sh", "[]", "[\"/entry.sh\", \"-t\", \"${COMMAND_TOKEN}\"]"));
    }
}
