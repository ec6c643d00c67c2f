package dev.sild.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.Tree;
import dev.sild.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What the chapter says can be done with the files and commands that it shows. */
class GitOpsChapterTest {
    @TempDir
    Path folder;

    private Repository repository;

    @BeforeEach
    void makeTheRepository() throws IOException {
        repository = Repository.make(folder);
    }

    @Test
    void whatIsAppliedIsThere() throws IOException {
        List<String> paths = new ArrayList<>();
        for (Map<String, Object> object : objects()) {
            Stream.of(
                            Tree.text(object, "spec", "path"),
                            Tree.text(object, "spec", "source", "path"),
                            Tree.text(object, "spec", "chart", "spec", "chart"))
                    .filter(path -> !path.isEmpty())
                    .forEach(paths::add);
        }
        assertThat(paths).hasSizeGreaterThan(6).allSatisfy(path -> {
            boolean ofSild = path.equals("./crds") || path.equals("./helm/sild");
            Path place = (ofSild ? Path.of("") : folder).resolve(path).normalize();
            try (Stream<Path> files = Files.list(place)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as(path)
                        .anyMatch(name -> name.endsWith(".yaml"));
            }
        });
    }

    @Test
    void everySourceIsDescribed() throws IOException {
        List<String> described = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        for (Map<String, Object> object : objects()) {
            if (Tree.text(object, "kind").equals("GitRepository")) {
                described.add(Tree.text(object, "metadata", "name"));
            }
            Stream.of(
                            Tree.text(object, "spec", "sourceRef", "name"),
                            Tree.text(object, "spec", "chart", "spec", "sourceRef", "name"))
                    .filter(name -> !name.isEmpty())
                    .forEach(asked::add);
        }
        assertThat(asked).hasSizeGreaterThan(4).allMatch(described::contains);
    }

    @Test
    void theValuesShownFillTheChart() throws IOException {
        Object ofFlux = Tree.at(file("helm-release.yaml").get(0), "spec", "values");
        Object ofArgo = Tree.at(file("argo-cd-chart.yaml").get(0), "spec", "source", "helm", "valuesObject");

        assertThat(ofArgo).isEqualTo(ofFlux);
        assertThat(template(new Yaml().dump(ofFlux)))
                .contains(
                        "registry.example.com/shop/api:1.1",
                        "replicas: 3",
                        "storage: \"20Gi\"",
                        "storageClassName: \"fast\"");
        assertThatThrownBy(() -> template("api: {replicas: many}")).hasMessageContaining("schema");
    }

    private String template(String values) {
        return Chart.withFile(
                values, file -> Chart.templateOfAnyCluster(folder.resolve("chart"), "shop", List.of(file)));
    }

    @Test
    void theOperatorsChartTakesTheValuesShown() throws IOException {
        Map<String, Object> release = file("flux-operator.yaml").stream()
                .filter(object -> Tree.text(object, "kind").equals("HelmRelease"))
                .findFirst()
                .orElseThrow();

        String manifest = Chart.template("sild-system", new Yaml().dump(Tree.at(release, "spec", "values")));

        assertThat(manifest).contains("registry.example.com/sild:").doesNotContain("kind: CustomResourceDefinition");
    }

    @Test
    void checkPassesUntilTheSourceOrWhatIsMadeOfItChanges() throws IOException {
        List<String> checks = repository
                .text(".github/workflows/manifests.yaml")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("- run: "))
                .map(line -> line.substring("- run: ".length()))
                .toList();
        assertThat(checks)
                .hasSize(3)
                .allSatisfy(check ->
                        assertThat(repository.run(check).code()).as(check).isZero());
        // Each command of the page is checked, and none that is not there.
        assertThat(checks.stream().map(check -> check.replace(" --check", "")))
                .containsExactlyInAnyOrderElementsOf(repository.commands());

        Path compose = folder.resolve("compose.yaml");
        Files.writeString(compose, Files.readString(compose).replace("api:1.0", "api:1.2"));
        Path stack = folder.resolve("stacks/shop.yaml");
        Files.writeString(stack, Files.readString(stack).replace("api:1.0", "api:1.2"));
        assertThat(checks)
                .allSatisfy(check ->
                        assertThat(repository.run(check).code()).as(check).isEqualTo(1));
    }

    @Test
    void noValueOfASecretIsCommitted() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("compose.yaml")))
                    .allSatisfy(
                            file -> assertThat(Files.readString(file)).doesNotContain("change-me", "kind: Secret\n"));
        }
    }

    @Test
    void anAnswerOfArgosIsThereForTheKindThatIsNamed() throws IOException {
        assertThat(Tree.map(file("argocd-cm.yaml").get(0), "data"))
                .containsKeys("resource.customizations.health.sild.dev_WebStack", "application.resourceTrackingMethod");
    }

    private List<Map<String, Object>> objects() throws IOException {
        List<Map<String, Object>> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("gitops"))) {
            for (Path file : files.sorted().toList()) {
                objects.addAll(Tree.documents(Files.readString(file)));
            }
        }
        return objects;
    }

    private List<Map<String, Object>> file(String name) throws IOException {
        return Tree.documents(repository.text("gitops/" + name));
    }
}
