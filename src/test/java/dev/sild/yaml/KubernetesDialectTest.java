package dev.sild.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.report.InputException;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesDialectTest {

    @ParameterizedTest
    @CsvSource({
        "no,BOOL,false",
        "ON,BOOL,true",
        "y,BOOL,true",
        "'\"no\"',STRING,no",
        "!!str no,STRING,no",
        "!!bool \"yes\",BOOL,true",
        "0644,INT,420",
        "0o17,INT,15",
        "1_000,INT,1000",
        "1e3,FLOAT,1000",
        "22:22,STRING,22:22",
        "2001-02-03,STRING,2001-02-03",
        "~,NULL,''",
        "!!int \"5\",INT,5",
        "1.2.3,STRING,1.2.3",
        "18446744073709551615,INT,18446744073709551615"
    })
    void readsScalarsAsGoYamlTwoDoes(String written, Kind kind, String value) throws InputException {
        ScalarNode scalar = (ScalarNode) map("a: " + written).get("a");

        assertThat(scalar.kind()).isEqualTo(kind);
        assertThat(scalar.value()).isEqualTo(value);
    }

    @Test
    void takesKeysThatAreNoStringsForStrings() throws InputException {
        assertThat(map("on: 1\n8080: 2\n").entries()).containsOnlyKeys("true", "8080");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThatThrownBy(() -> map("a: 1\nb:\n  yes: 1\n  on: 2\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("file.yaml:4:3")
                .hasMessageContaining("at line 3");
    }

    @Test
    void knowsNoTagsOfCompose() throws InputException {
        List<YamlDocument> documents =
                YamlReader.read("a: !reset b\n", "f", new KubernetesDialect(), YamlLimits.DEFAULT);

        assertThat(documents.get(0).resets()).isEmpty();
        assertThat(((MapNode) documents.get(0).root()).entries()).containsOnlyKeys("a");
    }

    @Test
    void refusesWhatCostsTooMuch() {
        YamlLimits small = new YamlLimits(1 << 20, 10, 100, 100);
        String deep = "[".repeat(11) + "]".repeat(11);
        String wide = "a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a]\nc: [*b,*b,*b]\n";

        assertThatThrownBy(() -> YamlReader.read(deep, "f", new KubernetesDialect(), small))
                .hasMessageContaining("nested more than 10 levels deep");
        assertThatThrownBy(() -> YamlReader.read(wide, "f", new KubernetesDialect(), small))
                .hasMessageContaining("more than 100 values");
    }

    private static MapNode map(String text) throws InputException {
        return (MapNode) YamlReader.read(text, "file.yaml", new KubernetesDialect(), YamlLimits.DEFAULT)
                .get(0)
                .root();
    }
}
