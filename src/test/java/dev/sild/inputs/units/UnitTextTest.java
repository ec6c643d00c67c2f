package dev.sild.inputs.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The syntax of units: lines, words, escapes and specifiers. */
class UnitTextTest {
    private final Remarks remarks = new Remarks();

    @Test
    void aContinuedLineIsOneValueWhoseWordsHaveTheirPlaces() {
        List<Setting> settings =
                UnitReader.read("\uFEFF[A]\r\n  Key = one \\\r\n# no\r\n  two\\\r\nhalf\r\nB=1", "f", remarks);
        assertThat(settings).hasSize(2);
        assertThat(settings.get(0).position()).isEqualTo(new Position("f", 2, 3));
        assertThat(UnitWords.of(settings.get(0)))
                .containsExactly(
                        new Argument("one", new Position("f", 2, 9)), new Argument("twohalf", new Position("f", 4, 3)));
        assertThat(settings.get(1).valuePosition()).isEqualTo(new Position("f", 6, 3));
        assertThat(remarks.all()).isEmpty();
    }

    @Test
    void aBackslashAtTheEndOfAFileContinuesNothing() {
        assertThat(UnitReader.read("[A]\nKey=one \\", "f", remarks).get(0).value())
                .isEqualTo("one \\");
    }

    @Test
    void linesThatAreNoSettingAreReportedOnce() {
        assertThat(UnitReader.read("Key=1\n[A]\nwhat \\\nis this\n[B\n", "f", remarks))
                .isEmpty();
        assertThat(remarks.all()).extracting(finding -> finding.origin().line()).containsExactly(1, 3, 5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a 'b c' \"d e\"f|a,b c,d ef",
                "\"\" x|,x",
                "a\\sb \\x41\\102\\u00e4\\U0001F600|a b,AB\u00e4\uD83D\uDE00",
                "\\q \\x0 \\xzz \\|\\q,\\x0,\\xzz,\\",
                "'it\\'s' \"open|it's,open",
                "'a\\nb'|`a\nb`",
            })
    void wordsAreThoseOfSystemd(String value, String words) {
        assertThat(UnitWords.of(setting(value)).stream().map(Argument::text).toList())
                .containsExactly(words.split(",", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%n %N %p %i %I|a-b@x-y.service a-b@x-y a-b x-y x/y",
                "%j %P %f|b a/b /x/y",
                "100%% 50% %|100% 50% %",
                "%%i %%%i|%i %x-y",
                "%h/a %U|${HOME}/a ${UID:-1000}",
                "%t/x|${XDG_RUNTIME_DIR:-/run}/x",
                "$$a $a ${a} ${a:-1} $|$$a $$a ${a} $${a:-1} $$",
                "${SET} ${HOMES}|5$$ ${HOME}/x",
                "%H|%H",
            })
    void specifiersAndVariablesAreFilledIn(String value, String text) {
        Unit unit = Unit.of(
                UnitName.of("a-b@x-y.container"),
                "",
                Position.NONE,
                UnitReader.read("[Service]\nEnvironment=SET=5$ HOMES=%h/x", "f", remarks));
        Argument known = new UnitValues(unit, remarks).of(setting(value));
        assertThat(known.text()).isEqualTo(text);
        assertThat(remarks.all()).hasSize(value.equals("%H") ? 1 : value.contains("50%") ? 1 : 0);
    }

    @Test
    void aWordThatIsAVariableIsFilledInAndThePathOfHomeIsATilde() {
        Unit unit = Unit.of(UnitName.of("a.container"), "", Position.NONE, List.of());
        UnitValues values = new UnitValues(unit, remarks);
        assertThat(values.of(new Argument("$NAME", Position.NONE)).text()).isEqualTo("${NAME}");
        assertThat(values.ofPath(new Argument("%h/x%h", Position.NONE)).text()).isEqualTo("~/x${HOME}");
    }

    private static Setting setting(String value) {
        return new Setting("A", "Key", value, Position.NONE, List.of(new Setting.Piece(0, Position.NONE)));
    }
}
