package dev.sild.inputs.units;

import dev.sild.inputs.project.Remarks;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;

/** Reads the syntax of unit files, systemd.syntax(7): sections, keys, comments and continued lines. */
final class UnitReader {
    private final String[] lines;
    private final String file;
    private final Remarks remarks;
    private final List<Setting> settings = new ArrayList<>();
    private String section = "";
    private int at;

    private UnitReader(String text, String file, Remarks remarks) {
        lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r?\n", -1);
        this.file = file;
        this.remarks = remarks;
    }

    /** Returns the settings of a unit file in the order in which they are written. */
    static List<Setting> read(String text, String file, Remarks remarks) {
        UnitReader reader = new UnitReader(text, file, remarks);
        reader.read();
        return reader.settings;
    }

    private void read() {
        while (at < lines.length) {
            String line = lines[at];
            String content = line.strip();
            if (content.isEmpty() || isComment(content)) {
                at++;
            } else if (content.startsWith("[")) {
                section(content);
                at++;
            } else {
                setting(line);
            }
        }
    }

    private void section(String content) {
        if (content.endsWith("]")) {
            section = content.substring(1, content.length() - 1);
        } else {
            unread(at, 0, "the name of this section has no end", "write [NAME]");
        }
    }

    private void setting(String line) {
        int equals = line.indexOf('=');
        int start = indent(line, 0);
        if (equals < 0 || section.isEmpty()) {
            unread(
                    at,
                    start,
                    equals < 0 ? "this line is not KEY=VALUE" : "no section is above this line",
                    "correct it");
            skipContinued();
            return;
        }
        String key = line.substring(0, equals).strip();
        Position position = new Position(file, at + 1, start + 1);
        List<Setting.Piece> pieces = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        int from = indent(line, equals + 1);
        String part = line.substring(from);
        pieces.add(new Setting.Piece(0, new Position(file, at + 1, from + 1)));
        at++;
        while (part.endsWith("\\") && at < lines.length) {
            value.append(part, 0, part.length() - 1);
            while (at < lines.length && isComment(lines[at].strip())) {
                at++;
            }
            part = at < lines.length ? lines[at] : "";
            pieces.add(new Setting.Piece(value.length(), new Position(file, at + 1, 1)));
            at++;
        }
        value.append(part);
        settings.add(new Setting(section, key, value.toString().stripTrailing(), position, pieces));
    }

    private void skipContinued() {
        while (at < lines.length - 1 && lines[at].endsWith("\\")) {
            at++;
        }
        at++;
    }

    private static boolean isComment(String content) {
        return content.startsWith("#") || content.startsWith(";");
    }

    private static int indent(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private void unread(int line, int column, String reason, String remedy) {
        remarks.unread(new Position(file, line + 1, column + 1), reason, remedy);
    }
}
