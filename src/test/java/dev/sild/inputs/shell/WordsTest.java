package dev.sild.inputs.shell;

import static dev.sild.inputs.shell.ScriptCase.command;
import static dev.sild.inputs.shell.ScriptCase.commands;
import static dev.sild.inputs.shell.ScriptCase.findings;
import static dev.sild.inputs.shell.ScriptCase.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.yaml.Node.Position;
import org.junit.jupiter.api.Test;

/** Words of a shell: quotes, variables and substitutions, one behaviour a test. */
class WordsTest {
    @Test
    void blanksEndWords() {
        assertThat(command("docker  run\tx")).isEqualTo("docker|run|x");
    }

    @Test
    void singleQuotesKeepEverything() {
        assertThat(command("a 'b $c \"d\" \\'")).isEqualTo("a|b $$c \"d\" \\");
    }

    @Test
    void doubleQuotesKeepBlanks() {
        assertThat(command("a \"b  c\"")).isEqualTo("a|b  c");
    }

    @Test
    void backslashInDoubleQuotesEscapesOnlySomeCharacters() {
        assertThat(command("a \"\\\"\\$\\n\"")).isEqualTo("a|\"$$\\n");
    }

    @Test
    void ansiQuotesKnowEscapes() {
        assertThat(command("a $'b\\nc\\td'")).isEqualTo("a|b\nc\td");
    }

    @Test
    void quotedAndUnquotedPartsAreOneWord() {
        assertThat(command("a b'c d'\"e\"f")).isEqualTo("a|bc def");
    }

    @Test
    void anEmptyQuotedWordIsAWord() {
        assertThat(command("a '' \"\"")).isEqualTo("a||");
    }

    @Test
    void aBackslashKeepsABlank() {
        assertThat(command("a b\\ c")).isEqualTo("a|b c");
    }

    @Test
    void aLineGoesOnBehindABackslash() {
        assertThat(command("a b \\\n  c")).isEqualTo("a|b|c");
    }

    @Test
    void aLineGoesOnBehindABackslashOfWindows() {
        assertThat(command("a b \\\r\n  c\r\n")).isEqualTo("a|b|c");
    }

    @Test
    void aWordGoesOnBehindABackslash() {
        assertThat(command("a b\\\nc")).isEqualTo("a|bc");
    }

    @Test
    void commentsAreNoWords() {
        assertThat(commands("a # b\n# c\nd#e")).containsExactly("a", "d#e");
    }

    @Test
    void quotesThatAreNotClosedEndWithTheText() {
        assertThat(command("a 'b c")).isEqualTo("a|b c");
    }

    @Test
    void aVariableOfTheScriptIsFilledIn() {
        assertThat(command("A=x; a $A \"${A}y\"")).isEqualTo("a|x|xy");
    }

    @Test
    void aVariableInSingleQuotesIsText() {
        assertThat(command("A=x; a '$A'")).isEqualTo("a|$$A");
    }

    @Test
    void anUnquotedVariableIsSplit() {
        assertThat(command("A='-e x'; a $A")).isEqualTo("a|-e|x");
    }

    @Test
    void aQuotedVariableIsNotSplit() {
        assertThat(command("A='-e x'; a \"$A\"")).isEqualTo("a|-e x");
    }

    @Test
    void aVariableOfTheEnvironmentIsThatOfTheComposeFile() {
        assertThat(command("a $A ${B:-c} ${C:?m}")).isEqualTo("a|${A}|${B:-c}|${C:?m}");
    }

    @Test
    void aDefaultCountsWhereTheScriptSetsTheVariableToNothing() {
        assertThat(command("A=; a ${A:-b}")).isEqualTo("a|b");
    }

    @Test
    void aDefaultDoesNotCountWhereTheScriptSetsTheVariable() {
        assertThat(command("A=c; a ${A:-b}")).isEqualTo("a|c");
    }

    @Test
    void defaultsHoldVariables() {
        assertThat(command("B=c; a ${A:-${B}}")).isEqualTo("a|${A:-c}");
    }

    @Test
    void assignmentsAppend() {
        assertThat(command("A=b; A+=c; a $A")).isEqualTo("a|bc");
    }

    @Test
    void exportedVariablesAreFilledIn() {
        assertThat(command("export A=b C=d; a $A$C")).isEqualTo("a|bd");
    }

    @Test
    void unsetForgetsAVariable() {
        assertThat(command("A=b; unset A; a $A")).isEqualTo("a|${A}");
    }

    @Test
    void theFolderOfTheScriptIsTheProjectsFolder() {
        assertThat(command("a $(pwd)/b `pwd`/c $PWD/d ${PWD}/e")).isEqualTo("a|./b|./c|./d|./e");
    }

    @Test
    void scriptsFindTheirOwnFolder() {
        assertThat(command("D=\"$(cd \"$(dirname \"${BASH_SOURCE[0]}\")\" && pwd)\"\na $D/b"))
                .isEqualTo("a|./b");
    }

    @Test
    void theHomeFolderIsThatOfComposeFiles() {
        assertThat(command("a $HOME/b ~/c")).isEqualTo("a|~/b|~/c");
    }

    @Test
    void theUserIsAVariable() {
        assertThat(command("a $(id -u):$(id -g)")).isEqualTo("a|${UID:-1000}:${GID:-1000}");
    }

    @Test
    void anUnknownSubstitutionIsTextWithAFinding() {
        assertThat(command("a $(uname -r)")).isEqualTo("a|$$(uname -r)");
        assertThat(findings("\na $(uname -r)"))
                .containsExactly("2: '$(uname -r)' is only known when the script runs; it is kept as text");
    }

    @Test
    void theTimeIsLeftToTheCommandThatHasIt() {
        assertThat(command("a $(date +%s)")).isEqualTo("a|$$(date +%s)");
        assertThat(findings("a $(date +%s)")).isEmpty();
        assertThat(findings("a $(date +%s; reboot)")).hasSize(1);
    }

    @Test
    void aVariableOfASubstitutionIsOneOfTheEnvironment() {
        assertThat(command("A=$(openssl rand -hex 8); a $A")).isEqualTo("a|${A}");
        assertThat(findings("A=$(openssl rand -hex 8)"))
                .containsExactly("1: the value of A is only known when the script runs");
    }

    @Test
    void substitutionsNest() {
        assertThat(command("a $(b $(c \")\")) d")).isEqualTo("a|$$(b $$(c \")\"))|d");
    }

    @Test
    void aDollarAloneIsText() {
        assertThat(command("a $ 5$")).isEqualTo("a|$$|5$$");
    }

    @Test
    void positionsAreThoseOfTheFile() {
        assertThat(script("a \\\n  bc").commands().get(0).arguments().get(1).position())
                .isEqualTo(new Position("in.sh", 2, 3));
    }

    @Test
    void aPlaceholderOfADocumentIsTextWithAFinding() {
        assertThat(command("a -e KEY=<your-key> <path to data>:/b")).isEqualTo("a|-e|KEY=<your-key>|<path to data>:/b");
        assertThat(findings("a <image>"))
                .containsExactly("1: '<image>' is only known when the script runs; it is kept as text");
    }

    @Test
    void aRedirectionIsNoPlaceholder() {
        assertThat(command("a <b >c")).isEqualTo("a");
        assertThat(command("a <b 2>c")).isEqualTo("a");
        assertThat(command("a </dev/null 2>&1 d")).isEqualTo("a|d");
    }

    @Test
    void aCommentInBackticksIsNothing() {
        assertThat(command("a -e B=c `#optional` \\\n  d")).isEqualTo("a|-e|B=c|d");
    }

    @Test
    void aLineGoesOnBehindABackslashWithBlanksOrAComment() {
        assertThat(command("a \\  \n b \\ # why\n c")).isEqualTo("a|b|c");
    }

    @Test
    void variablesOfMakeAreThoseOfTheEnvironment() {
        assertThat(command("a $(PWD)/b $(TAG)")).isEqualTo("a|./b|${TAG}");
    }

    @Test
    void anArrayIsItsWords() {
        assertThat(command("A=(-e 'b c')\nA+=(\n  -d # why\n)\na \"${A[@]}\" x"))
                .isEqualTo("a|-e|b c|-d|x");
    }

    @Test
    void anEmptyArrayIsNoWord() {
        assertThat(command("A=()\na \"${A[@]}\" x")).isEqualTo("a|x");
    }

    @Test
    void anUnknownArrayIsNoWordAndAFinding() {
        assertThat(command("a \"${A[@]}\" x")).isEqualTo("a|x");
        assertThat(findings("a \"${A[@]}\"")).singleElement().asString().contains("words of A");
    }

    @Test
    void theArgumentsOfTheScriptAreNoWords() {
        assertThat(command("a \"$@\" x")).isEqualTo("a|x");
    }
}
