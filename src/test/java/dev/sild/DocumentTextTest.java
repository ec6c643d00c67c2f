package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checks of the documents find what is wrong. */
class DocumentTextTest extends DocumentText {
    @Test
    void commandsAreFoundInBlocksAndInLines() {
        assertThat(commands("""
                ```sh
                cp .env .env2 && ../../sild convert -o k8s/ --strict  # a comment; sild nothing
                sild convert --layout chart \\
                    -o chart/ 2> report.json
                $ sild ps
                source <(sild completion bash)
                ```
                    sild down
                See `sild up -d`, `sild …` and sild alone.
                """))
                .containsExactlyInAnyOrder(
                        List.of("convert", "-o", "k8s/", "--strict"),
                        List.of("convert", "--layout", "chart", "-o", "chart/"),
                        List.of("ps"),
                        List.of("completion", "bash"),
                        List.of("down"),
                        List.of("up", "-d"));
    }

    @Test
    void aCommandThatDoesNotExistIsRefused() {
        assertThat(Stream.of("convert --layuot chart", "convert -o", "play compose.yaml", "play", "ps --build")
                        .filter(command -> isRight(List.of(command.split(" ")))))
                .isEmpty();
    }

    @Test
    void linksOutsideOfCodeAreFound() {
        assertThat(links("[a](b.md#c) and [`d`](e), [f](https://example.com).\n```\n[g](h)\n```\n"))
                .containsExactly("b.md#c", "e");
    }

    @Test
    void aLinkToNothingIsRefused() {
        assertThat(resolves(Path.of("README.md"), "docs/no-such-page.md")).isFalse();
        assertThat(resolves(Path.of("README.md"), "docs/README.md#no-such-heading"))
                .isFalse();
        assertThat(resolves(Path.of("docs/README.md"), "../LICENSE")).isTrue();
    }
}
