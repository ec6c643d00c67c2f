package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Names;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.KindCase;
import dev.sild.stacks.shared.RandomStacks;
import dev.sild.stacks.shared.RandomStacks.Drawn;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a stack becomes is held against a real API server: every golden of every kind, and every example. Each has a
 * namespace of its own that admits restricted pods only, but for those that ask for less, and those with cAdvisor,
 * which mounts folders of the node.
 */
@OnControlPlane
class StackAcceptanceTest {
    /**
     * How many of each kind are tried that nobody thought of: of the seeds from {@code -Dseed=} on, which names each.
     */
    private static final int RANDOM = Integer.getInteger("tries", 10);

    private final ControlPlane plane;

    StackAcceptanceTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeAll
    static void defineTheKinds(ControlPlane plane) {
        plane.defineTheKinds();
        plane.kubectlWithInput("""
        {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "high"}, "value": 1000}
        """, "apply", "-f", "-").require();
    }

    @TestFactory
    Stream<DynamicTest> theServerAcceptsWhatEveryGoldenBecomes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (KindCase<?> kind : KindCase.all()) {
            kind.cases()
                    .forEach(folder -> tests.add(DynamicTest.dynamicTest(
                            kind + " " + folder.getFileName(),
                            () -> accept(Files.readString(folder.resolve("out.yaml")), namespace(kind, folder)))));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> theServerAcceptsWhatEveryExampleBecomes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (KindCase<?> kind : KindCase.all()) {
            children(kind.examples())
                    .forEach(file -> tests.add(DynamicTest.dynamicTest(
                            kind + " " + file.getFileName(),
                            () -> accept(yaml(kind, file), "example-" + namespace(kind, file)))));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> theServerAcceptsRandomStacksAndWhatTheyBecome() {
        long first = Long.getLong("seed", 1);
        return KindCase.all().stream().flatMap(kind -> random(new RandomStacks<>(kind), first));
    }

    private Stream<DynamicTest> random(RandomStacks<?> stacks, long first) {
        return LongStream.range(first, first + RANDOM)
                .mapToObj(seed -> DynamicTest.dynamicTest(stacks + " of seed " + seed, () -> {
                    Drawn<?> drawn = stacks.next(seed);
                    String level =
                            drawn.text().contains("Privileged") || drawn.yaml().contains("hostPath:")
                                    ? "privileged"
                                    : drawn.text().contains("Baseline") ? "baseline" : "restricted";
                    String namespace = "random-" + stacks.toString().toLowerCase(Locale.ROOT) + "-" + seed;
                    plane.makeNamespace(namespace, level);
                    plane.client()
                            .tryOut(Manifest.of(drawn.text()).documents().get(0), namespace)
                            .require();
                    new ManifestAcceptance(plane).accept(drawn.yaml(), namespace);
                }));
    }

    @TestFactory
    Stream<DynamicTest> aStackMeansTheSameOnceTheServerHasIt() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (KindCase<?> kind : KindCase.all()) {
            kind.resources()
                    .forEach(file ->
                            tests.add(DynamicTest.dynamicTest(file.toString(), () -> meansTheSame(kind, file))));
        }
        return tests.stream();
    }

    private <R extends CustomResource<?, ?>> void meansTheSame(KindCase<R> kind, Path file) throws IOException {
        R resource = kind.read(Files.readString(file));
        R taken = kind.ofTree(plane.client()
                .tryOut(Manifest.of(Files.readString(file)).documents().get(0), namespace(resource))
                .require()
                .json());
        taken.getMetadata().setNamespace(resource.getMetadata().getNamespace());
        assertThat(kind.yaml(taken, Inputs.OFFLINE)).isEqualTo(kind.yaml(resource, Inputs.OFFLINE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smallest", "everything", "exposure-node-port-with-tls"})
    void cAdvisorIsTheOneComponentOfOursThatARestrictedNamespaceRefuses(String golden) throws IOException {
        String namespace = "restricted-" + golden;
        plane.makeNamespace(namespace, "restricted", "privileged");

        Map<String, String> refusals = new ManifestAcceptance(plane)
                .refusals(
                        Files.readString(KindCase.MONITORING_STACK
                                .goldens()
                                .resolve(golden)
                                .resolve("out.yaml")),
                        namespace);

        assertThat(refusals).containsOnlyKeys("cadvisor", "grafana", "logs", "loki", "prometheus");
        assertThat(refusals.remove("cadvisor")).contains("violates PodSecurity \"restricted");
        assertThat(refusals.values()).containsOnly("");
    }

    private void accept(String yaml, String namespace) {
        String level = namespace.endsWith("pod-security-baseline")
                ? "baseline"
                : namespace.endsWith("pod-security-privileged") || yaml.contains("hostPath:")
                        ? "privileged"
                        : "restricted";
        plane.makeNamespace(namespace, level);
        new ManifestAcceptance(plane).accept(yaml, namespace);
    }

    /** Returns the namespace that a resource names, which is made; the default one where it names none. */
    private String namespace(CustomResource<?, ?> resource) {
        String named = resource.getMetadata().getNamespace();
        if (named == null) {
            return "default";
        }
        plane.makeNamespace(named, "restricted");
        return named;
    }

    private static <R extends CustomResource<?, ?>> String yaml(KindCase<R> kind, Path file) throws IOException {
        return kind.yaml(kind.read(Files.readString(file)), Inputs.OFFLINE);
    }

    private static String namespace(KindCase<?> kind, Path path) {
        return Names.label(
                kind.toString().toLowerCase(Locale.ROOT),
                path.getFileName().toString().replace(".yaml", ""));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
