package dev.sild.executable;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The texts among the constants of a class file: names of classes, descriptors, signatures. See JVMS 4.4. */
final class ClassConstants {
    private static final Pattern NOT_OF_NAMES = Pattern.compile("[^\\w/$]");

    private ClassConstants() {}

    /** Returns the internal names below {@code folder} that occur in a class file, alone or in a descriptor. */
    static Set<String> names(InputStream classFile, String folder) throws IOException {
        Set<String> found = new TreeSet<>();
        DataInputStream in = new DataInputStream(new BufferedInputStream(classFile));
        in.readLong();
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    for (String part : NOT_OF_NAMES.split(in.readUTF())) {
                        // A descriptor has an L before a name.
                        int start = part.indexOf(folder);
                        if (start == 0 || start == 1 && part.charAt(0) == 'L') {
                            found.add(part.substring(start));
                        }
                    }
                }
                case 5, 6 -> {
                    in.readLong();
                    // Such a constant takes two places.
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.readUnsignedShort();
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> in.readInt();
            }
        }
        return found;
    }
}
