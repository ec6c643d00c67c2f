package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a document that is generated from the code; {@code -Dgolden.rewrite=true} writes it again. */
public final class DocumentSection {
    private DocumentSection() {}

    /** Fails if the page has other text than {@code content} between the marks of {@code name}. */
    public static void check(String page, String name, String content) throws IOException {
        Path file = Path.of(page);
        String text = Files.readString(file);
        String mark = "<!-- " + name + ": begin -->\n";
        assertThat(text).contains(mark);
        int begin = text.indexOf(mark) + mark.length();
        int end = text.indexOf("<!-- " + name + ": end -->", begin);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(file, text.substring(0, begin) + content + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(content);
        }
    }
}
