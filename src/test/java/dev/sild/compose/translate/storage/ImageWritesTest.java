package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths of variables are taken for data that a program writes into its image's folders. */
class ImageWritesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeContext() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM node:22\nWORKDIR /app\nCOPY db ./db\nCOPY data ./data\n");
        Files.createDirectories(folder.resolve("db"));
        Files.writeString(folder.resolve("db/1.sql"), "select 1");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/seed.csv"), "a");
    }

    private boolean isReported(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices:\n" + services)
                .codes()
                .contains(Code.DATA_NOT_KEPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPLOAD_DIR: /app/uploads", "DATA_DIR: /app/data", "DATABASE: 'sqlite:////app/x.sqlite3'"})
    void thatIsData(String variable) throws Exception {
        assertThat(isReported("  app: {build: ., environment: {" + variable + "}}"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIGRATIONS_DIR: /app/storage/migrations",
                "STATIC_ROOT: /app/storage/static",
                // The Dockerfile copies it, and its name says nothing else.
                "DB_FOLDER: /app/db"
            })
    void thatIsReadOnly(String variable) throws Exception {
        assertThat(isReported("  app: {build: ., environment: {" + variable + "}}"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'app:\n  upload:\n    avatar-path: ${AVATAR_PATH:./uploads/avatar}', true",
        "'app.upload-dir: /srv/files', true",
        "'app.upload-dir: /tmp/files', false",
        "'app.upload-dir: ${UPLOADS:./up}', false",
        "'app.upload-dir: ./db', false",
        "'storage.root: /app', false",
        "'storage.root: /', false",
        "'storage.root: /usr/share/x', false",
        "'app.upload-url-path: /srv/up', false",
        "'storage.root: /app/up', true",
    })
    void settingsOfSpringNameFolders(String settings, boolean reported) throws Exception {
        Files.createDirectories(folder.resolve("src/main/resources"));
        Files.writeString(folder.resolve("src/main/resources/application.yml"), settings);

        assertThat(isReported("  app: {build: ., environment: {UPLOADS: /tmp/x}}"))
                .isEqualTo(reported);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fs.mkdirSync('uploads') | true",
                "open(\"./uploads/a\") | true",
                "console.log('no uploads here') | false"
            })
    void anIgnoredFolderIsDataIfCodeNamesIt(String code, boolean data) throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM node:22\nWORKDIR /app\nCOPY . .\n");
        Files.writeString(folder.resolve(".gitignore"), "uploads/\n");
        Files.writeString(folder.resolve("app.js"), code);

        assertThat(isReported("  app: {build: .}")).isEqualTo(data);
    }

    @Test
    void anotherServiceMountsIt() throws Exception {
        String app = "  app: {build: ., environment: {UPLOAD_DIR: /app/uploads}, volumes: ['./up:/app/uploads']}\n";
        String worker = "  worker: {build: ., command: [work], environment: {UPLOAD_DIR: /app/uploads}}\n";
        assertThat(isReported(app + worker)).isFalse();
        assertThat(isReported(worker)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "src/up.js | const m = require('multer'); m({ dest: 'uploads/' }) | true",
                "src/up.js | const multer = require('multer'); multer.diskStorage({ destination: \"files/documents\" }) | true",
                "src/up.ts | const uploadDir = path.join(process.cwd(), 'uploads') | true",
                "app.py | app.config['UPLOAD_FOLDER'] = 'static/uploads' | true",
                "app.py | app.config['UPLOAD_FOLDER'] = '/tmp/uploads' | false",
                "app.py | UPLOAD_DIR = os.getenv('UPLOADS', 'uploads') | false",
                "src/up.js | const multer = require('multer'); multer({ storage: multer.memoryStorage() }) | false",
                "node_modules/x/up.js | const multer = require('multer'); multer({ dest: 'uploads/' }) | false",
                "src/pages.js | app.use('/uploads', express.static('uploads')) | false",
                // A page, an address, a store elsewhere, a script for people, and code that the image does not have.
                "src/page.jsx | const uploadDir = 'uploads' | false",
                "src/api.js | const uploadDir = '/api/v1/uploads'; axios.post(uploadDir) | false",
                "src/s3.js | const S3_UPLOAD_FOLDER = 'images/products'; s3.upload({}) | false",
                "scripts/seed.js | fs.writeFileSync('seed/uploads/x.png', x) | false",
                "other/up.js | const m = require('multer'); m({ dest: 'uploads/' }) | false",
            })
    void codeNamesFoldersOfUploads(String file, String line, boolean reported) throws Exception {
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM node:22\nWORKDIR /app\nCOPY src ./src\nCOPY scripts ./scripts\nCOPY app.py ./\n");
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, line + "\n");
        assertThat(isReported("  app: {build: ., environment: {UPLOADS: /tmp/x}}"))
                .isEqualTo(reported);
    }

    @Test
    void anImageThatAnotherFileBuildsHasTheWritesOfItsCode() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM python:3\nWORKDIR /app\nCOPY . .\n");
        Files.writeString(folder.resolve("app.py"), "app.config['UPLOAD_FOLDER'] = 'uploads'\n");
        Files.writeString(
                folder.resolve("docker-compose.build.yml"), "services: {app: {image: acme/app:1, build: .}}\n");
        assertThat(isReported("  app: {image: 'acme/app:1'}")).isTrue();
    }
}
