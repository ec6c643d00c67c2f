package dev.sild.stacks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds between the objects of any stack: their names fit, and what one refers to is there. */
final class StackStructure {
    private static final int LABEL = 63;
    /** What controllers put behind the names of StatefulSets and CronJobs must fit too. */
    private static final int CUT = 52;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
    private static final String PART_OF = "app.kubernetes.io/instance";

    private final List<Map<String, Object>> objects;
    private final Stack stack;
    private final List<Map<String, Object>> workloads;

    /** Looks at the objects that {@code stack} became. */
    StackStructure(List<Map<String, Object>> objects, Stack stack) {
        this.objects = objects;
        this.stack = stack;
        workloads = objects.stream()
                .filter(object -> template(object).containsKey("spec"))
                .toList();
    }

    /** Checks all of it. */
    void holds() {
        assertThat(objects.stream().map(StackStructure::called)).doesNotHaveDuplicates();
        objects.forEach(this::hasAFittingName);
        workloads.forEach(workload -> {
            hasUniqueParts(template(workload));
            selectsItself(workload);
            mountsWhatIsThere(workload);
            refersToWhatIsThere(template(workload));
        });
        all("Service").forEach(this::leadsToPorts);
        all("Ingress").forEach(this::entersServices);
        all("HTTPRoute").forEach(this::entersServices);
        all("NetworkPolicy")
                .forEach(policy -> assertThat(selected(Tree.map(policy, "spec", "podSelector", "matchLabels")))
                        .as(called(policy))
                        .isNotEmpty());
        all("PodDisruptionBudget")
                .forEach(budget -> assertThat(selected(Tree.map(budget, "spec", "selector", "matchLabels")))
                        .as(called(budget))
                        .hasSize(1));
        all("HorizontalPodAutoscaler")
                .forEach(scaler -> assertThat(workloads.stream().map(StackStructure::called))
                        .as(called(scaler))
                        .contains(Tree.text(scaler, "spec", "scaleTargetRef", "kind") + " "
                                + Tree.text(scaler, "spec", "scaleTargetRef", "name")));
        all("RoleBinding").forEach(binding -> {
            assertThat(names(Tree.text(binding, "roleRef", "kind")))
                    .as(called(binding))
                    .contains(Tree.text(binding, "roleRef", "name"));
            Tree.list(binding, "subjects")
                    .forEach(subject -> assertThat(names("ServiceAccount"))
                            .as(called(binding))
                            .contains(Tree.text(subject, "name")));
        });
        all("ServiceMonitor").forEach(this::findsItsPort);
    }

    private static String called(Map<String, Object> object) {
        return Tree.text(object, "kind") + " " + Tree.text(object, "metadata", "name");
    }

    private List<Map<String, Object>> all(String kind) {
        return objects.stream()
                .filter(object -> Tree.text(object, "kind").equals(kind))
                .toList();
    }

    private Set<String> names(String kind) {
        return all(kind).stream()
                .map(object -> Tree.text(object, "metadata", "name"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Returns the template of a workload's pods; nothing of what is none. */
    static Map<String, Object> template(Map<String, Object> object) {
        return Tree.text(object, "kind").equals("CronJob")
                ? Tree.map(object, "spec", "jobTemplate", "spec", "template")
                : Tree.map(object, "spec", "template");
    }

    private void hasAFittingName(Map<String, Object> object) {
        String kind = Tree.text(object, "kind");
        int most = kind.equals("StatefulSet") || kind.equals("CronJob") ? CUT : LABEL;
        assertThat(Tree.text(object, "metadata", "name")).matches(NAME).hasSizeLessThanOrEqualTo(most);
        assertThat(Tree.strings(object, "metadata", "labels"))
                .as(called(object))
                .containsEntry(PART_OF, stack.application().name())
                .containsEntry("app.kubernetes.io/managed-by", "sild");
        Stream.concat(
                        Tree.strings(object, "metadata", "labels").values().stream(),
                        Tree.strings(template(object), "metadata", "labels").values().stream())
                .forEach(value -> assertThat(value).matches(VALUE).hasSizeLessThanOrEqualTo(LABEL));
    }

    private static List<Map<String, Object>> containers(Map<String, Object> template) {
        return Stream.concat(
                        Tree.list(template, "spec", "initContainers").stream(),
                        Tree.list(template, "spec", "containers").stream())
                .toList();
    }

    private static void hasUniqueParts(Map<String, Object> template) {
        assertThat(containers(template))
                .extracting(container -> Tree.text(container, "name"))
                .doesNotHaveDuplicates()
                .allMatch(name -> NAME.matcher(name).matches() && name.length() <= LABEL);
        assertThat(Tree.list(template, "spec", "volumes"))
                .extracting(volume -> Tree.text(volume, "name"))
                .doesNotHaveDuplicates()
                .allMatch(name -> NAME.matcher(name).matches() && name.length() <= LABEL);
        for (Map<String, Object> container : containers(template)) {
            assertThat(Tree.list(container, "env"))
                    .extracting(env -> Tree.text(env, "name"))
                    .doesNotHaveDuplicates();
            assertThat(Tree.list(container, "volumeMounts"))
                    .extracting(mount -> Tree.text(mount, "mountPath"))
                    .doesNotHaveDuplicates();
        }
        List<Map<String, Object>> ports = ports(template);
        assertThat(ports)
                .extracting(port -> Tree.text(port, "name"))
                .doesNotHaveDuplicates()
                .allMatch(name -> NAME.matcher(name).matches() && name.length() <= 15);
        assertThat(ports)
                .extracting(port -> Tree.text(port, "containerPort") + Tree.text(port, "protocol"))
                .doesNotHaveDuplicates();
    }

    private static List<Map<String, Object>> ports(Map<String, Object> template) {
        return containers(template).stream()
                .flatMap(container -> Tree.list(container, "ports").stream())
                .toList();
    }

    /** Returns the workloads whose pods have these labels. */
    private List<Map<String, Object>> selected(Map<String, Object> labels) {
        return workloads.stream()
                .filter(workload -> Tree.map(template(workload), "metadata", "labels")
                        .entrySet()
                        .containsAll(labels.entrySet()))
                .toList();
    }

    private void selectsItself(Map<String, Object> workload) {
        Map<String, Object> labels = Tree.map(workload, "spec", "selector", "matchLabels");
        if (!List.of("CronJob", "Job").contains(Tree.text(workload, "kind"))) {
            assertThat(labels).as(called(workload)).containsKey(PART_OF);
            assertThat(selected(labels)).as(called(workload)).containsExactly(workload);
        }
    }

    private static void mountsWhatIsThere(Map<String, Object> workload) {
        Set<String> volumes = Stream.concat(
                        Tree.list(template(workload), "spec", "volumes").stream()
                                .map(volume -> Tree.text(volume, "name")),
                        Tree.list(workload, "spec", "volumeClaimTemplates").stream()
                                .map(claim -> Tree.text(claim, "metadata", "name")))
                .collect(Collectors.toSet());
        Set<String> mounted = containers(template(workload)).stream()
                .flatMap(container -> Tree.list(container, "volumeMounts").stream())
                .map(mount -> Tree.text(mount, "name"))
                .collect(Collectors.toSet());
        assertThat(mounted).as(called(workload)).isEqualTo(volumes);
    }

    private void leadsToPorts(Map<String, Object> service) {
        List<Map<String, Object>> backends = selected(Tree.map(service, "spec", "selector"));
        assertThat(backends).as(called(service)).hasSize(1);
        assertThat(Tree.list(service, "spec", "ports"))
                .as(called(service))
                .extracting(port -> Tree.text(port, "name"))
                .doesNotHaveDuplicates();
        for (Map<String, Object> port : Tree.list(service, "spec", "ports")) {
            String target = port.containsKey("targetPort") ? Tree.text(port, "targetPort") : Tree.text(port, "port");
            assertThat(ports(template(backends.get(0))))
                    .as("%s: %s", called(service), port)
                    .anyMatch(each ->
                            target.equals(Tree.text(each, "name")) || target.equals(Tree.text(each, "containerPort")));
        }
    }

    /** The Services that an Ingress or a route leads to have the ports that it names. */
    private void entersServices(Map<String, Object> entrance) {
        List<Map<String, Object>> backends = new ArrayList<>();
        for (Map<String, Object> rule : Tree.list(entrance, "spec", "rules")) {
            Tree.list(rule, "http", "paths").forEach(path -> backends.add(Tree.map(path, "backend", "service")));
            backends.addAll(Tree.list(rule, "backendRefs"));
        }
        Map<String, Object> otherwise = Tree.map(entrance, "spec", "defaultBackend", "service");
        if (!otherwise.isEmpty()) {
            backends.add(otherwise);
        }
        assertThat(backends)
                .as(called(entrance))
                .isNotEmpty()
                .allSatisfy(backend -> assertThat(all("Service").stream()
                                .filter(service ->
                                        Tree.text(service, "metadata", "name").equals(Tree.text(backend, "name")))
                                .flatMap(service -> Tree.list(service, "spec", "ports").stream()))
                        .anyMatch(port -> Tree.text(port, "port").equals(Tree.text(backend, "port"))
                                || Tree.text(port, "port").equals(Tree.text(backend, "port", "number"))
                                || Tree.text(port, "name").equals(Tree.text(backend, "port", "name"))));
    }

    private void findsItsPort(Map<String, Object> monitor) {
        Map<String, Object> labels = Tree.map(monitor, "spec", "selector", "matchLabels");
        List<Map<String, Object>> services = all("Service").stream()
                .filter(service ->
                        Tree.map(service, "metadata", "labels").entrySet().containsAll(labels.entrySet()))
                .toList();
        for (Map<String, Object> endpoint : Tree.list(monitor, "spec", "endpoints")) {
            assertThat(services)
                    .as(called(monitor))
                    .anyMatch(service -> Tree.list(service, "spec", "ports").stream()
                            .anyMatch(port -> Tree.text(port, "name").equals(Tree.text(endpoint, "port"))));
        }
    }

    /**
     * Every Secret, ConfigMap and claim that a pod reads is made with it, generated, or one the resource says it refers
     * to.
     */
    private void refersToWhatIsThere(Map<String, Object> template) {
        Set<String> secrets = new HashSet<>(ExternalBundles.names(stack.application(), true));
        stack.seeds().stream().map(SecretSeed::name).forEach(secrets::add);
        Set<String> configMaps = names("ConfigMap");
        configMaps.addAll(ExternalBundles.names(stack.application(), false));
        List<String> readSecrets = new ArrayList<>();
        List<String> readConfigMaps = new ArrayList<>();
        for (Map<String, Object> container : containers(template)) {
            Tree.list(container, "env").forEach(env -> {
                readSecrets.add(Tree.text(env, "valueFrom", "secretKeyRef", "name"));
                readConfigMaps.add(Tree.text(env, "valueFrom", "configMapKeyRef", "name"));
            });
            Tree.list(container, "envFrom").forEach(from -> {
                readSecrets.add(Tree.text(from, "secretRef", "name"));
                readConfigMaps.add(Tree.text(from, "configMapRef", "name"));
            });
        }
        List<String> claims = new ArrayList<>();
        for (Map<String, Object> volume : Tree.list(template, "spec", "volumes")) {
            readSecrets.add(Tree.text(volume, "secret", "secretName"));
            readConfigMaps.add(Tree.text(volume, "configMap", "name"));
            claims.add(Tree.text(volume, "persistentVolumeClaim", "claimName"));
        }
        assertThat(named(readSecrets)).isSubsetOf(secrets);
        assertThat(named(readConfigMaps)).isSubsetOf(configMaps);
        assertThat(named(claims)).isSubsetOf(names("PersistentVolumeClaim"));
    }

    private static List<String> named(List<String> names) {
        return names.stream().filter(name -> !name.isEmpty()).toList();
    }
}
