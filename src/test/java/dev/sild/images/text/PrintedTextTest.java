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
                "{ echo a; echo db:1; } && (echo b) 2>&1; run~{ echo ; echo ; } && (echo ) 2>&1; run",
                "for x in a; do echo db:1; done; b~for x in a; do echo ; done; b",
                "if a; then { echo a; } fi; for x in b; do echo db:1; done > f~"
                        + "if a; then { echo ; } fi; for x in b; do echo db:1; done > f",
                "case x in a) echo db:1;; *) echo b;; esac~case x in a) echo ;; *) echo ;; esac",
                "U=$(cat f); echo db:1~U=$(cat f); echo",
                "exec 2>&1; echo db:1~exec 2>&1; echo",
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
                "( echo 'server { listen 80;'; echo 'proxy_pass http://api:8088; }' ) > /etc/default.conf && nginx",
                "{ echo a; echo db:1; } | tee /etc/f",
                "{ echo a; echo db:1; } 2>&1 | tee /etc/f",
                "for x in a b; do echo $x:80; done >> f",
                "while read x; do if a; then echo $x:80; fi; done < g > f",
                "exec > /etc/f; echo db:1",
                "exec 3>&1 1>f; echo db:1",
                "U=$(echo http://api2:8089/); exec /run.sh $U",
                "diff <(echo db:1) f",
                "conf() { echo db:1; }; conf > f",
                "(echo db:1",
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
        for (String part : new String[] {"echo \"", "{ echo a; ", "(echo ", "} ", "; exec < ", "$(echo a) > "}) {
            String script = "{ ".repeat(100_000) + part.repeat(100_000);

            assertThat(PrintedText.without(script)).hasSameSizeAs(script);
        }
    }
}
