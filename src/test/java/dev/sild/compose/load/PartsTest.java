package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.forms.ShellWords;
import dev.sild.compose.load.spec.Suggestions;
import dev.sild.compose.load.tree.ComposeScalars;
import dev.sild.compose.load.tree.Texts;
import dev.sild.model.Text;
import dev.sild.model.Text.Concat;
import dev.sild.model.Text.Literal;
import dev.sild.model.Text.Variable;
import dev.sild.report.Nearest;
import dev.sild.units.Sizes;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {

    @ParameterizedTest
    @CsvSource({
        "22:22,STRING,22:22",
        "no,STRING,no",
        "ON,STRING,ON",
        "1e3,FLOAT,1000",
        "0o17,INT,15",
        "017,INT,15",
        "0x1F,INT,31",
        "0b11,INT,3",
        "1_000,INT,1000",
        "+12,INT,12",
        "-0,INT,0",
        "1.50,FLOAT,1.5",
        ".5,FLOAT,0.5",
        "1.,FLOAT,1",
        "true,BOOL,true",
        "True,BOOL,true",
        "tRue,STRING,tRue",
        "~,NULL,''",
        "1.2.3,STRING,1.2.3",
        "08,FLOAT,8",
        "1e21,FLOAT,1e+21",
        "0.00001,FLOAT,1e-05",
        "123456789.125,FLOAT,1.23456789125e+08",
        ".inf,FLOAT,+Inf",
        "2001-02-30,STRING,2001-02-30",
        "2001-02-03,STRING,2001-02-03 00:00:00 +0000 UTC",
        "12345678901234567890,INT,12345678901234567890"
    })
    void readsPlainScalarsAsGoYamlDoes(String written, ScalarNode.Kind kind, String value) {
        ScalarNode scalar = ComposeScalars.resolve("", written, true, Position.NONE);
        assertThat(scalar.kind()).isEqualTo(kind);
        assertThat(scalar.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "64m,67108864",
        "1.5g,1610612736",
        "10kb,10240",
        "2GiB,2147483648",
        "100,100",
        "1b,1",
        "12q,",
        "m,",
        "'',",
        "1 mb,1048576"
    })
    void readsSizes(String written, Long bytes) {
        assertThat(Sizes.bytes(written)).isEqualTo(bytes);
    }

    @Test
    void slicesTextsWithoutLosingVariables() {
        Text text = new Concat(List.of(new Literal("a:"), new Variable("V", "bc"), new Literal(":d")));
        assertThat(Texts.slice(text, 2, 4)).isEqualTo(new Variable("V", "bc"));
        assertThat(Texts.slice(text, 0, 3)).isEqualTo(new Literal("a:b"));
        assertThat(Texts.slice(text, 1, 6).value()).isEqualTo(":bc:d");
    }

    @Test
    void splitsCommandsAsAShellDoesWordsOnly() {
        assertThat(words("sh -c \"a 'b'\" c\\ d ''")).containsExactly("sh", "-c", "a 'b'", "c d", "");
        assertThat(words("a $(b c) `d e`")).containsExactly("a", "$(b c)", "`d e`");
        assertThat(ShellWords.split(Text.of("a 'b"))).isNull();
        assertThat(ShellWords.dropsTheEnd(Text.of("a && b"))).isTrue();
        assertThat(ShellWords.dropsTheEnd(Text.of("a '&&' b"))).isFalse();
    }

    @Test
    void suggestsOnlyWhatIsNear() {
        assertThat(Suggestions.forAttribute("enviroment", List.of("environment", "image")))
                .contains("`environment`");
        assertThat(Suggestions.forAttribute("depends-on", List.of("depends_on")))
                .contains("`depends_on`");
        assertThat(Suggestions.forAttribute("zz", List.of("a", "tty"))).doesNotContain("did you mean");
    }

    @Test
    void countsSwappedLettersAsOneMistake() {
        assertThat(Nearest.of("volums", List.of("values", "volumes"))).isEqualTo("volumes");
        assertThat(Nearest.of("iamge", List.of("images", "image"))).isEqualTo("image");
    }

    private static List<String> words(String command) {
        return ShellWords.split(Text.of(command)).stream().map(Text::value).toList();
    }
}
