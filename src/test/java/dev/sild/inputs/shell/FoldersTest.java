package dev.sild.inputs.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which folder a command runs: the last word of a script's last command is a path. */
class FoldersTest {
    private static Argument last(String text, Script.Source source, String... folders) {
        List<Command> commands =
                Script.read(text, "in.sh", source, Set.of(folders)::contains).commands();
        List<Argument> words = commands.get(commands.size() - 1).arguments();
        return words.get(words.size() - 1);
    }

    private static String path(String text) {
        return last(text, Script.Source.SCRIPT).path();
    }

    private static String doubt(String text) {
        List<Command> commands = ScriptCase.script(text).commands();
        return commands.get(commands.size() - 1)
                .doubt()
                .map(finding -> finding.origin().line() + ": " + finding.reason())
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      a ./x | ./x
      cd b; a ./x | ./b/x
      cd b && a x | ./b/x
      cd ./b/c/; a ../x | ./b/x
      cd b; cd ..; a ./x | ./x
      cd b; a .. | .
      cd b; a ../.. | ..
      cd ..; cd c; a x | ../c/x
      cd b; a /x | /x
      cd b; a ~/x | ~/x
      cd b; a https://example.com/x | https://example.com/x
      cd b; a - | -
      cd b; cd c; cd -; a x | ./b/x
      cd -P -- b; a x | ./b/x
      pushd b; pushd c; popd; a x | ./b/x
      popd; a x | x
      (cd b; a x); c x | x
      (cd b; (cd c); a x) | ./b/x
      (cd b; case $1 in a) b;; esac; a x) | ./b/x
      ) cd b; a x | ./b/x
      cd b; f() { a x; }; f | ./b/x
      f() { cd b; }; f; a x | ./b/x
      f() { cd b; }; a x | x
      for i in b c; do (cd $i; a x); done | ./c/x
      cd b; cd /; a x | /x
      cd /b; cd ../..; a x | /x
      cd; a x | ~/x
      if a; then cd b; else cd c; a x; fi | ./c/x
      if a; then cd b; elif a; then cd c; a x; fi | ./c/x
      if a; then cd b; else cd b; fi; a x | ./b/x
      if a; then cd b; fi; a x | ./b/x
      if a; then if a; then cd b; fi; cd c; else cd d; a x; fi | ./d/x
      if cd b; then a; else b; fi; a x | ./b/x
      case $1 in b) cd b;; c) cd c; a x;; esac | ./c/x
      fi; esac; else cd b; a x | ./b/x
      """)
    void isWhereTheCommandsBeforeHaveGone(String script, String path) {
        String last = script.startsWith("f() { cd b; }; a") ? "a x" : script;
        assertThat(path(last)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      cd b; a $PWD/x | ./b/x
      cd b; a "$(pwd)"/x | ./b/x
      H=$PWD; cd b; a $H/x | ./x
      export H=$(pwd); cd b; a "$H" | .
      cd b; H=$PWD; cd ..; a $H/x | ./b/x
      cd b; cd "$(dirname "$0")"; a x | x
      cd "$(dirname "${BASH_SOURCE[0]}")/.."; a x | ../x
      cd "$(dirname "$(readlink -f "$0")")"/b; a x | ./b/x
      cd "${0%/*}/b"; a x | ./b/x
      H=$(cd "$(dirname "$0")/.." >/dev/null 2>&1 && pwd); cd b; a $H/x | ./../x
      H=$(cd "$(dirname "$0")" && pwd); U=$(dirname "$H"); cd b; a $U/x | ./../x
      H=$(cd "$(dirname "$0")/b/c" && pwd); U=$(dirname $H); a $U/x | ./b/x
      for i in $PWD/b; do cd c; a $i; done | ./b
      """)
    void theFirstFolderStaysWhatItIs(String script, String path) {
        assertThat(path(script)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      F=${CONF:-/etc/app/app.conf}; a $(dirname "$F") | $$(dirname "$$F")
      F=$H; a $(dirname "$F") | $$(dirname "$$F")
      F=~; a $(dirname "$F") | $$(dirname "$$F")
      F=$H/b/c; a $(dirname "$F") | ${H}/b
      F=~/b; a $(dirname "$F") | ~
      """)
    void theFolderAboveAPathIsKnownIfItsLastNameIs(String script, String word) {
        assertThat(last(script, Script.Source.SCRIPT).text()).isEqualTo(word);
    }

    @Test
    void aGroupThatOnlyRunsAfterAFailureDoesNotChangeIt() {
        assertThat(path("cd b || { mkdir b; cd b; }; a x")).isEqualTo("./b/x");
        assertThat(path("cd b || { mkdir b; { cd b; }; }\ncd c\na x")).isEqualTo("./b/c/x");
        assertThat(path("[ -d b ] || { mkdir b; cd b; }; a x")).isEqualTo("./b/x");
    }

    @Test
    void filesAreWrittenAndReadThere() {
        assertThat(ScriptCase.script("cd b\necho x > f\necho y > ../g\necho z > $PWD/h\ncat f > k\n")
                        .files())
                .containsOnlyKeys("b/f", "g", "b/h", "b/k")
                .containsEntry("b/k", "x\n");
    }

    @Test
    void whereATextBeginsIsKnown() {
        Script script = ScriptCase.script("a\ncat > f <<X\ny\nX\ncat > g <<X\nz\nX\necho z > h\necho a > f\n");
        assertThat(script.lines()).containsOnlyKeys("g").containsEntry("g", 6);
    }

    @Test
    void aFolderThatIsNotKnownIsADoubtOfTheCommandsInIt() {
        assertThat(doubt("cd $A\na"))
                .isEqualTo("1: the folder of 'cd' is only known when the script runs; paths are"
                        + " those of the folder before");
        assertThat(doubt("cd */\na")).startsWith("1: the folder of 'cd'");
        assertThat(doubt("cd $A\ncd /b\na"))
                .isEqualTo("2: the folder '/b' is outside of the project; paths in it are of" + " this machine");
        assertThat(doubt("(cd $A)\na")).isEmpty();
        assertThat(doubt("if a; then cd b; else cd c; fi\na"))
                .isEqualTo("1: the branches end in different folders; the commands behind them are read in 'c'");
        assertThat(doubt("if a; then cd b; else cd b; fi\na")).isEmpty();
        assertThat(doubt("if ! cd b; then exit 1; fi\na")).isEmpty();
        assertThat(doubt("if a; then cd b; else exit 1; fi\na")).isEmpty();
        assertThat(path("cd b; cd $A; a x")).isEqualTo("./b/x");
    }

    @Test
    void aCloneIsTheScriptsOwnFolderUnlessItIsThere() {
        String clone = "git clone --depth 1 https://example.com/team/shop.git\ncd shop/b\na x";
        assertThat(last(clone, Script.Source.SCRIPT).path()).isEqualTo("./b/x");
        assertThat(last(clone, Script.Source.SCRIPT, "shop/b").path()).isEqualTo("./shop/b/x");
        assertThat(last("git clone a:b/c.git /opt/c\ncd /opt/c\na x", Script.Source.SCRIPT)
                        .path())
                .isEqualTo("x");
        assertThat(last("git clone a:b/c.git ~/d\ncd ~/d\na x", Script.Source.SCRIPT)
                        .path())
                .isEqualTo("x");
    }

    @Test
    void aDocumentIsInItsProject() {
        assertThat(last("cd gone\na x", Script.Source.DOCUMENT).path()).isEqualTo("x");
        assertThat(last("cd gone; cd ..; cd b\na x", Script.Source.DOCUMENT, "b")
                        .path())
                .isEqualTo("./b/x");
        assertThat(last("cd ../b\na x", Script.Source.DOCUMENT, "b").path()).isEqualTo("./b/x");
        assertThat(last("cd /opt\na x", Script.Source.DOCUMENT).path()).isEqualTo("x");
        assertThat(last("cd b\n\fa x", Script.Source.DOCUMENT, "b").path()).isEqualTo("x");
        assertThat(last("git clone a/b.git\ncd b/c\na x", Script.Source.DOCUMENT, "c")
                        .path())
                .isEqualTo("./c/x");
    }

    @Test
    void eachLineOfAMakeFileStartsInItsFolder() {
        assertThat(last("t:\n\tcd b\n\ta x\n", Script.Source.MAKE).path()).isEqualTo("x");
        assertThat(last("t:\n\tcd b && \\\n\ta x\n", Script.Source.MAKE).path()).isEqualTo("./b/x");
    }
}
