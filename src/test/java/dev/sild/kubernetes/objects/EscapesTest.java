package dev.sild.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EscapesTest {
    private static final Map<String, String> DEFINED = Map.of(
            "A",
            "value of A",
            "HOME",
            "/root",
            "",
            "nothing",
            "$",
            "dollar",
            "PASSWORD",
            "pa$$(A)word",
            "date",
            "today");

    @Property(tries = 5000, seed = "1")
    void textArrivesAsItWasWhateverVariablesAreDefined(@ForAll("texts") String text) {
        assertThat(expanded(Escapes.ofEnv(Text.of(text), Target.KUBERNETES))).isEqualTo(text);
        assertThat(expanded(Escapes.ofProbe(text, Target.KUBERNETES))).isEqualTo(text);
        assertThat(expanded(Escapes.ofArgument(Text.of(text)))).isEqualTo(text);
    }

    @Property(seed = "1")
    void podmanIsGivenEnvironmentAsItIs(@ForAll("texts") String text) {
        assertThat(Escapes.ofEnv(Text.of(text), Target.PODMAN)).isEqualTo(text);
    }

    @Property(tries = 5000, seed = "1")
    void referencesAmongTextAreFilledInAndNothingElseIs(
            @ForAll("texts") String before, @ForAll("texts") String between, @ForAll("texts") String after) {
        List<Text> parts = new ArrayList<>(List.of(
                Text.of(before),
                new Text.EnvRef("PASSWORD"),
                Text.of(between),
                new Text.Variable("X", after),
                new Text.EnvRef("HOME")));

        for (String written : List.of(
                Escapes.ofArgument(new Text.Concat(parts)), Escapes.ofEnv(new Text.Concat(parts), Target.KUBERNETES))) {
            assertThat(expanded(written)).isEqualTo(before + "pa$$(A)word" + between + after + "/root");
        }
    }

    @Test
    void textWithoutAnythingToExpandIsLeftAlone() {
        for (String text : List.of("", "$", "$X", "${X}", "a $ b", "(x)", "100$")) {
            assertThat(Escapes.ofArgument(Text.of(text))).isEqualTo(text);
        }
        assertThat(Escapes.ofArgument(Text.of("$(date)"))).isEqualTo("$$(date)");
        assertThat(Escapes.ofArgument(Text.of("pa$$word"))).isEqualTo("pa$$$word");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> dense = Arbitraries.strings().withChars("$()AX \n").ofMaxLength(14);
        Arbitrary<String> words = Arbitraries.of(
                        "$(A)", "$$(A)", "$(", "$", "$$", "$$$", "$(HOME", ")", "${A}", "$()", "$($)", "text")
                .list()
                .ofMaxSize(5)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(dense, words, Arbitraries.strings().ofMaxLength(10));
    }

    private static String expanded(String text) {
        return expand(text, name -> DEFINED.getOrDefault(name, "$(" + name + ")"));
    }

    /** Kubernetes' own algorithm, step by step: third_party/forked/golang/expansion/expand.go. */
    private static String expand(String input, UnaryOperator<String> mapping) {
        StringBuilder buffer = new StringBuilder();
        int checkpoint = 0;
        for (int cursor = 0; cursor < input.length(); cursor++) {
            if (input.charAt(cursor) == '$' && cursor + 1 < input.length()) {
                buffer.append(input, checkpoint, cursor);
                String rest = input.substring(cursor + 1);
                int advance = 1;
                if (rest.charAt(0) == '$') {
                    buffer.append('$');
                } else if (rest.charAt(0) == '(') {
                    int close = rest.indexOf(')', 1);
                    if (close > 0) {
                        buffer.append(mapping.apply(rest.substring(1, close)));
                        advance = close + 1;
                    } else {
                        buffer.append("$(");
                    }
                } else {
                    buffer.append('$').append(rest.charAt(0));
                }
                cursor += advance;
                checkpoint = cursor + 1;
            }
        }
        return buffer + input.substring(checkpoint);
    }
}
