package dev.sild.compose.translate.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words of files may be hosts: where it is not certain, a word may be one. */
class HostWordsTest {
    private static Set<String> words(String file, String text) {
        Set<String> words = new HashSet<>();
        HostWords.of(file, text.replace("\\n", "\n"), words::add);
        return words;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "index.php | $pdo = new PDO(\"mysql:host=shop_db;dbname=test\", 'root');",
                "index.php | $db = pg_connect('host=shop_db dbname=x');",
                "index.php | $dsn = <<<DSN\\nhost=shop_db\\nDSN;",
                "index.php | #[Host('shop_db')]",
                "main.go | hosts := strings.Split(\"other,shop_db\", \",\")",
                "main.go | const dsn = `\\n  host=shop_db\\n  user=app`",
                "main.py | servers = \"shop_db;other\".split(';')",
                "main.py | quote = '\"'\\ndsn = \"\"\"\\n  host=shop_db\\n\"\"\"",
                "main.py | dsn = 'it\\'s shop_db'",
                "main.py | x = re.sub(r'[\"]', '', 'host=shop_db')",
                "main.py | hosts = [\\n  'other',\\n  'shop_db'\\n]",
                "hosts.rb | hosts = %w[other shop_db]",
                "hosts.rb | dsn = <<~sql\\n  host=shop_db\\nsql",
                "main.c | #define HOST \"shop_db\"",
                "app.js | const url = `http://${user}@shop_db/`",
                "app.js | export const host = 'other, shop_db'",
                "app.js | /* the database */ const host = 'shop_db'",
                "app.js | const crontab = `\\n* * * * * nc -z shop_db 80\\n`",
                "main.py | connect(shop_db:5432)",
                "notes.txt | shop_db",
            })
    void wordsOfQuotedTextsAreHosts(String file, String text) {
        assertThat(words(file, text)).contains("shop_db");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "main.py | shop_db = connect('other')",
                "main.py | from shop_db import connect",
                "main.py | # connects to 'shop_db'",
                "main.py | connect(a)  # shop_db or another",
                "main.py | text = \"\"\"\\nother\\n\"\"\"\\nshop_db = 1",
                "main.py | char = '\"'\\nshop_db = 1",
                "index.php | $x = <<<A\\nother\\nA;\\n$shop_db = 1;",
                "app.js | import { a } from './shop_db'",
                "app.js | import {\\n  a,\\n} from './shop_db'",
                "app.js | export * from './shop_db'",
                "app.js | const a = require('./shop_db')",
                "app.js | // connects to 'shop_db'",
                "app.js | /**\\n * Connects to the 'shop_db'.\\n */",
                "main.go | import (\\n  \"example.com/shop_db/a\"\\n)",
                "main.c | #include \"shop_db.h\"",
                "build.sh | docker build -t shop_db .",
                "worker.sh | celery -A shop_db worker",
                "prometheus.yml | - job_name: 'shop_db'",
            })
    void namesOfVariablesModulesImagesAndCommentsAreNone(String file, String text) {
        assertThat(words(file, text)).doesNotContain("shop_db");
    }

    /** They are no names of variables, so they are found where texts are not recognized as such. */
    @Test
    void wordsWithHyphensAreHostsInCode() {
        assertThat(words("Page.vue", "<p>shop-db</p>")).contains("shop-db");
        assertThat(words("app.lua", "dsn = [[host=shop-db]]")).contains("shop-db");
        assertThat(words("app.js", "import a from 'shop-db'")).doesNotContain("shop-db");
        assertThat(words("app.js", "/*\n * Of shop-db.\n */ // shop-db\nlisten() // shop-db"))
                .doesNotContain("shop-db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "'",
                "`",
                "<<A\n",
                "%w[",
                " # ",
                "/*\n",
                " // ",
                "import (\n",
                "require(\"",
                "a-",
                "'''",
                "\\"
            })
    void longTextsAreReadInTime(String part) {
        String text = part.repeat(300_000 / part.length()) + "\"";

        assertTimeout(Duration.ofSeconds(10), () -> {
            words("main.py", text);
            words("main.js", text);
        });
    }

    @Test
    void longBlanksAreReadInTime() {
        String text = "require" + " ".repeat(300_000) + "import" + "\t".repeat(300_000);

        assertTimeout(Duration.ofSeconds(10), () -> words("main.js", text));
    }
}
