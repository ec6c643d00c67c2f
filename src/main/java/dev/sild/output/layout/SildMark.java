package dev.sild.output.layout;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.output.files.OutputTree;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How Sild recognizes a file that it wrote, from its name and its content. Every object has the label
 * {@code app.kubernetes.io/managed-by: sild}; a file without objects begins with the comment "Written by sild". Only
 * such a file is ever replaced or deleted in a folder.
 */
public final class SildMark {
    private static final String MANAGER = "sild";
    /** The first words of a file without objects, after the characters that begin a comment. */
    public static final String WORDS = "Written by sild";

    /** How much of a file is read for the comment at its beginning. */
    private static final int HEAD_BYTES = 200;

    private static final Pattern COMMENT = Pattern.compile("\\A(?:#|//|\\{\\{-? ?/\\*|<!--) ?" + WORDS + "\\b");
    private static final Pattern JSON_COMMENT =
            Pattern.compile("\\A\\{\\s*(?:\"\\$schema\": \"[^\"\\n]*\",\\s*)?\"\\$comment\": \"" + WORDS + "\\b");
    private static final Pattern LABEL =
            Pattern.compile("(?m)^[ \\t]+app\\.kubernetes\\.io/managed-by: \"?sild\"?[ \\t]*$");
    private static final Pattern BETWEEN_DOCUMENTS = Pattern.compile("(?m)^---$");

    /** The files of a chart that had no mark before the list of files had a format, and how each is recognized. */
    private static final Map<String, Predicate<String>> BEFORE_MARKS = Map.of(
            ".helmignore",
            text -> text.strip().equals(".sild-files"),
            "README.md",
            Pattern.compile("\\A# [a-z0-9-]+\\s+A Helm chart that sild has written; `sild convert ")
                    .asPredicate(),
            "templates/NOTES.txt",
            Pattern.compile("\\A[a-z0-9-]+ is starting in the namespace \\{\\{ \\.Release\\.Namespace }}:\\s")
                    .asPredicate(),
            "values.schema.json",
            text -> isInOrder(
                    text,
                    "http://json-schema.org/draft-07/schema#",
                    "\"variables\": {",
                    "\"images\": {",
                    "\"replicas\": {",
                    "\"resources\": {",
                    "\"hosts\": {",
                    "\"storage\": {",
                    "\"global\": {"));

    /**
     * The names of all files that a layout can write. A list that someone else created may name any file, such as a
     * Makefile.
     */
    private static final Pattern LAYOUT_NAME = Pattern.compile(
            "(?:(?:templates|base|components/[^/]+)/)?[A-Za-z0-9][^/]*\\.yaml"
                    + "|(?:base|components/[^/]+)/(?:secrets|configs)/[^/]+/[^/]+"
                    + "|(?:base|components/[^/]+)/configs/\\.gitattributes"
                    + "|(?:(?:base|components/[^/]+)/)?(?:\\.gitignore|secrets[^/]*\\.env)"
                    + "|(?:(?:base|components/[^/]+)/)?secrets/[^/]+\\.dec\\.yaml|\\.sops\\.yaml"
                    + "|overlays/[^/]+/kustomization\\.yaml"
                    + "|[A-Za-z0-9][^/]*\\.(?:kube|container|pod|network|volume|build)"
                    + "|configs/[^/]+\\.conf|builds/[^/]+\\.Containerfile|secrets/[^/]+\\.(?:env|sh)"
                    + "|\\.helmignore|values\\.schema\\.json|README\\.md|templates/(?:NOTES\\.txt|_helpers\\.tpl|tests/[a-z-]+\\.yaml)");

    private SildMark() {}

    /** Whether a layout can write a file of this name. */
    public static boolean isLayoutName(String name) {
        return LAYOUT_NAME.matcher(name).matches();
    }

    /** Whether an object has the label of all objects that Sild makes. */
    public static boolean isOn(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && MANAGER.equals(labels.get(Labels.MANAGED_BY));
    }

    /** Whether Sild wrote this content to the file {@code name} of a folder. */
    public static boolean isIn(String name, String text) {
        if (COMMENT.matcher(text).find()) {
            return true;
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return !text.isBlank()
                    && Stream.of(BETWEEN_DOCUMENTS.split(text))
                            .filter(document -> !document.isBlank())
                            .allMatch(document -> LABEL.matcher(document).find());
        }
        return name.endsWith(".json") && JSON_COMMENT.matcher(text).find()
                || BEFORE_MARKS.containsKey(name) && BEFORE_MARKS.get(name).test(text);
    }

    /** Whether Sild wrote the file that is there. */
    public static boolean isIn(String name, OutputTree tree) {
        try {
            return tree.read(name)
                    .filter(bytes -> isIn(name, new String(bytes, StandardCharsets.UTF_8)))
                    .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Whether Sild wrote the file at this place, whose name says nothing. */
    public static boolean isIn(Path place) {
        try (InputStream in = Files.newInputStream(place)) {
            return COMMENT.matcher(new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8))
                    .find();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean isInOrder(String text, String... parts) {
        int at = 0;
        for (String part : parts) {
            at = text.indexOf(part, at);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }
}
