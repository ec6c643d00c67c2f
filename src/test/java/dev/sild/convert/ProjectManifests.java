package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The objects of a conversion, and what must hold of them. */
record ProjectManifests(ConvertRun conversion, String context, List<Map<String, Object>> objects) {
    private static final List<String> WORKLOADS = List.of("Deployment", "DaemonSet", "Job", "Pod");

    ProjectManifests(ConvertRun conversion, String context) {
        this(conversion, context, Tree.documents(conversion.out()));
    }

    void namesAreUniqueAndLegal() {
        Set<String> names = new HashSet<>();
        for (Map<String, Object> object : objects) {
            assertThat(names.add(kind(object) + "/" + name(object)))
                    .as(kind(object) + "/" + name(object) + context)
                    .isTrue();
            assertThat(name(object))
                    .as(context)
                    .matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")
                    .hasSizeLessThanOrEqualTo(253);
            if (kind(object).equals("Service")) {
                assertThat(name(object))
                        .as(context)
                        .matches("[a-z]([-a-z0-9]*[a-z0-9])?")
                        .hasSizeLessThanOrEqualTo(63);
                distinct(Tree.list(object, "spec", "ports"), "name");
            }
        }
        for (Map<String, Object> pod : pods()) {
            distinct(Tree.list(pod, "containers"), "name");
            distinct(Tree.list(pod, "volumes"), "name");
            for (Map<String, Object> container : containers(pod)) {
                distinct(Tree.list(container, "env"), "name");
                distinct(Tree.list(container, "volumeMounts"), "mountPath");
                Set<Object> ports = new HashSet<>();
                Tree.list(container, "ports").stream()
                        .map(port -> port.get("name"))
                        .filter(java.util.Objects::nonNull)
                        .forEach(port ->
                                assertThat(ports.add(port)).as(port + context).isTrue());
            }
        }
    }

    void everyServiceIsFoundAndRuns(int services) {
        Set<String> found =
                new HashSet<>(of("Service").stream().map(ProjectManifests::name).toList());
        for (Map<String, Object> workload : workloads()) {
            String component = (String) labels(workload).get("app.kubernetes.io/name");
            // Nobody connects to a Job without a port that nothing names.
            if (kind(workload).equals("Job")) {
                found.add(component);
            }
            assertThat(found).as(component + context).contains(component);
        }
        // What has a container and no Service is none of the project's, but fills a volume or waits.
        Set<Object> run = new HashSet<>();
        pods().forEach(pod -> containers(pod).forEach(container -> run.add(container.get("name"))));
        run.retainAll(found);
        assertThat(run).as(context).hasSize(services);
    }

    void selectorsMatchTheirTemplates() {
        List<Map<String, Object>> templates = new ArrayList<>();
        for (Map<String, Object> workload : workloads()) {
            Map<String, Object> labels = Tree.map(workload, "spec", "template", "metadata", "labels");
            templates.add(labels);
            Map<String, Object> selector = Tree.map(workload, "spec", "selector", "matchLabels");
            assertThat(labels).as(context).containsAllEntriesOf(selector);
            assertThat(selector.isEmpty()).as(context).isEqualTo(kind(workload).equals("Job"));
        }
        for (Map<String, Object> service : of("Service")) {
            Map<String, Object> selector = Tree.map(service, "spec", "selector");
            assertThat(templates)
                    .as(name(service) + context)
                    .anySatisfy(labels -> assertThat(labels).containsAllEntriesOf(selector));
        }
        for (Map<String, Object> policy : of("NetworkPolicy")) {
            Map<String, Object> selector = Tree.map(policy, "spec", "podSelector", "matchLabels");
            assertThat(templates)
                    .as(name(policy) + context)
                    .anySatisfy(labels -> assertThat(labels).containsAllEntriesOf(selector));
        }
    }

    void servicePortsLeadToContainerPorts() {
        for (Map<String, Object> service : of("Service")) {
            Map<String, Object> selector = Tree.map(service, "spec", "selector");
            Set<String> open = new HashSet<>();
            for (Map<String, Object> workload : workloads()) {
                if (Tree.map(workload, "spec", "template", "metadata", "labels")
                        .entrySet()
                        .containsAll(selector.entrySet())) {
                    containers(Tree.map(workload, "spec", "template", "spec"))
                            .forEach(container -> Tree.list(container, "ports")
                                    .forEach(port -> open.add(
                                            port.get("containerPort") + "/" + port.getOrDefault("protocol", "TCP"))));
                }
            }
            for (Map<String, Object> port : Tree.list(service, "spec", "ports")) {
                assertThat(open)
                        .as(name(service) + context)
                        .contains(port.getOrDefault("targetPort", port.get("port")) + "/"
                                + port.getOrDefault("protocol", "TCP"));
            }
            assertThat(Tree.list(service, "spec", "ports").isEmpty()
                            && !"None".equals(Tree.at(service, "spec", "clusterIP")))
                    .as(name(service) + context)
                    .isFalse();
        }
    }

    void everyReferenceLeadsSomewhere() {
        for (Map<String, Object> pod : pods()) {
            Map<String, Map<String, Object>> volumes = new LinkedHashMap<>();
            Tree.list(pod, "volumes").forEach(volume -> volumes.put((String) volume.get("name"), volume));
            Set<String> mounted = new HashSet<>();
            for (Map<String, Object> container : containers(pod)) {
                for (Map<String, Object> mount : Tree.list(container, "volumeMounts")) {
                    String name = (String) mount.get("name");
                    assertThat(volumes).as(context).containsKey(name);
                    mounted.add(name);
                    Set<String> paths = paths(volumes.get(name));
                    if (mount.get("subPath") != null && paths != null) {
                        assertThat(paths).as(mount + context).contains((String) mount.get("subPath"));
                    }
                }
                for (Map<String, Object> variable : Tree.list(container, "env")) {
                    Map<String, Object> key = Tree.map(variable, "valueFrom", "secretKeyRef");
                    if (!key.isEmpty()) {
                        assertThat(keys("Secret", (String) key.get("name")))
                                .as(context)
                                .contains((String) key.get("key"));
                    }
                }
            }
            assertThat(mounted).as(context).isEqualTo(volumes.keySet());
            volumes.values().forEach(this::isMadeOrReported);
        }
    }

    private void isMadeOrReported(Map<String, Object> volume) {
        check("PersistentVolumeClaim", Tree.at(volume, "persistentVolumeClaim", "claimName"));
        check("ConfigMap", Tree.at(volume, "configMap", "name"));
        check("Secret", Tree.at(volume, "secret", "secretName"));
    }

    private void check(String kind, Object name) {
        if (name != null) {
            assertThat(of(kind).stream().anyMatch(object -> name(object).equals(name))
                            || conversion.err().contains("'" + name + "'"))
                    .as(kind + " " + name + context)
                    .isTrue();
        }
    }

    /** Returns the paths that a volume of files has; null for a volume whose content is not known here. */
    private Set<String> paths(Map<String, Object> volume) {
        boolean secret = volume.get("secret") != null;
        Map<String, Object> source = Tree.map(volume.get(secret ? "secret" : "configMap"));
        if (source.isEmpty()) {
            return null;
        }
        if (!Tree.list(source, "items").isEmpty()) {
            Set<String> paths = new HashSet<>();
            Tree.list(source, "items").forEach(item -> paths.add((String) item.get("path")));
            return paths;
        }
        return keys(secret ? "Secret" : "ConfigMap", (String) source.get(secret ? "secretName" : "name"));
    }

    /** Returns the keys of an object; null for one that somebody else makes. */
    private Set<String> keys(String kind, String name) {
        for (Map<String, Object> object : of(kind)) {
            if (name(object).equals(name)) {
                Set<String> keys = new HashSet<>(Tree.map(object, "data").keySet());
                keys.addAll(Tree.map(object, "binaryData").keySet());
                return keys;
            }
        }
        return null;
    }

    void noSecretIsInTheOpen() {
        assertThat(conversion.err()).as(context).doesNotContain(RandomProjects.SECRET);
        for (Map<String, Object> object : objects) {
            if (!kind(object).equals("Secret")) {
                assertThat(object.toString()).as(context).doesNotContain(RandomProjects.SECRET);
            } else {
                Tree.map(object, "data")
                        .values()
                        .forEach(value -> Base64.getDecoder().decode((String) value));
            }
        }
    }

    private void distinct(List<Map<String, Object>> items, String key) {
        Set<Object> seen = new HashSet<>();
        items.forEach(
                item -> assertThat(seen.add(item.get(key))).as(item + context).isTrue());
    }

    private List<Map<String, Object>> of(String kind) {
        return objects.stream().filter(object -> kind(object).equals(kind)).toList();
    }

    private List<Map<String, Object>> workloads() {
        return objects.stream()
                .filter(object -> WORKLOADS.contains(kind(object)))
                .toList();
    }

    private List<Map<String, Object>> pods() {
        return workloads().stream()
                .map(workload -> kind(workload).equals("Pod")
                        ? Tree.map(workload, "spec")
                        : Tree.map(workload, "spec", "template", "spec"))
                .toList();
    }

    private static List<Map<String, Object>> containers(Map<String, Object> pod) {
        return Stream.concat(Tree.list(pod, "initContainers").stream(), Tree.list(pod, "containers").stream())
                .toList();
    }

    private static String kind(Map<String, Object> object) {
        return (String) object.get("kind");
    }

    private static String name(Map<String, Object> object) {
        return (String) Tree.at(object, "metadata", "name");
    }

    private static Map<String, Object> labels(Map<String, Object> object) {
        return Tree.map(object, "metadata", "labels");
    }
}
