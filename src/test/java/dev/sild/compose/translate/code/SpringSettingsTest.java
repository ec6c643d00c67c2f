package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.translate.code.ProgramWrites.Place;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that settings of Spring Boot name. */
class SpringSettingsTest {
    private static List<String> paths(String text) {
        return SpringSettings.folders(text).stream().map(Place::path).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "upload.dir=a/b-c/ | a/b-c/",
                "upload.dir:../up | ../up",
                "upload.dir = /a # /b | /a",
                "upload.dir=file:///a | /a",
                "profile-media-dir: a | a",
                "upload.dir=a//b | ~~",
                "upload.dir=a.b | ~~",
                "upload.dir=/ | ~~",
                "dir.upload=a | ~~",
                "server.upload.dir=a | ~~"
            })
    void aLineNamesAFolder(String line, String path) {
        assertThat(String.join(",", paths(line))).isEqualTo(path);
    }

    @Test
    void aPathOfManyFoldersIsOne() {
        String half = "/a".repeat(490);
        String all = "${a}".repeat(5);

        assertThat(paths("a=" + half + "\nupload.dir=" + all)).containsExactly(half.repeat(5));
    }

    /** U+2028 ends no line of a file, and the dot of an expression does not match it. */
    @Test
    void hostileLinesEndSoon() {
        String blanks = "x" + ("\na=" + " ".repeat(990) + "\u2028x").repeat(60);
        String comments = "x" + ("\na=" + " #".repeat(490) + "\u2028x").repeat(60);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 100; i++) {
                paths(blanks);
                paths(comments);
            }
        });
    }
}
