package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.MetadataKeys;
import dev.sild.model.Placement;
import dev.sild.model.Placement.NodeRule;
import dev.sild.model.Placement.Operator;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import dev.sild.syntax.ShellText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a service may run.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/deploy/#placement">placement</a>
 * @see <a href="https://docs.docker.com/reference/cli/docker/service/create/#constraint">Constraints</a>
 * @see <a href="https://kubernetes.io/docs/reference/labels-annotations-taints/">Well-known labels</a>
 */
public final class PlacementRules {
    private static final String OS = "kubernetes.io/os";
    private static final String ARCHITECTURE = "kubernetes.io/arch";
    private static final String NODE_LABEL = "node.labels.";
    private static final String ENGINE_LABEL = "engine.labels.";

    /** Labels that clusters give to nodes: those of Kubernetes and of providers. */
    private static final Pattern WELL_KNOWN = Pattern.compile(
            "^(?:[^/]*\\.)?(?:kubernetes\\.io|k8s\\.io|karpenter\\.sh|amazonaws\\.com|google\\.com|azure\\.com)/");

    private PlacementRules() {}

    /** Reads where a service may run that becomes {@code workload}. */
    public static Placement of(Attribute service, Workload workload) {
        Set<NodeRule> rules = new LinkedHashSet<>();
        Map<String, String> selector = platform(service.get("platform"));
        Attribute placement = service.get("deploy").get("placement");
        Set<NodeRule> preferred = new LinkedHashSet<>();
        for (Attribute constraint : placement.get("constraints").items()) {
            constrain(constraint, service.segment(), rules, rule -> {
                preferred.add(rule);
                noteRole(constraint, rule, workload instanceof Workload.PerNode);
            });
        }
        List<String> spread = new ArrayList<>();
        for (Attribute preference : placement.get("preferences").items()) {
            String over = preference.get("spread").string().trim();
            String label = isLabel(over, NODE_LABEL) ? over.substring(NODE_LABEL.length()) : "";
            if (!MetadataKeys.isKey(label)) {
                preference.lost(
                        "Kubernetes spreads pods over node labels only, not over '" + over + "'",
                        "label the nodes, and use 'node.labels.NAME'");
            } else if (!spread.contains(label)) {
                spread.add(label);
            }
        }
        int most = placement
                .get("max_replicas_per_node")
                .number()
                .map(number -> (int) Math.min(Integer.MAX_VALUE, number))
                .orElse(0);
        return Placement.ANYWHERE.with(builder -> builder.nodes(List.copyOf(rules))
                .preferred(List.copyOf(preferred))
                .spreadOver(spread)
                .mostPerNode(most)
                .nodeSelector(selector));
    }

    /** Podman plays on one machine: says that nothing can be chosen there. */
    public static Placement onThisMachine(Attribute service) {
        Stream.of(service.get("platform"), service.get("deploy").get("placement"))
                .filter(Attribute::present)
                .forEach(attribute ->
                        attribute.notForPodman("podman only runs on this machine", "remove it for podman"));
        return Placement.ANYWHERE;
    }

    /** Reads an operating system, an architecture, or both: {@code linux}, {@code arm64}, {@code linux/arm/v7}. */
    private static Map<String, String> platform(Attribute platform) {
        String text = platform.string().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return Map.of();
        }
        String[] parts = text.split("/", -1);
        if (parts[0].startsWith("wasi")) {
            platform.nodeLevel("nodes run WebAssembly by a runtime class, whatever their platform");
            return Map.of();
        }
        boolean architectureOnly = parts.length == 1 && !parts[0].equals("linux") && !parts[0].equals("windows");
        String os = architectureOnly ? "" : parts[0];
        String architecture = architecture(architectureOnly ? parts[0] : parts.length > 1 ? parts[1] : "");
        if (!MetadataKeys.isLabelValue(os) || !MetadataKeys.isLabelValue(architecture)) {
            platform.lost("'" + text + "' is not a valid platform", "use a platform such as 'linux/amd64'");
            return Map.of();
        }
        Map<String, String> selector = new LinkedHashMap<>();
        if (!os.isEmpty()) {
            selector.put(OS, os);
        }
        if (!architecture.isEmpty()) {
            selector.put(ARCHITECTURE, architecture);
        }
        // Every arm64 is a v8.
        if (parts.length > 2 && !(architecture.equals("arm64") && parts[2].equals("v8"))) {
            platform.noteApproximated(
                    "nodes can be selected by the architecture '" + architecture + "', but not by the variant '"
                            + parts[2] + "'",
                    "label these nodes, and select the label in 'deploy.placement.constraints'");
        }
        return selector;
    }

    private static String architecture(String name) {
        return switch (name) {
            case "x86_64", "x86-64" -> "amd64";
            case "aarch64" -> "arm64";
            case "armhf", "armv7l" -> "arm";
            case "i386", "i686" -> "386";
            default -> name;
        };
    }

    private static void constrain(Attribute constraint, String service, Set<NodeRule> rules, Consumer<NodeRule> roles) {
        String text = constraint.string();
        int unequal = text.indexOf("!=");
        int operator = unequal >= 0 ? unequal : text.indexOf("==");
        String left = operator < 0 ? "" : text.substring(0, operator).trim();
        String value = operator < 0 ? "" : text.substring(operator + 2).trim();
        if (left.isEmpty() || value.isEmpty()) {
            constraint.lost(
                    "'" + text + "' is not a comparison with == or !=", "use the form 'node.labels.NAME == VALUE'");
            return;
        }
        boolean equal = unequal < 0;
        // Only the names of labels are case-sensitive.
        String name = left.toLowerCase(Locale.ROOT);
        if (name.equals("node.role")) {
            role(constraint, value.toLowerCase(Locale.ROOT), equal, roles);
            return;
        }
        String label = isLabel(name, NODE_LABEL)
                ? left.substring(NODE_LABEL.length())
                : switch (name) {
                    case "node.hostname" -> "kubernetes.io/hostname";
                    case "node.platform.os" -> OS;
                    case "node.platform.arch" -> ARCHITECTURE;
                    default -> "";
                };
        if (!MetadataKeys.isKey(label)) {
            constraint.lost(
                    "Kubernetes nodes have no '" + left + "'",
                    isLabel(name, ENGINE_LABEL)
                            ? "label the nodes with 'kubectl label node', and compare '" + NODE_LABEL
                                    + left.substring(ENGINE_LABEL.length()) + "'"
                            : name.equals("node.id")
                                    ? "use 'node.hostname' to select the node"
                                    : "label the nodes, and compare the label");
            return;
        }
        String wanted = label.equals(ARCHITECTURE)
                ? architecture(value.toLowerCase(Locale.ROOT))
                : label.equals(OS) ? value.toLowerCase(Locale.ROOT) : value;
        if (!MetadataKeys.isLabelValue(wanted)) {
            constraint.lost(
                    "'" + wanted + "' is not a valid value of a node label", "use letters, digits, '-', '_' and '.'");
            return;
        }
        rules.add(new NodeRule(label, equal ? Operator.EQUAL : Operator.NOT_EQUAL, wanted));
        if (equal) {
            noteChoice(constraint, name, label, wanted, service);
        }
    }

    /** Says what a node needs that a cluster does not give its nodes by itself: the pod is pending without one. */
    private static void noteChoice(Attribute constraint, String name, String label, String value, String service) {
        if (name.equals("node.hostname")) {
            constraint.note(
                    Code.NODE_TO_CHOOSE,
                    "'" + service + "' only runs on a node called '" + value + "'",
                    "it must be a name that 'kubectl get nodes' shows");
        } else if (isLabel(name, NODE_LABEL) && !WELL_KNOWN.matcher(label).find()) {
            constraint.note(
                    Code.NODE_TO_CHOOSE,
                    "'" + service + "' only runs on a node with the label '" + label + "=" + value + "'",
                    "label a node",
                    "kubectl label node NODE " + ShellText.shortWord(label + "=" + value));
        }
    }

    private static boolean isLabel(String name, String prefix) {
        return name.length() > prefix.length() && name.toLowerCase(Locale.ROOT).startsWith(prefix);
    }

    private static void role(Attribute constraint, String role, boolean equal, Consumer<NodeRule> roles) {
        if (!role.equals("manager") && !role.equals("worker")) {
            constraint.lost(
                    "'" + role + "' is not a node role; the roles are manager and worker",
                    "use manager, worker or a node label");
            return;
        }
        roles.accept(new NodeRule(
                "node-role.kubernetes.io/control-plane",
                role.equals("manager") == equal ? Operator.EXISTS : Operator.MISSING,
                ""));
    }

    /**
     * Says that the role is a preference. A managed cluster has no nodes of the control plane, others keep pods away
     * from them by taints, and a cluster with one node has no others.
     */
    private static void noteRole(Attribute constraint, NodeRule rule, boolean onEachNode) {
        boolean manager = rule.operator() == Operator.EXISTS;
        constraint.note(
                Code.NODE_ROLE,
                onEachNode
                        ? "a DaemonSet takes nodes of any role, except those whose taints keep pods away"
                        : manager
                                ? "nodes of the control plane are preferred, not required: they usually run no applications"
                                : "nodes of the control plane are avoided, not ruled out: a cluster may have no others",
                "to insist, use 'node.labels.NAME == VALUE', and run 'kubectl label node NODE NAME=VALUE'");
    }
}
