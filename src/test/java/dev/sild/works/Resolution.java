package dev.sild.works;

import dev.sild.Tree;
import dev.sild.works.FileView.File;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.MapNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what containers are started with under compose with what they are started with from the manifests. */
final class Resolution {
    private final ConvertedProject converted;
    private final ConversionReport report;
    private final Map<String, ResolvedContainer> containers;
    private final List<String> differences = new ArrayList<>();

    private Resolution(ConvertedProject converted) {
        this.converted = converted;
        report = converted.report();
        containers = ResolvedContainer.of(converted.manifests(), converted.forPodman());
    }

    /** Returns what differs and no finding of the report admits: one sentence each. */
    static List<String> differences(ConvertedProject converted) {
        Resolution resolution = new Resolution(converted);
        for (String service : new ComposeNetworks(converted.project()).services()) {
            ResolvedContainer container = resolution.containers.get(resolution.report.container(service));
            boolean none = resolution.composeRunsNone(service);
            if (none && converted.forPodman()) {
                continue;
            }
            if (container == null || container.absent() != none) {
                resolution.differences.add(
                        none ? service + " runs, and compose starts none" : "no container runs " + service);
            }
            if (container != null) {
                resolution.compare(service, Model.at(converted.project().root(), "services", service), container);
            }
        }
        return resolution.differences;
    }

    /**
     * Whether compose starts no container of a service, and podman, which has no workload of no pods, is given none:
     * none is asked for, or it is to share a namespace of one that there is none of. What is to run on each node has no
     * number, which is reported.
     */
    private boolean composeRunsNone(String service) {
        Node node = Model.at(converted.project().root(), "services", service);
        return Model.text(node, "scale").equals("0")
                        && !report.says("SILD-ROLLOUT-LOST", "services." + service + ".scale")
                || Model.text(node, "deploy", "replicas").equals("0")
                        // A program scales it when its time has come; with podman nothing does.
                        && (converted.forPodman()
                                || !Model.text(node, "deploy", "labels", "swarm.cronjob.enable")
                                        .equals("true"))
                        && !report.says("SILD-ROLLOUT-LOST", "services." + service + ".deploy.replicas")
                || Stream.of("network_mode", "pid", "ipc")
                        .map(kind -> Model.text(node, kind))
                        .anyMatch(target -> target.startsWith("service:")
                                && composeRunsNone(target.substring("service:".length())));
    }

    private void compare(String service, Node node, ResolvedContainer container) {
        String path = "services." + service;
        for (String broken : container.broken()) {
            if (!report.names(broken.split(" ")[1]) && !report.says("SILD-BUILD-OUTPUT-MISSING", path + ".volumes")) {
                differences.add(service + " failed to start: there is no " + broken);
            }
        }
        compareEnvironment(path, node, container);
        compareCommand(path, node, container);
        String folder = Model.text(node, "working_dir");
        String actual = Tree.text(container.raw(), "workingDir");
        if (!folder.equals(actual)
                && !(folder.isEmpty() && Model.isBuilt(converted.project().root(), node))) {
            differences.add(service + " starts in '" + actual + "', not in '" + folder + "'");
        }
        compareHealth(path, Model.at(node, "healthcheck"), container);
        compareFiles(
                service,
                ComposeFiles.of(converted.project(), service, converted.forPodman())
                        .files(),
                container.files().files());
    }

    /** Podman has no readiness, and the health check of a Dockerfile is not part of the model. */
    private void compareHealth(String path, Node check, ResolvedContainer container) {
        List<String> test = Model.texts(check, "test");
        boolean off = Model.isTrue(check, "disable")
                || test.equals(List.of("NONE"))
                || converted.arguments().contains("none");
        if (converted.forPodman() || (test.isEmpty() && !off) || hasOtherChecks(path)) {
            return;
        }
        for (String kind : List.of("readinessProbe", "livenessProbe")) {
            boolean there = container.raw().containsKey(kind);
            if (there && off) {
                differences.add(path + " has a " + kind + ", and its check is turned off");
            } else if (there && container.broken().isEmpty()) {
                String of = path + ".healthcheck.test";
                ResolvedProbe.difference(check, container, kind)
                        .filter(text -> !ReplacedHosts.inCheck(
                                renamed(of), report, of, test, container.raw().get(kind)))
                        .ifPresent(text -> differences.add(path + ": " + text));
            } else if (!there
                    && !off
                    && kind.equals("readinessProbe")
                    && !report.says("SILD-NODE-LEVEL", path + ".healthcheck")
                    && !report.says("SILD-HEALTH-LOST", path + ".healthcheck")) {
                differences.add(path + " has no " + kind);
            }
        }
    }

    /** Whether labels of kompose's ask for probes in the place of the check, or the report says that it differs. */
    private boolean hasOtherChecks(String path) {
        return report.says("SILD-HEALTH-DIFFERS", path + ".healthcheck.test")
                || Model.entries(converted.project().root(), "services", path.substring("services.".length()), "labels")
                        .keySet()
                        .stream()
                        .anyMatch(label -> label.startsWith("kompose.service.healthcheck."));
    }

    private void compareEnvironment(String path, Node node, ResolvedContainer container) {
        Map<String, Node> expected = Model.entries(node, "environment");
        expected.forEach((name, value) -> {
            String attribute = path + ".environment." + name;
            String actual = container.environment().get(name);
            if (value == null
                    ? actual != null && !report.says("SILD-ENV-UNSET", attribute)
                    : actual == null
                            ? !report.admits(attribute) && !isOmitted(container, name)
                            : !isSame(Model.text(value), actual, attribute)) {
                differences.add(attribute + " is " + shown(actual) + ", not "
                        + shown(value == null ? null : Model.text(value)));
            }
        });
        String referring = container.raw().get("command") + " "
                + container.raw().get("args") + container.raw().get("lifecycle") + probes(container.raw());
        // What is not there (podman has no hooks and no readiness, what runs first has no probes) left its variables
        // behind.
        boolean ofHooks = (!container.raw().containsKey("lifecycle") && hasSome(node, "post_start", "pre_stop"))
                || (!referring.contains("Probe=") && hasSome(node, "healthcheck"));
        Set<String> ofModels = modelVariables(Model.at(node, "models"));
        container.environment().keySet().stream()
                .filter(name -> !expected.containsKey(name) && !ofHooks && !ofModels.contains(name))
                .filter(name -> !referring.contains("$(" + name + ")")
                        && !referring.contains("$" + name)
                        && !referring.contains("${" + name + "}"))
                .filter(name -> Stream.of("SILD-VARIABLE-ADDED", "SILD-VARIABLE-RENAMED")
                        .noneMatch(code -> report.says(code, path, name)))
                .filter(name -> !report.says("SILD-HOST-REPLACED", path, "'" + name + "' of the image"))
                .forEach(name -> differences.add(path + " has a variable " + name + " that nobody asked for"));
    }

    private static boolean hasSome(Node node, String... attributes) {
        return Stream.of(attributes).anyMatch(attribute -> Model.at(node, attribute) != null);
    }

    private static String probes(Map<String, Object> container) {
        return Stream.of("readinessProbe", "livenessProbe", "startupProbe")
                .filter(container::containsKey)
                .map(probe -> probe + "=" + container.get(probe))
                .collect(Collectors.joining());
    }

    /** Returns the variables by which a service learns of its models. */
    private static Set<String> modelVariables(Node models) {
        Set<String> names = new HashSet<>();
        if (models instanceof MapNode map) {
            for (String model : map.entries().keySet()) {
                String prefix = model.toUpperCase(Locale.ROOT).replace('-', '_');
                Node use = map.get(model);
                Node endpoint = use instanceof MapNode given ? given.get("endpoint_var") : null;
                Node name = use instanceof MapNode given ? given.get("model_var") : null;
                names.add(endpoint == null ? prefix + "_URL" : Model.text(endpoint));
                names.add(name == null ? prefix + "_MODEL" : Model.text(name));
            }
        }
        return names;
    }

    private boolean isOmitted(ResolvedContainer container, String name) {
        return Tree.list(container.raw(), "env").stream()
                .filter(each -> Tree.text(each, "name").equals(name))
                .anyMatch(each -> container
                        .broken()
                        .contains("Secret " + Tree.text(each, "valueFrom", "secretKeyRef", "name") + " key "
                                + Tree.text(each, "valueFrom", "secretKeyRef", "key")));
    }

    /** Whether a text is what it was, but for names that the report says were rewritten in it. */
    private boolean isSame(String expected, String actual, String attribute) {
        return expected.equals(actual)
                || (report.says("SILD-HOST-REPLACED", attribute)
                        && ReplacedHosts.isRewritten(expected, actual, renamed(attribute)));
    }

    /** Returns what is called otherwise: what the report lists, static addresses, and compose's names of containers. */
    private Map<String, String> renamed(String attribute) {
        ComposeNetworks networks = new ComposeNetworks(converted.project());
        Map<String, String> renamed = new LinkedHashMap<>(networks.byAddress());
        for (String service : networks.services()) {
            for (String project : converted.projectNames()) {
                renamed.put(project + "_" + service + "_1", report.container(service));
                renamed.put(project + "-" + service + "-1", report.container(service));
            }
        }
        renamed.putAll(report.renamed());
        renamed.putAll(ReplacedHosts.of(networks, converted.project().root(), report, attribute));
        return renamed;
    }

    /** Compose's entrypoint is Kubernetes' command; without one, compose's command in its place where it is cleared. */
    private void compareCommand(String path, Node node, ResolvedContainer container) {
        List<String> entrypoint = Model.texts(node, "entrypoint");
        List<String> command = Model.texts(node, "command");
        boolean cleared =
                Model.at(node, "entrypoint") != null && (entrypoint.isEmpty() || entrypoint.equals(List.of("")));
        List<String> expected = new ArrayList<>(cleared ? List.of() : entrypoint);
        List<String> arguments = command.equals(List.of("")) ? List.of() : command;
        List<String> actual = new ArrayList<>(container.command());
        expected.addAll(arguments);
        actual.addAll(container.args());
        boolean takesOver =
                !container.command().isEmpty() == (!expected.isEmpty() && (cleared || !entrypoint.isEmpty()));
        boolean same = expected.size() == actual.size() && takesOver;
        for (int i = 0; same && i < expected.size(); i++) {
            same = expected.get(i).equals(actual.get(i))
                    || isSame(expected.get(i), actual.get(i), path + ".command")
                    || isSame(expected.get(i), actual.get(i), path + ".entrypoint");
        }
        if (!same && container.broken().isEmpty()) {
            differences.add(path + " runs " + container.command() + container.args() + ", not " + entrypoint + command);
        }
        if (cleared && expected.isEmpty() && !report.says("SILD-ENTRYPOINT-CLEARED", path + ".entrypoint")) {
            differences.add(path + " runs its image's entrypoint, which is cleared under compose");
        }
    }

    private void compareFiles(String service, Map<String, File> expected, Map<String, File> actual) {
        expected.forEach((path, file) -> {
            File arrived = actual.get(path);
            if (arrived == null) {
                if (!report.saysNotMounted(file.from(), path)) {
                    differences.add(service + " has no " + path);
                }
            } else if (!file.sameContent(arrived)) {
                differences.add(
                        service + " has in " + path + ": " + shown(string(arrived)) + ", not " + shown(string(file)));
            } else if (file.mode() >= 0 && file.mode() != arrived.mode() && !report.admits(file.from())) {
                differences.add(service + " has " + path + " with mode " + Integer.toOctalString(arrived.mode())
                        + ", not " + Integer.toOctalString(file.mode()));
            }
        });
        actual.keySet().stream()
                .filter(path -> !expected.containsKey(path))
                // Compose makes a folder in the place of a missing file; a pod has an empty file there.
                .filter(path -> !report.says("SILD-BIND-DATA-FILE", "services." + service + ".volumes", path))
                .forEach(path -> differences.add(service + " has " + path + ", which nobody mounts"));
    }

    private static String string(File file) {
        return new String(file.content(), StandardCharsets.ISO_8859_1);
    }

    private static String shown(String text) {
        return text == null ? "not there" : '"' + text + '"';
    }
}
