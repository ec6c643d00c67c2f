package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.output.Destination;
import dev.sild.output.Layouts;
import dev.sild.output.files.OutputException;
import dev.sild.output.layout.Layout;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.SecretsMode;
import dev.sild.output.layout.SecretsPlace;
import dev.sild.output.trace.Traces;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git ignores Secrets that kustomize cannot generate from text, too, also where a profile brings or changes one. */
class KustomizeSecretsTest {
    private static final String BYTES = "//4AAQID";
    private static final String OTHERS = "//8EBQYH";

    @TempDir
    private Path folder;

    @Test
    void aSecretOfBytesIsAResourceBelowTheIgnoredFolder() throws Exception {
        write(SecretsMode.SEPARATE, List.of(secret("key", BYTES)), Map.of());

        assertThat(Tree.texts(kustomization("base"), "resources")).containsExactly("secrets/key/secret.yaml");
        assertThat(folder.resolve("out/base/secrets/key/secret.yaml")).content().contains(BYTES);
        assertThat(holding(BYTES)).containsExactly("base/secrets/key/secret.yaml");
        assertThat(folder.resolve("out/.gitignore")).content().contains("\n/base/secrets/\n");
    }

    @Test
    void whatAProfileBringsAndChangesIsInFilesOfItsOwnToo() throws Exception {
        write(
                SecretsMode.SEPARATE,
                List.of(secret("key", BYTES)),
                Map.of("debug", List.of(secret("key", OTHERS), secret("more", OTHERS))));

        Map<String, Object> component = kustomization("components/debug");
        assertThat(Tree.texts(component, "resources")).containsExactly("secrets/more/secret.yaml");
        assertThat(Tree.list(component, "patches"))
                .singleElement()
                .isEqualTo(Map.of("path", "secrets/key/patch.yaml", "target", Map.of("kind", "Secret", "name", "key")));
        assertThat(folder.resolve("out/components/debug/secrets/key/patch.yaml"))
                .content()
                .contains("op: replace", "/data/value", OTHERS);
        assertThat(holding(OTHERS)).allMatch(file -> file.startsWith("components/debug/secrets/"));
        assertThat(folder.resolve("out/.gitignore")).content().contains("\n/components/debug/secrets/\n");
    }

    @Test
    void inlineSecretsAreWhereTheyAlwaysWere() throws Exception {
        write(SecretsMode.INLINE, List.of(secret("key", BYTES)), Map.of("debug", List.of(secret("key", OTHERS))));

        assertThat(Tree.texts(kustomization("base"), "resources")).containsExactly("files.yaml");
        assertThat(Tree.list(kustomization("components/debug"), "patches"))
                .singleElement()
                .asString()
                .contains(OTHERS);
        assertThat(folder.resolve("out/.gitignore")).doesNotExist();
    }

    private static Secret secret(String name, String base64) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("app.kubernetes.io/managed-by", "sild")
                .endMetadata()
                .addToData("value", base64)
                .build();
    }

    private void write(SecretsMode mode, List<? extends HasMetadata> base, Map<String, List<HasMetadata>> profiles)
            throws OutputException {
        Layouts.write(
                new Manifests("shop", List.copyOf(base), List.of(), profiles, Traces.NONE),
                new SecretsPlace(mode),
                Layout.KUSTOMIZE,
                new Destination(
                        "out/",
                        folder,
                        List.of(),
                        new PrintStream(new ByteArrayOutputStream()),
                        Optional.empty(),
                        false),
                new ArrayList<>());
    }

    private Map<String, Object> kustomization(String place) throws IOException {
        return Tree.documents(
                        Files.readString(folder.resolve("out").resolve(place).resolve("kustomization.yaml")))
                .get(0);
    }

    private List<String> holding(String text) throws IOException {
        Path out = folder.resolve("out");
        try (Stream<Path> files = Files.walk(out)) {
            List<String> holding = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.readString(file).contains(text)) {
                    holding.add(out.relativize(file).toString());
                }
            }
            return holding;
        }
    }
}
