package dev.sild.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.report.Finding;
import dev.sild.report.InputException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesTest {
    private static final Deployment WEB = new DeploymentBuilder()
            .withNewMetadata()
            .withName("web")
            .endMetadata()
            .withNewSpec()
            .withReplicas(1)
            .withNewTemplate()
            .withNewSpec()
            .addNewContainer()
            .withName("web")
            .withImage("nginx:1")
            .addNewEnv()
            .withName("A")
            .withValue("1")
            .endEnv()
            .addNewEnv()
            .withName("B")
            .withValue("2")
            .endEnv()
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();

    private static final String HEAD = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n";
    private static final String OPERATIONS = "target: {kind: Deployment, name: web}\npatch:\n";

    @Test
    void listsOfThingsWithNamesAreMergedByName() throws InputException {
        Deployment merged = patched(HEAD + """
              template:
                spec:
                  containers:
                    - name: web
                      env:
                        - {name: A, $patch: delete}
                        - {name: B, value: "3"}
                        - {name: C, value: "4"}
                    - {name: more, image: "busybox:1"}
            """);

        var containers = merged.getSpec().getTemplate().getSpec().getContainers();
        assertThat(containers).hasSize(2);
        assertThat(containers.get(0).getImage()).isEqualTo("nginx:1");
        assertThat(containers.get(0).getEnv())
                .extracting(env -> env.getName() + "=" + env.getValue())
                .containsExactly("B=3", "C=4");
    }

    @Test
    void nullRemovesAFieldAndReplaceReplacesAMapping() throws InputException {
        assertThat(patched(HEAD + "  replicas: null\n").getSpec().getReplicas()).isNull();
        Deployment replaced = patched(HEAD + """
              template:
                spec:
                  $patch: replace
                  hostNetwork: true
            """);
        assertThat(replaced.getSpec().getTemplate().getSpec().getContainers()).isEmpty();
        assertThat(replaced.getSpec().getTemplate().getSpec().getHostNetwork()).isTrue();
    }

    @Test
    void operationsAreAppliedInOrder() throws InputException {
        Deployment changed = patched(OPERATIONS + """
            - {op: test, path: /spec/replicas, value: 1}
            - {op: replace, path: /spec/replicas, value: 5}
            - {op: add, path: /metadata/labels, value: {"a/b": c}}
            - {op: copy, from: /metadata/labels/a~1b, path: /metadata/labels/d}
            - {op: move, from: /metadata/labels/d, path: /metadata/labels/e}
            - {op: remove, path: /spec/template/spec/containers/0/env/0}
            - {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: Z}}
            """);

        assertThat(changed.getSpec().getReplicas()).isEqualTo(5);
        assertThat(changed.getMetadata().getLabels())
                .containsOnlyKeys("a/b", "e")
                .containsEntry("e", "c");
        assertThat(changed.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getEnv())
                .extracting("name")
                .containsExactly("B", "Z");
    }

    @Test
    void anOperationCompletesWhatAnotherOneHasLeft() throws InputException {
        Deployment changed = patched(OPERATIONS + """
            - {op: remove, path: /spec/template/spec/containers/0/name}
            - {op: add, path: /spec/template/spec/containers/0/name, value: other}
            """);

        assertThat(changed.getSpec().getTemplate().getSpec().getContainers())
                .extracting("name")
                .containsExactly("other");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {kind: Deployment, metadata: {name: other}, spec: {}}                   | 1 | matches nothing
        {kind: StatefulSet, metadata: {name: web}, spec: {}}                    | 1 | matches nothing
        {metadata: {name: web}}                                                 | 1 | does not say which object
        [1]                                                                     | 1 | expected a patch
        {target: {kind: Deployment, name: web}}                                 | 1 | no content
        H  replica: 2                                                           | 5 | spec.replica: unknown field
        H  replicas: two                                                        | 5 | spec.replicas: expected a number
        H  template: [a]                                                        | 5 | spec.template: expected a mapping
        H  template: {spec: {containers: [{name: web, imagePullPolicy: Sometimes}]}}   | 5 | expected one of Always
        H  template: {spec: {containers: [{name: web, env: [{name: A, value: 1}]}]}} | 5 | expected a string
        H  template: {spec: {containers: [{image: x}]}}                         | 5 | the item has no 'name'
        H  template: {spec: {containers: [{name: x, $patch: delete}]}}          | 5 | nothing to delete
        H  $patch: upsert                                                       | 5 | has no meaning
        O- {op: add, path: spec, value: 1}                                      | 3 | not a path
        O- {op: remove, path: /spec/no}                                         | 3 | the object has no /spec/no
        O- {op: replace, path: /spec/template/spec/containers/1, value: {}}     | 3 | the list has no item
        O- {op: test, path: /spec/replicas, value: 2}                           | 3 | the test fails
        O- {op: add, path: /spec/replicas}                                      | 3 | no value
        O- {op: add, path: /spec/paused, value: 7}                              | 3 | expected true or false
        O- {op: replace, path: /metadata/name, value: x}                        | 3 | cannot change
        O- {op: replace, path: /kind, value: Job}                               | 3 | cannot change
        O- {op: remove, path: /spec/template/spec/containers/0/name}            | 3 | containers.0: 'name' is required
        O- {op: remove, path: /spec/template/spec/containers/0/image}           | 3 | containers.0: 'image' is required
        O- {op: remove, path: /spec/template/spec/containers/0/env/1/name}      | 3 | env.1: 'name' is required
        O- {op: add, path: /spec/template/spec/volumes, value: [{emptyDir: {}}]}| 3 | volumes.0: 'name' is required
        O- {op: add, path: /spec/template/spec/containers/-, value: null}       | 3 | containers.1: 'name' is required
        """)
    void whatCannotBeAppliedIsAnErrorWithThePatchesLine(String patch, int line, String reason) {
        String text = patch.startsWith("H")
                ? HEAD + patch.substring(1)
                : patch.startsWith("O-") ? OPERATIONS + patch.substring(1) : patch;

        assertThatThrownBy(() -> patched(text)).isInstanceOfSatisfying(InputException.class, wrong -> {
            Finding finding = wrong.findings().get(0);
            assertThat(finding.reason()).contains(reason);
            assertThat(finding.origin().position()).startsWith("p.yaml:" + line + ":");
            assertThat(finding.remedy()).isNotEmpty();
        });
    }

    @Test
    void linesOfATextInAPatchAreThoseOfTheFile() {
        String text =
                "patches:\n- target: {kind: Deployment, name: web}\n  patch: |-\n    - op: remove\n      path: /no\n";

        assertThatThrownBy(() -> patched(text))
                .isInstanceOfSatisfying(
                        InputException.class,
                        wrong -> assertThat(wrong.findings().get(0).origin().line())
                                .isEqualTo(4));
    }

    @Test
    void deepAndLargeFilesAreRefused() {
        assertThatThrownBy(() -> patched("[".repeat(10_000))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> patched(("- " + HEAD.replace("\n", "\n  ").strip() + " {}\n").repeat(1_001)))
                .isInstanceOfSatisfying(
                        InputException.class,
                        wrong -> assertThat(wrong.findings().get(0).reason()).contains("more than 1000"));
    }

    @Test
    void objectsAreFoundByTheNameThatTheUserKnows() throws InputException {
        Deployment named = new DeploymentBuilder(WEB)
                .editMetadata()
                .withName("shop-web")
                .endMetadata()
                .build();

        List<HasMetadata> applied =
                Patches.applied(List.of(named), PatchReader.read(HEAD + "  replicas: 2\n", "p.yaml"), "shop-");

        assertThat(applied.get(0).getMetadata().getName()).isEqualTo("shop-web");
        assertThat(((Deployment) applied.get(0)).getSpec().getReplicas()).isEqualTo(2);
    }

    private static Deployment patched(String text) throws InputException {
        return (Deployment) Patches.applied(List.of(WEB), PatchReader.read(text, "p.yaml"), "")
                .get(0);
    }
}
