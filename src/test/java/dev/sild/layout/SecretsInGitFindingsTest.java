package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the report says of secret values in files. */
@Tag("executable")
class SecretsInGitFindingsTest extends SecretsInGitCase {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kustomize|out/base/secrets/|--secrets external-secrets or omit",
                "chart|out/secrets.values.yaml|helm upgrade --install shop out/ -f out/secrets.values.yaml"
            })
    void oneFindingSaysWhereTheValuesAreAndWhatToDo(String layout, String place, String remedy) {
        String report = convert("--layout", layout).err();

        assertThat(report.lines().filter(line -> line.contains("SILD-SECRETS")))
                .singleElement()
                .asString()
                .startsWith("info: ")
                .contains(place, "fresh checkout", remedy, "SILD-SECRETS-LOCAL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--layout kustomize --secrets inline -o out/|out/base/|remove --secrets inline",
                "--layout chart --secrets inline -o out/|out/templates/|remove --secrets inline",
                "-o out/|out/|--secrets separate, omit or external-secrets",
                "--layout list -o out/|out/shop.yaml|--secrets separate, omit or external-secrets",
                "-o all.yaml|all.yaml|--secrets separate, omit or external-secrets"
            })
    void oneFindingWarnsOfSecretsAmongTheManifests(String arguments, String place, String remedy) {
        ConvertRun conversion = ConvertRun.run(folder, arguments.split(" "));

        assertThat(conversion.code()).isZero();
        assertThat(conversion.err().lines().filter(line -> line.contains("SILD-SECRETS")))
                .singleElement()
                .asString()
                .startsWith("warning: ")
                .contains(place, remedy, "SILD-SECRETS-IN-FILES")
                .doesNotContain("geheim");
        assertThat(folder.resolve("out/.gitignore")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-o -",
                "-o /dev/null",
                "--secrets omit -o out/",
                "--layout quadlet-kube -o out/",
                "--secrets external-secrets --secret-store vault --layout chart -o out/",
                "-f plain.yaml --layout kustomize -o out/",
                "-f plain.yaml --layout chart -o out/"
            })
    void whereNoFileHoldsSecretsOrNoneIsForGitNothingIsSaid(String arguments) throws IOException {
        Files.writeString(folder.resolve("plain.yaml"), "name: x\nservices: {web: {image: 'example/web:1'}}\n");

        ConvertRun conversion = ConvertRun.run(folder, arguments.split(" "));

        assertThat(conversion.code()).as(conversion.err()).isZero();
        assertThat(conversion.err()).doesNotContain("SILD-SECRETS");
        assertThat(folder.resolve("out/.gitignore")).doesNotExist();
    }

    @Test
    void filesWhoseOnlySecretIsEmptyAreNotNamed() throws IOException {
        Files.writeString(folder.resolve("empty.yaml"), """
                name: x
                services:
                  watcher: {image: 'example/watcher:1', environment: {REPO_PASS: "${REPO_PASS}"}}
                  db: {image: 'postgres:16', environment: {POSTGRES_PASSWORD: 1}}
                """);

        assertThat(ConvertRun.run(folder, "-f", "empty.yaml", "-o", "out/").err())
                .contains("secret values are in out/db.yaml, as");
        assertThat(folder.resolve("out/watcher.yaml")).content().contains("kind: Secret");
    }

    @Test
    void ofASingleFileTheReportSaysWhatToIgnore() {
        assertThat(ConvertRun.run(folder, "-o", "all.yaml", "--secrets", "separate")
                        .err())
                .contains("info: secret values are in all-secrets.yaml; do not commit it; add it to .gitignore");
    }

    @Test
    void aGitIgnoreOfTheUsersStaysAndTheReportSaysWhatItLacks() throws IOException {
        Files.createDirectory(folder.resolve("out"));
        Path own = Files.writeString(folder.resolve("out/.gitignore"), "*.bak\n");

        ConvertRun conversion = convert("--layout", "kustomize");

        assertThat(conversion.err())
                .contains(
                        "warning: out/.gitignore was not written by sild",
                        "add these lines to it: /base/secrets/ /components/secrets/secrets/")
                .doesNotContain("which git ignores");
        assertThat(own).hasContent("*.bak");
        Files.writeString(own, "*.bak\nsecrets/\n");
        assertThat(convert("--layout", "kustomize").err())
                .contains("which git ignores")
                .doesNotContain("warning: out/.gitignore");
        assertThat(own).hasContent("*.bak\nsecrets/");
        assertThat(convert("--layout", "kustomize", "--check").code()).isZero();
    }
}
