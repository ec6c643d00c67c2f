package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets stay out of what is committed, and what makes them in the cluster knows where their values are. */
@Tag("executable")
class SecretsPlaceTest {
    private static final String[] EXTERNAL = {
        "--secrets", "external-secrets", "--secret-store", "ClusterSecretStore/vault"
    };

    @TempDir
    private Path folder;

    @BeforeEach
    void aServiceWithAPassword() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          web: {image: 'example/web:1', environment: {PASSWORD: geheim, TOKEN: geheim}}
        """);
    }

    @Test
    void emptyValueIsNotAskedFor() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          web: {image: 'example/web:1', environment: {PASSWORD: geheim, FERNET_KEY: '${FERNET_KEY:-}'}}
        """);

        assertThat(ConvertRun.run(folder, "--secrets", "omit").err())
                .contains("--from-literal=PASSWORD=VALUE --from-literal=FERNET_KEY=\n");
    }

    @Test
    void externalSecretNamesTheStoreAndTheKeys() {
        ConvertRun conversion = ConvertRun.run(folder, EXTERNAL);

        Map<String, Object> external = Tree.documents(conversion.out()).stream()
                .filter(object -> Tree.text(object, "kind").equals("ExternalSecret"))
                .findFirst()
                .orElseThrow();
        assertThat(Tree.text(external, "apiVersion")).isEqualTo("external-secrets.io/v1");
        assertThat(Tree.map(external, "spec", "secretStoreRef"))
                .isEqualTo(Map.of("kind", "ClusterSecretStore", "name", "vault"));
        assertThat(Tree.text(external, "spec", "target", "name")).isEqualTo("web-env");
        assertThat(Tree.list(external, "spec", "data"))
                .containsExactly(
                        Map.of(
                                "secretKey",
                                "PASSWORD",
                                "remoteRef",
                                Map.of("key", "shop/web-env", "property", "PASSWORD")),
                        Map.of("secretKey", "TOKEN", "remoteRef", Map.of("key", "shop/web-env", "property", "TOKEN")));
        assertThat(conversion.err())
                .contains("ClusterSecretStore 'vault'", "shop/web-env", "PASSWORD, TOKEN", "SILD-SECRET-TO-CREATE");
    }

    @Test
    void aFileIsCreatedFromAFileAndAVariableFromAWord() throws IOException {
        Files.writeString(folder.resolve("server.key"), "x");
        Files.writeString(folder.resolve("compose.yaml"), """
        services:
          web:
            image: example/web:1
            environment: {spring.datasource.password: geheim}
            volumes: [./server.key:/etc/server.key:ro]
        """);

        assertThat(ConvertRun.run(folder, "--secrets", "omit").err())
                .contains("--from-file=server.key=FILE", "--from-literal=spring.datasource.password=VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "kustomize", "chart"})
    void noValueOfASecretIsInAnyFileWhereTheyAreElsewhere(String layout) throws IOException {
        for (String[] secrets : List.of(EXTERNAL, new String[] {"--secrets", "omit"})) {
            String[] arguments = Stream.concat(Stream.of("--layout", layout, "-o", "out/"), Stream.of(secrets))
                    .toArray(String[]::new);
            ConvertRun conversion = ConvertRun.run(folder, arguments);
            assertThat(conversion.code()).as(conversion.err()).isZero();
            assertThat(conversion.err()).doesNotContain("geheim");
            try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    // What is geheim is Z2VoZWlt in base64.
                    assertThat(Files.readString(file))
                            .as(file.toString())
                            .doesNotContain("geheim", "Z2VoZWlt", "kind: Secret\n");
                }
            }
        }
    }

    @Test
    void onlyTheirOwnerMayReadTheValuesThatKustomizeGeneratesSecretsFrom() throws IOException {
        ConvertRun.run(folder, "--layout", "kustomize", "-o", "out/");

        Path value = folder.resolve("out/base/secrets/web-env/PASSWORD");
        assertThat(value).hasContent("geheim");
        assertThat(Files.getPosixFilePermissions(value))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--secrets external-secrets|--secret-store",
                "--secret-store vault|external-secrets",
                "--secrets external-secrets --secret-store Vault/vault|ClusterSecretStore/NAME",
                "--secrets external-secrets --secret-store vault --target podman|--target kubernetes",
                "--layout kustomize|--output FOLDER/",
                "--layout kustomize -f - -o out/|-f -",
                "--layout chart -o out/ -n shop|--namespace",
                "--layout chart -o out/ --target podman|--target podman",
                "--layout quadlet -o out/ --target kubernetes|--target kubernetes",
                "--check|--output"
            })
    void wrongUsageSaysWhatIsWrong(String arguments, String said) {
        ConvertRun conversion = ConvertRun.run(folder, arguments.split(" "));
        assertThat(conversion.code()).isEqualTo(2);
        assertThat(conversion.err()).contains(said);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
