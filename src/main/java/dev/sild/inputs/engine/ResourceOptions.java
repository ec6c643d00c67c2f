package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.yaml.Node.Position;
import java.nio.file.Path;
import java.util.List;

/** What the options of commands mean that make networks, volumes and images. */
final class ResourceOptions {
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
                case "platform" -> {
                    for (String platform : option.value().text().split(",")) {
                        build.add("platforms", platform, option.value().position());
                    }
                }
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
}
