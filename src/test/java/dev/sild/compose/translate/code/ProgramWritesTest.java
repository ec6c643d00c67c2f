package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.ProgramWrites.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What code and settings say that a program writes to, with the tree at /app and processes that start in it. */
class ProgramWritesTest {
    private static ProgramWrites of(String file, String text) {
        return ProgramWrites.of(List.of("site/manage.py", file), to -> to.accept(file, text));
    }

    private static String in(Set<Place> places, String... variables) {
        return places.stream()
                .flatMap(place -> place.in("/app", "/app", List.of(variables)).stream())
                .sorted()
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "site/config/settings.py | MEDIA_ROOT = os.path.join(BASE_DIR, 'media') | site/media",
                "site/config/settings.py | MEDIA_ROOT = BASE_DIR / 'media' | site/media",
                "site/config/settings.py | MEDIA_ROOT = str(BASE_DIR / 'user' / \"media\") | site/user/media",
                "config/settings.py | MEDIA_ROOT = BASE_DIR / 'media'  # uploads | media",
                "main.py | MEDIA_ROOT = '/app/media/' | media",
                "app.py | app.config['UPLOAD_FOLDER'] = 'static/uploads' | static/uploads",
                "web/app.py | app.config[\"UPLOAD_FOLDER\"] = os.path.join(app.root_path, 'files') | web/files",
                "a/config.py | UPLOAD_DIR: str = './uploads' | uploads",
                "a/config.py | UPLOAD_DIR = os.getenv('UPLOAD_DIR', 'uploads') | uploads",
                "api/x/files.py | USER_UPLOAD_ROOT = Path(__file__).resolve().parents[1] / 'user_uploads' | api/user_uploads",
                "api/x/files.py | UPLOAD_DIR = os.path.join(os.path.dirname(os.path.dirname(__file__)), 'files') | api/files",
                "server.js | const multer = require('multer'); const u = multer({ dest: 'uploads/' }) | uploads",
                "src/up.js | const uploadDir = path.join(__dirname, '../uploads'); | uploads",
                "src/up.ts | const uploadDir = process.env.UPLOAD_DIR || './uploads'; | uploads",
                "src/up.ts | const uploadDir: string = path.join(process.cwd(), 'public', 'avatars') | public/avatars",
                "Up.java | private static final String UPLOAD_DIR = \"uploads/\"; | uploads",
                "api/up.php | $uploadDir = __DIR__ . '/../uploads/'; | uploads",
                "main.go | const uploadDir = \"./uploads\" | uploads",
            })
    void codeNamesFolders(String file, String line, String folders) {
        assertThat(in(of(file, "import x\n" + line + "\n").folders())).isEqualTo(folders.replace("''", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MEDIA_URL = '/media/'",
                "MEDIA_ROOT = '/var/lib/media'",
                "MEDIA_ROOT = STORAGE / 'media'",
                "# MEDIA_ROOT = 'media'",
                "UPLOAD_DIR = f'{base}/uploads'",
                "const uploadDir = bucket.dir('uploads')",
                "const uploadFolder = '../../../etc'",
                "if upload_dir == 'uploads':",
                "avatar_dir = 'images/default.png'",
                "UPLOAD_DIR = ''",
            })
    void otherLinesNameNone(String line) {
        assertThat(in(of("app/main.py", line).folders())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "config/init.php | $invoice_dir = __DIR__ . '/../invoices/';\\nmkdir($invoice_dir, 0777, true); | invoices",
                "main.py | RECEIPTS = Path('receipts')\\nRECEIPTS.mkdir(exist_ok=True) | receipts",
                "main.py | os.makedirs('exports/pdf', exist_ok=True) | exports/pdf",
                "src/a.js | fs.mkdirSync(path.join(__dirname, '..', 'files'), { recursive: true }); | files",
                "main.py | LOGS = Path('logs')\\nLOGS.mkdir(exist_ok=True) | ''",
                "main.py | os.makedirs('.cache') | ''",
                "main.py | os.makedirs(name) | ''",
                "scripts/fetch.py | os.makedirs('receipts') | ''",
                "main.py | RECEIPTS = Path('receipts') | ''",
            })
    void foldersThatCodeMakesAreWrittenTo(String file, String text, String folders) {
        assertThat(in(of(file, text.replace("\\n", "\n")).made())).isEqualTo(folders.replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "app/main.py | RotatingFileHandler(\"logs/app.log\", maxBytes=10) | logs",
                "app/main.py | logging.basicConfig(filename='./var/log/app.log') | var/log",
                "app/log.py | os.makedirs('logs', exist_ok=True) | logs",
                "app/log.py | handler = FileHandler(os.path.join(os.path.dirname(__file__), 'logs', 'x.log')) | app/logs",
                "src/logger.ts | new transports.File({ filename: 'logs/error.log', level: 'error' }) | logs",
                "src/a.js | console.log('x') | ''",
                "src/a.js | const f = 'error.log' | ''",
                "app/main.py | open('/var/log/app.log') | ''",
                "app/main.py | # FileHandler('logs/app.log') | ''",
                "main.go | os.MkdirAll(\"tmp/cache\", 0o755) | tmp/cache",
            })
    void foldersOfLogsAndCachesPass(String file, String line, String folders) {
        assertThat(in(of(file, line).passing())).isEqualTo(folders.replace("''", ""));
    }

    @Test
    void aFileKnowsItsPlaceByAVariable() {
        String text =
                "BASE_DIR = os.path.abspath(os.path.dirname(__file__))\nUPLOAD_FOLDER = os.path.join(BASE_DIR, 'up')\n";
        assertThat(in(of("web/config.py", text).folders())).isEqualTo("web/up");
    }

    @Test
    void storageOfMulterNamesFolders() {
        String text =
                "const multer = require('multer')\nmulter.diskStorage({\n destination: (req, file, cb) => {\n  cb(null, 'public/up/')\n },\n"
                        + " filename: (req, file, cb) => { cb(null, Date.now() + '-' + file.originalname) } })\n";
        assertThat(in(of("routes/a.js", text).folders())).isEqualTo("public/up");
        assertThat(in(of("routes/a.js", text.replace("multer", "other")).folders()))
                .isEmpty();
    }

    @Test
    void aVariableThatIsSetDecides() {
        Set<Place> folders =
                of("a.py", "UPLOAD_DIR = os.getenv('UP', 'uploads')").folders();
        assertThat(in(folders, "UP")).isEmpty();
        assertThat(in(folders, "DOWN")).isEqualTo("uploads");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "site/config/settings.py | 'NAME': BASE_DIR / 'db.sqlite3', | site/db.sqlite3",
                "site/config/settings.py | \"NAME\": os.path.join(BASE_DIR, \"db.sqlite3\"), | site/db.sqlite3",
                "main.py | engine = create_engine('sqlite:///./dev.db') | dev.db",
                "main.py | conn = sqlite3.connect('data/stats.sqlite') | data/stats.sqlite",
                "src/db/index.js | new Database(path.join(__dirname, '../../data/knowledge.db')) | data/knowledge.db",
                "prisma/schema.prisma | url = \"file:./dev.db\" | prisma/dev.db",
                "site/s.py | DATABASES={'x':{'ENGINE':'django.db.backends.sqlite3','NAME':os.path.join(BASE_DIR,'a','x.db')}} | site/a/x.db",
                "main.py | URL = os.getenv('URL', f'sqlite:///{DIR}/x.db') | ''",
                "main.py | sqlite3.connect(':memory:') | ''",
                "config.php | /* 'driver' => 'sqlite', 'database' => 'block.db' */ | ''",
                "settings.ini | ; url = 'sqlite:///old.db' | ''",
                "config.example.py | URL = 'sqlite:///sample.db' | ''",
                "env.sample | URL='sqlite:///sample.db' | ''",
                "samples.py | URL = 'sqlite:///real.db' | real.db",
                "main.py | create_engine('sqlite:///test.db') | ''",
                "tests/main.py | create_engine('sqlite:///app.db') | ''",
            })
    void codeNamesDatabases(String file, String line, String databases) {
        assertThat(in(of(file, "sqlite\n" + line + "\n").databases())).isEqualTo(databases.replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "site/config/database.php | 'database' => env('DB', database_path('x.sqlite')), // sqlite | site/database/x.sqlite",
                "site/app/Up.php | $uploadDir = storage_path('app/up'); | site/storage/app/up",
                "site/app/Up.php | $uploadDir = public_path() . '/up'; | site/public/up",
                "other/Up.php | $uploadDir = storage_path('app/up'); | ''",
                "site/app/Up.php | $uploadDir = other_path('up'); | ''",
                "site/vendor/a/Up.php | $uploadDir = 'up'; | ''",
                "site/composer.json | \"touch('database/database.sqlite')\" | ''",
            })
    void laravelHasFunctionsForFolders(String file, String line, String place) {
        ProgramWrites writes = ProgramWrites.of(List.of("site/artisan", file), to -> to.accept(file, line));
        assertThat(in(writes.folders()) + in(writes.databases())).isEqualTo(place.replace("''", ""));
    }

    @Test
    void aServerIsNotInAFile() {
        assertThat(of("settings.py", "# sqlite\n'ENGINE': 'django.db.backends.postgresql'\n'NAME': 'db.sqlite3'\n")
                        .databases())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "application.yml | app:\\n  upload:\\n    avatar-path: ${AVATAR_PATH:./uploads/avatar} # a | uploads/avatar",
                "application.properties | file.upload-dir=./uploads | uploads",
                "application-prod.yaml | app.data-root: ${ROOT:/app/data}\\nchat:\\n  upload-path: \"${app.data-root}/up/\" | data/up",
                "application.yml | spring:\\n  servlet:\\n    multipart:\\n      file-location: /app/tmp | ''",
                "application.yml | app:\\n  upload-path: ${UNKNOWN}/x | ''",
                "application.yml | app:\\n  upload-path: https://files.example.com | ''",
                "application.yml | app:\\n  upload-path: classpath:/x | ''",
                "application.yml | media:\\n  ffmpeg-path: /app/ffmpeg\\n  image-dir: /app/images | images",
                "application.yml | app:\\n  upload:\\n    url-path: /app/uploads\\n    base-path: /app/up | up",
                "application.yml | app:\\n  profile-dir: /app/java\\n  uploadDir: up | up",
                "application.properties | storage.root=/usr/share/x\\nfile.root=/etc/x\\nstorage.tool-dir=/app/x | ''",
            })
    void settingsOfSpringNameFolders(String file, String text, String folders) {
        assertThat(in(of("src/main/resources/" + file, text.replace("\\n", "\n"))
                        .folders()))
                .isEqualTo(folders.replace("''", ""));
    }

    @Test
    void hostileTextsEndSoon() {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 340; i++) {
            deep.append(" ".repeat(i)).append("upload.upload.upload:\n");
        }
        String blanks = "A=b" + " ".repeat(400_000) + "x\n";
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            of("src/main/resources/application.yml", deep.toString());
            of("src/main/resources/application.yml", "upload.dir: " + " #".repeat(30_000));
            of(
                    "app.py",
                    ("UPLOAD_DIR = " + "join(".repeat(50) + "'a'\n").repeat(3_000) + "sqlite " + "'a/".repeat(100_000));
            of("app.ts", ("uploadDir:" + " ".repeat(280) + "x\n").repeat(3_500));
            EnvFiles.variables(new BindFile(".env", BindFile.PLAIN, blanks.getBytes(StandardCharsets.UTF_8)));
        });
    }
}
