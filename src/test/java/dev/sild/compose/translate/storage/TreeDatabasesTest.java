package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases in files of source trees that are copied into each pod: a claim keeps them. */
class TreeDatabasesTest {
    private static final String SQLITE =
            "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': BASE_DIR / 'db.sqlite3'}}\n";
    private static final String POSTGRES = "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "shop/settings.py | DATABASES = {'ENGINE': 'sqlite3', 'NAME': BASE_DIR / 'db.sqlite3'} | A: b | /app",
                "main.py | url = 'sqlite:///./app.db' | A: b | /app",
                "main.py | engine = create_engine(url) | DATABASE_URL: sqlite:///app.db | /app",
                "main.py | engine = create_engine(url) | DATABASE_URL: sqlite:////app/var/app.db | /app/var",
                "app.py | app.config['DATABASE'] = 'instance/app.db' # sqlite | A: b | /app/instance",
                "config/database.yml | adapter: sqlite3\\ndatabase: db/development.sqlite3 | A: b | /app/db",
                "config/database.yml | adapter: sqlite3\\ndatabase: storage/production.sqlite3 | A: b | /app/storage",
                "config/database.yml | adapter: sqlite3\\ndatabase: db/test.sqlite3 | A: b | ''",
                "config/database.yml | adapter: sqlite3\\nadapter: mysql2\\ndatabase: db/d.sqlite3 | A: b | ''",
                "prisma/schema.prisma | provider = \"sqlite\"\\nurl = \"file:./dev.db\" | A: b | /app/prisma",
                "prisma/schema.prisma | provider = \"sqlite\"\\nurl = env(\"DB\") | DB: 'file:./dev.db' | /app/prisma",
                "prisma/schema.prisma | provider = \"sqlite\"\\nurl = env(\"DB\") | DB: 'file:../d/dev.db' | /app/d",
                "knexfile.js | client: 'better-sqlite3', filename: './dev.sqlite3' | A: b | /app",
                "index.js | import 'better-sqlite3'; new Database('x.db') | A: b | /app",
                "main.go | db := gorm.Open(sqlite.Open(\"x.db\"), c) | A: b | /app",
                "main.go | db := gorm.Open(sqlite.Open(\"x.db\"), c) | DB_HOST: db | /app",
                "settings.py | NAME = 'x.db' # sqlite | DB_HOST: db | ''",
                "src/main/resources/application-dev.yml | spring.datasource.url: jdbc:h2:file:./data/app"
                        + " | SPRING_PROFILES_ACTIVE: dev | /app/data",
                "src/main/resources/application-dev.properties | spring.datasource.url=jdbc:h2:./app"
                        + " | SPRING_PROFILES_ACTIVE: dev | /app",
                "src/main/resources/application-dev.yml | spring.datasource.url: jdbc:h2:file:./data/app | A: b | ''",
                "src/main/resources/application.yml | spring.datasource.url: jdbc:h2:file:./data/app | A: b | /app/data",
            })
    void isOnAClaim(String file, String text, String variable, String claim) throws Exception {
        write(file, text.replace("\\n", "\n"));

        assertThat(claims(variable)).isEqualTo(claim.equals("''") ? List.of() : List.of(claim));
    }

    @ParameterizedTest
    @CsvSource({
        "config.settings.local, true",
        "config.settings.production, false",
        "config.settings.with_server, false",
        "config.settings, false",
    })
    void settingsOfDjangoThatAreChosenCount(String module, boolean kept) throws Exception {
        write("manage.py", "");
        write("config/settings/__init__.py", "from .production import *");
        write("config/settings/base.py", "BASE_DIR = Path(__file__).resolve().parent.parent.parent\n" + SQLITE);
        write("config/settings/local.py", "from .base import *\nDEBUG = True\n");
        write("config/settings/production.py", POSTGRES);
        write("config/settings/with_server.py", "from config.settings.base import *\n" + POSTGRES);

        assertThat(claims("DJANGO_SETTINGS_MODULE: " + module)).isEqualTo(kept ? List.of("/app") : List.of());
    }

    @Test
    void settingsThatTheProgramOfAProjectChoosesCount() throws Exception {
        write("manage.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'settings.production')");
        write("settings/local.py", SQLITE);
        write("settings/production.py", POSTGRES);

        assertThat(claims("A: b")).isEmpty();
    }

    @Test
    void oneThatTheRepositoryHasIsCopied() throws Exception {
        write("app.py", "sqlite3.connect('words.db')");
        write("words.db", "x");

        assertThat(claims("A: b")).isEmpty();
    }

    @Test
    void oneThatGitIgnoresIsNotCopiedIntoTheClaim() throws Exception {
        write("app.py", "sqlite3.connect('shop.db')");
        write("shop.db", "x");
        write(".gitignore", "*.db\n");

        assertThat(claims("A: b")).containsExactly("/app");
        assertThat(project("A: b", "").translation().findings().toString())
                .contains("the claim at /app starts without shop.db");
    }

    @Test
    void severalPodsDoNotShareOne() throws Exception {
        write("app.py", "sqlite3.connect('shop.db')");
        TranslatedProject project = project("A: b", ", deploy: {replicas: 2}");

        assertThat(claims(project)).isEmpty();
        assertThat(project.translation().findings().toString())
                .contains("what is written there, as to shop.db, is lost with the pod");
    }

    private List<String> claims(String variable) throws Exception {
        return claims(project(variable, ""));
    }

    private TranslatedProject project(String variable, String more) throws Exception {
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY requirements.txt .\n");
        write("requirements.txt", "django");
        write("tools.py", "print(1)");
        return TranslatedProject.of(
                folder,
                "name: shop\nservices: {web: {build: ., ports: ['80:80'], environment: {" + variable
                        + "}, volumes: ['.:/app']" + more + "}}\n");
    }

    private static List<String> claims(TranslatedProject project) {
        List<String> claims = project.claims().stream().map(Volume.Claim::name).toList();
        return project.pod("web").main().mounts().stream()
                .filter(mount -> mount.source() instanceof Mount.OfVolume of && claims.contains(of.name()))
                .map(Mount::path)
                .toList();
    }

    private void write(String file, String content) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
