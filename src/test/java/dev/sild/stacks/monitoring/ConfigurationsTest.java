package dev.sild.stacks.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.stacks.shared.KindCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written for Loki, Alloy and Grafana is what their documentation knows. */
class ConfigurationsTest {
    private static final Path DOCUMENTED = Path.of("src/test/resources/monitoring");
    private static final Pattern BLOCK = Pattern.compile("([a-z.]+)(?: \"[a-z]+\")? \\{");
    private static final Pattern COMPONENT = Pattern.compile("(?m)^([a-z.]+) \"([a-z]+)\" \\{$");
    private static final Pattern REFERENCE = Pattern.compile("\\b[a-z]+(?:\\.[a-z_]+){3,}\\b");
    private static final Pattern ARGUMENT = Pattern.compile("([a-z_]+) *= .+");

    /** What a value of each type looks like. */
    private static final Map<String, Pattern> TYPES = Map.ofEntries(
            type("boolean", "true|false"),
            type("int", "[0-9]+"),
            type("duration", "([0-9]+(ms|[smhdwy]))+"),
            type("daytime", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
            type("string", ".+"),
            type("path", "/[^ ]+"),
            type("url", "https?://[^ /]+/?"),
            type("protocol", "http|https|h2|socket"),
            type("access", "proxy|direct"),
            type("uid", "[-_a-zA-Z0-9]{1,40}"),
            type("secret", ""));

    private static Map.Entry<String, Pattern> type(String name, String pattern) {
        return Map.entry(name, Pattern.compile(pattern));
    }

    @Test
    void lokiIsToldNothingButWhatItsReferenceHas() throws IOException {
        assertThat(told("loki-keys.txt", LokiConf.text("168h"))).hasSizeGreaterThan(15);
    }

    /**
     * Fails where a document has a key that a table has not, or a value of another type; returns the keys that it has.
     */
    private static Set<String> told(String table, String document) throws IOException {
        Map<String, String> types = types(table);
        Set<String> told = new HashSet<>();
        leaves(Tree.documents(document).get(0), "", (key, value) -> {
            assertThat(types).containsKey(key);
            assertThat(value).as(key).matches(TYPES.get(types.get(key)));
            told.add(key);
        });
        return told;
    }

    private static Map<String, String> types(String table) throws IOException {
        Map<String, String> types = new TreeMap<>();
        lines(table).forEach(line -> types.put(line.split(" ")[0], line.split(" ")[1]));
        return types;
    }

    /** See "Log retention" and "Single Store TSDB" in Loki's documentation. */
    @Test
    void lokiDeletesWhatIsOldAndKeepsTheRestOnItsClaim() {
        Map<String, Object> conf = Tree.documents(LokiConf.text("168h")).get(0);

        assertThat(Tree.text(conf, "compactor", "retention_enabled")).isEqualTo("true");
        Map<String, Object> period = Tree.list(conf, "schema_config", "configs").get(0);
        assertThat(Tree.text(conf, "compactor", "delete_request_store"))
                .as("where requests for deletion are, as retention asks")
                .isEqualTo(Tree.text(period, "object_store"));
        assertThat(Tree.text(period, "store")).isEqualTo("tsdb");
        assertThat(Tree.text(period, "index", "period"))
                .as("the only one with tsdb")
                .isEqualTo("24h");
        leaves(conf, "", (key, value) -> {
            if (value.startsWith("/")) {
                assertThat(value).as(key).matches("/loki(/.+)?");
            }
        });
    }

    @Test
    void grafanaIsProvisionedWithNothingButWhatItsReferenceHas() throws IOException {
        Set<String> told = new HashSet<>();
        for (Path folder : KindCase.MONITORING_STACK.cases()) {
            for (Map<String, Object> object : Tree.documents(Files.readString(folder.resolve("out.yaml")))) {
                if (Tree.text(object, "metadata", "name").endsWith("-grafana-provisioning")) {
                    for (String document : Tree.strings(object, "data").values()) {
                        told.addAll(told("grafana-provisioning-keys.txt", document));
                    }
                }
            }
        }
        assertThat(told).contains("datasources.url", "datasources.jsonData.timeInterval", "providers.options.path");
    }

    /** A setting is given by a variable of its section and its name. */
    @Test
    void grafanaIsSetNothingButWhatItsReferenceHas() throws IOException {
        Map<String, String> types = new TreeMap<>();
        types("grafana-keys.txt")
                .forEach((key, type) -> types.put(
                        "GF_"
                                + key.replaceFirst("^image\\.", "")
                                        .replace('.', '_')
                                        .toUpperCase(Locale.ROOT),
                        type));
        Set<String> set = new HashSet<>();
        for (Path folder : KindCase.MONITORING_STACK.cases()) {
            for (Map<String, Object> object : Tree.documents(Files.readString(folder.resolve("out.yaml")))) {
                for (Map<String, Object> container : Tree.list(object, "spec", "template", "spec", "containers")) {
                    Tree.list(container, "env").stream()
                            .filter(env -> Tree.text(env, "name").startsWith("GF_"))
                            .forEach(env -> {
                                String name = Tree.text(env, "name");
                                assertThat(types).containsKey(name);
                                assertThat(Tree.text(env, "value")).as(name).matches(TYPES.get(types.get(name)));
                                set.add(name);
                            });
                }
            }
        }
        assertThat(set).as("what some golden sets").containsExactlyInAnyOrderElementsOf(types.keySet());
    }

    private static void leaves(Object tree, String path, BiConsumer<String, String> each) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> leaves(value, path.isEmpty() ? key.toString() : path + "." + key, each));
        } else if (tree instanceof List<?> list) {
            list.forEach(value -> leaves(value, path, each));
        } else {
            each.accept(path, String.valueOf(tree));
        }
    }

    static Stream<String> alloy() {
        return Stream.of(
                AlloyConf.text("watch-loki:3100", false, List.of()),
                AlloyConf.text("watch-loki:3100", true, List.of()),
                AlloyConf.text("watch-loki:3100", true, List.of("payments", "shop")));
    }

    @ParameterizedTest
    @MethodSource("alloy")
    void alloyIsToldNothingButWhatItsReferenceHas(String text) throws IOException {
        Map<String, Set<String>> arguments = new TreeMap<>();
        lines("alloy-components.txt")
                .forEach(line -> arguments.put(
                        line.substring(0, line.indexOf(':')),
                        new HashSet<>(Arrays.asList(
                                line.substring(line.indexOf(':') + 2).split(" ")))));

        Deque<String> within = new ArrayDeque<>();
        Deque<Set<String>> given = new ArrayDeque<>();
        for (String line : text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .toList()) {
            Matcher block = BLOCK.matcher(line);
            Matcher argument = ARGUMENT.matcher(line);
            if (block.matches()) {
                within.addLast(block.group(1));
                given.addLast(new HashSet<>());
                assertThat(arguments).containsKey(String.join("/", within));
            } else if (argument.matches()) {
                given.getLast().add(argument.group(1));
            } else {
                assertThat(line).isEqualTo("}");
                close(arguments.get(String.join("/", within)), given.removeLast());
                within.removeLast();
            }
        }
        assertThat(within).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("alloy")
    void alloysComponentsTakeWhatOthersOfThemExport(String text) throws IOException {
        Map<String, String> exports = new TreeMap<>();
        lines("alloy-exports.txt").forEach(line -> exports.put(line.split(": ")[0], line.split(": ")[1]));
        Set<String> exported = new HashSet<>();
        COMPONENT.matcher(text).results().forEach(component -> {
            for (String field : exports.getOrDefault(component.group(1), "").split(" ")) {
                exported.add(component.group(1) + "." + component.group(2) + "." + field);
            }
        });

        List<String> taken = REFERENCE
                .matcher(text.replaceAll("//.*|\"[^\"]*\"", ""))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(taken).hasSize(3).isSubsetOf(exported);
    }

    private static void close(Set<String> documented, Set<String> given) {
        assertThat(documented.stream().map(name -> name.replace("*", ""))).containsAll(given);
        assertThat(given)
                .containsAll(documented.stream()
                        .filter(name -> name.endsWith("*"))
                        .map(name -> name.replace("*", ""))
                        .toList());
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(DOCUMENTED.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
