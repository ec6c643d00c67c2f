package dev.sild.inputs.units;

import dev.sild.yaml.Node.Position;
import java.util.List;

/**
 * A line {@code Key=value} of a unit.
 *
 * @param value the value without the ends of continued lines
 * @param position where the key is
 * @param pieces where the parts of the value are that come from different lines
 */
record Setting(String section, String key, String value, Position position, List<Piece> pieces) {
    Setting {
        pieces = List.copyOf(pieces);
    }

    /** A part of a value: the characters from {@code offset} on are at this place of the file. */
    record Piece(int offset, Position position) {}

    /** Returns the place of a character of the value. */
    Position position(int offset) {
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (pieces.get(middle).offset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Piece piece = pieces.get(low);
        Position start = piece.position();
        return new Position(start.file(), start.line(), start.column() + Math.max(0, offset - piece.offset()));
    }

    /** Returns the place of the value. */
    Position valuePosition() {
        return position(0);
    }
}
