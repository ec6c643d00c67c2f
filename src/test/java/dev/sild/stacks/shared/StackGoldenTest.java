package dev.sild.stacks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder of {@code src/test/resources/webstack} is a WebStack and what it must become, and so for each kind:
 * {@code in.yaml} is the resource, {@code inputs.yaml} what is known of the cluster where it is not what is known
 * offline, {@code out.yaml} the objects, and {@code stack.txt} what is not an object: the Secrets that are generated,
 * what outlives the stack, what it refers to and needs. {@code -Dgolden.rewrite=true} writes them again.
 */
class StackGoldenTest {
    private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
    private static final Set<String> KNOWN = Set.of("in.yaml", "inputs.yaml", "out.yaml", "stack.txt");

    @TestFactory
    Stream<DynamicTest> aStackBecomesWhatItsGoldenFilesSay() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (KindCase<?> kind : KindCase.all()) {
            assertThat(kind.cases()).isNotEmpty();
            for (Path folder : kind.cases()) {
                String name = kind + " " + folder.getFileName();
                tests.add(DynamicTest.dynamicTest(name, () -> check(kind, folder)));
                tests.add(DynamicTest.dynamicTest(
                        name + " has no file that nobody reads",
                        () -> assertThat(KNOWN)
                                .containsAll(KindCase.children(folder).stream()
                                        .map(file -> file.getFileName().toString())
                                        .toList())));
            }
        }
        return tests.stream();
    }

    private static <R extends CustomResource<?, ?>> void check(KindCase<R> kind, Path folder) throws IOException {
        R resource = kind.read(Files.readString(folder.resolve("in.yaml")));
        Stack stack = kind.translate(resource, KindCase.Known.of(folder));
        compare(folder.resolve("out.yaml"), KindCase.yaml(stack));
        compare(folder.resolve("stack.txt"), text(stack));
    }

    private static String text(Stack stack) {
        StringBuilder text = new StringBuilder();
        for (SecretSeed seed : stack.seeds()) {
            text.append("secret ").append(seed.name()).append(" of ").append(seed.component());
            text.append(seed.rotation().isEmpty() ? "" : ", rotated for " + seed.rotation());
            seed.rotator().ifPresent(rotator -> text.append(", by ").append(rotator));
            text.append('\n');
            seed.keys()
                    .forEach(key -> text.append("  ")
                            .append(key.name())
                            .append(": ")
                            .append(key.source())
                            .append('\n'));
        }
        lines(text, "kept", stack.kept());
        lines(text, "needs", stack.needs().stream().map(Enum::name).collect(Collectors.toSet()));
        lines(text, "reads secret", ExternalBundles.names(stack.application(), true));
        lines(text, "reads configmap", ExternalBundles.names(stack.application(), false));
        return text.toString();
    }

    private static void lines(StringBuilder text, String title, Set<String> values) {
        new TreeSet<>(values)
                .forEach(value -> text.append(title).append(' ').append(value).append('\n'));
    }

    private static void compare(Path golden, String actual) throws IOException {
        if (REWRITE) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).as(golden.toString()).isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }
}
