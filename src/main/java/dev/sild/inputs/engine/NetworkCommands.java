package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Given;
import dev.sild.inputs.engine.EngineOptions.Line;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.report.Code;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The networks of a script, and which containers are on them after each command. */
final class NetworkCommands {
    /** Networks that every engine has. */
    private static final Set<String> DEFAULT_NETWORKS =
            Set.of("", "bridge", "default", "podman", "private", "nat", "pasta", "slirp4netns");

    private final ComposeDraft file;
    private final ContainerNames names;
    private final Remarks remarks;
    private final Suggestions suggestions;
    private boolean aliasOnAll;

    NetworkCommands(ComposeDraft file, ContainerNames names, Remarks remarks, Suggestions suggestions) {
        this.file = file;
        this.names = names;
        this.remarks = remarks;
        this.suggestions = suggestions;
    }

    /**
     * Says whether {@code --network-alias} is for all networks that a container joins, as with podman; docker takes it
     * for the first one.
     */
    void aliasOnAll(boolean all) {
        aliasOnAll = all;
    }

    /** Puts the service of a container on the networks that its options name. */
    void of(Line line, String key, ComposeDraft service) {
        List<Given> given = line.of("network");
        Set<String> joined = new LinkedHashSet<>();
        for (Given network : given) {
            for (String name : names(network.value().text())) {
                Position where = network.value().position();
                int colon = name.indexOf(':');
                String plain = colon < 0 ? name : name.substring(0, colon);
                if (plain.equals("host") || plain.equals("none")) {
                    service.set("network_mode", plain, where);
                } else if (plain.equals("container")) {
                    service.set("network_mode", "service:" + names.service(name.substring(colon + 1)), where);
                } else if (plain.equals("ns")) {
                    remarks.add(
                            Code.NOT_CARRIED, where, "a pod cannot join a network namespace of a node", "remove it");
                } else if (!DEFAULT_NETWORKS.contains(plain)) {
                    ComposeDraft settings = join(key, plain, where);
                    joined.add(plain);
                    ServiceOptions.networkOptions(colon < 0 ? "" : name.substring(colon + 1))
                            .forEach((option, values) ->
                                    values.forEach(value -> setting(settings, option, value, where)));
                }
            }
        }
        String first = joined.stream().findFirst().orElse("");
        for (String attribute : List.of("alias", "ipv4_address", "ipv6_address", "mac_address")) {
            for (Given setting : line.of(attribute)) {
                Position where = setting.value().position();
                if (attribute.equals("mac_address") && first.isEmpty()) {
                    service.set(attribute, setting.value().text(), where);
                } else if (attribute.equals("alias") && aliasOnAll) {
                    for (String network : joined.isEmpty() ? Set.of("default") : joined) {
                        setting(
                                join(key, network, where),
                                attribute,
                                setting.value().text(),
                                where);
                    }
                } else if (!first.isEmpty()) {
                    setting(join(key, first, where), attribute, setting.value().text(), where);
                } else if (!attribute.equals("alias")) {
                    remarks.unread(where, "an address needs a network of its own", "create a network, and use it here");
                } else {
                    setting(
                            join(key, "default", where),
                            attribute,
                            setting.value().text(),
                            where);
                }
            }
        }
    }

    /** Returns the networks of one option: several names have commas between them, as do the options of one. */
    private static List<String> names(String text) {
        int options = text.indexOf(':') < 0 ? text.length() : text.indexOf(':');
        int comma = text.lastIndexOf(',', options);
        List<String> names = new ArrayList<>(
                comma < 0 ? List.of() : List.of(text.substring(0, comma).split(",")));
        names.add(text.substring(comma + 1));
        return names;
    }

    private static void setting(ComposeDraft settings, String option, String value, Position where) {
        switch (option) {
            case "alias" -> settings.add("aliases", value, where);
            case "ip", "ip6" -> settings.set(value.indexOf(':') < 0 ? "ipv4_address" : "ipv6_address", value, where);
            case "mac" -> settings.set("mac_address", value, where);
            case "ipv4_address", "ipv6_address", "mac_address" -> settings.set(option, value, where);
            default -> {}
        }
    }

    /** Puts a service on a network, and returns its settings there. */
    private ComposeDraft join(String key, String network, Position where) {
        file.map("networks", where).map(network, where);
        ComposeDraft service = file.map("services", where).map(key, where);
        return service.map("networks", where).map(network, where);
    }

    /** Declares a network. */
    void create(List<Argument> words) {
        Line line = EngineOptions.readMixed(words, CommandTables.NETWORK, suggestions)
                .reported(remarks);
        for (Argument name : line.rest()) {
            ComposeDraft network = file.map("networks", name.position()).map(name.text(), name.position());
            ResourceOptions.network(network, line.given());
        }
    }

    /** Puts a container on one more network. */
    void connect(List<Argument> words) {
        Line line = EngineOptions.readMixed(words, CommandTables.CONNECT, suggestions)
                .reported(remarks);
        if (line.rest().size() < 2) {
            return;
        }
        Argument network = line.rest().get(0);
        String key = names.service(line.rest().get(1).text());
        if (!file.has("services") || !file.map("services", network.position()).has(key)) {
            remarks.unread(network.position(), "the script makes no container '" + key + "'", "remove the command");
            return;
        }
        ComposeDraft settings = join(key, network.text(), network.position());
        line.given()
                .forEach(given -> setting(
                        settings,
                        given.option().attribute(),
                        given.value().text(),
                        given.value().position()));
    }

    /** Takes a container off a network. */
    void disconnect(List<Argument> words) {
        List<Argument> rest = EngineOptions.readMixed(words, CommandTables.CONNECT, suggestions)
                .rest();
        if (rest.size() > 1) {
            Position where = rest.get(0).position();
            String key = names.service(rest.get(1).text());
            if (!file.has("services") || !file.map("services", where).has(key)) {
                remarks.unread(where, "the script makes no container '" + key + "'", "remove the command");
                return;
            }
            ComposeDraft service = file.map("services", where).map(key, where);
            service.map("networks", rest.get(0).position()).remove(rest.get(0).text());
        }
    }
}
