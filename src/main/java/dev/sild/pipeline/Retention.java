package dev.sild.pipeline;

import dev.sild.pipeline.Pipeline.Builder;
import dev.sild.pipeline.Pipeline.Image;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Policies by which registries delete images that nobody needs any more. Kept are the newest {@value #NEWEST} tags of
 * each image, what was pushed in the last {@value #DAYS} days, releases such as {@code v1.2.3}, and the cache of
 * builds.
 */
public final class Retention {
    private static final int NEWEST = 10;
    private static final int DAYS = 30;
    private static final String CACHE = "buildcache";

    private Retention() {}

    /**
     * Returns the body of {@code POST /api/v2.0/retentions} of Harbor, whose rules say what is kept.
     *
     * @param project the number of the project in Harbor
     * @see <a
     *     href="https://goharbor.io/docs/main/working-with-projects/working-with-images/create-tag-retention-rules/">Tag
     *     retention rules</a>
     */
    public static Map<String, Object> harbor(Pipeline pipeline, int project) {
        String path = withoutRegistry(pipeline.prefix());
        // The first part of the path is the project in Harbor; repositories are named from there.
        String inProject = path.contains("/") ? path.substring(path.indexOf('/') + 1) + "/" : "";
        String repositories = pipeline.images().stream()
                .map(image -> inProject
                        + image.reference().substring(pipeline.prefix().length() + 1))
                .collect(Collectors.joining(",", "{", "}"));
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("algorithm", "or");
        policy.put(
                "rules",
                List.of(
                        rule("latestPushedK", Map.of("latestPushedK", NEWEST), repositories, "**"),
                        rule("nDaysSinceLastPush", Map.of("nDaysSinceLastPush", DAYS), repositories, "**"),
                        rule("always", Map.of(), repositories, "{v[0-9]*.[0-9]*.[0-9]*," + CACHE + "}")));
        Map<String, Object> trigger = new LinkedHashMap<>();
        trigger.put("kind", "Schedule");
        trigger.put("settings", Map.of("cron", "0 0 3 * * *"));
        policy.put("trigger", trigger);
        Map<String, Object> scope = new LinkedHashMap<>();
        scope.put("level", "project");
        scope.put("ref", project);
        policy.put("scope", scope);
        return policy;
    }

    private static Map<String, Object> rule(
            String template, Map<String, Object> parameters, String repositories, String tags) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("action", "retain");
        rule.put("template", template);
        rule.put("params", parameters);
        rule.put("tag_selectors", List.of(selector("matches", tags, "{\"untagged\":false}")));
        rule.put("scope_selectors", Map.of("repository", List.of(selector("repoMatches", repositories, ""))));
        return rule;
    }

    private static Map<String, Object> selector(String decoration, String pattern, String extras) {
        Map<String, Object> selector = new LinkedHashMap<>();
        selector.put("kind", "doublestar");
        selector.put("decoration", decoration);
        selector.put("pattern", pattern);
        if (!extras.isEmpty()) {
            selector.put("extras", extras);
        }
        return selector;
    }

    /**
     * Returns the body of {@code POST /service/rest/v1/cleanup-policies} of Nexus Repository, which says what is
     * deleted: what meets all criteria.
     *
     * @see <a href="https://help.sonatype.com/en/cleanup-policies-api.html">Cleanup Policies API</a>
     */
    public static Map<String, Object> nexus(Pipeline pipeline) {
        String paths = pipeline.images().stream()
                .map(Image::reference)
                .map(Retention::withoutRegistry)
                .map(Retention::literal)
                .collect(Collectors.joining("|"));
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("name", pipeline.project() + "-images");
        policy.put("format", "docker");
        policy.put("notes", "Deletes images of " + pipeline.project() + " that are neither new nor released.");
        policy.put("criteriaLastBlobUpdated", DAYS);
        policy.put("criteriaLastDownloaded", DAYS);
        policy.put(
                "criteriaAssetRegex",
                "/?v2/(" + paths + ")/manifests/(?!v[0-9]+\\.[0-9]+\\.[0-9]+$"
                        + (pipeline.builder() == Builder.DOCKER ? "|" + CACHE + "$" : "") + ").*");
        policy.put("retain", NEWEST);
        return policy;
    }

    /** A path of an image has no other character with a meaning in regular expressions than the dot. */
    private static String literal(String path) {
        return path.replace(".", "\\.");
    }

    private static String withoutRegistry(String reference) {
        String[] parts = reference.split("/", 2);
        boolean registry =
                parts.length > 1 && (Pattern.compile("[.:]").matcher(parts[0]).find() || parts[0].equals("localhost"));
        return registry ? parts[1] : reference;
    }
}
