package dev.sild.yaml;

import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a file: UTF-8, with or without the mark that some editors put in front. */
public final class Utf8 {
    /** The replacement for bytes that are not UTF-8, unless the file itself contains it. */
    private static final char REPLACED = '\uFFFD';

    private Utf8() {}

    /**
     * Returns the text of {@code bytes}.
     *
     * @param file the file as it is shown to the user
     * @throws InputException where they are not UTF-8, with the place of the first byte that is not
     */
    public static String decode(byte[] bytes, String file) throws InputException {
        int start = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACED) < 0) {
            return text;
        }
        ByteBuffer input = ByteBuffer.wrap(bytes, start, bytes.length - start);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(input)
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            int bad = input.position();
            String before = new String(bytes, start, bad - start, StandardCharsets.UTF_8);
            int line = 1;
            int column = 1;
            for (int i = 0; i < before.length(); i++) {
                column = before.charAt(i) == '\n' ? 1 : column + 1;
                line += before.charAt(i) == '\n' ? 1 : 0;
            }
            throw YamlErrors.fatal(
                    Code.INPUT_UNREADABLE,
                    new Position(file, line, column),
                    "",
                    "not valid UTF-8: byte 0x" + Integer.toHexString(bytes[bad] & 0xFF) + " at offset " + bad,
                    "save the file as UTF-8");
        }
    }

    /**
     * Whether a text has half of a surrogate pair, which a YAML escape can produce. No encoding has it, so no other
     * program could read what Sild writes.
     */
    static boolean hasHalfCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
