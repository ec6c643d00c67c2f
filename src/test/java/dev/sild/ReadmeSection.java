package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of the README that is made from the code; {@code -Dgolden.rewrite=true} writes it anew. */
public final class ReadmeSection {
    private static final Path README = Path.of("README.md");

    private ReadmeSection() {}

    /** Fails where the README has something else between the marks of {@code name}. */
    public static void check(String name, String content) throws IOException {
        String readme = Files.readString(README);
        String mark = "<!-- " + name + ": begin -->\n";
        assertThat(readme).contains(mark);
        int begin = readme.indexOf(mark) + mark.length();
        int end = readme.indexOf("<!-- " + name + ": end -->", begin);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(README, readme.substring(0, begin) + content + readme.substring(end));
        } else {
            assertThat(readme.substring(begin, end)).isEqualTo(content);
        }
    }
}
