package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets for SOPS and kubeseal: plain files that git ignores, and the commands that encrypt them. */
class EncryptedSecretsTest {
    private static final String KEY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    @TempDir
    private Path folder;

    @BeforeEach
    void aServiceWithAPassword() throws IOException {
        compose("geheim");
    }

    private void compose(String password) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
                name: shop
                services:
                  web: {image: 'example/web:1', environment: {PASSWORD: VALUE}}
                  debug: {image: 'example/debug:1', restart: always, environment: {TOKEN: VALUE}, profiles: [debug]}
                """.replace("VALUE", password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "kustomize"})
    void gitTakesNoPlainValueAndWhatIsEncrypted(String layout) throws Exception {
        assertThat(convert("--layout", layout, "--secrets", "sops", "--age-recipient", KEY)
                        .code())
                .isZero();
        String place = layout.equals("files") ? "k8s/secrets/" : "k8s/base/secrets/";
        Path plain = folder.resolve(place + "web-env.dec.yaml");
        assertThat(plain).content().contains("kind: Secret", "Z2VoZWlt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)))
                .isEqualTo("rw-------");
        Files.writeString(folder.resolve(place + "web-env.enc.yaml"), "data: ENC[AES256_GCM,data:...]\n");

        List<String> taken = Git.init(folder).taken();

        assertThat(taken)
                .contains("k8s/.sops.yaml", place + "web-env.enc.yaml")
                .noneMatch(file -> file.endsWith(".dec.yaml"));
        for (String file : taken) {
            if (!file.equals("compose.yaml")) {
                assertThat(folder.resolve(file)).content().doesNotContain("geheim", "Z2VoZWlt");
            }
        }
    }

    @Test
    void onlyTheValuesAreEncryptedToTheKeysThatWereGiven() throws IOException {
        convert("--layout", "kustomize", "--secrets", "sops", "--age-recipient", KEY);

        Map<String, Object> rule = Tree.list(
                        Tree.documents(Files.readString(folder.resolve("k8s/.sops.yaml")))
                                .get(0),
                        "creation_rules")
                .get(0);
        assertThat(rule).containsEntry("encrypted_regex", "^(data|stringData)$").containsEntry("age", KEY);
        Pattern path = Pattern.compile(Tree.text(rule, "path_regex"));
        assertThat(Stream.of(
                        "base/secrets/web-env.dec.yaml", "components/debug/secrets/x.enc.yaml", "secrets/a.dec.yaml"))
                .allMatch(file -> path.matcher(file).find());
        assertThat(Stream.of("base/web.yaml", "base/kustomization.yaml", "secrets/notes.yaml"))
                .noneMatch(file -> path.matcher(file).find());
    }

    @Test
    void aLaterRunKeepsTheKeysAndAConfigurationOfTheUsers() throws IOException {
        convert("--layout", "kustomize", "--secrets", "sops", "--age-recipient", KEY);
        convert("--layout", "kustomize", "--secrets", "sops");
        assertThat(folder.resolve("k8s/.sops.yaml")).content().contains("age: " + KEY);

        Files.writeString(folder.resolve("k8s/.sops.yaml"), "creation_rules: [{pgp: ABC}]\n");
        assertThat(convert("--layout", "kustomize", "--secrets", "sops").code()).isZero();
        assertThat(folder.resolve("k8s/.sops.yaml")).hasContent("creation_rules: [{pgp: ABC}]\n");
    }

    @Test
    void withoutAKeyTheFirstStepMakesOne() throws IOException {
        ConvertRun run = convert("--layout", "kustomize", "--secrets", "sops");

        assertThat(folder.resolve("k8s/.sops.yaml")).content().contains("age: AGE-PUBLIC-KEY");
        assertThat(run.err())
                .containsSubsequence(
                        "before git push:",
                        "age-keygen -o ~/.config/sops/age/keys.txt",
                        "sops --config 'k8s/.sops.yaml' --encrypt --output 'k8s/base/secrets/web-env.enc.yaml'"
                                + " 'k8s/base/secrets/web-env.dec.yaml'");
    }

    @Test
    void theKustomizationListsWhatIsCommitted() throws IOException {
        ConvertRun run = convert("--layout", "kustomize", "--secrets", "sealed");

        assertThat(Tree.texts(
                        Tree.documents(Files.readString(folder.resolve("k8s/base/kustomization.yaml")))
                                .get(0),
                        "resources"))
                .contains("secrets/web-env.sealed.yaml")
                .noneMatch(name -> name.contains(".dec."));
        assertThat(folder.resolve("k8s/components/debug/kustomization.yaml"))
                .content()
                .contains("- secrets/debug-env.sealed.yaml");
        assertThat(folder.resolve("k8s/base/secrets/web-env.sealed.yaml")).doesNotExist();
        assertThat(run.err())
                .contains("before kubectl apply -k:")
                .contains("kubeseal --format yaml --namespace NAMESPACE < 'k8s/base/secrets/web-env.dec.yaml'"
                        + " > 'k8s/base/secrets/web-env.sealed.yaml'");
        assertThat(convert("--layout", "kustomize", "--secrets", "sealed", "-n", "shop")
                        .err())
                .contains("kubeseal --format yaml < 'k8s/base/secrets/web-env.dec.yaml'");
    }

    @Test
    void filesThatAreEncryptedStayAndPlainOnesAreUpdated() throws IOException {
        convert("--layout", "files", "--secrets", "sops", "--age-recipient", KEY);
        Path encrypted = folder.resolve("k8s/secrets/web-env.enc.yaml");
        Files.writeString(encrypted, "encrypted\n");
        compose("other");
        convert("--layout", "files", "--secrets", "sops");
        assertThat(folder.resolve("k8s/secrets/web-env.dec.yaml")).content().contains("b3RoZXI=");
        assertThat(encrypted).hasContent("encrypted\n");

        Files.delete(folder.resolve("k8s/secrets/web-env.dec.yaml"));
        assertThat(convert("--layout", "files", "--secrets", "sops", "--check").code())
                .as("a checkout, which has no plain values")
                .isZero();

        Files.writeString(folder.resolve("compose.yaml"), "name: shop\nservices: {web: {image: 'example/web:1'}}\n");
        convert("--layout", "files", "--secrets", "sops");
        convert("--layout", "files");
        assertThat(folder.resolve("k8s/.sops.yaml")).doesNotExist();
        assertThat(encrypted).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sops", "sealed"})
    void anotherClonesPlainFileStaysIgnoredWhateverBecomesOfItsSecret(String secrets) throws IOException {
        String[] arguments = {"--layout", "kustomize", "--secrets", secrets};
        convert(arguments);
        List<String> plain =
                List.of("k8s/base/secrets/web-env.dec.yaml", "k8s/components/debug/secrets/debug-env.dec.yaml");
        assertThat(plain).allMatch(file -> Files.exists(folder.resolve(file)));
        Files.writeString(folder.resolve("compose.yaml"), "name: shop\nservices: {web: {image: 'example/web:1'}}\n");
        for (List<String> run : List.of(List.of(arguments), List.of("--layout", "kustomize"))) {
            convert(run.toArray(String[]::new));
            for (String file : plain) {
                Files.createDirectories(folder.resolve(file).getParent());
                Files.writeString(folder.resolve(file), "plain\n");
            }

            assertThat(Git.init(folder).taken())
                    .as(run.toString())
                    .contains("k8s/.gitignore")
                    .noneMatch(file -> file.endsWith(".dec.yaml"));
        }
        assertThat(convert("--layout", "kustomize", "--check").code()).isZero();
    }

    @Test
    void gitIsSaidToIgnoreAPlainFileOnlyIfAGitIgnoreListsIt() throws IOException {
        String[] arguments = {"--layout", "kustomize", "--secrets", "sops"};
        Files.createDirectory(folder.resolve("k8s"));
        Path own = Files.writeString(folder.resolve("k8s/.gitignore"), "*.bak\n");

        assertThat(convert(arguments).err())
                .contains("add these lines to it: *.dec.yaml", "k8s/base/secrets/web-env.dec.yaml")
                .doesNotContain("which git ignores");
        for (String line : List.of("*.dec.yaml", "**/*.dec.yaml")) {
            Files.writeString(own, line + "\n");
            assertThat(convert(arguments).err())
                    .contains("k8s/base/secrets/web-env.dec.yaml, which git ignores")
                    .doesNotContain("was not written by sild");
        }
    }

    @Test
    void aKeyOfASecretIsNotTakenForItsNamespace() throws IOException {
        Files.writeString(folder.resolve("namespace"), "x");
        Files.writeString(folder.resolve("compose.yaml"), """
                name: shop
                services: {web: {image: 'example/web:1', secrets: [namespace]}}
                secrets: {namespace: {file: namespace}}
                """);

        ConvertRun run = convert("--layout", "files", "--secrets", "sealed");

        assertThat(folder.resolve("k8s/secrets/namespace.dec.yaml")).content().contains("\n  namespace: ");
        assertThat(run.err()).contains("--namespace NAMESPACE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    age: age1a, age1b\n",
                "    age: >-\n      age1a,\n      age1b\n",
                "    pgp: ABC\n",
                "    age: age1a\n  - path_regex: x\n    kms: arn\n"
            })
    void theConfigurationThatIsThereStaysUnlessKeysAreGiven(String keys) throws IOException {
        convert("--layout", "kustomize", "--secrets", "sops");
        Path config = folder.resolve("k8s/.sops.yaml");
        String edited = Files.readString(config).replaceFirst(" +age: AGE-PUBLIC-KEY\n", keys);
        assertThat(edited).contains(keys);
        Files.writeString(config, edited);

        assertThat(convert("--layout", "kustomize", "--secrets", "sops").err()).doesNotContain("age-keygen");
        assertThat(config).content().isEqualTo(edited);
        assertThat(convert("--layout", "kustomize", "--secrets", "sops", "--check")
                        .code())
                .isZero();
        convert("--layout", "kustomize", "--secrets", "sops", "--age-recipient", KEY);
        assertThat(config).content().contains("age: " + KEY).doesNotContain(keys);
    }

    @Test
    void theConfigurationStaysWithoutSecretsIfItHasKeys() throws IOException {
        convert("--layout", "kustomize", "--secrets", "sops", "--age-recipient", KEY);
        Files.writeString(folder.resolve("compose.yaml"), "name: shop\nservices: {web: {image: 'example/web:1'}}\n");
        convert("--layout", "kustomize", "--secrets", "sops");

        assertThat(folder.resolve("k8s/.sops.yaml")).content().contains("age: " + KEY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --layout chart --secrets sops -o k8s/           | encrypt secrets.values.yaml
            --secrets sops                                  | --secrets sops requires --layout files or kustomize
            --layout quadlet --secrets sealed -o k8s/       | requires --layout files or kustomize
            --layout files --secrets sealed --age-recipient age1abcdefghij -o k8s/ | --age-recipient requires --secrets sops
            --layout files --secrets sops --age-recipient AGE-SECRET-KEY-1X -o k8s/ | needs a public key of age
            """)
    void whatCannotBeEncryptedIsRefused(String arguments, String message) {
        ConvertRun run = ConvertRun.run(folder, arguments.strip().split(" +"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("AGE-SECRET-KEY");
    }

    private ConvertRun convert(String... arguments) {
        return ConvertRun.run(
                folder,
                Stream.concat(Stream.of(arguments), Stream.of("-o", "k8s/")).toArray(String[]::new));
    }
}
