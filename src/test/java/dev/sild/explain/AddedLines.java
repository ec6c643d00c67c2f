package dev.sild.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The comments by which an explained output differs from the plain one. */
final class AddedLines {
    private static final Pattern COMMENT = Pattern.compile(" *# \\S.*");

    private AddedLines() {}

    /** Returns the comments, each on one line; fails unless the output without them is the plain one. */
    static List<String> of(String plain, String explained, String description) {
        List<String> wanted = plain.lines().toList();
        List<String> comments = new ArrayList<>();
        int next = 0;
        boolean open = false;
        for (String line : explained.lines().toList()) {
            if (next < wanted.size() && wanted.get(next).equals(line)) {
                next++;
                open = false;
            } else {
                assertThat(line).as(description).matches(COMMENT);
                String text = line.strip().substring(2);
                if (open) {
                    text = comments.remove(comments.size() - 1) + " " + text;
                }
                comments.add(text);
                open = true;
            }
        }
        assertThat(next).as(description).isEqualTo(wanted.size());
        return comments;
    }
}
