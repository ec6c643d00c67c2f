package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.List;

/**
 * What the options of commands mean that make networks and volumes, and values that options of several commands have.
 */
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
                case "driver_opts", "labels" -> pair(network.map(option.option().attribute(), where), option.value());
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
                    pair(volume.map(option.option().attribute(), option.value().position()), option.value());
                default -> {}
            }
        }
    }

    /** Adds a limit of the form NAME=SOFT[:HARD]. */
    static void ulimit(ComposeDraft owner, Argument value, Remarks remarks) {
        int equals = value.text().indexOf('=');
        if (equals < 0) {
            remarks.unread(value.position(), "'" + value.text() + "' is not a limit", "write NAME=SOFT[:HARD]");
            return;
        }
        String name = value.text().substring(0, equals);
        String[] numbers = value.text().substring(equals + 1).split(":", 2);
        ComposeDraft limit = owner.map("ulimits", value.position()).map(name, value.position());
        limit.set("soft", numbers[0], value.position());
        limit.set("hard", numbers[numbers.length - 1], value.position());
    }

    /** Sets the key in front of the first equals sign to what is behind it. */
    static void pair(ComposeDraft owner, Argument value) {
        int equals = value.text().indexOf('=');
        String key = equals < 0 ? value.text() : value.text().substring(0, equals);
        owner.set(key, equals < 0 ? "" : value.text().substring(equals + 1), value.position());
    }
}
