package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadFilesTest {
    @Test
    void codeAndFilesOfToolsAreCounted() {
        assertThat(ReadFiles.named(List.of(
                        ".env",
                        "compose.yaml",
                        "Dockerfile",
                        ".gitignore",
                        "a/.gitkeep",
                        "app/main.py",
                        "web/App.tsx",
                        ".github/workflows/ci.yml",
                        "README.md",
                        ".env.example",
                        "nginx/site.conf.template")))
                .isEqualTo(".env, compose.yaml, Dockerfile, nginx/site.conf.template and 7 more files");
        assertThat(ReadFiles.named(List.of("compose.yaml", "main.py"))).isEqualTo("compose.yaml and 1 more file");
        assertThat(ReadFiles.named(List.of("compose.yaml", "web/Dockerfile", "nginx.conf", "web/package.json")))
                .isEqualTo("compose.yaml, web/Dockerfile, nginx.conf, web/package.json");
    }

    @Test
    void anInputIsNamedWhateverItIsCalled() {
        assertThat(ReadFiles.named(List.of("app.py"))).isEqualTo("app.py");
        assertThat(ReadFiles.named(List.of("compose.example.yaml", "Dockerfile")))
                .isEqualTo("compose.example.yaml, Dockerfile");
    }

    @Test
    void someOfManyAreNamed() {
        List<String> ten = IntStream.range(0, 10).mapToObj(i -> i + ".conf").toList();

        assertThat(ReadFiles.named(ten)).endsWith("8.conf, 9.conf");
        assertThat(ReadFiles.named(
                        Stream.concat(ten.stream(), Stream.of("10.conf")).toList()))
                .endsWith("9.conf, 10.conf");
        assertThat(ReadFiles.named(Stream.concat(ten.stream(), Stream.of("10.conf", "11.conf"))
                        .toList()))
                .endsWith("9.conf and 2 more files");
    }
}
