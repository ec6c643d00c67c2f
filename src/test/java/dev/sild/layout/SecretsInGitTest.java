package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sild.Tree;
import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for a repository holds no secret value where git takes it, unless the user asks for that. */
@Tag("executable")
class SecretsInGitTest extends SecretsInGitCase {
    /** A shorter one may be part of any word. */
    private static final int SHORTEST = 6;

    @ParameterizedTest
    @ValueSource(strings = {"kustomize", "chart"})
    void gitTakesNoSecretValueOfAnyExampleOrGolden(String layout) {
        assumeTrue(Git.isThere(), "GIT IS NOT INSTALLED");
        List<Fixture> fixtures = Fixture.of("kubernetes").stream()
                .filter(fixture -> layout.equals("kustomize") || !fixture.has("-n"))
                .filter(fixture -> !fixture.has("--secrets"))
                .toList();
        for (int i = 0; i < fixtures.size(); i++) {
            Path of = folder.resolve("of-" + i);
            if (layout.equals("chart")) {
                fixtures.get(i).chart(of);
            } else {
                fixtures.get(i).convert("--layout", layout, "-o", of.toString());
            }
        }
        List<String> taken = Git.init(folder).taken();
        int secrets = 0;
        for (int i = 0; i < fixtures.size(); i++) {
            String start = "of-" + i + "/";
            Set<String> values = secretValues(fixtures.get(i).convert().out());
            secrets += values.size();
            for (String file :
                    taken.stream().filter(name -> name.startsWith(start)).toList()) {
                assertThat(values).as("%s: %s", fixtures.get(i), file).noneMatch(read(file)::contains);
            }
        }
        assertThat(secrets).isGreaterThan(60);
        // All that is not secret is taken.
        assertThat(taken.stream().filter(file -> file.startsWith("of-")))
                .containsExactlyInAnyOrderElementsOf(files().stream()
                        .filter(file -> file.startsWith("of-") && !isSecret(file))
                        .toList());
    }

    /** Returns the values of Secrets, and those values in base64, that no other object holds. */
    private static Set<String> secretValues(String list) {
        StringBuilder open = new StringBuilder();
        List<String> values = new ArrayList<>();
        for (Map<String, Object> object : Tree.documents(list)) {
            if (!Tree.text(object, "kind").equals("Secret")) {
                open.append(object);
                continue;
            }
            Tree.strings(object, "data").values().forEach(base64 -> {
                String text = new String(
                        Base64.getDecoder().decode(base64.replaceAll("\\s", "")), StandardCharsets.ISO_8859_1);
                if (text.length() >= SHORTEST) {
                    values.add(base64);
                    values.add(text.lines()
                            .max(Comparator.comparingInt(String::length))
                            .orElse(text)
                            .strip());
                }
            });
        }
        values.removeIf(value -> value.length() < SHORTEST || open.indexOf(value) >= 0);
        return new TreeSet<>(values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kustomize", "chart"})
    void aFreshCheckoutIsUpToDateWhateverTheSecretValuesAre(String layout, @TempDir Path checkout) throws IOException {
        convert("--layout", layout);
        for (String file : files().stream()
                .filter(name -> name.startsWith("out/") && !isSecret(name))
                .toList()) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.copy(folder.resolve(file), checkout.resolve(file));
        }
        Files.copy(folder.resolve("bytes.bin"), checkout.resolve("bytes.bin"));
        Files.writeString(
                checkout.resolve("compose.yaml"),
                Files.readString(folder.resolve("compose.yaml"))
                        .replace("geheim", "other than here")
                        .replace("schluessel", "this one too"));

        ConvertRun check = ConvertRun.run(checkout, "--layout", layout, "-o", "out/", "--check");

        assertThat(check.code()).as(check.err()).isZero();
        assertThat(check.err()).doesNotContain("SILD-SECRETS");
    }

    @Test
    void onlyFilesWithSecretValuesAreIgnoredWhateverServicesAndProfilesAreCalled() {
        assumeTrue(Git.isThere(), "GIT IS NOT INSTALLED");
        convert("--layout", "kustomize");

        assertThat(Git.init(folder).taken())
                .contains(
                        "out/.gitignore",
                        "out/base/web.yaml",
                        "out/components/secrets/secrets.yaml",
                        "out/components/secrets/kustomization.yaml",
                        "out/overlays/secrets/kustomization.yaml")
                .doesNotContain(
                        "out/base/secrets/web-env/PASSWORD",
                        "out/base/secrets/bytes/secret.yaml",
                        "out/components/secrets/secrets/secrets-env/TOKEN");
    }

    @ParameterizedTest
    @CsvSource({
        "files, secrets.yaml",
        "list, secrets.yaml",
        "quadlet-kube, shop-secrets.yaml",
        "quadlet, secrets/create.sh"
    })
    void separateSecretsOfAFolderAreIgnoredByGit(String layout, String secrets) {
        assumeTrue(Git.isThere(), "GIT IS NOT INSTALLED");
        String report = convert("--layout", layout, "--secrets", "separate").err();

        assertThat(folder.resolve("out").resolve(secrets)).exists();
        assertThat(Git.init(folder).taken()).contains("out/.gitignore").doesNotContain("out/" + secrets);
        assertThat(report).contains("out/" + secrets + ", which git ignores");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kustomize", "chart"})
    void aFolderWithItsSecretsInTheFilesIsBroughtUpToDate(String layout) throws IOException {
        convert("--layout", layout, "--secrets", "inline");
        assertThat(readAll()).containsAnyOf("geheim", "Z2VoZWlt");

        convert("--layout", layout);

        assertThat(readAll()).doesNotContain("geheim", "Z2VoZWlt", "schluessel", "c2NobHVlc3NlbA");
        assertThat(folder.resolve("out/.gitignore")).exists();
        Set<String> after = new TreeSet<>(files());
        convert("--layout", layout, "--secrets", "inline");
        assertThat(folder.resolve("out/.gitignore")).doesNotExist();
        convert("--layout", layout);
        assertThat(files()).containsExactlyInAnyOrderElementsOf(after);
    }

    @Test
    void whatGitTracksAlreadyIsNotTrackedAfterTheCommandsOfTheDocumentation() throws IOException {
        assumeTrue(Git.isThere(), "GIT IS NOT INSTALLED");
        Git git = Git.init(folder);
        Files.move(folder.resolve("compose.yaml"), folder.resolve("all.yaml"));
        for (String secrets : List.of("--secrets inline ", "")) {
            ConvertRun.run(
                    folder, ("-f all.yaml --profile secrets --layout kustomize " + secrets + "-o k8s/").split(" "));
            assertThat(git.taken()).contains("k8s/base/secrets/web-env/PASSWORD");
        }
        Files.readString(Path.of("docs/secrets-in-git.md"))
                .lines()
                .filter(line -> line.startsWith("git rm "))
                .forEach(git::shell);

        assertThat(git.taken()).contains("k8s/base/kustomization.yaml").noneMatch(file -> file.contains("/secrets/"));
    }

    /** Returns the files of the output that everybody may read. */
    private String readAll() throws IOException {
        StringBuilder all = new StringBuilder();
        boolean ignored = Files.exists(folder.resolve("out/.gitignore"));
        files().stream()
                .filter(file -> file.startsWith("out/") && !(ignored && isSecret(file)))
                .forEach(file -> all.append(read(file)));
        return all.toString();
    }

    @Test
    void theKustomizationSaysThatAFreshCheckoutLacksFiles() throws IOException {
        convert("--layout", "kustomize");
        assertThat(folder.resolve("out/base/kustomization.yaml"))
                .content()
                .contains("a fresh checkout does not contain them");
        Files.writeString(folder.resolve("compose.yaml"), "name: shop\nservices: {web: {image: 'example/web:1'}}\n");
        convert("--layout", "kustomize");
        assertThat(folder.resolve("out/base/kustomization.yaml")).content().doesNotContain("checkout");
        assertThat(folder.resolve("out/.gitignore")).doesNotExist();
    }

    private List<String> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.startsWith(".git/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isSecret(String file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)))
                    .equals("rw-------");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
