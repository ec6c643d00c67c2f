package dev.sild.inputs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.inputs.engine.EngineOptions.Kind;
import dev.sild.inputs.engine.EngineOptions.Option;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the help of an engine says about the options of a command, compared with the table of that command. */
final class CommandHelp {
    /** A line of the help: a short name, a long name, what kind of value it takes. */
    private static final Pattern OPTION =
            Pattern.compile("(?m)^ {2}(?:(-\\w),| {3}) (--[a-z0-9-]+)(?: (\\S+))?(?: {2}|$)");
    /** The kinds of values that may be given again without replacing the first. */
    private static final Set<String> REPEATABLE =
            Set.of("list", "map", "strings", "stringArray", "ulimit", "mount", "network", "config", "secret", "port");

    private CommandHelp() {}

    /** Fails if the table of the command lacks an option, or takes one for another kind of option. */
    static void check(String command, String help, int atLeast) {
        List<MatchResult> options = OPTION.matcher(help)
                .results()
                .filter(option -> !option.group(2).equals("--help"))
                .toList();
        assertThat(options).as("the options of %s", command).hasSizeGreaterThanOrEqualTo(atLeast);
        Map<String, Option> table = table(command);
        assertThat(options)
                .as("options of %s that its table lacks or has otherwise", command)
                .filteredOn(option -> !isIn(table, option.group(1), option.group(2), option.group(3)))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    private static boolean isIn(Map<String, Option> table, String shortName, String name, String type) {
        Option option = table.get(name);
        if (option == null || shortName != null && !option.names().contains(shortName)) {
            return false;
        }
        // What may stand without a value takes one only behind an equals sign.
        boolean alone = type == null || type.contains("[=");
        boolean once = option.kind() == Kind.TEXT && !option.attribute().isEmpty();
        return option.kind() == Kind.FLAG == alone && !(once && type != null && REPEATABLE.contains(type));
    }

    private static Map<String, Option> table(String command) {
        return switch (command) {
            case "run", "create", "update" -> EngineOptions.ofRun();
            case "build", "buildx build" -> CommandTables.BUILD;
            case "network create" -> CommandTables.NETWORK;
            case "network connect", "network disconnect" -> CommandTables.CONNECT;
            case "volume create" -> CommandTables.VOLUME;
            case "secret create" -> CommandTables.SECRET;
            case "config create" -> CommandTables.CONFIG;
            case "service create" -> CommandTables.SERVICE;
            case "stack deploy" -> CommandTables.STACK;
            case "compose" -> CommandTables.COMPOSE;
            case "login" -> CommandTables.LOGIN;
            default -> throw new IllegalArgumentException(command);
        };
    }
}
