package dev.sild.check;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.Json;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.YamlDocument;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The violations that a project has already and lives with for the time being: only new ones count.
 *
 * @param fingerprints what identifies them
 */
public record Baseline(Set<String> fingerprints) {
    /** No violation is known. */
    public static final Baseline NONE = new Baseline(Set.of());

    public Baseline {
        fingerprints = Set.copyOf(fingerprints);
    }

    /**
     * Reads the file that {@link #text} has made.
     *
     * @param file the name of the file for messages
     * @throws InputException if it is another file
     */
    public static Baseline parse(String text, String file) throws InputException {
        Set<String> fingerprints = new HashSet<>();
        List<YamlDocument> documents = YamlReader.read(text, file, new KubernetesDialect(), YamlLimits.DEFAULT);
        Node root = documents.isEmpty() ? null : documents.get(0).root();
        if (!(root instanceof MapNode map) || !(map.get("violations") instanceof ListNode list)) {
            throw new InputException(new Finding(
                    Code.INPUT_INVALID,
                    new Node.Position(file, 1, 1).origin(""),
                    "this is not a baseline",
                    "create one with sild check --write-baseline " + file));
        }
        for (Node item : list.items()) {
            if (item instanceof MapNode violation && violation.get("fingerprint") instanceof ScalarNode fingerprint) {
                fingerprints.add(fingerprint.value());
            }
        }
        return new Baseline(fingerprints);
    }

    /** Returns the text of a baseline with these violations. */
    public static String text(List<Verdict> verdicts) {
        List<Object> violations = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Map<String, Object> violation = new LinkedHashMap<>();
            violation.put("rule", verdict.violation().rule().id());
            violation.put("file", verdict.violation().origin().file());
            violation.put("path", verdict.violation().origin().path());
            violation.put("fingerprint", verdict.fingerprint());
            violations.add(violation);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("violations", violations);
        return Json.of(root);
    }
}
