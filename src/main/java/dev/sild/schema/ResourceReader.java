package dev.sild.schema;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.report.Nearest;
import dev.sild.schema.Violation.Kind;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.YamlDocument;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads custom resources and checks them as an API server does that was asked to be strict. */
public final class ResourceReader {
    private static final int MOST_FINDINGS = 100;
    /** Shared, since compiling a rule takes longer than reading a resource. */
    private static final Rules RULES = new Rules();

    private final Crds crds;
    private final YamlLimits limits;

    /** Reads resources of the kinds that {@code crds} define. */
    public ResourceReader(Crds crds, YamlLimits limits) {
        this.crds = crds;
        this.limits = limits;
    }

    /**
     * Returns the resources of a file: one for each document, and one for each item of a {@code List}.
     *
     * @param file the file as it is shown to the user
     * @throws InputException where an API server would refuse one of them, with all that is wrong in the file
     */
    public List<Resource> read(String text, String file) throws InputException {
        List<Resource> resources = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (YamlDocument document : YamlReader.read(text, file, new KubernetesDialect(), limits)) {
            read(document.root(), resources, findings);
        }
        if (!findings.isEmpty()) {
            throw new InputException(shortened(findings));
        }
        return resources;
    }

    /** A hostile file must not fill a terminal. */
    private static List<Finding> shortened(List<Finding> findings) {
        if (findings.size() <= MOST_FINDINGS) {
            return findings;
        }
        List<Finding> first = new ArrayList<>(findings.subList(0, MOST_FINDINGS));
        first.add(new Finding(
                Code.INPUT_INVALID,
                findings.get(MOST_FINDINGS).origin(),
                (findings.size() - MOST_FINDINGS) + " more errors here and below",
                "fix the errors above first"));
        return first;
    }

    private void read(Node root, List<Resource> resources, List<Finding> findings) {
        if (root instanceof ScalarNode scalar && scalar.isNull()) {
            return;
        }
        if (!(root instanceof MapNode map)) {
            findings.add(new Finding(
                    Code.INPUT_INVALID,
                    root.position().origin(""),
                    "expected a resource (a mapping), found " + root.described(),
                    "start the file with apiVersion and kind"));
            return;
        }
        String apiVersion = text(map, "apiVersion");
        String kind = text(map, "kind");
        if (apiVersion.equals("v1") && kind.equals("List") && map.get("items") instanceof ListNode list) {
            list.items().forEach(item -> read(item, resources, findings));
            return;
        }
        Optional<Crd> crd = crds.of(apiVersion, kind);
        if (crd.isEmpty()) {
            findings.add(unknown(map, apiVersion, kind));
            return;
        }
        MapNode whole =
                (MapNode) SchemaDefaults.in(withoutStatus(map), crd.get().schema());
        List<Finding> wrong =
                check(map, whole, crd.get()).stream().map(Violation::finding).toList();
        findings.addAll(wrong);
        if (wrong.isEmpty()) {
            resources.add(new Resource(
                    crd.get(),
                    ResourceMetadata.text(whole, "name").map(ScalarNode::value).orElse(""),
                    ResourceMetadata.text(whole, "namespace").map(ScalarNode::value),
                    whole));
        }
    }

    /** Checks in the order of the API server, which leaves out rules where something else is wrong. */
    private List<Violation> check(MapNode written, MapNode whole, Crd crd) {
        Schema schema = ResourceMetadata.completed(crd.schema());
        List<Violation> found = new ArrayList<>();
        new UnknownFields(found).in(written, schema, "");
        List<Violation> structural = new ArrayList<>();
        ResourceMetadata.checkNames(whole, structural);
        new Structure(structural).check(whole, schema, "");
        structural.forEach(violation -> found.add(
                violation.remedy().isEmpty() && violation.kind() != Kind.UNSUPPORTED
                        ? violation.withRemedy(
                                "see 'sild explain " + crd.singular() + "." + field(violation.path()) + "'")
                        : violation));
        new UniqueItems(found).in(whole, schema, "");
        if (structural.stream().noneMatch(violation -> violation.kind().endsChecks())) {
            RULES.check(whole, schema, "", found);
        }
        return found;
    }

    private static String field(String path) {
        return path.replaceAll("\\[[0-9]+]", "");
    }

    private Finding unknown(MapNode map, String apiVersion, String kind) {
        Node at = map.get(
                map.get("kind") == null
                                || crds.all().stream()
                                        .anyMatch(crd -> crd.kind().equals(kind))
                        ? "apiVersion"
                        : "kind");
        if (kind.isEmpty() && map.get("services") != null) {
            return new Finding(
                    Code.INPUT_INVALID,
                    map.position().origin(""),
                    "this looks like a compose file",
                    "use 'sild convert' or 'sild adopt'");
        }
        String known = crds.all().stream()
                .map(crd -> crd.kind() + " of " + crd.apiVersion())
                .collect(Collectors.joining(", "));
        String nearest = Nearest.of(kind, crds.all().stream().map(Crd::kind).toList());
        String what = kind.isEmpty()
                ? "`kind` is missing"
                : "unknown kind " + kind + (apiVersion.isEmpty() ? " without an apiVersion" : " of " + apiVersion);
        return new Finding(
                Code.INPUT_INVALID,
                (at == null ? map : at).position().origin(at == null ? "" : "kind"),
                what,
                (nearest.isEmpty() || nearest.equals(kind) ? "" : "did you mean " + nearest + "? ")
                        + "supported kinds: " + known);
    }

    private static MapNode withoutStatus(MapNode map) {
        Map<String, Entry> entries = new LinkedHashMap<>(map.entries());
        entries.remove("status");
        return new MapNode(entries, map.position());
    }

    private static String text(MapNode map, String field) {
        return map.get(field) instanceof ScalarNode scalar ? scalar.value() : "";
    }
}
