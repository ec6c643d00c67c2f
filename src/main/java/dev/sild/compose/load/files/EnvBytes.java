package dev.sild.compose.load.files;

import java.nio.charset.StandardCharsets;

/** The bytes of env files: compose reads them as they are, so that a comment may be in another encoding than UTF-8. */
final class EnvBytes {
    private EnvBytes() {}

    /** Returns the same file with a question mark for each byte above 127 in lines that are comments. */
    static byte[] withReadableComments(byte[] bytes) {
        if (new String(bytes, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0) {
            return bytes;
        }
        byte[] readable = bytes.clone();
        boolean begins = true;
        boolean comment = false;
        for (int i = 0; i < readable.length; i++) {
            byte each = readable[i];
            if (each == '\n' || each == '\r') {
                begins = true;
                comment = false;
            } else if (begins && each != ' ' && each != '\t') {
                comment = each == '#';
                begins = false;
            }
            if (comment && each < 0) {
                readable[i] = '?';
            }
        }
        return readable;
    }
}
