package dev.sild.packaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Quarkus numbers the values that one generated class hands to another, across the threads that generate them, so the
 * numbers differ from build to build. Here they are numbered by the names of the classes.
 */
final class RecordedKeys {
    private static final String GENERATED = "io/quarkus/runner/";
    private static final Pattern KEY = Pattern.compile("proxykey\\d+");
    private static final int UTF8 = 1;
    private static final Map<Integer, Integer> SIZES = Map.ofEntries(
            Map.entry(3, 4),
            Map.entry(4, 4),
            Map.entry(5, 8),
            Map.entry(6, 8),
            Map.entry(7, 2),
            Map.entry(8, 2),
            Map.entry(9, 4),
            Map.entry(10, 4),
            Map.entry(11, 4),
            Map.entry(12, 4),
            Map.entry(15, 3),
            Map.entry(16, 2),
            Map.entry(17, 4),
            Map.entry(18, 4),
            Map.entry(19, 2),
            Map.entry(20, 2));

    private final Map<String, String> names = new HashMap<>();

    /** Renumbers the keys in the entries of a jar, which are in the order of their names. */
    static void renumber(Map<String, byte[]> entries) throws IOException {
        RecordedKeys keys = new RecordedKeys();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().startsWith(GENERATED) && entry.getKey().endsWith(".class")) {
                entry.setValue(keys.renumber(entry.getValue()));
            }
        }
    }

    /** A class file: magic number, versions, the number of constants and one more, the constants, and the rest. */
    private byte[] renumber(byte[] file) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream(file.length);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
                DataOutputStream out = new DataOutputStream(result)) {
            out.write(in.readNBytes(8));
            int count = in.readUnsignedShort();
            out.writeShort(count);
            for (int index = 1; index < count; index++) {
                int tag = in.readUnsignedByte();
                out.writeByte(tag);
                if (tag == UTF8) {
                    String text = in.readUTF();
                    out.writeUTF(
                            KEY.matcher(text).matches()
                                    ? names.computeIfAbsent(text, key -> "proxykey" + names.size())
                                    : text);
                } else {
                    out.write(in.readNBytes(SIZES.get(tag)));
                    // A long or double takes two places.
                    index += SIZES.get(tag) == 8 ? 1 : 0;
                }
            }
            in.transferTo(out);
        }
        return result.toByteArray();
    }
}
