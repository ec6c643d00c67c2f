package dev.sild.inputs.shell;

import static dev.sild.inputs.shell.ScriptCase.command;
import static dev.sild.inputs.shell.ScriptCase.commands;
import static dev.sild.inputs.shell.ScriptCase.findings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which commands of a script count, and how often: one behaviour a test. */
class ControlTest {
    @Test
    void semicolonsAndNewlinesEndCommands() {
        assertThat(commands("a; b\nc")).containsExactly("a", "b", "c");
    }

    @Test
    void commandsBehindAndCount() {
        assertThat(commands("a && b")).containsExactly("a", "b");
    }

    @Test
    void commandsInTheBackgroundCount() {
        assertThat(commands("a & b &")).containsExactly("a", "b");
    }

    @Test
    void theRightSideOfOrDoesNotCount() {
        assertThat(commands("docker run a || docker run b")).containsExactly("docker|run|a");
        assertThat(commands("docker run a start || docker run b")).hasSize(1);
        assertThat(commands("docker run a && b || docker run c")).containsExactly("docker|run|a", "b");
    }

    @Test
    void theRightSideOfOrCountsBehindWhatOnlyStartsAgain() {
        assertThat(commands("docker start a || docker run b")).contains("docker|run|b");
        assertThat(commands("sudo docker restart a || docker run b")).contains("docker|run|b");
    }

    @Test
    void theRightSideOfOrCountsBehindAChainThatAsks() {
        assertThat(commands("docker ps | grep -q a && docker rm a || docker run a"))
                .contains("docker|run|a");
        assertThat(commands("[ -d a ] && b && c || d; e || f")).containsExactly("[|-d|a|]", "b", "c", "d", "e");
    }

    @Test
    void theRightSideOfOrCountsBehindAQuestion() {
        assertThat(commands("docker network inspect n >/dev/null || docker network create n"))
                .contains("docker|network|create|n");
    }

    @Test
    void theRightSideOfOrCountsBehindATest() {
        assertThat(commands("[ -n \"$A\" ] || a")).contains("a");
    }

    @Test
    void theRightSideOfOrCountsBehindAPipeThatAsks() {
        assertThat(commands("docker ps | grep -q a || docker run a")).contains("docker|run|a");
    }

    @Test
    void bothBranchesOfIfCount() {
        assertThat(commands("if [ x ]; then a; else b; fi")).contains("a", "b");
    }

    @Test
    void ifIsAFinding() {
        assertThat(findings("if [ x ]; then a; fi")).containsExactly("1: the commands of each branch of 'if' are read");
    }

    @Test
    void theBodyOfWhileCountsOnce() {
        assertThat(commands("while true; do a; done")).contains("a");
    }

    @Test
    void aLoopCountsOnceForEachWord() {
        assertThat(commands("for x in b c; do a $x; done")).containsExactly("a|b", "a|c");
    }

    @Test
    void aLoopOverAVariableCountsOnceForEachWord() {
        assertThat(commands("L='b c'; for x in $L; do a $x; done")).containsExactly("a|b", "a|c");
    }

    @Test
    void loopsInLoopsCountForEachPair() {
        assertThat(commands("for x in 1 2; do for y in 3 4; do a $x$y; done; done"))
                .containsExactly("a|13", "a|14", "a|23", "a|24");
    }

    @Test
    void loopsInLoopsOfLinesCountForEachPair() {
        assertThat(commands("for x in 1 2\ndo\n  for y in 3\n  do\n    a $x$y\n  done\ndone\nb"))
                .containsExactly("a|13", "a|23", "b");
    }

    @Test
    void aLoopOverUnknownWordsCountsOnce() {
        assertThat(commands("for ((i=0; i<3; i++)); do a; done")).contains("a").doesNotHaveDuplicates();
    }

    @Test
    void aFunctionCountsWhereItIsCalled() {
        assertThat(commands("f() {\n  a\n}\nb\nf")).containsExactly("b", "a");
    }

    @Test
    void aFunctionGetsParameters() {
        assertThat(commands("f() { a \"$1\" ${2:-z}; }\nf x y\nfunction g() { f \"$@\"; }; g 'p q'"))
                .containsExactly("a|x|y", "a|p q|z");
    }

    @Test
    void aFunctionThatIsNeverCalledCountsOnce() {
        assertThat(commands("f() { a; }")).containsExactly("a");
    }

    @Test
    void aFunctionThatCallsItselfEnds() {
        assertThat(commands("f() { a; f; }\nf")).containsExactly("a");
    }

    @Test
    void subshellsCount() {
        assertThat(commands("(a; b)")).containsExactly("a", "b");
    }

    @Test
    void sudoIsNoPartOfACommand() {
        assertThat(command("sudo -E -u root docker ps")).isEqualTo("docker|ps");
    }

    @Test
    void envSetsVariables() {
        assertThat(command("env A=b docker $A")).isEqualTo("docker|${A}");
        assertThat(command("env A=b docker ps")).isEqualTo("docker|ps");
    }

    @Test
    void assignmentsInFrontOfACommandAreNoPartOfIt() {
        assertThat(command("A=b docker ps")).isEqualTo("docker|ps");
    }

    @Test
    void anAliasIsWhatItStandsFor() {
        assertThat(command("alias docker=podman; docker ps")).isEqualTo("podman|ps");
    }

    @Test
    void anAliasMayHaveWords() {
        assertThat(command("alias d='sudo docker run'; d x")).isEqualTo("docker|run|x");
    }

    @Test
    void aliasesOfEachOtherEnd() {
        assertThat(command("alias a=b b=a; a x")).isEqualTo("a|x");
    }
}
