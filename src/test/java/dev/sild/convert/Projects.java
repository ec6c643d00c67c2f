package dev.sild.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Small random compose projects that docker compose would take, made from a seed: the same seed gives the same project.
 * Every secret value in one begins with {@link #SECRET}.
 */
public final class Projects {
    /** How every secret value begins, and nothing else. */
    static final String SECRET = "Zq7sEcReT";

    private static final List<String> NAMES = List.of(
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
    private static final List<String> VOLUMES =
            List.of("data", "web-env", "files-web", "My_Volume", "data-2", "api-scratch", "db");
    private static final List<String> NETWORKS = List.of("front", "back", "a_b", "a-b", "isolated");
    private static final List<Integer> PORTS = List.of(80, 443, 53, 3000, 5432, 6379, 8080, 9000, 50000, 65535);

    private final Random random;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final StringBuilder yaml = new StringBuilder();
    private final List<String> services = new ArrayList<>();
    private final Set<String> checked = new LinkedHashSet<>();
    private int secrets;

    private Projects(long seed) {
        random = new Random(seed);
    }

    /** A project's compose file, and the environment it is read in. */
    public record Project(String yaml, Map<String, String> environment, List<String> services) {}

    public static Project of(long seed) {
        Projects projects = new Projects(seed);
        projects.write();
        return new Project(projects.yaml.toString(), projects.environment, projects.services);
    }

    private void write() {
        line(0, "name: " + pick("shop", "my_shop", "web", "s9"));
        services.addAll(some(NAMES, 1, 6));
        Set<String> volumes = new TreeSet<>(some(VOLUMES, 0, 4));
        Set<String> networks = new TreeSet<>(chance(60) ? some(NETWORKS, 1, 3) : List.of());
        boolean secret = chance(40);
        boolean config = chance(40);
        line(0, "services:");
        for (int i = 0; i < services.size(); i++) {
            service(services.get(i), services.subList(0, i), volumes, networks, secret, config);
        }
        topLevel(
                "volumes",
                volumes,
                List.of(
                        "",
                        "external: true",
                        "labels: {team: shop}",
                        "driver_opts: {type: nfs, o: 'addr=10.0.0.1,rw', device: ':/x'}",
                        "driver_opts: {type: tmpfs, device: tmpfs}"));
        topLevel("networks", networks, List.of("", "internal: true", "driver: bridge", "external: true"));
        if (secret) {
            environment.put("FILE_TOKEN", secretValue());
            line(0, "secrets:");
            line(1, "web-env:");
            line(2, "environment: FILE_TOKEN");
            line(1, "outside:");
            line(2, "external: true");
        }
        if (config) {
            environment.put("CONFIG_PASSWORD", secretValue());
            line(0, "configs:");
            line(1, "app.conf:");
            line(2, "content: plain text");
            line(1, "web-env:");
            line(2, "content: password=${CONFIG_PASSWORD}");
        }
    }

    private void service(
            String name,
            List<String> earlier,
            Set<String> volumes,
            Set<String> networks,
            boolean secret,
            boolean config) {
        line(1, quote(name) + ":");
        line(
                2,
                "image: "
                        + pick(
                                "example/app:1",
                                "nginx:1.27",
                                "postgres:17",
                                "redis:7-alpine",
                                "registry.example.com/a/b:2",
                                "busybox"));
        String mode =
                chance(8) ? pick("host", "none") : !earlier.isEmpty() && chance(10) ? "service:" + pick(earlier) : "";
        boolean guest = mode.startsWith("service:");
        ports(!guest);
        environment(earlier);
        mounts(volumes);
        if (!mode.isEmpty()) {
            line(2, "network_mode: " + quote(mode));
        } else if (!networks.isEmpty() && chance(70)) {
            networks(networks, name);
        }
        health(name);
        if (!earlier.isEmpty()) {
            others(earlier);
        }
        optional(40, "restart: " + pick("always", "\"no\"", "unless-stopped", "on-failure", "on-failure:3"));
        deploy(name);
        command();
        optional(15, "user: \"" + pick("0", "1000", "1000:2000", "nobody") + "\"");
        if (!earlier.isEmpty() && mode.isEmpty()) {
            optional(20, "links: [" + quote(pick(earlier) + pick("", ":linked", ":db", ":l.2")) + "]");
        }
        optional(
                guest ? 0 : 15,
                "hostname: "
                        + pick(
                                "host-1",
                                "h.example.com",
                                "h.local",
                                "peer.local",
                                "other",
                                "db",
                                "my-db",
                                "web",
                                "Front",
                                "WEB"));
        optional(10, "labels: {com.example.a: b, 'bad key': c, api_token: " + secretValue() + "}");
        optional(10, "tmpfs: [/run, '/tmp:size=64m']");
        optional(10, "shm_size: 64m");
        optional(10, "stop_grace_period: 90s");
        optional(10, "cap_add: [NET_ADMIN]");
        optional(10, "post_start: [{command: ['login', '" + secretInUrl() + "']}]");
        optional(10, "pre_stop: [{command: " + pick("[drain, '$$(date)', '$$$$']", "drain \"a b\" $$HOME") + "}]");
        optional(secret ? 50 : 0, "secrets: [web-env, {source: outside, target: other}]");
        optional(config ? 50 : 0, "configs: [app.conf, {source: web-env, target: /etc/app, mode: 0400}]");
    }

    /** What a service says of those before it; each needs those to be there. */
    private void others(List<String> earlier) {
        if (chance(40)) {
            line(2, "depends_on:");
            for (String other : some(earlier, 1, 2)) {
                line(3, quote(other) + ":");
                line(
                        4,
                        "condition: "
                                + pick(
                                        "service_started",
                                        "service_completed_successfully",
                                        checked.contains(other) ? "service_healthy" : "service_started"));
            }
        }
        optional(3, "pid: " + quote("service:" + pick(earlier)));
        optional(3, "ipc: " + quote("service:" + pick(earlier)));
        optional(10, "volumes_from: [" + quote(pick(earlier) + pick("", ":ro")) + "]");
    }

    private void ports(boolean published) {
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

    private void environment(List<String> earlier) {
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

    private void mounts(Set<String> volumes) {
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

    private void networks(Set<String> networks, String name) {
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

    private void health(String name) {
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

    private void deploy(String name) {
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

    private void command() {
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

    private void topLevel(String kind, Set<String> names, List<String> settings) {
        if (!names.isEmpty()) {
            line(0, kind + ":");
            names.forEach(name -> line(1, name + ": {" + pick(settings) + "}"));
        }
    }

    private String secretValue() {
        return SECRET + secrets++;
    }

    private String secretInUrl() {
        return "redis://:" + secretValue() + "@cache:6379/0";
    }

    private void optional(int percent, String text) {
        if (chance(percent)) {
            line(2, text);
        }
    }

    private void line(int depth, String text) {
        yaml.append("  ".repeat(depth)).append(text).append('\n');
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> List<T> some(List<T> from, int least, int most) {
        List<T> all = new ArrayList<>(from);
        java.util.Collections.shuffle(all, random);
        return all.subList(0, Math.min(all.size(), least + random.nextInt(most - least + 1)));
    }

    private static String quote(String text) {
        return '"' + text + '"';
    }
}
