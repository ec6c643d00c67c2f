package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of mounted source code, by what the image has of it. */
class SourceCodeTest {
    @TempDir
    Path folder;

    private void write(String file, String content) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private TranslatedProject project(String service) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {web: {" + service + "}}\n");
    }

    private static List<Code> codes(TranslatedProject project) {
        return project.translation().findings().stream()
                .map(Finding::code)
                .filter(code -> code.name().startsWith("BIND") || code == Code.CLAIM_TO_FILL)
                .toList();
    }

    private static Container main(TranslatedProject project) {
        return project.translation().application().components().get(0).main();
    }

    @ParameterizedTest
    @CsvSource({
        "models/model.safetensors models/modeling_x.py models/config.json, the files are copied to /models in each pod",
        "models/prep.py models/a.csv models/b.JSONL, the files are copied to /models in each pod",
        "models/user.py models/order.py models/seed.csv, the source code is copied to /models in each pod",
        "models/requirements.txt models/a.csv models/b.csv, the source code is copied to /models in each pod",
    })
    void folderWithMoreModelsThanCodeIsNotCalledCode(String files, String reason) throws Exception {
        for (String file : files.split(" ")) {
            write(file, "1");
        }

        assertThat(project("image: example/web, volumes: ['./models:/models']").reasons(Code.BIND_COPIED))
                .singleElement()
                .asString()
                .startsWith(reason);
    }

    @Test
    void modelsInAnImageAreNotCalledCode() throws Exception {
        write("models/model.onnx", "1");
        write("models/labels.py", "1");
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"m.py\"]\n");
        write("m.py", "import models.labels");

        assertThat(project("build: ., volumes: ['./models:/app/models']").reasons(Code.BIND_IN_IMAGE))
                .singleElement()
                .asString()
                .startsWith("the files are not mounted: the built image has its own /app/models");
    }

    @ParameterizedTest
    @CsvSource({
        "COPY . ., '', /app, BIND_IN_IMAGE",
        "COPY . ., 'src', /app, BIND_COPIED",
        "COPY . ., '*\n!src\n!*.py', /app, BIND_IN_IMAGE",
        "COPY . /srv, '', /app, BIND_COPIED",
        "COPY . /srv, '', /srv, BIND_IN_IMAGE",
        "COPY requirements.txt ., '', /app, BIND_COPIED",
        "COPY src ./src, '', /app, BIND_IN_IMAGE BIND_COPIED",
        "COPY *.py ./, '', /app, BIND_COPIED",
        "RUN true, '', /app, BIND_COPIED",
    })
    void isMountedUnlessTheImageHasIt(String copy, String ignored, String target, String codes) throws Exception {
        write("requirements.txt", "flask");
        write("main.py", "1");
        write("src/a.py", "1");
        write("src/b.py", "1");
        write(".dockerignore", ignored);
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\n" + copy + "\n");

        assertThat(codes(project("build: ., volumes: ['.:" + target + "']")))
                .extracting(Code::name)
                .containsExactly(codes.split(" "));
    }

    @Test
    void thatIsTooLargeIsLostWithARemedy() throws Exception {
        write("code/requirements.txt", "flask");
        write("code/main.py", "#".repeat(1_100_000));

        TranslatedProject project = project("image: 'python:3.12', volumes: ['./code:/code']");

        assertThat(codes(project)).containsExactly(Code.BIND_TOO_LARGE);
        assertThat(project.translation().findings())
                .extracting(Finding::remedy)
                .contains(
                        "in service 'web', replace 'image:' with 'build: code', whose Dockerfile has 'FROM python:3.12' and 'COPY . /code',"
                                + " and convert again");
        assertThat(main(project).mounts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ". | add 'COPY code /app' to 'Dockerfile' of service 'web' and convert again",
                "code | add 'COPY . /app' to 'code/Dockerfile' of service 'web' and convert again",
                "code/sub | set 'context: code', adapt the paths in 'code/sub/Dockerfile' of service 'web', and add 'COPY . /app' to",
                "other | set 'context: .', adapt the paths in 'other/Dockerfile' of service 'web', and add 'COPY code /app' to",
            })
    void thatIsTooLargeIsCopiedFromAContextThatContainsIt(String context, String remedy) throws Exception {
        write("code/requirements.txt", "flask");
        write("code/main.py", "#".repeat(1_100_000));
        write(context + "/Dockerfile", "FROM python:3.12\nWORKDIR /app\n");

        assertThat(project("build: " + context + ", volumes: ['./code:/app']")
                        .translation()
                        .findings())
                .extracting(Finding::remedy)
                .anyMatch(given -> given.startsWith(remedy));
    }

    @Test
    void thatIsTooLargeIsLeftToAnImageThatHasIt() throws Exception {
        write("requirements.txt", "flask");
        write("src/main.py", "#".repeat(1_100_000));
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY requirements.txt .\nCOPY src src\n");

        assertThat(codes(project("build: ., volumes: ['.:/app']"))).containsExactly(Code.BIND_IN_IMAGE);
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY requirements.txt .\n");
        assertThat(codes(project("build: ., volumes: ['.:/app']"))).containsExactly(Code.BIND_TOO_LARGE);
    }

    @Test
    void whatSildWroteAndWhatNoMountCanShowIsNotMounted() throws Exception {
        write("src/main.py", "1");
        write("other.py", "1");
        write("a:b.json", "{}");
        write("out.yaml", "metadata:\n  labels:\n    app.kubernetes.io/managed-by: sild\n");
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY src src\n");

        TranslatedProject project = project("build: ., volumes: ['.:/app']");

        assertThat(project.pod("web").main().mounts())
                .extracting(Mount::path)
                .contains("/app/other.py")
                .doesNotContain("/app/out.yaml", "/app/a:b.json");
    }

    @Test
    void thatIsTooLargeIsCompletedFromItsTop() throws Exception {
        write("requirements.txt", "flask");
        write("src/main.py", "open('model/weights.bin')");
        write("static/site.css", "body {}");
        write("model/weights.bin", "#".repeat(1_100_000));
        write("samples/unnamed.bin", "#".repeat(1_100_000));
        write("tests/test_main.py", "1");
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY requirements.txt .\nCOPY src src\n");

        TranslatedProject project = project("build: ., volumes: ['.:/app']");

        assertThat(project.translation().findings())
                .extracting(Finding::reason)
                .contains(
                        "'Dockerfile' of service 'web' does not copy model/ to /app, and that is not in the manifests: it is over 1 MiB or 20 files, or has a colon in its name",
                        "'Dockerfile' of service 'web' does not copy static/ to /app; each pod gets a copy from the manifests");
        assertThat(main(project).mounts()).extracting(Mount::path).containsExactly("/app/static");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COPY . . | .env* | /app/.env.local",
                "COPY . . | *.local | /app/.env.local",
                "COPY . . | '' | ''",
                "COPY main.py . | '' | /app/.env.local",
            })
    void envFilesOfAnyNameAreReadThroughTheMount(String copy, String ignored, String mounted) throws Exception {
        write("main.py", "load_dotenv('.env.local')");
        write(".env.local", "KEY=abc");
        write(".env.example", "KEY=");
        write(".env.production.sample", "KEY=");
        write(".dockerignore", ignored);
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\n" + copy + "\n");

        TranslatedProject project = project("build: ., volumes: ['.:/app']");

        assertThat(String.join(
                        " ", main(project).mounts().stream().map(Mount::path).toList()))
                .isEqualTo(mounted);
        assertThat(project.translation().application().files()).allMatch(dev.sild.model.Files::secret);
    }

    /** Each is a mount of its own. */
    @Test
    void ofManyEnvFilesTheRestIsReported() throws Exception {
        write("main.py", "load_dotenv()");
        for (int i = 10; i < 22; i++) {
            write(".env.stage" + i, "KEY=abc");
        }
        write(".dockerignore", ".env*");
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY . .\n");

        TranslatedProject project = project("build: ., volumes: ['.:/app']");

        assertThat(main(project).mounts()).hasSize(10);
        assertThat(project.translation().findings())
                .extracting(Finding::reason)
                .contains("the image lacks env files in /app; .env.stage20, .env.stage21 of 12 are not mounted");
    }

    @Test
    void isNoneAmongTheSettingsOfAProgram() throws Exception {
        write("init/users.js", "db.createUser()");

        assertThat(codes(project("image: 'mongo:8', volumes: ['./init:/docker-entrypoint-initdb.d']")))
                .isEmpty();
    }

    @Test
    void isNoDataOfAProgram() throws Exception {
        write("html/index.php", "<?php");

        assertThat(codes(project("image: 'grafana/grafana:11', volumes: ['./html:/var/lib/grafana']")))
                .containsExactly(Code.BIND_AS_CLAIM);
    }

    @Test
    void isCopiedForAllThatMountIt() throws Exception {
        write("app/main.js", "1");

        TranslatedProject project = project("image: 'node:22', volumes: ['./app:/app'], deploy: {replicas: 2},"
                + " pre_start: [{command: [node, migrate.js]}]");

        assertThat(project.translation().application().components())
                .hasSize(2)
                .allSatisfy(component -> assertThat(component.inits())
                        .extracting(Container::name)
                        .contains("copy-code-web"));
    }

    @Test
    void ofThisMachineIsNeitherHistoryNorPackages() throws Exception {
        write("app/main.js", "1");
        write("app/.git/config", "[core]");
        write("app/node_modules/x/index.js", "1");
        write("app/.env", "A=1");

        TranslatedProject project = project("image: 'node:22', volumes: ['./app:/app']");

        assertThat(project.translation().application().files())
                .flatExtracting(dev.sild.model.Files::entries)
                .extracting(dev.sild.model.Files.Entry::path)
                .containsExactly("main.js", ".env");
    }
}
