package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A script is taken apart as a shell would, as far as its commands go. */
class ShellScriptTest {

    @Test
    void operatorsSeparateCommandsAndQuotesDoNot() {
        assertThat(ShellScript.commands("psql -c 'select 1; select 2' && echo \"a && b\"; tar x || true"))
                .containsExactly(
                        List.of("psql", "-c", "select 1; select 2"),
                        List.of("echo", "a && b"),
                        List.of("tar", "x"),
                        List.of("true"));
    }

    @Test
    void whatReadsFromAPipeOrFileIsMarked() {
        assertThat(ShellScript.commands("pg_dump db | gzip > /x 2>&1\nmysql db < dump.sql"))
                .containsExactly(
                        List.of("pg_dump", "db"),
                        List.of("<", "gzip", "/x", "2", "1"),
                        List.of("mysql", "db", "<", "dump.sql"));
    }

    @Test
    void aDocumentInTheScriptIsNoCommand() {
        assertThat(ShellScript.commands("psql <<'SQL'\ncreate table a;\nserver\nSQL\necho done"))
                .containsExactly(List.of("psql", "<"), List.of("echo", "done"));
    }

    @Test
    void substitutionsStayWithinTheirWord() {
        assertThat(ShellScript.commands("cp $(ls -t | head -1) b # gone; rm x\nls `date; true`"))
                .containsExactly(List.of("cp", "$(ls -t | head -1)", "b"), List.of("ls", "date; true`"));
    }

    @Test
    void openQuotesAndLinesThatGoOnAreNoFault() {
        assertThat(ShellScript.commands("tar \\\n czf 'x")).containsExactly(List.of("tar", "czf", "x"));
        assertThat(ShellScript.commands("$(")).containsExactly(List.of("$("));
        assertThat(ShellScript.commands("cat <<")).containsExactly(List.of("cat", "<"));
    }
}
