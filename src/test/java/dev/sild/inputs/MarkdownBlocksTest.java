package dev.sild.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which lines of a document are commands: one behaviour a test. */
class MarkdownBlocksTest {
    private static String commands(String text) {
        return MarkdownBlocks.commands(text).lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }

    @Test
    void blocksOfShellsCount() {
        assertThat(commands("x\n```sh\na\n```\n").strip()).isEqualTo("a");
    }

    @Test
    void blocksOfOtherLanguagesDoNot() {
        assertThat(commands("```yaml\na\n```\n")).isBlank();
    }

    @Test
    void blocksWithAttributesCount() {
        assertThat(commands("```bash title=\"x\"\na\n```\n").strip()).isEqualTo("a");
    }

    @Test
    void blocksOfWindowsCount() {
        assertThat(commands("```sh\r\na\r\n```\r\nb\r\n").strip()).isEqualTo("a");
    }

    @Test
    void promptsAreNoPartOfCommands() {
        assertThat(commands("```\n$ a\n# docker b\nroot@x:~# c\nme@x:/y$ d\n```\n")
                        .strip())
                .isEqualTo("a\ndocker b\nc\nd");
    }

    @Test
    void commentsStayComments() {
        assertThat(commands("```\n# Now start it\n```\n").strip()).isEqualTo("# Now start it");
    }

    @Test
    void columnsStay() {
        assertThat(MarkdownBlocks.commands("```\n$ a\n```\n")).isEqualTo("\f  \n  a\n\f  \n\n");
    }

    @Test
    void aLongerFenceHoldsAShorterOne() {
        assertThat(commands("````\n```\na\n````\nb\n")).contains("a").doesNotContain("b");
    }
}
