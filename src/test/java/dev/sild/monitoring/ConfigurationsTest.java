package dev.sild.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written for Loki and for Alloy is what their documentation knows. */
class ConfigurationsTest {
  private static final Path DOCUMENTED = Path.of("src/test/resources/monitoring");
  private static final Pattern BLOCK = Pattern.compile("([a-z.]+)(?: \"[a-z]+\")? \\{");
  private static final Pattern ARGUMENT = Pattern.compile("([a-z_]+) *= .+");

  /** What a value of each type looks like. */
  private static final Map<String, Pattern> TYPES = Map.of("boolean", Pattern.compile("true|false"),
      "int", Pattern.compile("[0-9]+"), "duration", Pattern.compile("([0-9]+(ms|[smhdwy]))+"),
      "daytime", Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"), "string", Pattern.compile(".+"));

  @Test
  void lokiIsToldNothingButWhatItsReferenceHas() throws IOException {
    Map<String, String> types = new TreeMap<>();
    lines("loki-keys.txt").forEach(line -> types.put(line.split(" ")[0], line.split(" ")[1]));

    Set<String> told = new HashSet<>();
    leaves(Tree.documents(LokiConf.text("168h")).get(0), "", (key, value) -> {
      assertThat(types).containsKey(key);
      assertThat(value).as(key).matches(TYPES.get(types.get(key)));
      told.add(key);
    });
    assertThat(told).hasSizeGreaterThan(15);
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
    return Stream.of(AlloyConf.text("watch-loki:3100", false, List.of()), AlloyConf.text("watch-loki:3100", true, List.of()),
        AlloyConf.text("watch-loki:3100", true, List.of("payments", "shop")));
  }

  @ParameterizedTest
  @MethodSource("alloy")
  void alloyIsToldNothingButWhatItsReferenceHas(String text) throws IOException {
    Map<String, Set<String>> arguments = new TreeMap<>();
    lines("alloy-components.txt").forEach(line -> arguments.put(line.substring(0, line.indexOf(':')),
        new HashSet<>(Arrays.asList(line.substring(line.indexOf(':') + 2).split(" ")))));

    Deque<String> within = new ArrayDeque<>();
    Deque<Set<String>> given = new ArrayDeque<>();
    for (String line : text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("//")).toList()) {
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

  private static void close(Set<String> documented, Set<String> given) {
    assertThat(documented.stream().map(name -> name.replace("*", ""))).containsAll(given);
    assertThat(given).containsAll(documented.stream().filter(name -> name.endsWith("*"))
        .map(name -> name.replace("*", "")).toList());
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(DOCUMENTED.resolve(file)).stream().filter(line -> !line.startsWith("#")).toList();
  }
}
