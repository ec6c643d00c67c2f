package dev.sild.stacks.shared;

import dev.sild.Tree;
import dev.sild.kinds.Kinds;
import dev.sild.kubernetes.Renderer;
import dev.sild.kubernetes.objects.StoredTree;
import dev.sild.v1alpha1.MicroserviceStack;
import dev.sild.v1alpha1.MonitoringStack;
import dev.sild.v1alpha1.WebStack;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of custom resource as the tests take it: what holds for one is held against all. Its goldens are in the folder
 * that is called as the API calls one of its resources, and its examples where a smallest one is of the kind.
 *
 * @param kind the kind
 * @param goldens the folders of resources and what they must become
 * @param examples the resources that users copy
 * @param <R> the class of its resources
 */
public record KindCase<R extends CustomResource<?, ?>>(dev.sild.kinds.Kind<R> kind, Path goldens, Path examples) {
    static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    public static final KindCase<WebStack> WEB_STACK = of(Kinds.WEB_STACK);
    public static final KindCase<MonitoringStack> MONITORING_STACK = of(Kinds.MONITORING_STACK);
    public static final KindCase<MicroserviceStack> MICROSERVICE_STACK = of(Kinds.MICROSERVICE_STACK);

    private static <R extends CustomResource<?, ?>> KindCase<R> of(dev.sild.kinds.Kind<R> kind) {
        return new KindCase<>(
                kind,
                Path.of("src/test/resources").resolve(HasMetadata.getSingular(kind.type())),
                examples(kind.name()));
    }

    private static Path examples(String kind) {
        try {
            return children(Path.of("examples")).stream()
                    .map(folder -> folder.resolve("kubernetes"))
                    .filter(folder -> isOf(kind, folder.resolve("smallest.yaml")))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("no examples/*/kubernetes/smallest.yaml is a " + kind));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(String kind, Path file) {
        try {
            return Files.exists(file) && Files.readString(file).contains("\nkind: " + kind + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns every kind. */
    public static List<KindCase<?>> all() {
        return Kinds.all().stream().<KindCase<?>>map(KindCase::of).toList();
    }

    /** Returns the class of its resources. */
    public Class<R> type() {
        return kind.type();
    }

    /** Returns the definition of the kind. */
    public Path definition() {
        return Path.of("crds", CustomResource.getCRDName(type()) + ".yaml");
    }

    /** Returns the folders of the goldens, in order. */
    public List<Path> cases() throws IOException {
        return children(goldens);
    }

    /** Returns the files that hold a resource of the kind: its examples and its goldens. */
    public List<Path> resources() throws IOException {
        return Stream.concat(children(examples).stream(), cases().stream().map(folder -> folder.resolve("in.yaml")))
                .toList();
    }

    /** Returns the resource that a document is. */
    public R read(String yaml) {
        return SERIALIZATION.unmarshal(yaml, type());
    }

    /** Returns the resource that a tree of maps or nodes is. */
    public R ofTree(Object tree) {
        return SERIALIZATION.convertValue(tree, type());
    }

    /** Returns what the resource describes. */
    public Stack translate(R resource, Inputs inputs) {
        return kind.translate(resource, inputs);
    }

    /** Returns the objects that a resource becomes. */
    public List<HasMetadata> objects(R resource, Inputs inputs) {
        return objects(translate(resource, inputs));
    }

    private static List<HasMetadata> objects(Stack stack) {
        return Renderer.render(stack.application(), stack.options()).objects();
    }

    /** Returns those objects as YAML. */
    public String yaml(R resource, Inputs inputs) {
        return yaml(translate(resource, inputs));
    }

    /** Returns the objects of a stack as YAML. */
    static String yaml(Stack stack) {
        return YamlWriter.write(objects(stack).stream().map(StoredTree::of).toList());
    }

    /** Returns the stack that a resource describes in the cluster that a golden knows. */
    Stack translate(R resource, Known known) {
        return translate(resource, known.inputs()).with(known.identities());
    }

    /**
     * What a golden knows of its cluster.
     *
     * @param identities of the Secrets and ConfigMaps that pods read
     */
    record Known(Inputs inputs, Map<String, String> identities) {
        static Known of(Path folder) throws IOException {
            Path file = folder.resolve("inputs.yaml");
            if (!Files.exists(file)) {
                return new Known(Inputs.OFFLINE, Map.of());
            }
            Map<String, Object> tree = Tree.documents(Files.readString(file)).get(0);
            return new Known(
                    new Inputs(
                            Tree.texts(tree, "capabilities").stream()
                                    .map(Capability::valueOf)
                                    .collect(Collectors.toSet()),
                            new LinkedHashSet<>(Tree.texts(tree, "rotating"))),
                    Tree.strings(tree, "identities"));
        }
    }

    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    @Override
    public String toString() {
        return kind.name();
    }
}
