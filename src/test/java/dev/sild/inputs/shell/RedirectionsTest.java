package dev.sild.inputs.shell;

import static dev.sild.inputs.shell.ScriptCase.command;
import static dev.sild.inputs.shell.ScriptCase.commands;
import static dev.sild.inputs.shell.ScriptCase.script;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where commands read from and write to: one behaviour a test. */
class RedirectionsTest {
    private static StandardInput input(String text) {
        Script script = script(text);
        return script.commands().get(script.commands().size() - 1).input();
    }

    @Test
    void redirectionsAreNoWords() {
        assertThat(command("a b > c 2>&1 < d")).isEqualTo("a|b");
    }

    @Test
    void bothOutputsAreNoWords() {
        assertThat(command("a &> /dev/null b")).isEqualTo("a|b");
    }

    @Test
    void aNumberIsAWordWithoutARedirection() {
        assertThat(command("a 2 >b")).isEqualTo("a|2");
    }

    @Test
    void hereDocumentsAreNoCommands() {
        assertThat(commands("a <<EOF\ndocker run x\nEOF\nb")).containsExactly("a", "b");
    }

    @Test
    void hereDocumentsOfOneLineFollowEachOther() {
        assertThat(commands("a <<A <<B\n1\nA\n2\nB\nb")).containsExactly("a", "b");
        assertThat(input("a <<A <<B\n1\nA\n2\nB\n").text()).isEqualTo("2\n");
    }

    @Test
    void variablesInHereDocumentsAreFilledIn() {
        assertThat(input("A=x\na <<EOF\n$A ${B}\nEOF\n").text()).isEqualTo("x ${B}\n");
    }

    @Test
    void variablesInHereDocumentsWithAQuotedEndAreText() {
        assertThat(input("A=x\na <<'EOF'\n$A\nEOF\n").text()).isEqualTo("$$A\n");
    }

    @Test
    void hereDocumentsLoseTabsWhereTheyAskForIt() {
        assertThat(input("a <<-EOF\n\t\tx\n\tEOF\n").text()).isEqualTo("x\n");
    }

    @Test
    void hereDocumentsOfWindowsEnd() {
        assertThat(commands("a <<EOF\r\nx\r\nEOF\r\nb\r\n")).containsExactly("a", "b");
    }

    @Test
    void hereStringsAreInput() {
        assertThat(input("a <<< 'x y'")).isEqualTo(StandardInput.ofText("x y\n"));
    }

    @Test
    void filesAreInput() {
        assertThat(input("a < b")).isEqualTo(StandardInput.ofFile("b"));
    }

    @Test
    void whatEchoPrintsIsInput() {
        assertThat(input("echo x y | a")).isEqualTo(StandardInput.ofText("x y\n"));
    }

    @Test
    void echoPrintsNoNewlineWhereItIsAskedForNone() {
        assertThat(input("echo -n x | a")).isEqualTo(StandardInput.ofText("x"));
    }

    @Test
    void whatPrintfPrintsIsInput() {
        assertThat(input("printf '%s' \"$A\" | a")).isEqualTo(StandardInput.ofText("${A}"));
        assertThat(input("printf 'x\\n' | a")).isEqualTo(StandardInput.ofText("x\n"));
    }

    @Test
    void whatCatPrintsIsInput() {
        assertThat(input("cat x | a")).isEqualTo(StandardInput.ofFile("x"));
    }

    @Test
    void whatOtherProgramsPrintIsNotKnown() {
        assertThat(input("openssl rand -hex 8 | a")).isEqualTo(StandardInput.UNKNOWN);
    }

    @Test
    void catWritesFiles() {
        assertThat(script("cat > ./f <<EOF\nx\nEOF\n").files()).containsEntry("f", "x\n");
    }

    @Test
    void teeWritesFiles() {
        assertThat(script("sudo tee f >/dev/null <<EOF\nx\nEOF\n").files()).containsEntry("f", "x\n");
    }

    @Test
    void echoWritesAndAppends() {
        assertThat(script("echo a > f\necho b >> f\n").files()).containsEntry("f", "a\nb\n");
    }

    @Test
    void whatIsAppendedToAnUnknownFileIsNotTheFile() {
        assertThat(script("echo b >> f\n").files()).isEmpty();
    }

    @Test
    void aFileThatAnotherProgramWritesIsNotKnown() {
        assertThat(script("echo a > f\ndate > f\n").files()).isEmpty();
    }

    @Test
    void theErrorOutputIsNoFile() {
        assertThat(script("echo a > f 2> g\n").files()).containsOnlyKeys("f");
    }
}
