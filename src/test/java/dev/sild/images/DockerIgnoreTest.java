package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code .dockerignore} files keep out, as Docker's builder reads them. */
class DockerIgnoreTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "weights/             | weights/model.bin        | true",
                "weights              | weights                  | true",
                "weights              | src/weights              | false",
                "/weights             | weights/model.bin        | true",
                "./weights            | weights/model.bin        | true",
                "**/weights           | src/weights/model.bin    | true",
                "**/weights           | weights                  | true",
                "*.log                | error.log                | true",
                "*.log                | logs/error.log           | false",
                "**/*.log             | logs/deep/error.log      | true",
                "**.log               | logs/deep/error.log      | true",
                "logs/**              | logs/a/b                 | true",
                "logs/**              | logs                     | false",
                "a/**/b               | a/b                      | true",
                "a/**/b               | a/x/y/b/c                | true",
                "a/**/b               | a/x/y                    | false",
                "temp?                | temp1                    | true",
                "temp?                | temp                     | false",
                "[a-c]*.txt           | build.txt                | true",
                "[^a-c]*.txt          | build.txt                | false",
                "[]x].txt             | ].txt                    | true",
                "a[b                  | a[b                      | true",
                "\\*.txt              | x.txt                    | false",
                "\\*.txt              | *.txt                    | true",
                "# comment\\n*        | # comment                | true",
                "#src                 | #src                     | false",
                "*\\n!src             | src/main.py              | false",
                "*\\n!src             | data/x                   | true",
                "*\\n!src\\nsrc/x     | src/x/y                  | true",
                "!src\\n*             | src/main.py              | true",
                "src\\n!src/main.py   | src/main.py              | false",
                "!                    | src                      | false",
                ".                    | src                      | false",
                "-                    | src                      | false",
            })
    void keepOutWhatTheirLastPatternSays(String patterns, String path, boolean excluded) {
        String text = patterns == null ? "\n\n" : patterns.replace("\\n", "\n");
        assertThat(DockerIgnore.parse(text).excludes(path)).isEqualTo(excluded);
        assertThat(DockerIgnore.parse(text).excludes("")).isFalse();
    }

    @Test
    void arePatternsOfAnyKindMatchedInTime() {
        String stars = "**/".repeat(50) + "*a".repeat(20) + "b\n";
        DockerIgnore ignore = DockerIgnore.parse(stars.repeat(2000));
        String path = ("a".repeat(200) + "/").repeat(40) + "c";
        Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> assertThat(ignore.excludes(path)).isFalse());
    }

    /** What is found in a context is remembered by it: services with a Dockerfile each share that. */
    @Test
    void filesOfOneContentAreEqual() {
        assertThat(DockerIgnore.parse("a\n# b\n!c\n"))
                .isEqualTo(DockerIgnore.parse("a\n!c"))
                .hasSameHashCodeAs(DockerIgnore.parse("a\n!c"))
                .isNotEqualTo(DockerIgnore.parse("a\nc"));
    }
}
