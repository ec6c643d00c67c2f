package dev.sild.output;

import dev.sild.model.Origin;
import dev.sild.output.files.OutputFile;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the files that are there with those that would be written. */
final class Freshness {
    /** About how many characters of differences are enough to see what has changed. */
    private static final int MAX_DIFFERENCES = 20_000;

    /** How many commits a folder may name: each is another conversion. */
    private static final int MAX_COMMITS = 4;

    private static final Pattern COMMIT_TAG =
            Pattern.compile("(?<!@sha256):([0-9a-f]{64}|[0-9a-f]{40})(?![0-9A-Za-z])");

    private static final Pattern SECRET = Pattern.compile("\\bkind\\W+Secret\\b");

    private Freshness() {}

    /** Reports each file that is not as it would be written. A file of secrets may be missing: git ignores it. */
    static void check(List<OutputFile> files, List<Finding> findings) {
        for (OutputFile file : files) {
            if (isStale(file)) {
                boolean exists = exists(file);
                findings.add(new Finding(
                        Code.OUTPUT_STALE,
                        exists ? new Origin(file.shown(), 0, 0, "") : Origin.NONE,
                        file.shown() + (exists ? " differs from what would be written" : " does not exist"),
                        "convert again without --check"));
            }
        }
    }

    /** Returns the differences between the files that are there and those that would be written, bounded. */
    static String differences(List<OutputFile> files) {
        StringBuilder text = new StringBuilder();
        for (OutputFile file : files) {
            if (isStale(file) && text.length() < MAX_DIFFERENCES) {
                text.append(
                        file.mode() == OutputFile.Mode.SECRET && !(isManifest(text(file)) && isManifest(file.text()))
                                ? "--- " + file.shown() + "\n(not shown: the file has values of Secrets)\n"
                                : UnifiedDiff.of(
                                        file.shown(), withoutSecrets(text(file)), withoutSecrets(file.text())));
            }
        }
        return text.toString();
    }

    /** Whether a text is a list of objects, so that those that are Secrets can be told from others. */
    private static boolean isManifest(String text) {
        return Stream.of(text.split("(?m)^---$"))
                .filter(document -> !document.isBlank())
                .allMatch(document -> document.startsWith("kind: ") || document.contains("\nkind: "));
    }

    /**
     * Returns the commits, as hexadecimal digits, that images of stale files are tagged with. A commit cannot name
     * itself: output that is committed has the tag of an earlier one.
     */
    static List<String> commits(List<OutputFile> files) {
        return files.stream()
                .filter(Freshness::isStale)
                .flatMap(file -> COMMIT_TAG.matcher(text(file)).results())
                .map(tag -> tag.group(1))
                .distinct()
                .limit(MAX_COMMITS)
                .toList();
    }

    /** Returns YAML documents with a line in place of each Secret. */
    private static String withoutSecrets(String documents) {
        return Stream.of(documents.split("(?m)^---$\n?", -1))
                .map(document -> SECRET.matcher(document).find() ? "(a Secret, not shown)\n" : document)
                .collect(Collectors.joining("---\n"));
    }

    private static boolean isStale(OutputFile file) {
        return !isUnchanged(file) && (exists(file) || file.mode() != OutputFile.Mode.SECRET);
    }

    private static boolean exists(OutputFile file) {
        return Files.exists(file.place(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the text of the file that is there; the empty text where there is none that can be compared. */
    private static String text(OutputFile file) {
        if (!Files.isRegularFile(file.place(), LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file.place(), LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(UnifiedDiff.MAX_BYTES), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Whether a regular file with the same content is there. */
    static boolean isUnchanged(OutputFile file) {
        if (!Files.isRegularFile(file.place(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file.place(), LinkOption.NOFOLLOW_LINKS)) {
            byte[] text = file.text().getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(in.readNBytes(text.length + 1), text);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Whether two paths refer to the same file. */
    static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException missing) {
            return false;
        }
    }
}
