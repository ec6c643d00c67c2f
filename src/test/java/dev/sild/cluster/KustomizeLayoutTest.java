package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.layout.Fixture;
import dev.sild.layout.Kustomized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code kubectl kustomize} builds of the layout is what the list is. */
@OnControlPlane
class KustomizeLayoutTest {
    private final ControlPlane plane;

    KustomizeLayoutTest(ControlPlane plane) {
        this.plane = plane;
    }

    static List<Fixture> projects() {
        return Fixture.of("kubernetes");
    }

    @ParameterizedTest
    @MethodSource("projects")
    void baseMeansWhatTheListMeans(Fixture fixture, @TempDir Path folder) {
        fixture.convert("--layout", "kustomize", "-o", folder.toString());
        String built = build(folder.resolve("base"));

        Kustomized.assertSame(built, fixture.convert().out());
        assertThat(build(folder.resolve("overlays/example"))).isEqualTo(built);
    }

    @Test
    void overlayOfAProfileMeansWhatTheListWithThatProfileMeans(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          web:
            image: nginx:1.28
            ports: ["80:80"]
            volumes: ["shared:/shared"]
          cache:
            image: redis:8
            environment: {REDIS_PASSWORD: geheim}
            profiles: [fast]
          debug:
            image: busybox:1.37
            environment: {WEB: "http://web:8081", TOKEN: geheim}
            volumes: ["shared:/shared"]
            profiles: [debug, fast]
        volumes: {shared: }
        """);
        Fixture shop = new Fixture("shop", folder, Map.of(), List.of());
        shop.convert("--layout", "kustomize", "-o", "k8s/");
        Kustomized.assertSame(build(folder.resolve("k8s/base")), shop.convert().out());
        for (String profile : List.of("debug", "fast")) {
            Kustomized.assertSame(
                    build(folder.resolve("k8s/overlays/" + profile)),
                    shop.convert("--profile", profile).out());
        }
        assertThat(shop.convert("--profile", "debug").out())
                .isNotEqualTo(shop.convert("--profile", "fast").out());
    }

    @Test
    void twoProfilesThatWaitForTheSameCanBeEnabledTogether(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          queue: {image: example/queue:1, restart: always}
          first: {image: example/first:1, profiles: [one], depends_on: [queue]}
          second: {image: example/second:1, profiles: [two], depends_on: [queue]}
        """);
        Fixture shop = new Fixture("shop", folder, Map.of(), List.of("--wait", "init"));
        shop.convert("--layout", "kustomize", "-o", "k8s/");
        Files.createDirectory(folder.resolve("k8s/both"));
        Files.writeString(folder.resolve("k8s/both/kustomization.yaml"), """
        resources: [../base]
        components: [../components/one, ../components/two]
        """);

        Kustomized.assertSame(
                build(folder.resolve("k8s/both")),
                shop.convert("--profile", "one", "--profile", "two").out());
    }

    @ParameterizedTest
    @CsvSource({"sops, .enc.yaml", "sealed, .sealed.yaml"})
    void baseWithEncryptedSecretsMeansWhatTheListMeansOnceTheyAreThere(
            String secrets, String ending, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          web: {image: "nginx:1.28", environment: {TOKEN: geheim}}
          debug: {image: "busybox:1.37", restart: always, environment: {PASSWORD: geheim}, profiles: [debug]}
        """);
        Fixture shop = new Fixture("shop", folder, Map.of(), List.of());
        shop.convert("--layout", "kustomize", "--secrets", secrets, "-o", "k8s/");
        // The tools are not here: what they would encrypt stands for what they would write.
        for (String plain : List.of("base/secrets/web-env", "components/debug/secrets/debug-env")) {
            Files.move(folder.resolve("k8s/" + plain + ".dec.yaml"), folder.resolve("k8s/" + plain + ending));
        }

        Kustomized.assertSame(build(folder.resolve("k8s/base")), shop.convert().out());
        Kustomized.assertSame(
                build(folder.resolve("k8s/overlays/debug")),
                shop.convert("--profile", "debug").out());
    }

    private String build(Path folder) {
        return plane.kubectl("kustomize", folder.toString()).require();
    }
}
