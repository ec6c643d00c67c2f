package dev.sild.images.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExecFormTest {
    @Test
    void whatOnlySaysThatAFailureIsAFailureIsLeftOut() {
        assertThat(ExecForm.meant(List.of("CMD", "pg_isready", "-U", "x", "||", "exit", "1")))
                .contains(List.of("CMD", "pg_isready", "-U", "x"));
        assertThat(ExecForm.meant(List.of("CMD", "curl", "-f", "http://localhost/ || exit 1")))
                .contains(List.of("CMD", "curl", "-f", "http://localhost/"));
        assertThat(ExecForm.meant(List.of("CMD", "curl", "-f", "http://localhost/", "|| exit 1")))
                .contains(List.of("CMD", "curl", "-f", "http://localhost/"));
        assertThat(ExecForm.meant(List.of("CMD", "check", "||", "false"))).contains(List.of("CMD", "check"));
    }

    @Test
    void otherOperatorsNeedAShell() {
        assertThat(ExecForm.meant(List.of("CMD", "redis-cli", "ping", "|", "grep", "PO NG")))
                .contains(List.of("CMD-SHELL", "redis-cli ping | grep 'PO NG'"));
        assertThat(ExecForm.meant(List.of("CMD", "check", "a", "&&", "check", "b", ">", "/dev/null")))
                .contains(List.of("CMD-SHELL", "check a && check b > /dev/null"));
    }

    @Test
    void whatIsHealthyWhateverHappensStaysSo() {
        assertThat(ExecForm.meant(List.of("CMD", "node", "x.js", "||", "exit", "0")))
                .contains(List.of("CMD-SHELL", "node x.js || exit 0"));
        assertThat(ExecForm.meant(List.of("CMD", "curl", "-f", "http://localhost/ || exit 0")))
                .isEmpty();
    }

    @Test
    void aShellExpandsVariables() {
        assertThat(ExecForm.meant(List.of("CMD", "node", "x.js", "--user", "$APP_USER", "||", "exit", "1")))
                .contains(List.of("CMD-SHELL", "node x.js --user \"$APP_USER\""));
        assertThat(ExecForm.meant(List.of("CMD", "pg_isready", "-U", "${USER} || exit 1")))
                .contains(List.of("CMD-SHELL", "pg_isready -U \"${USER}\""));
        assertThat(ExecForm.meant(List.of("CMD", "check", "a \"$USER\"", "|", "grep", "^$x")))
                .contains(List.of("CMD-SHELL", "check \"a \\\"$USER\\\"\" | grep '^$x'"));
    }

    @Test
    void oneWordWithBlanksIsACommandForAShell() {
        assertThat(ExecForm.meant(List.of("CMD", "pg_isready -U postgres")))
                .contains(List.of("CMD-SHELL", "pg_isready -U postgres"));
    }

    @Test
    void argumentsOfProgramsThatReadOperatorsStay() {
        assertThat(List.of(
                        List.of("CMD", "sh", "-c", "curl localhost || exit 1"),
                        List.of("CMD", "timeout", "10", "bash", "-c", "redis-cli ping || exit 0"),
                        List.of("CMD", "gosu", "node", "bash", "-c", "node /app/check.js || exit 1"),
                        List.of("CMD", "env", "/bin/sh", "-ec", "check || exit 1"),
                        List.of("CMD", "docker-entrypoint.sh", "sh", "-lc", "check || exit 1"),
                        List.of("CMD", "grep", "-q", "|", "/run/state"),
                        List.of("CMD", "find", "/run", "-exec", "test", "-f", "{}", ";"),
                        List.of("CMD", "perl", "-e", "check() || exit 1"),
                        List.of("CMD", "node", "-e", "a() || false"),
                        List.of("CMD", "/app/check"),
                        List.of("CMD"),
                        List.of("CMD-SHELL", "check || exit 1")))
                .allSatisfy(test -> assertThat(ExecForm.meant(test)).isEmpty());
    }
}
