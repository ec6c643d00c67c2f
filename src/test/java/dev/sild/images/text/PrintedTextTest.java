package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "echo \"Open http://localhost:3000\" && run~echo && run",
                "sleep 1; printf 'mkdir /data\\n' >&2~sleep 1; printf",
                "if a; then echo it\\'s db:5432; fi~if a; then echo ; fi",
                "sh -c echo 'tail -f' || b~sh -c echo || b",
                "a # don't; echo db:1;b~a # don't; echo db:1;b",
                "x=1 echo it > f~x=1 echo it > f",
            })
    void blanksWhatIsPrintedForPeople(String script, String rest) {
        String open = PrintedText.without(script);

        assertThat(open).hasSameSizeAs(script);
        assertThat(open.replaceAll(" +", " ").strip()).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'listen db:5432' > /etc/proxy.conf",
                "echo 'SELECT 1' | psql -h db",
                "echo \"$(curl http://db:8080)\"",
                "echo `wget db:8080`",
                "run --echo db:8080",
                "echo 'has no end",
                "grep echo db:8080"
            })
    void keepsWhatAnotherProgramGets(String script) {
        assertThat(PrintedText.without(script)).isEqualTo(script);
    }

    @Test
    void readsFilesOfShellsAlone() {
        assertThat(PrintedText.withoutInFile("run", "#!/bin/sh\necho hi")).isEqualTo("#!/bin/sh\necho   ");
        assertThat(PrintedText.withoutInFile("run.sh", "echo hi")).isEqualTo("echo   ");
        assertThat(PrintedText.withoutInFile("run.php", "#!/usr/bin/php\necho get('db:80');"))
                .endsWith("echo get('db:80');");
    }

    @Test
    void readsALongScriptOnce() {
        String script = "echo \"".repeat(200_000);

        assertThat(PrintedText.without(script)).hasSameSizeAs(script);
    }
}
