package dev.sild.syntax;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Messages and addresses in a SARIF log; JSON itself is {@code JsonText}'s.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html#_Toc34317459">SARIF 2.1.0, 3.11</a>
 */
public final class SarifText {
    private static final Pattern LINK = Pattern.compile("\\[(?=[^\\]]*\\]\\()");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)\\}");

    private SarifText() {}

    /** Returns a message that is shown as {@code text}: nothing in it is a link or a placeholder. */
    public static String message(String text) {
        return PLACEHOLDER
                .matcher(LINK.matcher(text.lines().map(Visible::of).collect(Collectors.joining("\n")))
                        .replaceAll("\\\\["))
                .replaceAll("{{$1}}");
    }

    /** Returns a file as a reference relative to the current folder, or as a file URI where it is absolute. */
    public static String uri(String file) {
        StringBuilder uri = new StringBuilder(file.startsWith("/") ? "file://" : "");
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~/".indexOf(b) >= 0;
            uri.append(
                    plain
                            ? String.valueOf((char) b)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return uri.toString();
    }
}
