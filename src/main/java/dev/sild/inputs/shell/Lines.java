package dev.sild.inputs.shell;

import dev.sild.yaml.Node.Position;
import java.util.Arrays;

/** Where the lines of a text begin. */
final class Lines {
    private final String file;
    private final int length;
    private final int first;
    private final int[] starts;

    Lines(String text, String file, int first) {
        this.file = file;
        this.first = first;
        length = text.length();
        starts = starts(text);
    }

    /** Returns the place of a character in the file. */
    Position position(int offset) {
        int found = Arrays.binarySearch(starts, Math.min(offset, length));
        int line = found >= 0 ? found : -found - 2;
        return new Position(file, first + line, offset - starts[line] + 1);
    }

    private static int[] starts(String text) {
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            count += text.charAt(i) == '\n' ? 1 : 0;
        }
        int[] starts = new int[count];
        int line = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                starts[++line] = i + 1;
            }
        }
        return starts;
    }
}
