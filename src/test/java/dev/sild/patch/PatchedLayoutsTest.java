package dev.sild.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.adopt.AdoptCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patches change what every command and layout writes, or it is said what to do instead. */
class PatchedLayoutsTest {
    private static final String COMPOSE = """
            name: shop
            services:
              web:
                image: "nginx:${TAG:-1.28}"
                ports: ["8080:80"]
                x-sild:
                  patches:
                  - target: {kind: Deployment}
                    patch: [{op: add, path: /spec/template/spec/terminationGracePeriodSeconds, value: 77}]
              extra: {image: "busybox:1", command: [sleep, "9"], restart: always, profiles: [debug]}
            """;
    private static final String PATCH = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {externalTrafficPolicy: Local}
            """;
    private static final String NOTHING = """
            apiVersion: v1
            kind: Service
            metadata: {name: other}
            spec: {externalTrafficPolicy: Local}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeTheProject() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), COMPOSE);
        Files.writeString(folder.resolve("patches.yaml"), PATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "files", "kustomize", "chart"})
    void everyLayoutOfObjectsHasWhatIsPatched(String layout) throws IOException {
        assertThat(run("convert --layout LAYOUT --patch patches.yaml -o out/".replace("LAYOUT", layout))
                        .code())
                .isZero();

        assertThat(written())
                .containsPattern("externalTrafficPolicy: \"?Local")
                .containsPattern("terminationGracePeriodSeconds: 77");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "files", "kustomize", "chart"})
    void aPatchThatMatchesNothingIsAnErrorInEveryLayout(String layout) throws IOException {
        Files.writeString(folder.resolve("patches.yaml"), NOTHING);

        AdoptCase.Run run = run("convert --layout LAYOUT --patch patches.yaml -o out/".replace("LAYOUT", layout));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("patches.yaml:1", "there is no Service 'other'", "use one of web");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anOverlayOfAProfileHasWhatIsPatchedInTheBase() throws IOException {
        run("convert --layout kustomize --patch patches.yaml -o out/");

        // What is the same in both needs no patch.
        assertThat(folder.resolve("out/components/debug/kustomization.yaml"))
                .content()
                .doesNotContain("patches:");
    }

    @Test
    void unitsOfPodmanSayWhatToUseInstead() {
        assertThat(run("convert --layout quadlet --patch patches.yaml -o out/").err())
                .contains("--patch changes Kubernetes objects", "drop-ins");
        assertThat(run("convert --layout quadlet -o out/").err()).contains("x-sild.patches", "drop-in");
        assertThat(run("convert --layout quadlet-kube --patch patches.yaml -o out/")
                        .err())
                .contains("podman has no objects of this kind", "write a patch of the Pod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "kustomize", "chart"})
    void whatIsRenderedOfAStackIsPatched(String layout) throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), """
                apiVersion: sild.dev/v1alpha1
                kind: WebStack
                metadata: {name: shop}
                spec: {api: {image: registry.example.com/api:1}}
                """);
        Files.writeString(folder.resolve("patches.yaml"), PATCH.replace("name: web", "name: shop-api"));

        assertThat(run("render shop.yaml --layout LAYOUT --patch patches.yaml -o out/".replace("LAYOUT", layout))
                        .code())
                .isZero();
        assertThat(written()).containsPattern("externalTrafficPolicy: \"?Local");

        Files.writeString(folder.resolve("patches.yaml"), NOTHING);
        assertThat(run("render shop.yaml --patch patches.yaml").err())
                .contains("patches.yaml:1", "there is no Service 'other'", "use one of shop-");
    }

    private AdoptCase.Run run(String command) {
        return AdoptCase.run(folder, Map.of(), new ArrayList<>(Arrays.asList(command.split(" "))));
    }

    private String written() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            List<Path> regular = files.filter(Files::isRegularFile).toList();
            for (Path file : regular) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
