package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.adopt.AdoptCase;
import dev.sild.layout.Kustomized;
import dev.sild.layout.RenderCase;
import dev.sild.stacks.shared.KindCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code kubectl kustomize} builds of stacks in that layout is what they are rendered as in a list. */
@OnControlPlane
class RenderedKustomizationsTest {
    private final ControlPlane plane;

    RenderedKustomizationsTest(ControlPlane plane) {
        this.plane = plane;
    }

    static Stream<RenderCase> layouts() {
        return RenderCase.all()
                .filter(each ->
                        !each.toString().startsWith("files") && !each.toString().startsWith("chart"));
    }

    static List<Path> stacks() {
        return KindCase.all().stream()
                .map(KindCase::goldens)
                .flatMap(RenderedKustomizationsTest::children)
                .sorted()
                .toList();
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(each -> each.resolve("in.yaml")).filter(Files::exists).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aBaseWithExternalSecretsIsBuilt(RenderCase stacks, @TempDir Path folder) throws IOException {
        assertThat(stacks.render(folder).code()).isZero();

        String built =
                plane.kubectl("kustomize", folder.resolve("base").toString()).require();

        assertThat(built).contains("kind: Deployment\n").doesNotContain("kind: Secret\n");
        assertThat(built.contains("kind: ExternalSecret\n"))
                .isEqualTo(Files.readString(stacks.folder().resolve("args")).contains("external-secrets"));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void theBaseMeansWhatTheListMeans(Path stack, @TempDir Path folder) {
        String list = render(stack, folder);

        render(stack, folder, "--layout", "kustomize", "-o", "out/");

        Kustomized.assertSame(
                plane.kubectl("kustomize", folder.resolve("out/base").toString())
                        .require(),
                list);
    }

    private static String render(Path stack, Path folder, String... more) {
        List<String> arguments = Stream.concat(
                        Stream.of("render", stack.toAbsolutePath().toString()), Stream.of(more))
                .toList();
        AdoptCase.Run run = AdoptCase.run(folder, Map.of(), arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }
}
