package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.layout.Fixture;
import dev.sild.layout.Kustomized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

    @Test
    void aProfileReadsTheSecretThatOnlyAJobOfTheBaseReads(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          migrate: {image: "example/migrate:1", restart: "no", environment: {TOKEN: geheim}}
          web: {image: "nginx:1.28", restart: always, environment: {TOKEN: geheim}, profiles: [debug]}
        """);
        Fixture shop = new Fixture("shop", folder, Map.of(), List.of());
        shop.convert("--layout", "kustomize", "-o", "k8s/");
        String base = build(folder.resolve("k8s/base"));
        String debug = build(folder.resolve("k8s/overlays/debug"));

        Kustomized.assertSame(base, shop.convert().out());
        assertThat(Pattern.compile("name: (migrate-env\\S*)")
                        .matcher(debug)
                        .results()
                        .map(found -> found.group(1)))
                .as("the Secret, the Job and the Deployment")
                .hasSize(3)
                .containsOnly("migrate-env-" + base.split("name: migrate-env-")[1].substring(0, 10));
    }

    @Test
    void secretsOfSopsThatNothingDecryptsAreRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services: {web: {image: "nginx:1.28", environment: {TOKEN: geheim}}}
        """);
        new Fixture("shop", folder, Map.of(), List.of())
                .convert("--layout", "kustomize", "--secrets", "sops", "-o", "k8s/");
        Path encrypted = folder.resolve("k8s/base/secrets/web-env.enc.yaml");
        String plain = Files.readString(folder.resolve("k8s/base/secrets/web-env.dec.yaml"));
        Files.writeString(encrypted, plain);
        String base = folder.resolve("k8s/base").toString();
        plane.kubectl("apply", "--dry-run=server", "-k", base).require();

        Files.writeString(
                encrypted,
                plain.replace("Z2VoZWlt", "ENC[AES256_GCM,data:AbCd,iv:AbCd,tag:AbCd,type:str]")
                        + "sops:\n  version: 3.9.0\n");

        assertThat(plane.kubectl("apply", "--dry-run=server", "-k", base).succeeded())
                .isFalse();
    }

    private String build(Path folder) {
        return plane.kubectl("kustomize", folder.toString()).require();
    }
}
