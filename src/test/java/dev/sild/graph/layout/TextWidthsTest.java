package dev.sild.graph.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.graph.layout.TextWidths.Style;
import org.junit.jupiter.api.Test;

class TextWidthsTest {
    @Test
    void aWiderLetterTakesMoreRoom() {
        assertThat(TextWidths.width("iii", Style.DETAIL)).isLessThan(TextWidths.width("WWW", Style.DETAIL));
        assertThat(TextWidths.width("name", Style.DETAIL)).isLessThan(TextWidths.width("name", Style.NAME));
        assertThat(TextWidths.width("\u4e2d", Style.DETAIL)).isGreaterThan(Style.DETAIL.size());
    }

    @Test
    void aTextThatHasNoRoomEndsWithAnEllipsis() {
        String fitted = TextWidths.fitted("a-very-long-name-of-a-service", Style.NAME, 100);

        assertThat(fitted).startsWith("a-very-lo").endsWith("…");
        assertThat(TextWidths.width(fitted, Style.NAME)).isLessThanOrEqualTo(100);
        assertThat(TextWidths.fitted("short", Style.NAME, 100)).isEqualTo("short");
    }
}
