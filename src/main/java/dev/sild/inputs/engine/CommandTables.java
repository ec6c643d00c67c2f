package dev.sild.inputs.engine;

import dev.sild.inputs.engine.EngineOptions.Option;
import dev.sild.model.Lookup;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options of commands other than {@code run}, by the table {@code commands.txt}. */
final class CommandTables {
    private static final Map<String, Map<String, Option>> SECTIONS = read();
    static final Map<String, Option> NETWORK = section("network");
    static final Map<String, Option> VOLUME = section("volume");
    static final Map<String, Option> CONNECT = section("connect");
    static final Map<String, Option> BUILD = section("build");
    static final Map<String, Option> SECRET = section("secret");
    static final Map<String, Option> CONFIG = section("config");
    static final Map<String, Option> LOGIN = section("login");
    static final Map<String, Option> COMPOSE = section("compose");
    static final Map<String, Option> STACK = section("stack");
    static final Map<String, Option> SERVICE = ofService();

    private CommandTables() {}

    private static Map<String, Option> section(String name) {
        return Lookup.required(SECTIONS, name);
    }

    /** A service of a swarm has the options of a container, and some for all of its containers. */
    private static Map<String, Option> ofService() {
        Map<String, Option> table = new HashMap<>(EngineOptions.ofRun());
        table.putAll(section("service"));
        return Map.copyOf(table);
    }

    private static Map<String, Map<String, Option>> read() {
        Map<String, Map<String, Option>> sections = new HashMap<>();
        for (String section : EngineOptions.text("commands.txt").split("(?m)^\\[")) {
            int end = section.indexOf(']');
            if (end > 0 && !section.startsWith("#")) {
                Map<String, Option> table = new LinkedHashMap<>();
                section.substring(end + 1).lines().forEach(line -> EngineOptions.addLine(line, table));
                sections.put(section.substring(0, end), Map.copyOf(table));
            }
        }
        return Map.copyOf(sections);
    }
}
