package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders with files of the project to which a program writes as well: a claim holds both. */
class WrittenDataTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        // Nothing is known about the image but what its folder is called.
        "./bots:/home/app/bots, greeting.txt, false",
        "./bots:/home/app/data, greeting.txt, true",
        "./uploads:/home/app/bots, greeting.txt, true",
        "./bots:/home/app/bots:ro, greeting.txt, false",
        "./bots:/home/app/bots, bots.yaml, false",
        "./bots:/home/app/bots, bot.py, false",
        "./bots:/home/app/bots, logo.png, false",
        "./bots:/etc/bots, greeting.txt, false",
        "./conf:/app/conf, list.txt, false",
    })
    void dataIsOnAClaimThatStartsWithTheFiles(String volume, String file, boolean claimed) throws Exception {
        write(volume.substring(2, volume.indexOf(':')) + "/" + file, "x");

        assertThat(filled("image: example/runner:2", volume)).isEqualTo(claimed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run.py | open('texts/' + name + '.txt', 'w') | true",
                "run.py | open('texts/' + name + '.txt') | false",
                "run.py | open('others/' + name + '.txt', 'w') | false",
                "run.js | fs.writeFileSync('texts/' + name, text) | true",
                "run.php | file_put_contents(__DIR__ . '/texts/' . $name, $text) | true",
                "run.go | os.WriteFile('texts/' + name, text, 0644) | true",
                "run.rb | File.write('texts/' + name, text) | true",
            })
    void codeOfTheImageWrites(String file, String code, boolean claimed) throws Exception {
        write("app/Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY " + file + " .\n");
        write("app/" + file, code.replace("os.WriteFile('texts/'", "os.WriteFile(\"texts/\""));
        write("texts/hello.txt", "x");

        assertThat(filled("build: app", "./texts:/app/texts")).isEqualTo(claimed);
    }

    @Test
    void codeThatIsMountedWrites() throws Exception {
        write("app/run.py", "open('texts/hello.txt', 'w')");
        write("texts/hello.txt", "x");

        assertThat(filled("image: python:3.12, working_dir: /app", "./app:/app', './texts:/app/texts"))
                .isTrue();
    }

    @Test
    void aFolderOfTheImageIsFilledFromIt() throws Exception {
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY . .\n");
        write("run.py", "open('texts/hello.txt', 'w')");
        write("texts/hello.txt", "x");

        assertThat(project("build: .", "./texts:/app/texts").reasons(Code.BIND_AS_CLAIM))
                .singleElement()
                .asString()
                .contains("it starts with the content of the image");
    }

    @Test
    void whatGitIgnoresIsNotCopied() throws Exception {
        write("bots/greeting.txt", "x");
        write(".gitignore", "/bots/\n");

        assertThat(filled("image: example/runner:2", "./bots:/home/app/bots")).isFalse();
    }

    private boolean filled(String service, String volume) throws Exception {
        List<String> reasons = project(service, volume).reasons(Code.BIND_AS_CLAIM);
        return reasons.stream().anyMatch(reason -> reason.contains("each start copies its files there"));
    }

    private TranslatedProject project(String service, String volume) throws Exception {
        return TranslatedProject.of(
                folder,
                "name: shop\nservices: {app: {" + service + ", ports: ['80:80'], volumes: ['" + volume + "']}}\n");
    }

    private void write(String file, String content) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
