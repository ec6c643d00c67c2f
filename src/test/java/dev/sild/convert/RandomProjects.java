package dev.sild.convert;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Small random compose projects that docker compose would take, made from a seed: the same seed gives the same project.
 * Every secret value in one begins with {@link ProjectText#SECRET}.
 */
public final class RandomProjects extends ServiceText {
    private static final List<String> VOLUMES =
            List.of("data", "web-env", "files-web", "My_Volume", "data-2", "api-scratch", "db");

    private static final List<String> NETWORKS = List.of("front", "back", "a_b", "a-b", "isolated");

    private RandomProjects(long seed) {
        super(new Random(seed));
    }

    /** A project's compose file, and the environment it is read in. */
    public record Project(String yaml, Map<String, String> environment, List<String> services) {}

    public static Project of(long seed) {
        RandomProjects projects = new RandomProjects(seed);
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

    private void topLevel(String kind, Set<String> names, List<String> settings) {
        if (!names.isEmpty()) {
            line(0, kind + ":");
            names.forEach(name -> line(1, name + ": {" + pick(settings) + "}"));
        }
    }
}
