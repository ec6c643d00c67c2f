package dev.sild.compose.translate.relations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.translate.relations.NamesInCode.Language;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.report.Findings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines of code, settings and scripts hold a changed name as a host. */
class NamesInCodeTest {
    private NamesInCode names;

    @BeforeEach
    void project(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), "services:\n  my_db: {image: a}\n  my_db_2: {image: a}\n");
        Attribute root =
                Attribute.root(ProjectLoader.load(LoadRequest.of(folder)).root(), new Ledger(new Findings()));
        names = new NamesInCode(ServiceNames.of(root.get("services").entries()));
    }

    private boolean finds(String line, Language language) {
        return !names.find(line, language).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url = \"postgres://app:pw@my_db:5432/app\"",
                "const url = `http://my_db/`",
                "host: 'my_db',",
                "\"Host\": \"my_db\",",
                "'host' => 'my_db',",
                "$host = \"my_db\";",
                "db = os.getenv('DB_HOST', 'my_db')",
                "const host = process.env.DB_HOST || 'my_db'",
                "config.setHost(\"my_db\");",
                "new mysqli('my_db', $user)",
                "redis.Redis(\"my_db\")",
                "client = Client('my_db', 27017)",
                "\"Server=my_db;Database=app\"",
                "addr := net.JoinHostPort(\"my_db\", 5432)",
            })
    void findsHostsInCode(String line) {
        assertThat(finds(line, Language.CODE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import my_db",
                "from my_db import connect",
                "const my_db = require('./my_db')",
                "my_db.connect()",
                "host = my_db",
                "host = my_db.host",
                "connect(host=my_db_3)",
                "logger = getLogger('my_db')",
                "name: 'my_db', host: 'localhost'",
                "app = Blueprint('my_db', __name__)",
                "sqlite3.connect('my_db')",
                "path = 'http://example.com/my_db/'",
                "rows['my_db', 1]",
            })
    void findsNoModulesTablesAndVariables(String line) {
        assertThat(finds(line, Language.CODE)).isFalse();
    }

    @Test
    void findsValuesOfKeysInSettings() {
        assertThat(finds("  host: my_db", Language.SETTINGS)).isTrue();
        assertThat(finds("spring.redis.host=my_db", Language.SETTINGS)).isTrue();
        assertThat(finds("database: my_db", Language.SETTINGS)).isFalse();
        assertThat(finds("host: my_db.example.com", Language.SETTINGS)).isFalse();
    }

    @Test
    void findsArgumentsInScripts() {
        assertThat(finds("until nc -z my_db 5432; do sleep 1; done", Language.SHELL))
                .isTrue();
        assertThat(finds("mysqladmin ping -h my_db", Language.SHELL)).isTrue();
        assertThat(finds("./wait-for-it.sh my_db:5432", Language.SHELL)).isTrue();
        assertThat(finds("createdb my_db", Language.SHELL)).isFalse();
    }

    @Test
    void placesTheHostAndNotAnotherWord() {
        assertThat(names.find("{ name: 'my_db', host: 'my_db_2' }", Language.CODE))
                .containsExactly(new NamesInCode.Place("my_db_2", 24));
        assertThat(names.find("hosts: 'my_db_2', host: 'my_db'", Language.CODE))
                .containsExactly(new NamesInCode.Place("my_db_2", 8), new NamesInCode.Place("my_db", 25));
    }
}
