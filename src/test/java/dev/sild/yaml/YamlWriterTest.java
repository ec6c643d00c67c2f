package dev.sild.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlWriterTest {
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "~",
            "=",
            "<<",
            "---",
            "...",
            "- a",
            "-",
            "# x",
            "a # b",
            "a: b",
            "a:",
            ": a",
            "?",
            "? a",
            "|",
            ">",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a",
            "[",
            "]",
            "{",
            "}",
            ",",
            "'",
            "\"",
            "\\",
            "1e3",
            "0o17",
            "017",
            "0x1F",
            "0b1",
            "1_000",
            "22:22",
            "1:2:3",
            "1.5",
            ".5",
            "+1",
            "-1",
            ".inf",
            "-.INF",
            ".nan",
            "2001-01-01",
            "2001-01-01T00:00:00Z",
            "no",
            "No",
            "NO",
            "yes",
            "on",
            "OFF",
            "y",
            "N",
            "true",
            "False",
            "null",
            "Null",
            " lead",
            "trail ",
            "\ttab",
            "tab\t",
            "a\tb",
            "a\nb",
            "a\n",
            "a\n\n",
            "\na",
            "\n",
            "a\n b",
            " a\nb",
            "a\n\n\nb\n",
            "a\r\nb",
            "a\rb",
            "a \nb",
            "a\n ",
            "a\n\t",
            "a\n# b",
            "a\n---\nb",
            "\u0000",
            "\u0007",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u2029",
            "\ufeff",
            "a\ufeff",
            "\ufffe",
            "grüße",
            "日本",
            "😀",
            "😀\n😀",
            "x".repeat(2000),
            "word ".repeat(300),
            "100m",
            "1Gi",
            "1.",
            "0",
            "00",
            "12e03",
            "1E+3",
            "0.1e-5",
            "1__0",
            "0x",
            "12:30:45",
            "-12:30");

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, seed = "1")
    void whateverIsWrittenIsReadBackByAReaderOfYaml11(@ForAll("trees") Map<String, Object> tree) {
        String written = YamlWriter.write(List.of(tree));

        assertThat(normal(read(written))).as(written).isEqualTo(normal(tree));
    }

    @Test
    void stringsThatLookLikeSomethingElseStayStringsInEveryPosition() {
        for (String nasty : NASTY) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("value", nasty);
            tree.put("items", List.of(nasty, nasty, Map.of("inner", nasty), List.of(nasty)));
            tree.put("last", Map.of("deep", Map.of("deeper", nasty)));
            if (nasty.length() < 1000) {
                tree.put("k" + nasty, 1);
                tree.put(nasty, nasty);
            }
            String written = YamlWriter.write(List.of(tree));
            assertThat(read(written)).as(written).isEqualTo(tree);
        }
    }

    /** SnakeYAML takes these for strings; kubectl's reader, which knows numbers of YAML 1.2, does not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e3",
                "0o17",
                "1E5",
                "12e03",
                "0x1F",
                "22:22",
                "no",
                "y",
                "~",
                "null",
                "2001-01-01",
                "1_000",
                ".5"
            })
    void whatAnyReaderCouldMisreadIsQuoted(String text) {
        assertThat(YamlWriter.write(List.of(Map.of("a", text)))).isEqualTo("a: \"" + text + "\"\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web",
                "app.kubernetes.io/name",
                "ReadWriteOnce",
                "/etc/nginx",
                "example/web:1",
                "100m",
                "1Gi",
                "a b c",
                "http://localhost:8080/x"
            })
    void whatNobodyMisreadsIsLeftBare(String text) {
        assertThat(YamlWriter.write(List.of(Map.of("a", text)))).isEqualTo("a: " + text + "\n");
    }

    @Test
    void textOfSeveralLinesIsWrittenAsABlock() {
        assertThat(YamlWriter.write(List.of(Map.of("a", "one\n  two\n")))).isEqualTo("a: |\n  one\n    two\n");
        assertThat(YamlWriter.write(List.of(Map.of("a", "one\ntwo")))).isEqualTo("a: |-\n  one\n  two\n");
        assertThat(YamlWriter.write(List.of(Map.of("a", "one\n\n")))).isEqualTo("a: |+\n  one\n\n");
    }

    @Test
    void documentsAreSeparated() {
        String written = YamlWriter.write(List.of(Map.of("a", 1), Map.of("b", List.of()), Map.of("c", Map.of())));

        assertThat(written).isEqualTo("a: 1\n---\nb: []\n---\nc: {}\n");
    }

    @Provide
    Arbitrary<Map<String, Object>> trees() {
        return Arbitraries.maps(strings().filter(key -> key.length() < 200), values(3))
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(LinkedHashMap::new);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                strings().map(text -> (Object) text),
                Arbitraries.integers().map(number -> (Object) number),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.of(true, false).map(flag -> (Object) flag));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Object> lists = values(depth - 1).list().ofMaxSize(3).map(list -> (Object) list);
        Arbitrary<Object> maps = Arbitraries.maps(strings().filter(key -> key.length() < 200), values(depth - 1))
                .ofMaxSize(3)
                .map(map -> (Object) new LinkedHashMap<>(map));
        return Arbitraries.frequencyOf(Tuple.of(3, scalars), Tuple.of(1, lists), Tuple.of(1, maps));
    }

    private static Arbitrary<String> strings() {
        Arbitrary<String> nasty = Arbitraries.of(NASTY);
        Arbitrary<String> free = Arbitraries.strings().all().ofMaxLength(20).filter(YamlWriterTest::isWhole);
        Arbitrary<String> risky = Arbitraries.strings()
                .withChars("ab01:-#? \t\n\r'\"\\.,[]{}&*!|>%@`=~+_eEoxN")
                .ofMaxLength(12);
        Arbitrary<String> joined = Combinators.combine(nasty, nasty).as((a, b) -> a + b);
        return Arbitraries.oneOf(nasty, free, risky, joined);
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static Object read(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    /** Numbers alike whatever type of Java holds them. */
    private static Object normal(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> normal = new LinkedHashMap<>();
            map.forEach((key, item) -> normal.put(key, normal(item)));
            return normal;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlWriterTest::normal).toList();
        }
        return value instanceof Number number ? new BigInteger(number.toString()) : value;
    }
}
