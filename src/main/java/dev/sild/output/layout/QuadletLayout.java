package dev.sild.output.layout;

import dev.sild.output.files.OutputFile;
import dev.sild.syntax.YamlComment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The units of a project for systemd, and what they refer to. */
public final class QuadletLayout {
    private static final String HEAD = YamlComment.line(SildMark.WORDS + ".");
    private static final String SECRET = YamlComment.line(SildMark.WORDS + ". Contains secret values.");

    private QuadletLayout() {}

    /**
     * Returns the files of a folder.
     *
     * @param units the units by file name
     * @param files the files that they mount or build from, by path
     * @param secrets the files with secret values, by path
     */
    public static List<LayoutFile> of(
            Map<String, String> units, Map<String, String> files, Map<String, String> secrets) {
        List<LayoutFile> all = new ArrayList<>();
        units.forEach((name, text) -> all.add(LayoutFile.of(name, HEAD + text)));
        files.forEach((name, text) -> all.add(LayoutFile.of(name, text)));
        secrets.forEach((name, text) -> all.add(new LayoutFile(name, SECRET + text, OutputFile.Mode.SECRET)));
        return all;
    }
}
