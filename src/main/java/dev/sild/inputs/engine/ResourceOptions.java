package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.engine.EngineOptions.Kind;
import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.engine.EngineOptions.Option;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.yaml.Node.Position;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of commands that make networks, volumes and images. */
final class ResourceOptions {
    static final Map<String, Option> NETWORK = table(
            "-d --driver text driver",
            "--subnet list subnet",
            "--gateway list gateway",
            "--ip-range list ip_range",
            "--aux-address map aux_addresses",
            "--internal flag internal",
            "--ipv6 flag enable_ipv6",
            "-o --opt map driver_opts",
            "--label map labels",
            "--attachable flag attachable",
            "--interface-name text interface",
            "--dns list -",
            "--route list -",
            "--disable-dns flag -",
            "--ignore flag -",
            "--ipam-driver text -",
            "--ipam-opt list -",
            "--scope text -",
            "--ingress flag -",
            "--config-only flag -",
            "--config-from text -",
            "--ipv4 flag -");
    static final Map<String, Option> VOLUME = table(
            "-d --driver text driver",
            "-o --opt map driver_opts",
            "-l --label map labels",
            "--name text -",
            "--ignore flag -");
    static final Map<String, Option> CONNECT = table(
            "--alias list alias",
            "--ip text ip",
            "--ip6 text ip6",
            "--mac-address text mac",
            "--link list -",
            "--link-local-ip list -",
            "--driver-opt list -",
            "--gw-priority text -",
            "-f --force flag -");
    static final Map<String, Option> BUILD = table(
            "-t --tag list tag",
            "-f --file text dockerfile",
            "--target text target",
            "--build-arg map args",
            "--platform text platform",
            "--label map labels",
            "--network text network",
            "--no-cache flag no_cache",
            "--pull flag pull",
            "-q --quiet flag -",
            "--rm flag -",
            "--force-rm flag -",
            "--load flag -",
            "--push flag -",
            "--progress text -",
            "--cache-from list -",
            "--cache-to list -",
            "--secret list -",
            "--ssh list -",
            "--add-host list -",
            "--squash flag -",
            "--layers flag -",
            "--format text -",
            "-o --output text -",
            "--builder text -",
            "-m --memory text -");

    private ResourceOptions() {}

    /** Sets what {@code network create} says. */
    static void network(ComposeDraft network, List<Given> given) {
        ComposeDraft pool = null;
        for (Given option : given) {
            Position where = option.value().position();
            String text = option.value().text();
            switch (option.option().attribute()) {
                case "subnet", "gateway", "ip_range" -> {
                    String key = option.option().attribute();
                    pool = pool == null || pool.has(key)
                            ? network.map("ipam", where).addMap("config", where)
                            : pool;
                    pool.set(key, text, where);
                }
                case "internal", "enable_ipv6", "attachable" ->
                    network.set(option.option().attribute(), !text.equals("false"), where);
                case "driver" -> network.set("driver", text, where);
                case "interface" ->
                    network.map("driver_opts", where).set("com.docker.network.bridge.name", text, where);
                case "driver_opts", "labels" -> pair(network.map(option.option().attribute(), where), option);
                default -> {}
            }
        }
    }

    /** Sets what {@code volume create} says. */
    static void volume(ComposeDraft volume, List<Given> given) {
        for (Given option : given) {
            switch (option.option().attribute()) {
                case "driver" ->
                    volume.set("driver", option.value().text(), option.value().position());
                case "driver_opts", "labels" ->
                    pair(volume.map(option.option().attribute(), option.value().position()), option);
                default -> {}
            }
        }
    }

    /** Returns what {@code build} says. */
    static ComposeDraft build(Line line) {
        Position where =
                line.rest().isEmpty() ? Position.NONE : line.rest().get(0).position();
        ComposeDraft build = new ComposeDraft(where);
        build.set("context", line.rest().isEmpty() ? "." : line.rest().get(0).text(), where);
        for (Given option : line.given()) {
            switch (option.option().attribute()) {
                case "dockerfile" ->
                    build.set(
                            "dockerfile",
                            below(build.text("context"), option.value().text()),
                            option.value().position());
                case "target", "network" ->
                    build.set(
                            option.option().attribute(),
                            option.value().text(),
                            option.value().position());
                case "platform" ->
                    build.add("platforms", option.value().text(), option.value().position());
                case "no_cache", "pull" ->
                    build.set(
                            option.option().attribute(),
                            !option.value().text().equals("false"),
                            option.value().position());
                case "args", "labels" ->
                    pair(build.map(option.option().attribute(), option.value().position()), option);
                default -> {}
            }
        }
        return build;
    }

    /** The engine's option is a path of the current folder, a compose file's is one of the context. */
    private static String below(String context, String file) {
        boolean relative = !context.startsWith("/") && !file.startsWith("/") && (context + file).indexOf('$') < 0;
        if (!relative || context.contains("://")) {
            return file;
        }
        try {
            return Path.of(context)
                    .normalize()
                    .relativize(Path.of(file).normalize())
                    .toString();
        } catch (IllegalArgumentException noPath) {
            return file;
        }
    }

    private static void pair(ComposeDraft owner, Given given) {
        String text = given.value().text();
        int equals = text.indexOf('=');
        owner.set(
                equals < 0 ? text : text.substring(0, equals),
                equals < 0 ? "" : text.substring(equals + 1),
                given.value().position());
    }

    private static Map<String, Option> table(String... lines) {
        Map<String, Option> table = new HashMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" "));
            List<String> names = words.subList(0, words.size() - 2);
            Option option = new Option(
                    names,
                    Kind.valueOf(words.get(words.size() - 2).toUpperCase(java.util.Locale.ROOT)),
                    "",
                    words.get(words.size() - 1).replace("-", ""),
                    "",
                    true);
            names.forEach(name -> table.put(name, option));
        }
        return Map.copyOf(table);
    }
}
