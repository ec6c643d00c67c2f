package dev.sild.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.stacks.shared.KindCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rights that the chart gives: where, and to what. */
class ChartRulesTest {

    @Test
    void whoWatchesAllNamespacesHasOneClusterRole() {
        List<Map<String, Object>> objects = Chart.render(Chart.NAMESPACE, "rbac: {userRoles: false}");

        assertThat(Chart.ofKind(objects, "ClusterRole")).hasSize(1);
        assertThat(Chart.ofKind(objects, "ClusterRoleBinding")).hasSize(1);
        assertThat(Chart.ofKind(objects, "Role"))
                .extracting(ChartRulesTest::place)
                .containsExactly("sild-system/sild-leader");
    }

    @Test
    void whoWatchesSomeHasARoleInEachAndNothingClusterWide() {
        List<Map<String, Object>> objects = Chart.render(
                Chart.NAMESPACE,
                "{watch: {namespaces: [team-a, team-b]}, rbac: {userRoles: false}, crds: {install: false}}");

        assertThat(objects)
                .noneMatch(object -> Tree.text(object, "metadata", "namespace").isEmpty());
        for (String kind : List.of("Role", "RoleBinding")) {
            assertThat(Chart.ofKind(objects, kind))
                    .extracting(ChartRulesTest::place)
                    .containsExactlyInAnyOrder(
                            "sild-system/sild-leader", "team-a/sild-system-sild", "team-b/sild-system-sild");
        }
        assertThat(Chart.ofKind(objects, "RoleBinding"))
                .allSatisfy(binding -> assertThat(Tree.list(binding, "subjects"))
                        .containsExactly(
                                Map.of("kind", "ServiceAccount", "name", "sild", "namespace", Chart.NAMESPACE)));
    }

    @Test
    void someAndAllNamespacesHaveTheSameRules() {
        Map<String, Object> everywhere = Chart.ofKind(
                        Chart.render(Chart.NAMESPACE, "rbac: {userRoles: false}"), "ClusterRole")
                .get(0);

        assertThat(Chart.ofKind(Chart.render(Chart.NAMESPACE, "watch: {namespaces: [team-a]}"), "Role"))
                .filteredOn(role -> place(role).startsWith("team-a/"))
                .allSatisfy(role -> assertThat(role.get("rules")).isEqualTo(everywhere.get("rules")))
                .hasSize(1);
    }

    @Test
    void noRuleIsAWildcardNorAllowsMoreThanApplyingAndPruning() {
        List<Map<String, Object>> rules = Stream.of("", "watch: {namespaces: [team-a]}")
                .flatMap(values -> Chart.render(Chart.NAMESPACE, values).stream())
                .filter(object -> Tree.text(object, "kind").endsWith("Role")
                        && !place(object).endsWith("-edit"))
                .flatMap(role -> Tree.list(role, "rules").stream())
                .toList();

        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(Stream.of("apiGroups", "resources").flatMap(key -> Tree.texts(rule, key).stream()))
                    .doesNotContain("*");
            boolean ofLease = Tree.texts(rule, "resources").equals(List.of("leases"));
            assertThat(Tree.texts(rule, "verbs"))
                    .isSubsetOf("get", "list", "watch", "create", "patch", "delete", ofLease ? "update" : "get");
        });
    }

    @Test
    void kindsOfChildrenAreWatchedAndThoseThatStacksHaveAreKept() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (ChildKind kind : ChildKind.values()) {
            expected.put(resource(kind), Set.of("list", "watch"));
        }
        Stream.concat(Stream.of(ChildKind.SECRET), rendered())
                .distinct()
                .forEach(kind ->
                        expected.put(resource(kind), Set.of("get", "list", "watch", "create", "patch", "delete")));

        Map<String, Set<String>> given = new TreeMap<>();
        for (Map<String, Object> rule : Tree.list(
                Chart.ofKind(Chart.render(Chart.NAMESPACE, ""), "ClusterRole").stream()
                        .filter(role -> place(role).equals("/sild-system-sild"))
                        .findFirst()
                        .orElseThrow(),
                "rules")) {
            Tree.texts(rule, "resources")
                    .forEach(resource -> given.merge(
                            Tree.texts(rule, "apiGroups").get(0) + "/" + resource,
                            Set.copyOf(Tree.texts(rule, "verbs")),
                            (one, other) ->
                                    Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet())));
        }
        // What it gives to others is none of its children.
        assertThat(given.remove("/pods")).containsExactlyInAnyOrder("get", "list", "watch");
        assertThat(given.remove("/pods/log")).containsExactly("get");
        given.keySet().removeIf(resource -> resource.startsWith("sild.dev/") || resource.equals("/events"));
        assertThat(given).isEqualTo(expected);
    }

    /** The kinds of which some golden stack has an object. */
    private static Stream<ChildKind> rendered() throws IOException {
        List<ChildKind> kinds = new ArrayList<>();
        for (Map<String, Object> object : goldens()) {
            kinds.add(ChildKind.of(Tree.text(object, "apiVersion"), Tree.text(object, "kind"))
                    .orElseThrow(() -> new AssertionError(object.get("kind") + " is not a kind of children")));
        }
        return kinds.stream();
    }

    private static List<Map<String, Object>> goldens() throws IOException {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (KindCase<?> kind : KindCase.all()) {
            for (Path folder : kind.cases()) {
                objects.addAll(Tree.documents(Files.readString(folder.resolve("out.yaml"))));
            }
        }
        return objects;
    }

    @Test
    void everyRightThatAStackGivesIsTheOperatorsOwn() throws IOException {
        List<Map<String, Object>> own = Tree.list(
                Chart.ofKind(Chart.render(Chart.NAMESPACE, ""), "ClusterRole").stream()
                        .filter(role -> place(role).equals("/sild-system-sild"))
                        .findFirst()
                        .orElseThrow(),
                "rules");

        List<Map<String, Object>> given = Chart.ofKind(goldens(), "Role").stream()
                .flatMap(role -> Tree.list(role, "rules").stream())
                .toList();

        assertThat(given).isNotEmpty().allSatisfy(rule -> assertThat(own).contains(rule));
    }

    @Test
    void aStackOfTheWholeClusterHasTheRightsThatOneOfANamespaceGetsFromTheOperator() throws IOException {
        List<Map<String, Object>> objects = Chart.render(
                Chart.NAMESPACE,
                "{watch: {namespaces: [monitoring]}, rbac: {userRoles: false}, monitoring: {clusterWide: [{namespace: monitoring, name: watch}]}}");
        List<Map<String, Object>> roles = Chart.ofKind(goldens(), "Role");

        for (String component : List.of("watch-prometheus", "watch-logs")) {
            String name = "sild-system-sild-monitoring-" + component.substring("watch-".length());
            assertThat(Chart.ofKind(objects, "ClusterRole"))
                    .filteredOn(role -> place(role).equals("/" + name))
                    .singleElement()
                    .extracting(role -> role.get("rules"))
                    .isEqualTo(roles.stream()
                            .filter(role -> place(role).equals("/" + component))
                            .findFirst()
                            .orElseThrow()
                            .get("rules"));
            assertThat(Chart.ofKind(objects, "ClusterRoleBinding"))
                    .filteredOn(binding -> place(binding).equals("/" + name))
                    .singleElement()
                    .satisfies(binding -> {
                        assertThat(Tree.text(binding, "roleRef", "name")).isEqualTo(name);
                        assertThat(Tree.list(binding, "subjects"))
                                .containsExactly(
                                        Map.of("kind", "ServiceAccount", "name", component, "namespace", "monitoring"));
                    });
        }
    }

    private static String resource(ChildKind kind) {
        return kind.group() + "/" + kind.plural();
    }

    @Test
    void nothingIsGivenWhereRightsComeFromElsewhere() {
        List<Map<String, Object>> objects = Chart.render(
                Chart.NAMESPACE,
                "{rbac: {create: false, userRoles: false}, serviceAccount: {create: false, name: mine}}");

        assertThat(objects).noneMatch(object -> Tree.text(object, "apiVersion").startsWith("rbac"));
        assertThat(Chart.ofKind(objects, "ServiceAccount")).isEmpty();
        assertThat(Tree.text(
                        Chart.ofKind(objects, "Deployment").get(0), "spec", "template", "spec", "serviceAccountName"))
                .isEqualTo("mine");
    }

    private static String place(Map<String, Object> object) {
        return Tree.text(object, "metadata", "namespace") + "/" + Tree.text(object, "metadata", "name");
    }
}
